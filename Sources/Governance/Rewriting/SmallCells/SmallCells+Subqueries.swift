import Algebra

// Guards of what a subquery tells about others than the patient of the row.
extension SmallCells {
    /// Guards of a subquery that gives a value.
    mutating func guards(ofValue query: Query) -> [Term] {
        guard RowSubject(query, map: map, catalog: catalog) != .nobody else { return [] }
        guard case .select(var select) = query, select.isAggregate, select.keys.isEmpty, let value = select.outputs.first else {
            return [.literal(.integer(1))]
        }
        let others = beside.filter { .select($0) != query }.compactMap { condition(of: $0, in: &select) }
        var context = self.context(&select)
        context.others = others
        return guards(value.expression, context).map { counting($0, select) }
    }

    /// Guards of a subquery of which only matters whether it has rows.
    mutating func guards(ofExistence query: Query) -> [Term] {
        guard RowSubject(query, map: map, catalog: catalog) != .nobody else { return [] }
        guard case .select(var select) = query, !select.isAggregate else { return [.literal(.integer(1))] }
        let context = self.context(&select)
        guard case .one(let patient, let nullable) = context.patients else { return [.literal(.integer(1))] }
        return [counting(patients(patient, nullable: nullable, filter: nil), select)]
    }

    /// Guards of a condition on rows: of what it asks about others than the patient of the row, whom the group's guard counts.
    mutating func guards(ofCondition term: Term, _ context: Context) -> [Term] {
        guard context.patients.isOne else { return guards(term, context) }
        var found: [Term] = []
        var run = self
        func visit(_ term: Term) {
            switch term {
            case .scalar(let query): if !run.isOwn(query) { found += run.guards(ofValue: query) }
            case .exists(let query): if !run.isOwn(query) { found += run.guards(ofExistence: query) }
            case .member(let value, let query):
                visit(value)
                if !RowSubject.isNumber(value, map, catalog), !run.isOwn(query) { found += run.guards(ofExistence: query) }
            default:
                _ = term.mapChildren(
                    { child in
                        visit(child)
                        return child
                    }, query: { $0 })
            }
        }
        visit(term)
        self = run
        return found
    }

    /// Whether a subquery's rows are tied to the row it stands in by a patient's or an encounter's number.
    func isOwn(_ query: Query) -> Bool {
        guard case .select(let select) = query, let filter = select.filter else { return false }
        let own = query.givenAliases
        return filter.conjuncts.contains { condition in
            guard case .binary(.equal, let a, let b) = condition, case .column(let one, _) = a, case .column(let other, _) = b else {
                return false
            }
            return own.contains(one) != own.contains(other) && RowSubject.isNumber(own.contains(one) ? b : a, map, catalog)
        }
    }

    /// The subquery with a count in the place of its outputs.
    mutating func counting(_ count: Term, _ select: Select) -> Term {
        var copy = select
        copy.outputs = [Output("people", count)]
        copy.keys = []
        copy.order = []
        copy.limit = nil
        copy.distinct = false
        fresh += 1
        let prefix = "n\(fresh)_"
        let query = Query.select(copy)
        let own = query.givenAliases
        return .scalar(query.renamingAliases { own.contains($0) ? prefix + $0 : $0 })
    }
}
