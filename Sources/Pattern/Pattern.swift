internal import CPCRE2

/// A regular expression of PCRE2, compiled to machine code, with a bound on the work of a search: patterns are written by people in rule
/// files, and a text must not be able to stall the program.
///
/// Always in UTF mode. A compiled pattern does not change, so any number of threads may search with it at once.
///
///     let mrn = try Pattern(#"MRN\s*(?<number>\d{8})"#)
///     let match = try mrn.firstMatch(in: "see MRN 00012345")
///     match?["number"]  // 8..<16
public final class Pattern: @unchecked Sendable {
    /// How a pattern is read.
    public struct Options: OptionSet, Sendable {
        /// The bits of the options.
        public let rawValue: Int
        /// Options from their bits.
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// Letters match whatever their case, by Unicode's simple case folding.
        public static let caseInsensitive = Options(rawValue: 1)
        /// `^` and `$` match at every line.
        public static let multipleLines = Options(rawValue: 2)
        /// White space and `#` comments in the pattern mean nothing.
        public static let extended = Options(rawValue: 4)
        /// `.` matches the end of a line too.
        public static let dotMatchesAll = Options(rawValue: 8)
        /// `\d`, `\w`, `\s` and `\b` keep to ASCII; otherwise they follow Unicode, where Han characters are letters.
        public static let asciiClasses = Options(rawValue: 16)

        var bits: UInt32 {
            var bits = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C
            if contains(.caseInsensitive) { bits |= PCRE2_CASELESS }
            if contains(.multipleLines) { bits |= PCRE2_MULTILINE }
            if contains(.extended) { bits |= PCRE2_EXTENDED }
            if contains(.dotMatchesAll) { bits |= PCRE2_DOTALL }
            if !contains(.asciiClasses) { bits |= PCRE2_UCP }
            return bits
        }
    }

    /// Where a match may lie.
    public enum Anchoring: Sendable {
        /// Anywhere.
        case anywhere
        /// At the place where the search starts.
        case start
        /// From the place where the search starts to the end of the text.
        case whole

        var bits: UInt32 {
            switch self {
            case .anywhere: 0
            case .start: PCRE2_ANCHORED
            case .whole: PCRE2_ANCHORED | PCRE2_ENDANCHORED
            }
        }
    }

    /// Bounds on the work of one search.
    public struct Limits: Sendable {
        /// Most steps of the matching function.
        public var steps: UInt32 = 1_000_000
        /// Most memory for going back, in KiB.
        public var memory: UInt32 = 65_536

        /// The usual limits: a few milliseconds.
        public init() {}
    }

    /// The pattern as it was written.
    public let text: String
    /// The numbers of the named groups.
    public let groupNames: [String: Int]
    /// The number of groups, without the whole match.
    public let groupCount: Int
    private let code: OpaquePointer
    /// PCRE2 only reads it while it matches, so that threads can share it.
    private let context: OpaquePointer

    /// Compiles a pattern.
    ///
    /// - Throws: `PatternError.cannotCompile` with the place of the mistake.
    public init(_ text: String, options: Options = [], anchoring: Anchoring = .anywhere, limits: Limits = Limits()) throws {
        self.text = text
        var number: Int32 = 0
        var offset = 0
        var utf8 = text
        let compiled = utf8.withUTF8 { bytes in
            pcre2_compile_8(bytes.baseAddress, bytes.count, options.bits | anchoring.bits, &number, &offset, nil)
        }
        guard let compiled else {
            throw PatternError.cannotCompile(pattern: text, offset: offset, reason: Self.message(of: number))
        }
        guard let context = pcre2_match_context_create_8(nil) else {
            pcre2_code_free_8(compiled)
            throw PatternError.failed(pattern: text, reason: "no memory")
        }
        pcre2_set_match_limit_8(context, limits.steps)
        pcre2_set_heap_limit_8(context, limits.memory)
        // Where there is no compiler for this processor the pattern is interpreted, with the same matches.
        _ = pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE)
        code = compiled
        self.context = context
        groupNames = Self.names(of: compiled)
        var count: UInt32 = 0
        pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        groupCount = Int(count)
    }

    deinit {
        pcre2_match_context_free_8(context)
        pcre2_code_free_8(code)
    }

    // MARK: Searching

    /// The first match.
    ///
    /// - Parameters:
    ///   - text: What to search.
    ///   - start: Where the search starts, in bytes of UTF-8; what lies before it is seen by look-behinds. It must be at a scalar's boundary.
    /// - Throws: `PatternError.limitExceeded` when it took too much work.
    public func firstMatch(in text: String, from start: Int = 0) throws -> Match? {
        var text = text
        return try text.withUTF8 { try Search(self, in: $0, isValid: true).first(from: start) }
    }

    /// The first match in bytes of UTF-8.
    ///
    /// - Throws: `PatternError.limitExceeded` when it took too much work, `PatternError.invalidUTF8` for other bytes.
    public func firstMatch(in utf8: UnsafeBufferPointer<UInt8>, from start: Int = 0) throws -> Match? {
        try Search(self, in: utf8, isValid: false).first(from: start)
    }

    /// All matches from left to right; none overlaps the one before it.
    ///
    /// - Throws: `PatternError.limitExceeded` when one of them took too much work.
    public func matches(in text: String) throws -> [Match] {
        var text = text
        return try text.withUTF8 { try Search(self, in: $0, isValid: true).all() }
    }

    /// All matches in bytes of UTF-8, from left to right; none overlaps the one before it.
    ///
    /// - Throws: `PatternError.limitExceeded` when one of them took too much work, `PatternError.invalidUTF8` for other bytes.
    public func matches(in utf8: UnsafeBufferPointer<UInt8>) throws -> [Match] {
        try Search(self, in: utf8, isValid: false).all()
    }

    // MARK: PCRE2

    static func message(of code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(code, &buffer, buffer.count)
        return length >= 0 ? String(decoding: buffer[..<Int(length)], as: UTF8.self) : "error \(code)"
    }

    private static func names(of code: OpaquePointer) -> [String: Int] {
        var count: UInt32 = 0
        var size: UInt32 = 0
        var table: UnsafePointer<UInt8>?
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
        guard let table else { return [:] }
        var names: [String: Int] = [:]
        for index in 0..<Int(count) {
            // An entry is the group's number in two bytes, the higher first, and its name with a NUL at the end.
            let entry = table + index * Int(size)
            names[String(cString: entry + 2)] = Int(entry[0]) << 8 | Int(entry[1])
        }
        return names
    }

    /// One call of PCRE2's matching function.
    func match(_ subject: UnsafePointer<UInt8>, _ count: Int, from start: Int, options: UInt32, into data: OpaquePointer) -> Int32 {
        let result = pcre2_match_8(code, subject, count, start, options, data, context)
        guard result == PCRE2_ERROR_JIT_STACKLIMIT else { return result }
        // Machine code goes back on a small stack of its own; the interpreter may use as much memory as the limits allow.
        return pcre2_match_8(code, subject, count, start, options | PCRE2_NO_JIT, data, context)
    }

    func newMatchData() throws -> OpaquePointer {
        guard let data = pcre2_match_data_create_from_pattern_8(code, nil) else {
            throw PatternError.failed(pattern: text, reason: "no memory")
        }
        return data
    }
}
