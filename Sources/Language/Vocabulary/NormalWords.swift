import Foundation

/// The words of a text in the form by which names are compared: lower case, singular, without the marks between them.
///
/// "Potassium Chl 20 mEq / 1000 mL" and "potassium chl 20 meq 1000 ml" have the same; so have "Crohn's disease" and "crohn disease".
enum NormalWords {
    /// One word, how it is spelled, and the token that it stands in; a quoted token has several.
    struct Word: Hashable {
        var text: String
        var spelling: String
        var token: Int
    }

    /// The words of a text that was cut into tokens.
    static func of(_ tokens: [Token], _ tokenizer: Tokenizer) -> [Word] {
        var result: [Word] = []
        result.reserveCapacity(tokens.count)
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .word: if token.text != "'s" { result.append(Word(text: singular(token.text), spelling: token.text, token: index)) }
            case .number, .ordinal: result.append(Word(text: number(token.text), spelling: token.text, token: index))
            case .mark: if isWord(mark: token.text) { result.append(Word(text: token.text, spelling: token.text, token: index)) }
            case .quoted:
                // Quotation marks inside names count for nothing, as other marks do.
                result += of(tokenizer.tokens(token.text, lemmas: false), tokenizer).map {
                    Word(text: $0.text, spelling: $0.spelling, token: index)
                }
            }
        }
        return result
    }

    /// Whether a mark says something, as more, less and the end of a sentence do; the others only part words.
    static func isWord(mark: String) -> Bool { ["<", ">", "<=", ">=", "=", "?", "!"].contains(mark) }

    /// A word without the ending of a plural.
    ///
    /// What it makes need be no word, since all sides of a comparison go through it; but different words must stay different.
    static func singular(_ word: String) -> String {
        let bytes = word.utf8
        // Accents are often left out: Ménière, Meniere.
        if let accented = bytes.first(where: { $0 >= 0x80 }), accented < 0xE0 {
            let plain = word.decomposedStringWithCanonicalMapping.unicodeScalars.filter { !(0x300..<0x370).contains($0.value) }
            let text = String(String.UnicodeScalarView(plain))
            if text != word { return singular(text) }
        }
        guard bytes.count > 3, bytes.last == UInt8(ascii: "s") else { return word }
        if word.hasSuffix("ies") { return bytes.count > 4 ? word.dropLast(3) + "y" : word }
        if word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is") { return word }
        for ending in ["sses", "shes", "ches", "xes", "zes"] where word.hasSuffix(ending) { return String(word.dropLast(2)) }
        return String(word.dropLast())
    }

    /// A number without zeros that say nothing: 12.50 is 12.5.
    static func number(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: ".")) else { return text }
        var result = Substring(text)
        while result.utf8.last == UInt8(ascii: "0") { result.removeLast() }
        if result.utf8.last == UInt8(ascii: ".") { result.removeLast() }
        return String(result)
    }
}
