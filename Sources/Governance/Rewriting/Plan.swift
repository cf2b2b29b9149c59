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
        let summed = Set(shape.outputs.flatMap(\.summedByWindows))
        func addsUp(_ term: Term) -> Bool { Self.isAdditive(term, tracer.map) || summed.contains(term) }
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
                    additive: isOwn && position < shape.outputs.count && addsUp(shape.outputs[position]),
                    isOfOtherRow: isOwn && position < shape.outputs.count && Self.isOfOtherRow(shape.outputs[position], tracer.map),
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

    /// Whether a value is, or is made of, one that a window finds in another row.
    private static func isOfOtherRow(_ term: Term, _ map: QueryMap) -> Bool {
        var found = false
        term.walk(
            { term in
                switch term {
                case .window(let window): found = found || window.function == .lag || window.function == .lead
                case .column(let source, let name):
                    guard case .derived(let query) = map.origins[source] else { return }
                    found = found || QueryMap.terms(of: name, in: query).contains { isOfOtherRow($0, map) }
                default: return
                }
            }, query: { _ in })
        return found
    }

    /// Whether the values of groups add up to that of all, or give back what does.
    private static func isAdditive(_ term: Term, _ map: QueryMap) -> Bool {
        switch term {
        case .aggregate(let aggregate): return aggregate.function == .count || aggregate.function == .sum
        case .scalar(let query):
            guard case .select(let select) = query, let value = select.outputs.first else { return false }
            return isAdditive(value.expression, map)
        case .unary(.minus, let a): return isAdditive(a, map)
        case .binary(.plus, let a, let b), .binary(.minus, let a, let b), .binary(.times, let a, let b):
            return isAdditive(a, map) || isAdditive(b, map)
        // Shares add up, whatever they are shares of; a rate of each group's own does not.
        case .binary(.divided, let a, let b): return !b.summedByWindows.isEmpty || !b.variesByGroup && isAdditive(a, map)
        case .call(.coalesce, let arguments), .call(.round, let arguments), .call(.nullif, let arguments):
            return arguments.first.map { isAdditive($0, map) } ?? false
        case .column(let source, let name):
            guard case .derived(let query) = map.origins[source] else { return false }
            return QueryMap.terms(of: name, in: query).contains { isAdditive($0, map) }
        default: return false
        }
    }
}

extension Term {
    /// The terms in it of which a window gives the total.
    fileprivate var summedByWindows: [Term] {
        var found: [Term] = []
        walk({ if case .window(let window) = $0, window.function == .total { found += window.arguments } }, query: { _ in })
        return found
    }

    /// Whether it may be another value for another group.
    fileprivate var variesByGroup: Bool {
        var varies = false
        walk({ if case .aggregate = $0 { varies = true } else if case .column = $0 { varies = true } }, query: { _ in varies = true })
        return varies
    }
}
