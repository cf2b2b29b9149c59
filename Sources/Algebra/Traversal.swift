// Walking and rewriting terms and queries; every pass is built on these two, so that none can forget a place.

extension Term {
    /// This expression with `change` applied to each direct operand, and `query` to each direct subquery.
    public func mapChildren(
        _ change: (Term) throws -> Term, query: (Query) throws -> Query
    ) rethrows -> Term {
        switch self {
        case .literal, .parameter, .path, .column: return self
        case .unary(let op, let a): return .unary(op, try change(a))
        case .binary(let op, let a, let b): return .binary(op, try change(a), try change(b))
        case .oneOf(let a, let list): return .oneOf(try change(a), try list.map(change))
        case .isNull(let a): return .isNull(try change(a))
        case .call(let f, let arguments): return .call(f, try arguments.map(change))
        case .cases(let branches, let otherwise):
            return .cases(
                try branches.map { Branch(try change($0.condition), try change($0.value)) }, otherwise: try otherwise.map(change))
        case .aggregate(var aggregate):
            aggregate.argument = try aggregate.argument.map(change)
            aggregate.filter = try aggregate.filter.map(change)
            return .aggregate(aggregate)
        case .window(var window):
            window.arguments = try window.arguments.map(change)
            window.partition = try window.partition.map(change)
            window.order = try window.order.map { Ordering(try change($0.expression), descending: $0.descending) }
            return .window(window)
        case .exists(let q): return .exists(try query(q))
        case .scalar(let q): return .scalar(try query(q))
        case .member(let a, let q): return .member(try change(a), try query(q))
        }
    }

    /// Calls `visit` with this expression and all below it in the same query, and `query` with each direct subquery.
    public func walk(_ visit: (Term) throws -> Void, query: (Query) throws -> Void) rethrows {
        try visit(self)
        _ = try mapChildren(
            { child in
                try child.walk(visit, query: query)
                return child
            },
            query: { q in
                try query(q)
                return q
            })
    }

    /// Whether an aggregate stands in it, subqueries aside.
    public var containsAggregate: Bool {
        var found = false
        walk({ if case .aggregate = $0 { found = true } }, query: { _ in })
        return found
    }

    /// The conjuncts of a condition: `a and (b and c)` gives a, b, c.
    public var conjuncts: [Term] {
        if case .binary(.and, let a, let b) = self { return a.conjuncts + b.conjuncts }
        return [self]
    }

    /// The conjunction of conditions; nil when there are none.
    public static func all(_ conditions: [Term]) -> Term? {
        guard var result = conditions.first else { return nil }
        for next in conditions.dropFirst() { result = .binary(.and, result, next) }
        return result
    }

    /// The disjunction of conditions; nil when there are none.
    public static func any(_ conditions: [Term]) -> Term? {
        guard var result = conditions.first else { return nil }
        for next in conditions.dropFirst() { result = .binary(.or, result, next) }
        return result
    }
}

extension Select {
    /// This select with `change` applied to every expression that stands directly in it, and `query` to a subquery that is its source.
    public func mapExpressions(
        _ change: (Term) throws -> Term, query: (Query) throws -> Query
    ) rethrows -> Select {
        var result = self
        switch source.kind {
        case .query(let q): result.source.kind = .query(try query(q))
        case .calendar(let unit, let from, let to): result.source.kind = .calendar(unit: unit, from: try change(from), to: try change(to))
        case .entity, .related: break
        }
        result.source.visible = try source.visible.map(change)
        result.joins = try joins.map {
            Join(entity: $0.entity, alias: $0.alias, condition: try change($0.condition), visible: try $0.visible.map(change))
        }
        result.filter = try filter.map(change)
        result.keys = try keys.map { Output($0.name, try change($0.expression), role: $0.role) }
        result.outputs = try outputs.map { Output($0.name, try change($0.expression), role: $0.role) }
        result.having = try having.map(change)
        result.order = try order.map { Ordering(try change($0.expression), descending: $0.descending) }
        return result
    }
}

extension Query {
    /// The names of the result's columns, in order, with their roles.
    public var columns: [(name: String, role: Output.Role)] {
        switch self {
        case .select(let select): select.outputs.map { ($0.name, $0.role) }
        case .combine(_, let left, _): left.columns
        case .align(let alignment): alignment.outputs.map { ($0.name, $0.role) }
        }
    }
}
