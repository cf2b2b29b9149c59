import Catalog

/// Finds the values of the vocabulary that stand in a question.
///
/// A value matches by its normal words. Of the values of a column that have the same words, those written as the question writes
/// them are meant, or else all.
struct VocabularyMatcher {
    /// A value that stands in the question, or several that are alike in their words.
    struct Match {
        var tokens: Range<Int>
        var column: Int
        var values: [Int]
        /// Whether it is written so, apart from spaces and capitals.
        var isExact: Bool
    }

    /// A word of the question in its normal forms, as the vocabulary numbers them.
    private struct Word {
        var token: Int
        var numbers: [UInt32]
    }

    let index: VocabularyIndex
    private let tokens: [Token]
    private let bytes: [UInt8]
    private var words: [Word] = []
    /// The first word of each token, and that after the last.
    private var firstWords: [Int] = []

    /// More values that are alike than this are no meaning: nobody could check them in the answer.
    static let mostAlike = 32

    init(_ index: VocabularyIndex, _ tokens: [Token], _ text: [UInt8], _ tokenizer: Tokenizer) {
        self.index = index
        self.tokens = tokens
        bytes = text
        for word in NormalWords.of(tokens, tokenizer) {
            var numbers = index.number(of: word.text).map { [$0] } ?? []
            let token = tokens[word.token]
            // Of words as short as "gas" the last letter is seldom that of a plural.
            if token.kind == .word, token.text.utf8.count > 3 {
                for form in token.nominalForms {
                    guard let number = index.number(of: NormalWords.singular(form)), !numbers.contains(number) else { continue }
                    numbers.append(number)
                }
            }
            while firstWords.count <= word.token { firstWords.append(words.count) }
            words.append(Word(token: word.token, numbers: numbers))
        }
        while firstWords.count <= tokens.count { firstWords.append(words.count) }
    }

    /// Whether any value has the token's word.
    func knows(_ token: Int) -> Bool {
        words[firstWords[token]..<firstWords[token + 1]].contains { !$0.numbers.isEmpty }
    }

    /// The values that start at a token.
    func matches(at start: Int) -> [Match] {
        let first = firstWords[start]
        guard first < firstWords[start + 1] else { return [] }
        var result: [Match] = []
        var runs = words[first].numbers.map(index.begin)
        var at = first
        while !runs.isEmpty {
            let depth = at - first + 1
            let token = words[at].token
            // A quoted token is a name as a whole or not at all.
            if at + 1 == firstWords[token + 1] {
                let found = runs.flatMap { Array(index.whole($0, depth: depth)) }
                if !found.isEmpty { result += choose(found, from: start, through: token) }
            }
            at += 1
            guard at < words.count else { break }
            runs = runs.flatMap { run in words[at].numbers.map { index.narrow(run, depth: depth, $0) } }.filter { !$0.isEmpty }
        }
        return result
    }

    /// The columns with values of which some tokens are a part.
    func parts(_ range: Range<Int>) -> [(use: AttributeUse, key: String)] {
        let run = words[firstWords[range.lowerBound]..<firstWords[range.upperBound]]
        guard run.count == range.count, run.allSatisfy({ !$0.numbers.isEmpty }), let last = tokens[range].last else { return [] }
        let head = tokens[range].dropLast().map(\.text)
        var result: [(use: AttributeUse, key: String)] = []
        for form in last.forms {
            guard let number = index.number(of: NormalWords.singular(form)) else { continue }
            let key = (head + [form]).joined(separator: " ")
            let found = index.parts(run.dropLast().compactMap(\.numbers.first) + [number], atMost: VocabularyMatcher.mostAlike)
            for (column, values) in found where !result.contains(where: { $0.use == index.columns[column].use }) {
                // The database looks for the letters, so they must be there as they are looked for.
                guard values.contains(where: { index.texts[$0].lowercased().contains(key) }) else { continue }
                result.append((index.columns[column].use, key))
            }
        }
        return result
    }

    /// Of values that are alike in their words, for each column those that are meant.
    private func choose(_ found: [Int], from start: Int, through last: Int) -> [Match] {
        var result: [Match] = []
        for column in Set(found.map { Int(index.owners[$0]) }).sorted() {
            let values = found.filter { Int(index.owners[$0]) == column }.sorted()
            var range = start..<(last + 1)
            var exact: [Int] = []
            for value in values {
                let own = extended(start..<(last + 1), by: value)
                if isWritten(value, in: own) {
                    exact.append(value)
                    range = own
                } else if exact.isEmpty, own.count > range.count {
                    range = own
                }
            }
            let meant = exact.isEmpty ? values : exact
            guard meant.count <= VocabularyMatcher.mostAlike else { continue }
            result.append(Match(tokens: range, column: column, values: meant, isExact: !exact.isEmpty))
        }
        return result
    }

    /// The tokens with the marks around them that belong to the value: its own, and a bracket that closes what opens inside.
    private func extended(_ range: Range<Int>, by value: Int) -> Range<Int> {
        let text = index.texts.bytes(value)
        func isMark(_ byte: UInt8) -> Bool { byte < 0x80 && !byte.isLetter && !byte.isDigit }
        var low = range.lowerBound
        var high = range.upperBound
        let leading = text.prefix(while: isMark).filter { $0 != 0x20 }
        for byte in leading.reversed() {
            guard low > 0, tokens[low - 1].text.utf8.elementsEqual([byte]) else { break }
            low -= 1
        }
        let trailing = text.reversed().prefix(while: isMark).reversed().filter { $0 != 0x20 }
        for byte in trailing {
            guard high < tokens.count, tokens[high].text.utf8.elementsEqual([byte]) else { break }
            high += 1
        }
        for (open, close) in [("(", ")"), ("[", "]")] {
            let inside = tokens[low..<high]
            let missing = inside.filter { $0.text == open }.count - inside.filter { $0.text == close }.count
            if missing == 1, high < tokens.count, tokens[high].text == close { high += 1 }
        }
        return low..<high
    }

    /// Whether the question writes a value as the database does, apart from spaces and capitals.
    private func isWritten(_ value: Int, in range: Range<Int>) -> Bool {
        guard let first = tokens[range].first, let last = tokens[range].last, last.range.upperBound <= bytes.count else { return false }
        func plain(_ byte: UInt8) -> UInt8? {
            if byte == 0x20 || byte == 0x09 { return nil }
            return byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
        }
        var written = bytes[first.range.lowerBound..<last.range.upperBound]
        if range.count == 1, first.kind == .quoted { written = Array(first.text.utf8)[...] }
        return written.lazy.compactMap(plain).elementsEqual(index.texts.bytes(value).lazy.compactMap(plain))
    }
}
