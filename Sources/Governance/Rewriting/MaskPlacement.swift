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
        let lineages = tracer.lineages(of: query).enumerated().map { index, lineage in
            // Of whom it would be a pseudonym is only known of a number as it stands; another one of the same patient is none.
            let isNumber = QueryMap.terms(at: index, of: query).allSatisfy { tracer.map.identified(by: $0) != nil }
            return lineage.treatment == .pseudonym && !isNumber ? lineage.computed : lineage
        }
        treatments = lineages.map(\.treatment)
        self.query = query
        for (index, column) in query.columns.enumerated() where index < lineages.count && lineages[index].treatment == .hide {
            withheld.append((column.name, lineages[index].columns.first ?? Lineage.Column(entity: "", attribute: column.name, kind: nil)))
        }
        let hidden = Set(treatments.indices.filter { treatments[$0] == .hide })
        if !hidden.isEmpty { self.query = Self.emptied(query, hidden) }
        for (index, treatment) in treatments.enumerated() where treatment == .pseudonym {
            self.query = Self.keyed(self.query, index, tracer.map)
        }
    }

    /// The query with the patient's key in the place of another identifier of the patient, so that a patient has one pseudonym, not one
    /// for each kind of number.
    private static func keyed(_ query: Query, _ index: Int, _ map: QueryMap) -> Query {
        guard case .select(var select) = query, index < select.outputs.count else { return query }
        guard case .column(let source, let name) = select.outputs[index].expression, case .entity(let entity) = map.origins[source],
            entity.patient == [], name != entity.key
        else { return query }
        let written = select.outputs[index].expression
        let key = Term.column(source: source, name: entity.key)
        select.outputs[index].expression = key
        for position in select.keys.indices where select.keys[position].expression == written { select.keys[position].expression = key }
        return .select(select)
    }

    /// Whether an output shows a direct identifier as it is.
    func identifies(_ map: QueryMap) -> Bool {
        guard case .select(let select) = query else { return false }
        return zip(select.outputs, treatments).contains { output, treatment in
            treatment == .show && output.role != .hidden
                && map.carried(by: output.expression).contains { $0.attribute.identifies == .direct }
        }
    }

    private static func emptied(_ query: Query, _ hidden: Set<Int>) -> Query {
        switch query {
        case .select(var select):
            let isTotal = select.isAggregate
            for index in hidden where index < select.outputs.count { select.outputs[index].expression = .literal(.null) }
            // Without its only aggregate a total would have a row for each row that it is made of.
            if isTotal, !select.isAggregate { select.outputs.append(Output("total", .aggregate(Aggregate(.count)), role: .hidden)) }
            return .select(select)
        case .combine(let op, let left, let right): return .combine(op, emptied(left, hidden), emptied(right, hidden))
        case .align(var alignment):
            for index in hidden where index < alignment.outputs.count { alignment.outputs[index].expression = .literal(.null) }
            return .align(alignment)
        }
    }
}
