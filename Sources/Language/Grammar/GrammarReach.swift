/// Which rules of a grammar a reading can use at all: the others are dead, and whoever edits the files should know.
public struct GrammarReach: Sendable {
    /// Rules to whose category nothing leads that reading starts from, by their places among the grammar's rules.
    public let unreachable: [Int]
    /// Rules that can match nothing, since a part of theirs is made of nothing but itself.
    public let empty: [Int]
    /// Categories of the lexicon that no reachable rule uses.
    public let unusedCategories: [String]

    /// Looks a grammar over.
    public init(_ grammar: Grammar) {
        let productions = grammar.productions
        let byCategory = Dictionary(grouping: productions, by: \.category)
        var reached: Set<Int> = []
        var open = Grammar.roots.compactMap(grammar.known)
        while let symbol = open.popLast() {
            guard reached.insert(symbol).inserted else { continue }
            for production in byCategory[symbol] ?? [] { open += production.parts }
            // A mention is a word of any of these.
            if grammar.names[symbol] == "Mention" { open += Mentions.categories.compactMap(grammar.known) }
        }
        var productive = Set(
            grammar.names.indices.filter { !Grammar.isCategory(grammar.names[$0]) || Grammar.lexical.contains(grammar.names[$0]) })
        var grows = true
        while grows {
            grows = false
            for production in productions
            where !productive.contains(production.category) && production.parts.allSatisfy(productive.contains) {
                productive.insert(production.category)
                grows = true
            }
        }
        let written = grammar.rules.indices.filter { grammar.rules[$0].line > 0 }
        unreachable = written.filter { rule in grammar.known(grammar.rules[rule].category).map { !reached.contains($0) } ?? true }
        let matching = Set(productions.filter { $0.parts.allSatisfy(productive.contains) }.map(\.rule))
        empty = written.filter { !matching.contains($0) }
        unusedCategories = Grammar.lexical.filter { name in grammar.known(name).map { !reached.contains($0) } ?? true }.sorted()
    }
}

extension Grammar {
    /// The categories that reading starts from.
    static let roots = ["Question", "Chunk", "Opening", "TimePrep", "TimeText"] + Conversation.categories.sorted()

    /// One way to match a rule, with the symbols of its parts.
    struct Production {
        var category: Int
        var rule: Int
        var parts: [Int]
    }

    /// All ways to match the rules.
    var productions: [Production] {
        var result: [Production] = []
        func walk(_ node: Int, _ parts: [Int]) {
            for variant in nodes[node].variants { result.append(Production(category: variant.category, rule: variant.rule, parts: parts)) }
            for (symbol, next) in nodes[node].next { walk(next, parts + [symbol]) }
        }
        walk(0, [])
        return result
    }
}
