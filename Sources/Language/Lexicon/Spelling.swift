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
    /// The part of the grammar whose words are known.
    let reach: Reach

    init(lexicon: Lexicon, reach: Reach? = nil) {
        self.lexicon = lexicon
        self.reach = reach ?? lexicon.questions
    }

    private func isGrammatical(_ word: String) -> Bool { lexicon.grammar.known(word).map { reach.symbols[$0] } ?? false }

    /// Whether grammar, words file or vocabulary have a word, in any of its forms.
    func knows(_ token: Token) -> Bool {
        token.forms.contains { isGrammatical($0) || lexicon.phrases.words.contains($0) }
            || token.nominalForms.contains { lexicon.vocabulary.number(of: NormalWords.singular($0)) != nil }
    }

    func knows(_ word: String) -> Bool { knows(lexicon.tokenizer.word(word)) }

    /// The known words at most so far from a word, nearest first; words in names of people are left out when asked for.
    func candidates(for word: String, atMost limit: Int, people: Bool) -> [Candidate] {
        var search = SpellingSearch(word, atMost: limit)
        let vocabulary = lexicon.vocabulary
        vocabulary.words.eachBytes { index, known in
            guard people || vocabulary.personal[index] == 0 else { return }
            search.look(at: known) { vocabulary.spellings[index] }
        }
        // Words as values spell them: mostly they are the same.
        vocabulary.spellings.eachBytes { index, known in
            guard people || vocabulary.personal[index] == 0 else { return }
            search.look(at: known) { vocabulary.spellings[index] }
        }
        for known in lexicon.phrases.words { search.look(at: known) }
        for (symbol, known) in lexicon.grammar.names.enumerated() where reach.symbols[symbol] && !Grammar.isCategory(known) {
            search.look(at: known)
        }
        return search.found.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { Candidate(word: $0.key, distance: $0.value) }
    }
}
