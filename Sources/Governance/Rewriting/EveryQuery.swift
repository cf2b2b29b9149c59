import Algebra

// Passes reach every query by these two, so that no place where a query can stand is forgotten.

extension Query {
    /// The query with `change` applied to every select in it, innermost first: parts, sides, derived tables, subqueries in any term.
    func mapEverySelect(_ change: (Select) throws -> Select) rethrows -> Query {
        switch self {
        case .select(let select):
            return .select(
                try change(try select.mapExpressions({ try $0.mapEverySelect(change) }, query: { try $0.mapEverySelect(change) })))
        case .combine(let op, let left, let right):
            return .combine(op, try left.mapEverySelect(change), try right.mapEverySelect(change))
        case .align(var alignment):
            alignment.parts = try alignment.parts.map { Alignment.Part($0.name, try $0.query.mapEverySelect(change)) }
            alignment.outputs = try alignment.outputs.map { Output($0.name, try $0.expression.mapEverySelect(change), role: $0.role) }
            alignment.filter = try alignment.filter.map { try $0.mapEverySelect(change) }
            alignment.order = try alignment.order.map { Ordering(try $0.expression.mapEverySelect(change), descending: $0.descending) }
            return .align(alignment)
        }
    }

    /// The entities of all tables in the query, each once, in the order in which they are found.
    var entities: [String] {
        var names: [String] = []
        _ = mapEverySelect { select in
            var here = select.joins.map(\.entity)
            if case .entity(let name) = select.source.kind { here.insert(name, at: 0) }
            for name in here where !names.contains(name) { names.append(name) }
            return select
        }
        return names
    }

    /// The query with every alias changed, where it is given and where it is used.
    func renamingAliases(_ rename: (String) -> String) -> Query {
        switch self {
        case .select(let select): return .select(select.renamingAliases(rename))
        case .combine(let op, let left, let right): return .combine(op, left.renamingAliases(rename), right.renamingAliases(rename))
        case .align(var alignment):
            alignment.parts = alignment.parts.map { Alignment.Part(rename($0.name), $0.query.renamingAliases(rename)) }
            alignment.outputs = alignment.outputs.map { Output($0.name, $0.expression.renamingAliases(rename), role: $0.role) }
            alignment.filter = alignment.filter?.renamingAliases(rename)
            alignment.order = alignment.order.map { Ordering($0.expression.renamingAliases(rename), descending: $0.descending) }
            return .align(alignment)
        }
    }

    /// The aliases that this query and all queries in it give.
    var givenAliases: Set<String> {
        var aliases: Set<String> = []
        func visit(_ query: Query) {
            if case .align(let alignment) = query {
                for part in alignment.parts {
                    aliases.insert(part.name)
                    visit(part.query)
                }
            }
        }
        visit(self)
        _ = mapEverySelect { select in
            if let alias = select.source.alias { aliases.insert(alias) }
            for join in select.joins { aliases.insert(join.alias) }
            return select
        }
        return aliases
    }
}

extension Term {
    /// The term with `change` applied to every select in it, at any depth.
    func mapEverySelect(_ change: (Select) throws -> Select) rethrows -> Term {
        try mapChildren({ try $0.mapEverySelect(change) }, query: { try $0.mapEverySelect(change) })
    }

    /// The term with every alias changed, where it is given and where it is used.
    func renamingAliases(_ rename: (String) -> String) -> Term {
        if case .column(let source, let name) = self { return .column(source: rename(source), name: name) }
        return mapChildren({ $0.renamingAliases(rename) }, query: { $0.renamingAliases(rename) })
    }
}

extension Select {
    fileprivate func renamingAliases(_ rename: (String) -> String) -> Select {
        var result = mapExpressions({ $0.renamingAliases(rename) }, query: { $0.renamingAliases(rename) })
        result.source.alias = source.alias.map(rename)
        result.joins = result.joins.map { Join(entity: $0.entity, alias: rename($0.alias), condition: $0.condition, visible: $0.visible) }
        return result
    }
}

extension Alignment {
    /// The keys by which the parts are laid together, as values of its rows.
    var keys: [Term] {
        on.map { key in
            let sides = parts.map { Term.column(source: $0.name, name: key) }
            return full && sides.count > 1 ? .call(.coalesce, sides) : sides.first ?? .literal(.null)
        }
    }
}
