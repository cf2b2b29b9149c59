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

    func missing(_ keys: [Term], in order: [Ordering]) -> [Ordering] {
        var added: [Ordering] = []
        for key in keys where !(order + added).contains(where: { $0.expression == key }) { added.append(Ordering(key)) }
        return added
    }
}
