/// The part of a grammar that texts of some categories are made by: nothing else is looked for in them, and no other word is known to them.
struct Reach: Sendable {
    /// By symbol, whether such texts are made of it.
    let symbols: [Bool]
    /// By node of the trie, whether one of their rules goes on or ends there.
    let nodes: [Bool]

    /// What the rules of some categories are made of, down to words.
    init(_ grammar: Grammar, from categories: [String]) {
        var reached = Array(repeating: false, count: grammar.names.count)
        var open = categories.compactMap(grammar.known)
        for symbol in open { reached[symbol] = true }
        while let symbol = open.popLast() {
            for part in grammar.made[symbol] ?? [] where !reached[part] {
                reached[part] = true
                open.append(part)
            }
        }
        var nodes = Array(repeating: false, count: grammar.nodes.count)
        // What stands behind a node was inserted after it.
        for index in grammar.nodes.indices.reversed() {
            nodes[index] =
                grammar.nodes[index].variants.contains { reached[$0.category] } || grammar.nodes[index].next.values.contains { nodes[$0] }
        }
        symbols = reached
        self.nodes = nodes
    }
}
