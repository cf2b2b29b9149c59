import Algebra

/// The pass that keeps rates whole: where totals about patients are narrowed to a department, the beds and staff beside them are too.
///
/// A role whose rows are one department's sees all beds, as everybody does; the occupancy of its wards must still not be divided by
/// the beds of the whole hospital. Only sources of selects are narrowed, never joins or memberships, which name things.
struct ScopeResolution {
    private let guards: RowGuards
    private var count = 0
    /// The entities that were narrowed, for the trace.
    private(set) var narrowed: [String] = []

    init(guards: RowGuards) {
        self.guards = guards
    }

    mutating func rewrite(_ query: Query) -> Query {
        guard !guards.beside.isEmpty, filters(query) else { return query }
        return narrow(query)
    }

    /// Whether a table in the query will be filtered for the caller.
    private func filters(_ query: Query) -> Bool {
        var found = false
        _ = query.mapEverySelect { select in
            if case .entity(let name) = select.source.kind, guards.byEntity[name]?.condition != nil { found = true }
            if select.joins.contains(where: { guards.byEntity[$0.entity]?.condition != nil }) { found = true }
            return select
        }
        return found
    }

    private mutating func narrow(_ query: Query) -> Query {
        switch query {
        case .select(let select): return .select(narrow(select))
        case .combine(let op, let left, let right): return .combine(op, narrow(left), narrow(right))
        case .align(var alignment):
            for index in alignment.parts.indices { alignment.parts[index].query = narrow(alignment.parts[index].query) }
            var run = self
            alignment.outputs = alignment.outputs.map { Output($0.name, run.narrow($0.expression), role: $0.role) }
            alignment.filter = alignment.filter.map { run.narrow($0) }
            alignment.order = alignment.order.map { Ordering(run.narrow($0.expression), descending: $0.descending) }
            self = run
            return .align(alignment)
        }
    }

    private mutating func narrow(_ select: Select) -> Select {
        var run = self
        var result = select.mapExpressions({ run.narrow($0) }, query: { run.narrow($0) })
        self = run
        if case .entity(let name) = result.source.kind, let condition = guards.beside[name], let alias = result.source.alias {
            count += 1
            let prefix = "b\(count)"
            let own = condition.renamingAliases { $0 == RowGuards.row ? alias : prefix + $0 }
            result.filter = Term.all([result.filter, own].compactMap { $0 })
            if !narrowed.contains(name) { narrowed.append(name) }
        }
        return result
    }

    /// Subqueries that give values are totals of their own; those of `exists` and `in` are conditions and stay.
    private mutating func narrow(_ term: Term) -> Term {
        if case .scalar(let query) = term { return .scalar(narrow(query)) }
        var run = self
        let result = term.mapChildren({ run.narrow($0) }, query: { $0 })
        self = run
        return result
    }
}
