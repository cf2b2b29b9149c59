/// What went wrong with a pattern, told without the text that was searched, so that it may be shown and logged.
public enum PatternError: Error, Sendable, Hashable {
    /// The pattern is wrong.
    ///
    /// `offset` is where, in bytes of UTF-8 from the start of the pattern; `reason` is PCRE2's own wording.
    case cannotCompile(pattern: String, offset: Int, reason: String)
    /// The search took more work than the limits allow.
    ///
    /// It is not known whether there is a match, so whoever searches in order to hide or to deny must take it for one.
    case limitExceeded(pattern: String)
    /// The bytes that were searched are not UTF-8; `offset` is the first wrong byte.
    case invalidUTF8(offset: Int)
    /// The machine has no memory left, or PCRE2 failed in another way that no pattern or text should bring about.
    case failed(pattern: String, reason: String)
}

extension PatternError: CustomStringConvertible {
    /// What happened, where, and what to do next.
    public var description: String {
        switch self {
        case .cannotCompile(let pattern, let offset, let reason):
            "Could not read the pattern “\(pattern)”: \(reason) at byte \(offset). "
                + "Correct it; the syntax is at https://www.pcre.org/current/doc/html/pcre2syntax.html."
        case .limitExceeded(let pattern):
            "The pattern “\(pattern)” took too much work on a text. Make it less ambiguous: repetitions within repetitions are the usual cause."
        case .invalidUTF8(let offset): "The text to search is not UTF-8 from byte \(offset) on. Decode it first."
        case .failed(let pattern, let reason): "The pattern “\(pattern)” failed: \(reason). Free some memory, or report it as a defect."
        }
    }
}
