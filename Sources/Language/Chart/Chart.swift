/// A bottom-up chart parser over a lattice of words: every span's categories with their cheapest meanings (a packed forest, k best).
///
/// Left-corner, with the grammar's trie as states. For n tokens and a grammar G the work is O(n³·|G|·k²), and never more than
/// `workLimit` items (M. Kay, "Algorithm schemata and data structures in syntactic processing", 1980).
struct Chart {
    /// An edge that the lexicon or a token puts into the lattice.
    struct Edge: Sendable {
        var start: Int
        var end: Int
        var category: String
        var meaning: Meaning
        var cost: Double
        var note: String?
    }

    /// A category over a span, with one meaning and how it came about.
    final class Item {
        let start: Int
        let end: Int
        let symbol: Int
        let meaning: Meaning
        let cost: Double
        let rule: Int?
        let children: [Item]
        let note: String?

        init(start: Int, end: Int, symbol: Int, meaning: Meaning, cost: Double, rule: Int?, children: [Item], note: String?) {
            self.start = start
            self.end = end
            self.symbol = symbol
            self.meaning = meaning
            self.cost = cost
            self.rule = rule
            self.children = children
            self.note = note
        }

        /// The notes of the edges below it (mended spellings).
        var notes: [String] { (note.map { [$0] } ?? []) + children.flatMap(\.notes) }

        /// The outermost items of a category in its derivation.
        func all(of category: String, in grammar: Grammar) -> [Item] {
            if let rule, grammar.rules[rule].category == category { return [self] }
            return children.flatMap { $0.all(of: category, in: grammar) }
        }

        /// The rules used below it.
        var rules: Set<Int> { children.reduce(into: rule.map { [$0] } ?? []) { $0.formUnion($1.rules) } }
    }

    private struct Active {
        var start: Int
        var node: Int
        var cost: Double
        var children: [Item]
    }

    private struct Key: Hashable {
        var symbol: Int
        var start: Int
    }

    let grammar: Grammar
    let constructors: Constructors
    /// How many meanings a category keeps for a span.
    let keep = 8
    let workLimit = Understanding.mostWork
    private(set) var work = 0
    private(set) var exhausted = false
    /// The rules that were completed over all tokens, also where a cheaper derivation of the same meaning took the place of theirs.
    private(set) var spanning: Set<Int> = []
    private var complete: [[Key: [Item]]] = []
    private var active: [[Active]] = []
    /// Categories that are looked for over all tokens only.
    private let whole: [Int]
    /// The part of the grammar that is looked for; all of it when nil.
    private let reach: Reach?

    /// A chart of a part of a grammar; categories that only a whole text can be are looked for over all tokens.
    init(grammar: Grammar, constructors: Constructors, reach: Reach? = nil) {
        self.grammar = grammar
        self.constructors = constructors
        self.reach = reach
        whole = Conversation.categories.sorted().compactMap(grammar.known)
    }

    /// Fills the chart for `count` tokens; `terminals` are the forms of each token.
    mutating func fill(count: Int, terminals: [[String]], edges: [Edge]) {
        complete = Array(repeating: [:], count: count + 1)
        active = Array(repeating: [], count: count + 1)
        var byEnd: [[Edge]] = Array(repeating: [], count: count + 1)
        for edge in edges { byEnd[edge.end].append(edge) }
        guard count > 0 else { return }
        for end in 1...count {
            var counts: [Int: [Int: Int]] = [:]
            var agendas: [[Item]] = Array(repeating: [], count: end)
            for edge in byEnd[end] {
                guard let symbol = grammar.known(edge.category) else { continue }
                agendas[edge.start].append(
                    Item(
                        start: edge.start, end: end, symbol: symbol, meaning: edge.meaning, cost: edge.cost, rule: nil, children: [],
                        note: edge.note))
            }
            for form in terminals[end - 1] {
                guard let symbol = grammar.known(form) else { continue }
                agendas[end - 1].append(
                    Item(start: end - 1, end: end, symbol: symbol, meaning: .none, cost: 0.1, rule: nil, children: [], note: nil))
            }
            for start in stride(from: end - 1, through: 0, by: -1) {
                while let item = agendas[start].popLast() {
                    guard accept(item) else { continue }
                    extend(Active(start: start, node: 0, cost: 0, children: []), by: item, end, &agendas, &counts)
                    for known in active[start] { extend(known, by: item, end, &agendas, &counts) }
                    if exhausted { return }
                }
            }
        }
    }

    /// The meanings of a category over a span, cheapest first.
    func items(_ category: String, _ start: Int, _ end: Int) -> [Item] {
        guard let symbol = grammar.known(category), end < complete.count else { return [] }
        return (complete[end][Key(symbol: symbol, start: start)] ?? []).sorted { $0.cost < $1.cost }
    }

    /// All items that end at a place, for explanations.
    func all(endingAt end: Int) -> [Item] { complete[end].values.flatMap { $0 } }

    private mutating func accept(_ item: Item) -> Bool {
        let key = Key(symbol: item.symbol, start: item.start)
        var items = complete[item.end][key] ?? []
        if let same = items.firstIndex(where: { $0.meaning == item.meaning }) {
            guard item.cost < items[same].cost - 1e-9 else { return false }
            items[same] = item
        } else if items.count < keep {
            items.append(item)
        } else {
            guard let worst = items.indices.max(by: { items[$0].cost < items[$1].cost }), item.cost < items[worst].cost else {
                return false
            }
            items[worst] = item
        }
        complete[item.end][key] = items
        work += 1
        if work > workLimit { exhausted = true }
        return true
    }

    private mutating func extend(
        _ from: Active, by item: Item, _ end: Int, _ agendas: inout [[Item]], _ counts: inout [Int: [Int: Int]]
    ) {
        guard let node = grammar.nodes[from.node].next[item.symbol], reach?.nodes[node] != false else { return }
        let next = Active(start: from.start, node: node, cost: from.cost + item.cost, children: from.children + [item])
        // Only so many partial derivations of one kind.
        let seen = counts[next.start]?[node] ?? 0
        if seen > keep * 8 { return }
        counts[next.start, default: [:]][node] = seen + 1
        work += 1
        if !grammar.nodes[node].next.isEmpty { active[end].append(next) }
        for variant in grammar.nodes[node].variants {
            if reach?.symbols[variant.category] == false { continue }
            if whole.contains(variant.category), next.start > 0 || end < complete.count - 1 { continue }
            guard let meaning = constructors.evaluate(variant.action, next.children.map(\.meaning)) else { continue }
            if next.start == 0, end == complete.count - 1 { spanning.insert(variant.rule) }
            agendas[next.start].append(
                Item(
                    start: next.start, end: end, symbol: variant.category, meaning: meaning,
                    cost: next.cost + grammar.rules[variant.rule].cost,
                    rule: variant.rule, children: next.children, note: nil))
        }
    }
}
