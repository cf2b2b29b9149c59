/// The way of a question through the language stage as text: tokens, lattice, derivation.
struct Explanation {
    let lexicon: Lexicon
    let tokens: [Token]
    let edges: [Chart.Edge]
    let item: Chart.Item?
    let work: Int

    var text: String {
        var lines = ["tokens: " + tokens.map(\.text).joined(separator: " "), "lattice:"]
        for edge in edges.sorted(by: { ($0.start, $0.end, $0.category) < ($1.start, $1.end, $1.category) }) {
            lines.append("  \(words(edge.start, edge.end)): \(edge.category)")
        }
        lines.append("chart: \(work) items")
        if let item {
            lines.append("derivation:")
            derive(item, 1, &lines)
        }
        return lines.joined(separator: "\n")
    }

    private func words(_ start: Int, _ end: Int) -> String { tokens[start..<end].map(\.text).joined(separator: " ") }

    private func derive(_ item: Chart.Item, _ depth: Int, _ lines: inout [String]) {
        guard let rule = item.rule else { return }
        let indent = String(repeating: "  ", count: depth)
        if lexicon.grammar.rules[rule].line > 0 {
            lines.append("\(indent)\(lexicon.grammar.rules[rule].category): \(words(item.start, item.end))")
        }
        for child in item.children { derive(child, depth + 1, &lines) }
    }
}
