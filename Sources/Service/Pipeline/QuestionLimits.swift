import Language

/// What is no question at all is told at once, before any stage spends work on it.
public enum QuestionLimits {
    /// In characters as people count them: as long as the language stage reads.
    public static let length = Understanding.longestQuestion

    /// Why the text cannot be a question; nil when it can.
    public static func fault(in question: String) -> ServiceError? {
        // Counting characters of a megabyte takes long; its bytes are counted already.
        if question.utf8.count > length * 16 || question.count > length {
            return ServiceError(
                .questionTooLong, "The question is too long: at most \(length) characters are read.",
                remedy: "Ask for one thing at a time, in a sentence or two.")
        }
        if question.allSatisfy(\.isWhitespace) {
            return ServiceError(
                .questionEmpty, "The question is empty.",
                remedy: "Ask in plain words, such as \"How many admissions were there last week?\"")
        }
        if question.unicodeScalars.contains(where: isControl) {
            return ServiceError(
                .questionNotText, "The question holds characters that are not text: control characters, or bytes that were not UTF-8.",
                remedy: "Send it as plain UTF-8 text.")
        }
        return nil
    }

    /// Control characters (but for white space), the mark of repaired bytes, noncharacters, and the marks that turn the direction of text,
    /// by which a question could read otherwise than it is.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F..<0xA0, 0xFFFD, 0x202A...0x202E, 0x2066...0x2069: true
        default: scalar.properties.isNoncharacterCodePoint
        }
    }
}
