import Algebra
import Catalog

extension DisclosurePlan {
    /// The plan for the columns of a rewritten query, from what the passes found about the query as it was asked.
    init(
        query: Query, rewritten: Query, treatments: [Treatment], guards: [String: [String]], threshold: Int?, ties: [String]?,
        mostRows: Int?, tracer: LineageTracer,
        pseudonymDomain: String?, prompts: [String: Prompt]
    ) {
        let columns = rewritten.columns
        var index: [String: Int] = [:]
        for (position, column) in columns.enumerated() where index[column.name] == nil { index[column.name] = position }
        let shape = Shape(query)
        var plan: [Column] = []
        for (position, column) in columns.enumerated() {
            let isOwn = position < treatments.count
            let behind = isOwn ? (guards[column.name] ?? []).compactMap { index[$0] } : []
            // In a table of totals whatever counts nobody names the rows.
            let isName = threshold != nil && isOwn && behind.isEmpty
            plan.append(
                Column(
                    column.name, role: column.role, treatment: isOwn ? treatments[position] : .show,
                    guards: behind,
                    additive: isOwn && position < shape.outputs.count && Self.isAdditive(shape.outputs[position], tracer.map),
                    isKey: isName || isOwn && position < shape.outputs.count && shape.keys.contains(shape.outputs[position]),
                    sorts: isOwn && position < shape.outputs.count && shape.order.contains(shape.outputs[position]),
                    identifies: isOwn && position < shape.outputs.count ? tracer.map.identified(by: shape.outputs[position]) : nil))
        }
        let quasiKeys = shape.keys.reduce(into: 0) { count, key in
            if tracer.map.attributes(of: key).contains(where: { $0.attribute.identifies == .quasi }) { count += 1 }
        }
        self.init(
            columns: plan, threshold: threshold, dropsSmallGroups: quasiKeys >= Self.describingKeys, ties: ties?.compactMap { index[$0] },
            mostRows: mostRows, pseudonymDomain: pseudonymDomain, prompts: prompts)
    }

    /// From so many quasi-identifiers on, the keys of a small group describe persons, and not even the group is named.
    private static var describingKeys: Int { 2 }

    /// Outputs, keys and order of a query's top.
    private struct Shape {
        var outputs: [Term] = []
        var keys: [Term] = []
        var order: [Term] = []

        init(_ query: Query) {
            switch query {
            case .select(let select):
                outputs = select.outputs.map(\.expression)
                keys = select.keys.map(\.expression)
                if !select.isAggregate, case .query = select.source.kind { keys += Self.innerKeys(select) }
                order = select.order.map(\.expression)
            case .combine(_, let left, _): self = Shape(left)
            case .align(let alignment):
                outputs = alignment.outputs.map(\.expression)
                keys = alignment.keys
                order = alignment.order.map(\.expression)
            }
        }

        /// The keys of a derived table, as columns of it.
        private static func innerKeys(_ select: Select) -> [Term] {
            guard case .query(let inner) = select.source.kind, let alias = select.source.alias else { return [] }
            let shape = Shape(inner)
            return zip(inner.columns, shape.outputs).compactMap { column, term in
                shape.keys.contains(term) ? .column(source: alias, name: column.name) : nil
            }
        }
    }

    /// Whether the values of groups add up to that of all.
    private static func isAdditive(_ term: Term, _ map: QueryMap) -> Bool {
        switch term {
        case .aggregate(let aggregate): return aggregate.function == .count || aggregate.function == .sum
        case .scalar(let query):
            guard case .select(let select) = query, let value = select.outputs.first else { return false }
            return isAdditive(value.expression, map)
        case .call(.coalesce, let arguments), .call(.round, let arguments):
            return arguments.first.map { isAdditive($0, map) } ?? false
        case .column(let source, let name):
            guard case .derived(let query) = map.origins[source] else { return false }
            return QueryMap.terms(of: name, in: query).contains { isAdditive($0, map) }
        default: return false
        }
    }
}
