import Algebra

// Places in an order, conditions and limits: groups of too few patients must not be told by any of them.
extension SmallCells {
    /// True where all guards count nobody or enough; only enough, where the question names patients.
    func isEnough(_ guards: [Term]) -> Term? {
        Term.all(
            guards.map { count in
                let enough = Term.binary(.greaterOrEqual, count, .literal(.integer(Int64(threshold))))
                return namesPatients ? enough : .binary(.or, enough, .binary(.equal, count, .literal(.integer(0))))
            })
    }

    mutating func narrowed(_ condition: Term, _ guards: [Term]) -> Term {
        guard let enough = isEnough(guards) else { return condition }
        leavesOutGroups = true
        return .binary(.and, condition, enough)
    }

    func ordered(_ order: [Ordering], _ guards: (Term) -> [Term]) -> [Ordering] {
        order.map { key in
            guard let enough = isEnough(guards(key.expression)) else { return key }
            return Ordering(.cases([Term.Branch(enough, key.expression)], otherwise: nil), descending: key.descending)
        }
    }

    /// A value whose windows have small cells last: ties are broken by the names of the rows, where it matters which of them comes first.
    mutating func placed(_ value: Term, by names: [Term], _ context: Context) -> Term {
        var run = self
        defer { self = run }
        let inner = value.mapChildren({ run.placed($0, by: names, context) }, query: { $0 })
        guard case .window(var window) = inner else { return inner }
        let order = run.ordered(window.order) { run.guards($0, context) }
        guard order != window.order else { return inner }
        window.order = order
        if window.countsPlaces { window.order += run.missing(names.filter { !$0.containsWindow }, in: order) }
        return .window(window)
    }

    func missing(_ keys: [Term], in order: [Ordering]) -> [Ordering] {
        var added: [Ordering] = []
        for key in keys where !(order + added).contains(where: { $0.expression == key }) { added.append(Ordering(key)) }
        return added
    }
}
