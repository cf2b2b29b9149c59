import Algebra

// What SQLite would let pass, with an arbitrary value: columns beside aggregates that are not grouped by, aggregates in the wrong place.

extension SQLCompiler {
    func checkPlaces(_ select: Select) throws(CompilationError) {
        var terms: [Term?] = [select.source.visible, select.filter]
        for join in select.joins { terms += [join.condition, join.visible] }
        for key in select.keys { terms.append(key.expression) }
        for case let term? in terms where term.containsAggregate || term.containsWindow {
            throw CompilationError("An aggregate or window stands where single rows are meant: \(term).")
        }
    }

    /// Every column beside an aggregate must be a group key, or part of one.
    func checkGrouping(_ select: Select, own: Set<String>) throws(CompilationError) {
        let check = GroupingCheck(keys: Set(select.keys.map(\.expression)), own: own)
        var terms = select.outputs.map(\.expression) + select.order.map(\.expression)
        if let having = select.having { terms.append(having) }
        for term in terms { try check.run(term, inSubquery: false) }
    }
}

private struct GroupingCheck {
    let keys: Set<Term>
    let own: Set<String>

    func run(_ term: Term, inSubquery: Bool) throws(CompilationError) {
        if keys.contains(term) { return }
        switch term {
        case .column(let source, let name):
            guard !own.contains(source) else {
                throw CompilationError("'\(source)!\(name)' stands beside an aggregate without being grouped by; add it to the keys.")
            }
        case .aggregate(let aggregate) where !inSubquery: try self.aggregate(aggregate)
        default:
            do {
                _ = try term.mapChildren(
                    { child in
                        try run(child, inSubquery: inSubquery)
                        return child
                    }, query: { try subquery($0) })
            } catch let error as CompilationError {
                throw error
            } catch {
                throw CompilationError("\(error)")
            }
        }
    }

    private func subquery(_ query: Query) throws -> Query {
        try query.mapTerms(
            { term in
                try run(term, inSubquery: true)
                return term
            }, query: { try subquery($0) })
    }

    /// SQL gives an aggregate whose columns are all of an enclosing query to that query, which is never what is meant here.
    private func aggregate(_ aggregate: Aggregate) throws(CompilationError) {
        var columns: Set<String> = []
        var isNested = false
        for term in [aggregate.argument, aggregate.filter].compactMap({ $0 }) {
            isNested = isNested || term.containsAggregate || term.containsWindow
            term.walk({ if case .column(let source, _) = $0 { columns.insert(source) } }, query: { _ in })
        }
        if isNested { throw CompilationError("An aggregate stands within an aggregate; aggregate in a subquery first.") }
        if !columns.isEmpty, columns.isDisjoint(with: own) {
            throw CompilationError(
                "An aggregate takes only columns of an enclosing query; aggregate there, or use a column of its own rows too.")
        }
    }
}
