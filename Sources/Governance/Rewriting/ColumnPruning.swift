import Algebra
import Catalog

/// The pass that keeps only the columns that the question and the rules need: minimum necessary.
///
/// Outputs of derived tables and of the parts of alignments that nothing above them reads go, and so do joins that only such outputs, or
/// outputs that were withheld, had needed. Kept is what decides which rows there are: all outputs of distinct results and set
/// operations, and of results cut at a number of rows, whose ties they break.
struct ColumnPruning {
    private let catalog: Catalog
    /// Outputs and joins that were left out, for the trace.
    private(set) var removed: [String] = []

    init(catalog: Catalog) {
        self.catalog = catalog
    }

    /// The query without what nothing needs; its own outputs stay.
    mutating func rewrite(_ query: Query) -> Query { prune(query, keeping: nil) }

    private mutating func prune(_ query: Query, keeping names: Set<String>?) -> Query {
        switch query {
        case .select(let select): return .select(prune(select, keeping: names))
        case .combine(let op, let left, let right): return .combine(op, prune(left, keeping: nil), prune(right, keeping: nil))
        case .align(var alignment):
            if let names, alignment.limit == nil { keep(names, of: &alignment.outputs) }
            let used = alignment.usedColumns
            for index in alignment.parts.indices {
                let part = alignment.parts[index]
                alignment.parts[index].query = prune(part.query, keeping: (used[part.name] ?? []).union(alignment.on))
            }
            return .align(alignment)
        }
    }

    private mutating func prune(_ select: Select, keeping names: Set<String>?) -> Select {
        var result = select
        let isFixed = select.distinct || select.limit != nil || select.outputs.contains { $0.expression.containsWindow }
        if let names, !isFixed { keep(names, of: &result.outputs, isTotal: select.isAggregate && select.keys.isEmpty) }
        var run = self
        result = result.pruningSubqueries { run.prune($0, keeping: nil) }
        self = run
        dropJoins(&result)
        if case .query(let inner) = result.source.kind, let alias = result.source.alias {
            result.source.kind = .query(prune(inner, keeping: result.usedColumns[alias] ?? []))
        }
        return result
    }

    /// Keeps the named outputs; of a total over all rows at least one aggregate, since without it there would be a row for each.
    private mutating func keep(_ names: Set<String>, of outputs: inout [Output], isTotal: Bool = false) {
        let kept = outputs.filter { names.contains($0.name) }
        let isWhole = isTotal ? kept.contains { $0.expression.containsAggregate } : !kept.isEmpty
        let spare = isWhole ? nil : isTotal ? outputs.first { $0.expression.containsAggregate } : outputs.first
        let remaining = outputs.filter { names.contains($0.name) || $0 == spare }
        for output in outputs where !remaining.contains(output) { removed.append("output \(output.name)") }
        outputs = remaining
    }

    /// Drops to-one joins whose row nothing reads: they neither add nor take away a row.
    private mutating func dropJoins(_ select: inout Select) {
        while let index = select.joins.lastIndex(where: { isIdle($0, in: select) }) {
            removed.append("join \(select.joins[index].entity)")
            select.joins.remove(at: index)
        }
    }

    private func isIdle(_ join: Join, in select: Select) -> Bool {
        guard join.visible == nil, let entity = catalog.entities[join.entity] else { return false }
        guard case .binary(.equal, .column(let one, let first), .column(let other, let second)) = join.condition else { return false }
        guard one == join.alias && first == entity.key && other != one || other == join.alias && second == entity.key && one != other else {
            return false
        }
        var others = select
        others.joins.removeAll { $0 == join }
        return others.usedColumns[join.alias] == nil
    }
}

extension Select {
    /// The select with every query in its expressions changed, that of its source left alone.
    fileprivate func pruningSubqueries(_ change: (Query) -> Query) -> Select {
        func visit(_ term: Term) -> Term { term.mapChildren(visit, query: change) }
        return mapExpressions(visit, query: { $0 })
    }

    /// The columns that are read of each source, at any depth.
    fileprivate var usedColumns: [String: Set<String>] {
        var used: [String: Set<String>] = [:]
        _ = mapExpressions(
            { $0.noting(&used) },
            query: { query in
                query.note(&used)
                return query
            })
        return used
    }
}

extension Alignment {
    fileprivate var usedColumns: [String: Set<String>] {
        var used: [String: Set<String>] = [:]
        for term in outputs.map(\.expression) + order.map(\.expression) + (filter.map { [$0] } ?? []) { _ = term.noting(&used) }
        return used
    }
}

extension Query {
    fileprivate func note(_ used: inout [String: Set<String>]) {
        var found = used
        _ = mapEverySelect { select in
            _ = select.mapExpressions({ $0.noting(&found, inQueries: false) }, query: { $0 })
            return select
        }
        func visit(_ query: Query) {
            guard case .align(let alignment) = query else { return }
            found.merge(alignment.usedColumns) { $0.union($1) }
            for part in alignment.parts { visit(part.query) }
        }
        visit(self)
        used = found
    }
}

extension Term {
    /// Notes the columns that are read, those of queries in it too; gives back the term.
    fileprivate func noting(_ used: inout [String: Set<String>], inQueries: Bool = true) -> Term {
        if case .column(let source, let name) = self { used[source, default: []].insert(name) }
        var found = used
        _ = mapChildren(
            { $0.noting(&found, inQueries: inQueries) },
            query: { query in
                if inQueries { query.note(&found) }
                return query
            })
        used = found
        return self
    }

    fileprivate var containsWindow: Bool {
        var found = false
        walk({ if case .window = $0 { found = true } }, query: { _ in })
        return found
    }
}
