import Catalog

/// Finds the words that no reading explains, and the known terms nearest to them.
struct Unexplaining {
    let lexicon: Lexicon
    let chart: Chart
    let tokens: [Token]
    let edges: [Chart.Edge]
    /// Whether something was said before, so that words of a conversation are known.
    var isConversation = false

    /// The words of a part of the question.
    func words(in range: Range<Int>) -> [Unexplained] {
        range.filter { tokens[$0].kind != .mark }.map {
            Unexplained(word: tokens[$0].original, offset: tokens[$0].range.lowerBound, nearest: [], isKnown: true)
        }
    }

    func words() -> [Unexplained] {
        var known = Array(repeating: false, count: tokens.count)
        for edge in edges { for index in edge.start..<edge.end { known[index] = true } }
        for (index, token) in tokens.enumerated()
        where token.forms.contains(where: isConversation ? lexicon.isConversational : lexicon.isGrammatical) {
            known[index] = true
        }
        var open = tokens.indices.filter { !known[$0] }
        if open.isEmpty {
            // Every word is known, but they do not fit together: those outside the longest phrases that do.
            open = uncovered()
        }
        // Known words need no other term; and looking for terms takes time, so a text of many unknown words gets them for the first.
        var terms: [String: [String]] = [:]
        for index in open where !known[index] && terms.count < Unexplaining.mostSuggestions {
            let token = tokens[index]
            if terms[token.text] == nil { terms[token.text] = near(token) }
        }
        return open.map { index in
            let token = tokens[index]
            return Unexplained(
                word: token.original, offset: token.range.lowerBound, nearest: known[index] ? [] : terms[token.text] ?? [],
                isKnown: known[index])
        }
    }

    /// For how many words the nearest known terms are looked for.
    private static let mostSuggestions = 8
    /// How many terms are offered for a word.
    private static let mostTerms = 3

    /// The words outside the best tiling of the question by heads and modifiers: as many words covered as can be, by as few pieces.
    private func uncovered() -> [Int] {
        let pieces: Set<Int> = Set(["Ask", "Mods", "Mod", "NP", "Ms"].compactMap(lexicon.grammar.known))
        var ends: [[Int]] = Array(repeating: [], count: tokens.count)
        for end in 1...tokens.count {
            for item in chart.all(endingAt: end) where pieces.contains(item.symbol) { ends[item.start].append(end) }
        }
        // (words covered, minus pieces) of the rest from each place, and where the piece that starts there ends.
        var best: [(covered: Int, pieces: Int, end: Int)] = Array(repeating: (0, 0, 0), count: tokens.count + 1)
        for start in tokens.indices.reversed() {
            var choice = (covered: best[start + 1].covered, pieces: best[start + 1].pieces, end: start)
            for end in ends[start] {
                let rest = best[end]
                let candidate = (covered: rest.covered + end - start, pieces: rest.pieces + 1, end: end)
                if (candidate.covered, -candidate.pieces) > (choice.covered, -choice.pieces) { choice = candidate }
            }
            best[start] = choice
        }
        var open: [Int] = []
        var at = 0
        while at < tokens.count {
            if best[at].end > at {
                at = best[at].end
            } else {
                if tokens[at].kind != .mark { open.append(at) }
                at += 1
            }
        }
        return open.isEmpty ? tokens.indices.filter { tokens[$0].kind != .mark } : open
    }

    /// The known words nearest to an unknown one, where some are near.
    private func near(_ token: Token) -> [String] {
        guard token.kind == .word, token.text.count > 3 else { return [] }
        let candidates = Spelling(lexicon: lexicon).candidates(for: token.text, atMost: min(3, max(1, token.text.count / 3)), people: true)
            .filter { $0.word.count > 3 && $0.word != token.text }
        return candidates.prefix { $0.distance == candidates[0].distance }.prefix(Unexplaining.mostTerms).map(\.word)
    }
}
