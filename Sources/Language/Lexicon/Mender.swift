/// Mends the spelling of a question that is not understood as it stands.
///
/// Only words that nothing knows are touched, never numbers, identifiers, quoted text or names of people, and only where there is one
/// nearest known word, or the rest of a name decides between several. The asker is told of every change.
struct Mender {
    let lexicon: Lexicon
    private let spelling: Spelling

    /// A question with other words in it, and what was changed.
    struct Mended {
        var question: String
        var notes: [String]
    }

    /// More unknown words than this are no slips of the pen, and looking for words takes time.
    static let mostChanges = 3

    /// A mender; words of a conversation are known where something was said before.
    init(lexicon: Lexicon, isConversation: Bool = false) {
        self.lexicon = lexicon
        spelling = Spelling(lexicon: lexicon, reach: isConversation ? lexicon.conversation : lexicon.questions)
    }

    /// How many letters may be wrong in a word: none in short ones.
    static func tolerance(_ word: String) -> Int {
        switch word.count {
        case ..<4: 0
        case ..<8: 1
        default: 2
        }
    }

    /// The question with its unknown words mended; nil when there is nothing to mend, or one of them cannot be.
    func mend(_ question: String, _ tokens: [Token], _ edges: [Chart.Edge]) -> Mended? {
        var known = tokens.map { $0.kind != .word || spelling.knows($0) }
        for edge in edges { for index in edge.start..<edge.end { known[index] = true } }
        var changes: [(tokens: Range<Int>, text: String)] = []
        var index = 0
        while index < tokens.count {
            defer { index = changes.last.map { max($0.tokens.upperBound, index + 1) } ?? index + 1 }
            let token = tokens[index]
            guard token.kind == .word else { continue }
            if index + 1 < tokens.count, isRepeated(token, tokens[index + 1]) {
                changes.append((index..<(index + 2), token.original))
            } else if index + 1 < tokens.count, !known[index] || !known[index + 1], let joined = joined(token, tokens[index + 1]) {
                changes.append((index..<(index + 2), joined))
            } else if !known[index] {
                // A word that is spelled right says something that is not known here.
                if token.forms.contains(where: lexicon.grammar.dictionary.contains) { return nil }
                guard let word = nearest(tokens, index) ?? parted(token) else { return nil }
                changes.append((index..<(index + 1), word))
            }
            if changes.count > Mender.mostChanges { return nil }
        }
        guard !changes.isEmpty else { return nil }
        return apply(changes, to: question, tokens)
    }

    private func apply(_ changes: [(tokens: Range<Int>, text: String)], to question: String, _ tokens: [Token]) -> Mended {
        let bytes = Array(question.utf8)
        var mended: [UInt8] = []
        var notes: [String] = []
        var at = 0
        for change in changes {
            let range = tokens[change.tokens.lowerBound].range.lowerBound..<tokens[change.tokens.upperBound - 1].range.upperBound
            mended += bytes[at..<range.lowerBound]
            mended += change.text.utf8
            at = range.upperBound
            notes.append("read '\(String(decoding: bytes[range], as: UTF8.self))' as '\(change.text)'")
        }
        mended += bytes[at...]
        return Mended(question: String(decoding: mended, as: UTF8.self), notes: notes)
    }

    /// "the the": said twice by mistake; numbers and single letters may be meant twice.
    private func isRepeated(_ a: Token, _ b: Token) -> Bool {
        a.kind == .word && b.kind == .word && a.text == b.text && a.text.utf8.count > 1 && a.text.utf8.allSatisfy(\.isLetter)
    }

    /// "hemo globin": one word with a space in it.
    private func joined(_ a: Token, _ b: Token) -> String? {
        guard a.kind == .word, b.kind == .word, a.text.utf8.allSatisfy(\.isLetter), b.text.utf8.allSatisfy(\.isLetter) else { return nil }
        let word = a.text + b.text
        return word.utf8.count > 5 && spelling.knows(word) ? word : nil
    }

    /// "bloodpressure": two words without the space between; nil when there are several ways.
    private func parted(_ token: Token) -> String? {
        guard token.text.utf8.count > 5, token.text.utf8.allSatisfy(\.isLetter) else { return nil }
        var ways: [String] = []
        for length in 3...(token.text.utf8.count - 3) {
            let (a, b) = (String(token.text.prefix(length)), String(token.text.dropFirst(length)))
            if spelling.knows(a), spelling.knows(b) { ways.append(a + " " + b) }
        }
        return ways.count == 1 ? ways[0] : nil
    }

    /// The word that an unknown one was meant to be.
    private func nearest(_ tokens: [Token], _ index: Int) -> String? {
        let word = tokens[index].text
        let tolerance = Mender.tolerance(word)
        guard tolerance > 0, word.utf8.allSatisfy(\.isLetter) else { return nil }
        // Slips of the pen seldom touch the first letter, other than to swap it with the second.
        let candidates = spelling.candidates(for: word, atMost: tolerance, people: false)
            .filter { $0.word.first == word.first || $0.word.prefix(2).elementsEqual(word.prefix(2).reversed()) }
        guard let best = candidates.first else { return nil }
        // A word and its plural are no different words.
        var seen: Set<String> = []
        let equals = candidates.filter { $0.distance == best.distance && seen.insert(NormalWords.singular($0.word)).inserted }
        if equals.count == 1 { return best.word }
        // The rest of a name decides.
        let lengths = equals.map { nameLength(tokens, index, $0.word) }
        if let longest = lengths.max(), longest > 1 {
            let fitting = equals.indices.filter { lengths[$0] == longest }
            return fitting.count == 1 ? equals[fitting[0]].word : nil
        }
        // Letters that only changed places are the likeliest slip.
        func letters(_ word: String) -> [UInt8] { NormalWords.singular(word).utf8.sorted() }
        let swapped = equals.filter { letters($0.word) == letters(word) }
        return swapped.count == 1 ? swapped[0].word : nil
    }

    /// How many tokens the longest name or phrase has that a word makes in the place of a token.
    private func nameLength(_ tokens: [Token], _ index: Int, _ word: String) -> Int {
        var tokens = tokens
        let range = tokens[index].range
        tokens[index] = lexicon.tokenizer.word(word)
        tokens[index].range = range
        var longest = 0
        let matcher = VocabularyMatcher(lexicon.vocabulary, tokens, [], lexicon.tokenizer)
        for start in 0...index {
            for match in matcher.matches(at: start) where match.tokens.contains(index) { longest = max(longest, match.tokens.count) }
            for match in lexicon.phrases.matches(tokens, at: start) where match.end > index { longest = max(longest, match.end - start) }
        }
        return longest
    }
}
