/// Cuts a question into tokens. Hyphens inside words part them (`follow-up` is `follow up`); between numbers they are marks.
/// Every Han character is a token of its own, since Chinese has no spaces between words.
struct Tokenizer {
    let lemmatizer: Lemmatizer

    func tokens(_ text: String) -> [Token] {
        let bytes = Array(text.utf8)
        var result: [Token] = []
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                at += 1
                continue
            }
            let start = at
            if byte.isDigit {
                at = number(bytes, start, &result)
                continue
            }
            if byte.isLetter {
                while at < bytes.count, bytes[at].isLetter || bytes[at].isDigit || bytes[at] == UInt8(ascii: "_") { at += 1 }
                result.append(word(bytes, start..<at))
                // 's and n't are words of their own; a hyphen inside a word only parts it.
                if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "-"), bytes[at + 1].isLetter || bytes[at + 1].isDigit { at += 1 }
                continue
            }
            if byte == UInt8(ascii: "\""), let end = bytes[(at + 1)...].firstIndex(of: UInt8(ascii: "\"")), end > at + 1 {
                let inside = String(decoding: bytes[(at + 1)..<end], as: UTF8.self)
                result.append(Token(text: inside, original: inside, kind: .quoted, number: nil, range: start..<(end + 1), forms: []))
                at = end + 1
                continue
            }
            if byte >= 0x80 {
                let character = text[text.utf8.index(text.utf8.startIndex, offsetBy: at)...].unicodeScalars.first ?? " "
                let length = String(character).utf8.count
                at += length
                append(character, start..<at, bytes, &result)
                continue
            }
            at += 1
            if byte == UInt8(ascii: "'") {
                var end = at
                while end < bytes.count, bytes[end].isLetter { end += 1 }
                if end > at, start > 0, bytes[start - 1].isLetter || bytes[start - 1].isDigit, end - at <= 2 {
                    at = end
                    result.append(word(bytes, start..<end))
                } else if end == at, start > 0, bytes[start - 1] == UInt8(ascii: "s") {
                    result.append(Token(text: "'s", original: "'", kind: .word, number: nil, range: start..<at, forms: ["'s"]))
                    continue
                } else {
                    result.append(mark("'", start..<at))
                }
                continue
            }
            // ">=" and "<=" are one mark each.
            if byte == UInt8(ascii: ">") || byte == UInt8(ascii: "<"), at < bytes.count, bytes[at] == UInt8(ascii: "=") { at += 1 }
            result.append(mark(String(decoding: bytes[start..<at], as: UTF8.self), start..<at))
        }
        return result
    }

    private func number(_ bytes: [UInt8], _ start: Int, _ result: inout [Token]) -> Int {
        var at = start
        var digits = ""
        while at < bytes.count {
            if bytes[at].isDigit {
                digits.unicodeScalars.append(UnicodeScalar(bytes[at]))
            } else if bytes[at] == UInt8(ascii: ","), at + 3 < bytes.count, bytes[at + 1].isDigit, bytes[at + 2].isDigit, bytes[at + 3].isDigit,
                at + 4 == bytes.count || !bytes[at + 4].isDigit, digits.count <= 3 || digits.count % 3 == 0
            {
                // A thousands separator.
            } else if bytes[at] == UInt8(ascii: "."), at + 1 < bytes.count, bytes[at + 1].isDigit, !digits.contains(".") {
                digits.append(".")
            } else {
                break
            }
            at += 1
        }
        var end = at
        while end < bytes.count, bytes[end].isLetter || bytes[end].isDigit { end += 1 }
        let suffix = String(decoding: bytes[at..<end], as: UTF8.self).lowercased()
        if ["st", "nd", "rd", "th"].contains(suffix) {
            let original = String(decoding: bytes[start..<end], as: UTF8.self)
            result.append(Token(text: original.lowercased(), original: original, kind: .ordinal, number: Double(digits), range: start..<end, forms: []))
            return end
        }
        if !suffix.isEmpty, suffix.utf8.contains(where: \.isDigit) || digits.count > 12 {
            // An identifier such as 110101199003074512X, or a code.
            result.append(word(bytes, start..<end))
            return end
        }
        let original = String(decoding: bytes[start..<at], as: UTF8.self)
        result.append(Token(text: digits, original: original, kind: .number, number: Double(digits), range: start..<at, forms: [digits]))
        // "30-day" parts like a word does; "0-14" keeps its hyphen.
        if at + 1 < bytes.count, bytes[at] == UInt8(ascii: "-"), bytes[at + 1].isLetter { at += 1 }
        return at
    }

    private func word(_ bytes: [UInt8], _ range: Range<Int>) -> Token {
        let original = String(decoding: bytes[range], as: UTF8.self)
        let text = original.lowercased()
        return Token(text: text, original: original, kind: .word, number: nil, range: range, forms: lemmatizer.forms(of: text))
    }

    private func mark(_ text: String, _ range: Range<Int>) -> Token {
        Token(text: text, original: text, kind: .mark, number: nil, range: range, forms: [text])
    }

    private func append(_ scalar: Unicode.Scalar, _ range: Range<Int>, _ bytes: [UInt8], _ result: inout [Token]) {
        switch scalar {
        case "\u{2018}", "\u{2019}":
            // A typographic apostrophe before s belongs to it.
            result.append(mark("'", range))
        case "\u{2013}", "\u{2014}": result.append(mark("-", range))
        case "\u{201C}", "\u{201D}": result.append(mark("\"", range))
        case "\u{2265}": result.append(mark(">=", range))
        case "\u{2264}": result.append(mark("<=", range))
        case "\u{A0}", "\u{3000}", "\u{2009}": return
        default:
            let text = String(scalar)
            // A letter of another script continues a word written so far without a gap.
            if scalar.properties.isAlphabetic, !(0x3400...0x9FFF).contains(scalar.value), let last = result.last, last.kind == .word,
                last.range.upperBound == range.lowerBound
            {
                let joined = last.original + text
                result[result.count - 1] = Token(
                    text: joined.lowercased(), original: joined, kind: .word, number: nil, range: last.range.lowerBound..<range.upperBound,
                    forms: lemmatizer.forms(of: joined.lowercased()))
            } else {
                let kind: Token.Kind = scalar.properties.isAlphabetic ? .word : .mark
                result.append(Token(text: text, original: text, kind: kind, number: nil, range: range, forms: [text]))
            }
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isLetter: Bool { (self >= 0x41 && self <= 0x5A) || (self >= 0x61 && self <= 0x7A) }
}
