/// Cuts a question into tokens.
///
/// Hyphens inside words part them (`follow-up` is `follow up`); between numbers they are marks.
/// Every Han character is a token of its own, since Chinese has no spaces between words.
///
/// Typographic quotes, dashes and full-width forms count as their ASCII counterparts; ranges are those of the text as it was typed.
struct Tokenizer {
    let lemmatizer: Lemmatizer

    /// A word that stands alone.
    func word(_ text: String) -> Token {
        Token(
            text: text, original: text, kind: .word, number: nil, range: 0..<text.utf8.count, forms: lemmatizer.forms(of: text),
            nominalForms: lemmatizer.nominalForms(of: text))
    }

    /// The tokens of a text; without `lemmas` their only form is their text, which is quicker where a hundred thousand names are cut.
    func tokens(_ text: String, lemmas: Bool = true) -> [Token] {
        var scanner = Scanner(text, lemmas ? lemmatizer : nil)
        return scanner.scan()
    }
}

/// One pass over the characters of a question.
private struct Scanner {
    private let lemmatizer: Lemmatizer?
    private let bytes: [UInt8]
    /// The characters, folded to ASCII where they have a counterpart there.
    private var scalars: [Unicode.Scalar] = []
    /// The UTF-8 offset of each character, and that of the end.
    private var offsets: [Int] = []
    private var at = 0
    private var result: [Token] = []

    init(_ text: String, _ lemmatizer: Lemmatizer?) {
        self.lemmatizer = lemmatizer
        bytes = Array(text.utf8)
        var offset = 0
        for scalar in text.unicodeScalars {
            scalars.append(scalar.folded)
            offsets.append(offset)
            offset += scalar.utf8Length
        }
        offsets.append(offset)
    }

    mutating func scan() -> [Token] {
        while at < scalars.count {
            let scalar = scalars[at]
            if scalar.isGap {
                at += 1
            } else if scalar.isDigit {
                number()
            } else if scalar.isIdeograph {
                append(.word, at..<(at + 1))
            } else if scalar.isLetter {
                word()
            } else if scalar == "\"", quoted() {
                continue
            } else if scalar == "'", at > 0, scalars[at - 1].isLetter || scalars[at - 1].isDigit, apostrophe() {
                continue
            } else {
                mark()
            }
        }
        return result
    }

    private func length(from start: Int, while condition: (Unicode.Scalar) -> Bool) -> Int {
        var end = start
        while end < scalars.count, condition(scalars[end]) { end += 1 }
        return end - start
    }

    private mutating func word() {
        append(.word, at..<(at + length(from: at) { $0.isLetter && !$0.isIdeograph || $0.isDigit || $0 == "_" || $0.isCombining }))
        skipHyphen { $0.isLetter || $0.isDigit }
    }

    /// A hyphen inside a word only parts it.
    private mutating func skipHyphen(before next: (Unicode.Scalar) -> Bool) {
        if at + 1 < scalars.count, scalars[at] == "-", next(scalars[at + 1]) { at += 1 }
    }

    private mutating func number() {
        let start = at
        var digits = ""
        var end = at
        var grouped = false
        while end < scalars.count {
            if scalars[end].isDigit {
                digits.unicodeScalars.append(scalars[end])
            } else if scalars[end] == ",", grouped || digits.count <= 3, !digits.contains("."), length(from: end + 1, while: \.isDigit) == 3
            {
                // A thousands separator.
                grouped = true
            } else if scalars[end] == ".", !digits.contains("."), isDecimal(at: end, from: start) {
                digits.append(".")
            } else {
                break
            }
            end += 1
        }
        let suffix = end..<(end + length(from: end) { ($0.isLetter && !$0.isIdeograph) || $0.isDigit })
        let text = self.text(suffix)
        if ["st", "nd", "rd", "th"].contains(text) {
            append(.ordinal, start..<suffix.upperBound, number: Self.value(of: digits))
        } else if !text.isEmpty, text.unicodeScalars.contains(where: \.isDigit) || digits.count > 12 {
            // An identifier such as 11010119900307451X, or a code.
            append(.word, start..<suffix.upperBound)
        } else {
            append(.number, start..<end, text: digits, number: Self.value(of: digits))
            // "30-day" parts like a word does; "0-14" keeps its hyphen.
            skipHyphen(before: \.isLetter)
        }
    }

    /// The number that digits are; nil for one so large that its last digits would be lost: it would not be what was said.
    private static func value(of digits: String) -> Double? {
        Double(digits).flatMap { $0 < 1e15 ? $0 : nil }
    }

    /// Whether a point stands between two numbers rather than among the parts of a date or section (`17.5.2026`).
    private func isDecimal(at point: Int, from start: Int) -> Bool {
        let fraction = length(from: point + 1, while: \.isDigit)
        guard fraction > 0 else { return false }
        let after = point + 1 + fraction
        if after + 1 < scalars.count, scalars[after] == ".", scalars[after + 1].isDigit { return false }
        return !(start > 1 && scalars[start - 1] == "." && scalars[start - 2].isDigit)
    }

    /// `'s`, `'re`, `n't` are words of their own, and so is the apostrophe alone after an s.
    private mutating func apostrophe() -> Bool {
        let letters = length(from: at + 1, while: \.isLetter)
        let end = at + 1 + letters
        if letters == 0 {
            guard scalars[at - 1] == "s" || scalars[at - 1] == "S" else { return false }
            append(.word, at..<end, text: "'s")
            return true
        }
        guard letters <= 2 else { return false }
        if text(at..<end) == "'t", let last = result.last, last.kind == .word, last.text.count > 1, last.text.hasSuffix("n") {
            let from = at - 1
            result[result.count - 1] = token(.word, (at - length(before: at))..<from)
            append(.word, from..<end)
        } else {
            append(.word, at..<end)
        }
        return true
    }

    /// How many characters the last token has, when it ends before a place.
    private func length(before end: Int) -> Int {
        guard let last = result.last, let start = offsets.firstIndex(of: last.range.lowerBound) else { return 0 }
        return end - start
    }

    private mutating func quoted() -> Bool {
        guard let end = scalars[(at + 1)...].firstIndex(of: "\""), end > at + 1 else { return false }
        let inside = String(decoding: bytes[offsets[at + 1]..<offsets[end]], as: UTF8.self)
        result.append(
            Token(
                text: inside, original: inside, kind: .quoted, number: nil, range: offsets[at]..<offsets[end + 1], forms: [],
                nominalForms: []))
        at = end + 1
        return true
    }

    private mutating func mark() {
        switch scalars[at] {
        case "≥": append(.mark, at..<(at + 1), text: ">=")
        case "≤": append(.mark, at..<(at + 1), text: "<=")
        case ">", "<": append(.mark, at..<(at + (at + 1 < scalars.count && scalars[at + 1] == "=" ? 2 : 1)))
        default: append(.mark, at..<(at + 1))
        }
    }

    private func text(_ range: Range<Int>) -> String {
        // Nearly all of it is ASCII, for which no Unicode is asked.
        if scalars[range].allSatisfy({ $0.value < 0x80 }) {
            return String(unsafeUninitializedCapacity: range.count) { buffer in
                for (place, scalar) in scalars[range].enumerated() {
                    let byte = UInt8(truncatingIfNeeded: scalar.value)
                    buffer[place] = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
                }
                return range.count
            }
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars[range])
        return text.lowercased()
    }

    private func token(_ kind: Token.Kind, _ range: Range<Int>, text: String? = nil, number: Double? = nil) -> Token {
        let place = offsets[range.lowerBound]..<offsets[range.upperBound]
        let text = text ?? self.text(range)
        let forms: [String]
        var nominal: [String] = []
        switch kind {
        case .word:
            forms = lemmatizer?.forms(of: text) ?? [text]
            nominal = lemmatizer?.nominalForms(of: text) ?? forms
        case .mark, .number:
            forms = [text]
            nominal = forms
        case .ordinal, .quoted: forms = []
        }
        return Token(
            text: text, original: String(decoding: bytes[place], as: UTF8.self), kind: kind, number: number, range: place, forms: forms,
            nominalForms: nominal)
    }

    private mutating func append(_ kind: Token.Kind, _ range: Range<Int>, text: String? = nil, number: Double? = nil) {
        result.append(token(kind, range, text: text, number: number))
        at = range.upperBound
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { value >= 0x30 && value <= 0x39 }

    fileprivate var isLetter: Bool {
        value < 0x80 ? (value >= 0x41 && value <= 0x5A) || (value >= 0x61 && value <= 0x7A) : properties.isAlphabetic
    }

    fileprivate var isIdeograph: Bool { value >= 0x2E80 && properties.isIdeographic }

    /// An accent that belongs to the letter before it.
    fileprivate var isCombining: Bool {
        guard value >= 0x300 else { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }

    /// What stands between tokens: white space, and characters without any width.
    fileprivate var isGap: Bool {
        if value < 0x80 { return value == 0x20 || (value >= 0x09 && value <= 0x0D) }
        return properties.isWhitespace || properties.generalCategory == .format
    }

    fileprivate var utf8Length: Int {
        switch value {
        case ..<0x80: 1
        case ..<0x800: 2
        case ..<0x10000: 3
        default: 4
        }
    }

    /// The ASCII character that is meant by a typographic or full-width one.
    fileprivate var folded: Unicode.Scalar {
        switch value {
        case ..<0x80: return self
        case 0x2018, 0x2019, 0x201B, 0x2BC, 0xB4: return "'"
        case 0x201C, 0x201D, 0x201E, 0x201F: return "\""
        case 0x2010...0x2015, 0x2212: return "-"
        // Full-width forms stand at a fixed distance from ASCII.
        case 0xFF01...0xFF5E: return Unicode.Scalar(value - 0xFEE0) ?? self
        default: return self
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetter: Bool { (self >= 0x41 && self <= 0x5A) || (self >= 0x61 && self <= 0x7A) }
}
