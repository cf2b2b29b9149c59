import Catalog

/// Finds the words that no reading explains, and the known terms nearest to them.
struct Unexplaining {
    let lexicon: Lexicon
    let chart: Chart
    let tokens: [Token]
    let edges: [Chart.Edge]

    func words() -> [Unexplained] {
        var known = Array(repeating: false, count: tokens.count)
        for edge in edges { for index in edge.start..<edge.end { known[index] = true } }
        for (index, token) in tokens.enumerated() where token.kind == .mark || token.forms.contains(where: lexicon.grammar.hasTerminal) { known[index] = true }
        var open = tokens.indices.filter { !known[$0] }
        if open.isEmpty {
            // Every word is known, but they do not fit together: those outside the longest phrases that do.
            open = uncovered()
        }
        return open.map { index in
            let token = tokens[index]
            return Unexplained(word: token.original, offset: token.range.lowerBound, nearest: near(token))
        }
    }

    /// The words outside the best tiling of the question by phrases of more than one word.
    private func uncovered() -> [Int] {
        var longest = Array(repeating: 1, count: tokens.count + 1)
        for end in 1...tokens.count {
            for item in chart.all(endingAt: end) where item.rule != nil { longest[item.start] = max(longest[item.start], end - item.start) }
        }
        var best: (start: Int, length: Int) = (0, 0)
        for start in tokens.indices where longest[start] > best.length { best = (start, longest[start]) }
        let rest = tokens.indices.filter { $0 < best.start || $0 >= best.start + best.length }.filter { tokens[$0].kind != .mark }
        return rest.isEmpty ? Array(tokens.indices.filter { tokens[$0].kind != .mark }.prefix(3)) : rest
    }

    private func near(_ token: Token) -> [String] {
        guard token.kind == .word, token.text.count > 3 else { return [] }
        return nearest(to: token.text, among: lexicon.phrases.words.filter { $0.count > 3 }).map { $0 == token.text ? [] : [$0] } ?? []
    }
}
