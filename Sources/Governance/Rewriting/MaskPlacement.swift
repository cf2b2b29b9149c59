import Algebra
import Catalog

/// The pass that decides what becomes of every output, by its lineage, and empties those that may not leave at all.
///
/// An emptied output stays in its place as null: the query then reads nothing for it, and the answer says that it was withheld.
struct MaskPlacement {
    /// One for each output.
    private(set) var treatments: [Treatment]
    /// Names and first closed column of outputs that may not leave.
    private(set) var withheld: [(name: String, column: Lineage.Column)] = []
    /// The query without what may not leave.
    private(set) var query: Query

    init(_ query: Query, tracer: LineageTracer) {
        let lineages = tracer.lineages(of: query)
        treatments = lineages.map(\.treatment)
        self.query = query
        for (index, column) in query.columns.enumerated() where index < lineages.count && lineages[index].treatment == .hide {
            withheld.append((column.name, lineages[index].columns.first ?? Lineage.Column(entity: "", attribute: column.name, kind: nil)))
        }
        let hidden = Set(treatments.indices.filter { treatments[$0] == .hide })
        if !hidden.isEmpty { self.query = Self.emptied(query, hidden) }
    }

    private static func emptied(_ query: Query, _ hidden: Set<Int>) -> Query {
        switch query {
        case .select(var select):
            // A select stays a total, or a distinct list, when its only aggregate is emptied: its keys still group.
            for index in hidden where index < select.outputs.count { select.outputs[index].expression = .literal(.null) }
            return .select(select)
        case .combine(let op, let left, let right): return .combine(op, emptied(left, hidden), emptied(right, hidden))
        case .align(var alignment):
            for index in hidden where index < alignment.outputs.count { alignment.outputs[index].expression = .literal(.null) }
            return .align(alignment)
        }
    }
}
