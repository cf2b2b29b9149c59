import Algebra

/// Finds guards of joins that say again what the guard of the row they are joined to says.
///
/// A stay and its patient are both guarded by "the patient is one of mine". Where the patient's row is found by the very number that the stay's
/// guard has looked up, looking it up once more can only say yes: a row that fails the guard of the select's source is not there at all.
struct ImpliedGuards {
    let schema: any Schema

    /// The join without the conditions of its guard that hold for every row that is left.
    func without(in join: Join, of select: Select) -> Join {
        guard let visible = join.visible, let known = select.source.visible?.conjuncts, let alias = select.source.alias,
            case .entity(let entity) = select.source.kind,
            let (key, local) = link(of: join, to: alias), isSame(key, of: join.entity, local, of: entity)
        else { return join }
        let said = Set(known.map(Self.canonical))
        var join = join
        join.visible = Term.all(
            visible.conjuncts.filter { condition in
                guard let same = Self.moved(condition, from: join.alias, key, to: .column(source: alias, name: local)) else { return true }
                return !said.contains(Self.canonical(same))
            })
        return join
    }

    /// The columns by which the join finds its row, when that is one equality with the source's row and nothing else.
    private func link(of join: Join, to alias: String) -> (key: String, local: String)? {
        guard case .binary(.equal, .column(let a, let x), .column(let b, let y)) = join.condition else { return nil }
        if a == join.alias, b == alias { return (x, y) }
        if b == join.alias, a == alias { return (y, x) }
        return nil
    }

    /// Whether both columns hold texts or neither does, so that what equals the one is in the same lists as what equals the other.
    private func isSame(_ key: String, of entity: String, _ local: String, of other: String) -> Bool {
        guard let a = schema.column(of: key, in: entity), let b = schema.column(of: local, in: other) else { return false }
        return a.isText == b.isText
    }

    /// The condition on the other row's column instead; nil when it speaks of more than that column.
    private static func moved(_ condition: Term, from alias: String, _ key: String, to column: Term) -> Term? {
        var fits = true
        func replaced(_ term: Term) -> Term {
            guard case .column(alias, let name) = term else { return term.mapChildren(replaced, query: query) }
            if name != key { fits = false }
            return column
        }
        func query(_ inner: Query) -> Query { inner.mapTerms(replaced, query: query) }
        let result = replaced(condition)
        return fits ? result : nil
    }

    /// The condition with the aliases of its subqueries named by their place, so that equal conditions are equal values.
    private static func canonical(_ condition: Term) -> Query {
        Query.select(Select(Source(.entity("")), filter: condition, outputs: [Output("n", .literal(.integer(1)))])).normalized()
    }
}
