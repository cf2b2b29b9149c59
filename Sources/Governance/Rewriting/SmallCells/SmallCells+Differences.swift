import Algebra

// Values of one row that are made of rows of one table: where one has all rows of another, what it has besides is told by subtraction.
extension SmallCells {
    /// Guards of what an aggregate has and others beside it have not.
    func guards(ofMoreThanOthers aggregate: Aggregate, _ patient: Term, nullable: Bool, _ context: Context) -> [Term] {
        func more(_ filter: Term?, than other: Term) -> Term? { Term.all([filter, Self.rest(of: other)].compactMap { $0 }) }
        // An other has no more rows than this one as its words say,
        let less = context.others.map {
            patients(patient, nullable: nullable, filter: more(aggregate.filter, than: $0), shown: context.shown)
        }
        guard let filter = aggregate.filter else { return less }
        // or as the rows are.
        return less
            + context.parts.compactMap { other in
                guard other.function == aggregate.function, other.argument == aggregate.argument, other.distinct == aggregate.distinct,
                    let condition = other.filter, condition != filter, !excludes(filter.conjuncts, condition.conjuncts)
                else { return nil }
                let rows = Term.aggregate(Aggregate(.count, filter: more(condition, than: filter)))
                let people = patients(patient, nullable: nullable, filter: more(filter, than: condition), shown: context.shown)
                return .cases([Term.Branch(.binary(.equal, rows, .literal(.integer(0))), people)], otherwise: nil)
            }
    }

    /// The selects that give values in the outputs of a select, and the select where it gives values of its own rows.
    func selectsBeside(in select: Select) -> [Select] {
        var found = select.isAggregate ? [select] : []
        for output in select.outputs {
            output.expression.walk(
                { _ in }, query: { if case .select(let inner) = $0, inner.isAggregate, !found.contains(inner) { found.append(inner) } })
        }
        return found.count > 1 ? found : []
    }

    /// For each part of an alignment the conditions by which other parts choose some of its rows.
    ///
    /// - Returns: the parts with the joins that these conditions need, and the conditions of each.
    mutating func choices(in parts: [Alignment.Part]) -> (parts: [Alignment.Part], conditions: [[Term]]) {
        var result = parts
        var conditions = parts.map { _ in [Term]() }
        for index in parts.indices {
            guard case .select(var select) = parts[index].query else { continue }
            for (other, part) in parts.enumerated() where other != index {
                guard case .select(let others) = part.query, let condition = condition(of: others, in: &select) else { continue }
                conditions[index].append(condition)
            }
            result[index].query = .select(select)
        }
        return (result, conditions)
    }

    /// The condition by which another select chooses some of the rows that a select is made of; nil where it takes all, or others.
    mutating func condition(of other: Select, in select: inout Select) -> Term? {
        guard case .entity(let entity) = select.source.kind, other.source.kind == .entity(entity), catalog.entities[entity]?.patient != nil,
            select.isAggregate, other.isAggregate, let own = select.source.alias, let alias = other.source.alias
        else { return nil }
        fresh += 1
        let prefix = "d\(fresh)_"
        let given = Query.select(other).givenAliases
        var names = [alias: own]
        func renamed(_ term: Term) -> Term { term.renamingAliases { names[$0] ?? (given.contains($0) ? prefix + $0 : $0) } }
        var joins: [Join] = []
        for join in other.joins {
            let known = select.joins.first { candidate in
                candidate.entity == join.entity
                    && candidate.condition == join.condition.renamingAliases { $0 == join.alias ? candidate.alias : names[$0] ?? $0 }
            }
            names[join.alias] = known?.alias ?? prefix + join.alias
            if known == nil { joins.append(Join(entity: join.entity, alias: prefix + join.alias, condition: renamed(join.condition))) }
        }
        let asked = select.filter?.conjuncts ?? []
        let chosen = (other.filter?.conjuncts ?? []).map(renamed)
        // That there is a value is said by what it is compared with.
        let isSome = asked.allSatisfy { condition in
            if case .unary(.not, .isNull(let value)) = condition, asked.contains(where: { $0.compares(value) }) { return true }
            return chosen.contains(condition)
        }
        guard isSome, let more = Term.all(chosen.filter { !asked.contains($0) }) else { return nil }
        select.joins += joins
        return more
    }

    /// Whether it is plain to see that no row fulfils both, since a column would have two values.
    private func excludes(_ conditions: [Term], _ others: [Term]) -> Bool {
        conditions.contains { one in
            others.contains { other in
                guard case .binary(let op, let a, .literal(let value)) = one, case .binary(let relation, a, .literal(let second)) = other
                else { return false }
                switch (op, relation) {
                case (.equal, .equal): return value != second
                case (.equal, .notEqual), (.notEqual, .equal): return value == second
                default: return false
                }
            }
        }
    }
}

extension Term {
    fileprivate func compares(_ value: Term) -> Bool {
        if case .binary(_, value, .literal) = self { true } else { false }
    }
}
