/// Names the aliases of a query `t1`, `t2` … in the order in which they stand, so that no name of a writer is left.
struct AliasRenaming {
    /// The new names that hold where the renaming is.
    struct Scope {
        var columns: [String: String] = [:]
        var frames: [(alias: String?, name: String)] = []
        /// Which select's row this is.
        var number = 0
    }

    /// A subquery where it stands.
    private struct Place: Hashable {
        var scope: Int
        var query: Query
    }

    private let prefix: String
    private var count = 0
    private var scopes = 0
    /// A group key that stands again among the outputs must stay equal to it, subqueries included.
    private var renamed: [Place: Query] = [:]

    /// The query with new aliases, each unique in the whole query.
    static func rename(_ query: Query, prefix: String) -> Query {
        var renaming = AliasRenaming(prefix: prefix)
        return renaming.query(query, Scope())
    }

    private init(prefix: String) { self.prefix = prefix }

    private mutating func fresh() -> String {
        count += 1
        return prefix + String(count)
    }

    private mutating func query(_ query: Query, _ scope: Scope) -> Query {
        switch query {
        case .select(let select): return .select(self.select(select, scope))
        case .combine(let op, let left, let right):
            let left = self.query(left, scope)
            return .combine(op, left, self.query(right, scope))
        case .align(let alignment): return .align(self.alignment(alignment, scope))
        }
    }

    private mutating func select(_ select: Select, _ outer: Scope) -> Select {
        var scope = outer
        var select = select
        let old = select.source.alias
        let new = old.map { _ in fresh() }
        enter(&scope)
        scope.frames.append((old, new ?? ""))
        if let old, let new { scope.columns[old] = new }
        // What stands in the source cannot see its alias, nor paths of the enclosing query if it is a subquery.
        let kind = select.source.kind
        select.source.kind = .entity("")
        var joins: [Join] = []
        for join in select.joins {
            let name = fresh()
            scope.columns[join.alias] = name
            joins.append(
                Join(
                    entity: join.entity, alias: name, condition: term(join.condition, scope), visible: join.visible.map { term($0, scope) })
            )
        }
        select.joins = []
        var result = select.mapExpressions({ term($0, scope) }, query: { $0 })
        result.joins = joins
        result.source.alias = new
        switch kind {
        case .entity, .related: result.source.kind = kind
        case .query(let inner): result.source.kind = .query(query(inner, Scope(columns: outer.columns)))
        case .calendar(let unit, let from, let to): result.source.kind = .calendar(unit: unit, from: term(from, outer), to: term(to, outer))
        }
        return result
    }

    private mutating func alignment(_ alignment: Alignment, _ outer: Scope) -> Alignment {
        var scope = outer
        var result = alignment
        result.parts = []
        for part in alignment.parts {
            let name = fresh()
            result.parts.append(Alignment.Part(name, query(part.query, outer)))
            scope.columns[part.name] = name
            scope.frames.append((part.name, name))
        }
        enter(&scope)
        result.outputs = alignment.outputs.map { Output($0.name, term($0.expression, scope), role: $0.role) }
        result.filter = alignment.filter.map { term($0, scope) }
        result.order = alignment.order.map { Ordering(term($0.expression, scope), descending: $0.descending) }
        return result
    }

    private mutating func term(_ term: Term, _ scope: Scope) -> Term {
        switch term {
        case .column(let source, let name): return .column(source: scope.columns[source] ?? source, name: name)
        case .path(let steps):
            let outers = steps.prefix { $0 == "outer" }.count
            guard steps.count - outers > 1,
                let frame = scope.frames.dropLast(outers).last(where: { $0.alias == steps[outers] })
            else { return term }
            return .path(steps[..<outers] + [frame.name] + steps[(outers + 1)...])
        default: return term.mapChildren({ self.term($0, scope) }, query: { self.subquery($0, scope) })
        }
    }

    private mutating func subquery(_ query: Query, _ scope: Scope) -> Query {
        let place = Place(scope: scope.number, query: query)
        if let known = renamed[place] { return known }
        let result = self.query(query, scope)
        renamed[place] = result
        return result
    }

    private mutating func enter(_ scope: inout Scope) {
        scopes += 1
        scope.number = scopes
    }
}
