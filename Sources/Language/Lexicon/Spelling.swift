import Catalog

/// The words that a lexicon knows, and those of them that are spelled nearly like another word.
struct Spelling {
    /// A known word near to one that is not.
    struct Candidate: Hashable {
        var word: String
        /// Letters inserted, left out, changed, or swapped with their neighbour.
        var distance: Int
    }

    let lexicon: Lexicon

    /// Whether grammar, words file or vocabulary have a word, in any of its forms.
    func knows(_ token: Token) -> Bool {
        token.forms.contains { lexicon.grammar.hasTerminal($0) || lexicon.phrases.words.contains($0) }
            || token.nominalForms.contains { lexicon.vocabulary.number(of: NormalWords.singular($0)) != nil }
    }

    func knows(_ word: String) -> Bool { knows(lexicon.tokenizer.word(word)) }

    /// The known words at most so far from a word, nearest first; words in names of people are left out when asked for.
    func candidates(for word: String, atMost limit: Int, people: Bool) -> [Candidate] {
        var search = Search(word, limit)
        let vocabulary = lexicon.vocabulary
        for index in vocabulary.words.indices where people || vocabulary.personal[index] == 0 {
            search.look(at: vocabulary.words.bytes(index)) { vocabulary.spellings[index] }
            search.look(at: vocabulary.spellings.bytes(index)) { vocabulary.spellings[index] }
        }
        for known in lexicon.phrases.words { search.look(at: Array(known.utf8)[...]) { known } }
        for known in lexicon.grammar.names where !Grammar.isCategory(known) { search.look(at: Array(known.utf8)[...]) { known } }
        return search.found.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { Candidate(word: $0.key, distance: $0.value) }
    }

    /// One pass over the known words.
    private struct Search {
        /// The word, and what it is when it is a plural: known words mostly stand in the singular.
        private let forms: [(word: [UInt8], letters: UInt64)]
        private let limit: Int
        private(set) var found: [String: Int] = [:]

        init(_ word: String, _ limit: Int) {
            let singular = NormalWords.singular(word)
            forms = (singular == word ? [word] : [word, singular]).map { (Array($0.utf8), Search.letters(Array($0.utf8)[...])) }
            self.limit = limit
        }

        /// Which letters a word has: every edit changes at most two of them, which sorts out most words before they are compared.
        private static func letters(_ word: ArraySlice<UInt8>) -> UInt64 {
            var letters: UInt64 = 0
            for byte in word { letters |= 1 << UInt64(byte & 63) }
            return letters
        }

        mutating func look(at known: ArraySlice<UInt8>, _ text: () -> String) {
            guard known.count > 2 else { return }
            for (word, letters) in forms where abs(known.count - word.count) <= limit {
                guard (Search.letters(known) ^ letters).nonzeroBitCount <= 2 * limit,
                    let distance = editDistance(word, Array(known), atMost: limit)
                else { continue }
                let text = text()
                found[text] = min(found[text] ?? distance, distance)
            }
        }
    }
}
