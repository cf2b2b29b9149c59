// Walking and rewriting whole queries, over set operations and alignments.

extension Query {
    /// This query with `change` applied to every term that stands directly in it, and `query` to its direct subqueries: those that are
    /// sources, and the parts of an alignment.
    public func mapTerms(_ change: (Term) throws -> Term, query: (Query) throws -> Query) rethrows -> Query {
        switch self {
        case .select(let select): return .select(try select.mapExpressions(change, query: query))
        case .combine(let op, let left, let right):
            return .combine(op, try left.mapTerms(change, query: query), try right.mapTerms(change, query: query))
        case .align(var alignment):
            alignment.parts = try alignment.parts.map { Alignment.Part($0.name, try query($0.query)) }
            alignment.outputs = try alignment.outputs.map { Output($0.name, try change($0.expression), role: $0.role) }
            alignment.filter = try alignment.filter.map(change)
            alignment.order = try alignment.order.map { Ordering(try change($0.expression), descending: $0.descending) }
            return .align(alignment)
        }
    }

    /// Calls `visit` with this query and every query within it, at any depth, each before those within it.
    public func walkQueries(_ visit: (Query) throws -> Void) rethrows {
        try visit(self)
        if case .combine(_, let left, let right) = self {
            try left.walkQueries(visit)
            try right.walkQueries(visit)
            return
        }
        _ = try mapTerms(
            { term in
                try term.walk({ _ in }, query: { try $0.walkQueries(visit) })
                return term
            },
            query: { query in
                try query.walkQueries(visit)
                return query
            })
    }

    /// Calls `visit` with every term that stands in it, at any depth, subqueries included; each term before those within it.
    public func walk(_ visit: (Term) throws -> Void) rethrows {
        _ = try mapTerms(
            { term in
                try term.walk(visit, query: { try $0.walk(visit) })
                return term
            },
            query: { query in
                try query.walk(visit)
                return query
            })
    }
}

extension Term {
    /// Whether a window function stands in it, subqueries aside.
    public var containsWindow: Bool {
        var found = false
        walk({ if case .window = $0 { found = true } }, query: { _ in })
        return found
    }
}

extension Term {
    /// The names of the parameters in it, subqueries included.
    public var parameters: Set<String> {
        var names: Set<String> = []
        walk({ if case .parameter(let name) = $0 { names.insert(name) } }, query: { names.formUnion($0.parameters) })
        return names
    }
}

extension Query {
    /// The names of the parameters in it, at any depth.
    public var parameters: Set<String> {
        var names: Set<String> = []
        _ = mapTerms(
            { term in
                names.formUnion(term.parameters)
                return term
            },
            query: { inner in
                names.formUnion(inner.parameters)
                return inner
            })
        return names
    }
}
