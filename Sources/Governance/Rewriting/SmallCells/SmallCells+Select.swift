import Algebra
import Catalog

// Totals of one select: guards beside every output, and no way for small cells to show through order, conditions and limits.
extension SmallCells {
    /// - Parameter others: by which conditions values that stand beside choose some of the rows.
    mutating func guarded(_ written: Select, _ place: Place, beside others: [Term] = []) -> Guarded {
        var select = written
        let enclosing = beside
        beside = selectsBeside(in: select)
        defer { beside = enclosing }
        let chosen = beside.filter { $0 != written }.compactMap { condition(of: $0, in: &select) }
        var context = self.context(&select)
        context.others = others + chosen
        var result = Guarded(query: .select(select))
        var hidden = Hidden()
        if context.patients.isOne, !select.isAggregate || singlesOut(select) {
            if place == .source, case .one(let patient, _) = context.patients { result.patient = name(of: patient, in: &select) }
            result.query = .select(select)
            return result
        }
        // In the order in which they are shown, as any other answer is.
        let keys = select.keys.map(\.expression)
        var names = select.outputs.map(\.expression).filter { keys.contains($0) } + keys
        var guarded: [(name: String, terms: [Term])] = []
        for output in select.outputs where output.role != .hidden {
            let guards = self.guards(behind: output.expression, context)
            if !guards.isEmpty { guarded.append((output.name, guards)) }
            if !select.isAggregate, guards.isEmpty { names.append(output.expression) }
        }
        for (name, terms) in guarded { result.guards[name] = terms.map { hidden.name(placed($0, by: names, context), &fresh) } }
        if place == .source, select.isAggregate, let all = groupGuard(context) { result.rowGuard = hidden.name(all, &fresh) }
        if let having = select.having { select.having = narrowed(having, guards(behind: having, context)) }
        if let filter = select.filter { select.filter = narrowed(filter, guards(ofCondition: filter, context)) }
        select.order = ordered(select.order) { self.guards(behind: $0, context) }.map {
            Ordering(placed($0.expression, by: names, context), descending: $0.descending)
        }
        select.having = select.having.map { placed($0, by: names, context) }
        select.outputs = select.outputs.map { Output($0.name, placed($0.expression, by: names, context), role: $0.role) }
        // Rows that no longer differ in what they are sorted by must not fall back on the values; inside another query only a limit makes
        // an order matter.
        if place == .top || select.limit != nil, select.isAggregate || !hidden.terms.isEmpty {
            select.order += missing(names, in: select.order)
        }
        if select.distinct, !hidden.terms.isEmpty, !select.isAggregate {
            // Distinct rows are groups by all outputs; as such they can carry the least of their guards.
            select.distinct = false
            select.keys = select.outputs
            select.outputs += hidden.outputs { .aggregate(Aggregate(.min, $0)) }
        } else {
            select.outputs += hidden.outputs { $0 }
        }
        result.query = .select(select)
        return result
    }

    /// Guards of one select: each distinct term once.
    struct Hidden {
        var terms: [(name: String, term: Term)] = []

        mutating func name(_ term: Term, _ fresh: inout Int) -> String {
            if let known = terms.first(where: { $0.term == term }) { return known.name }
            fresh += 1
            terms.append(("people_\(fresh)", term))
            return "people_\(fresh)"
        }

        func outputs(_ change: (Term) -> Term) -> [Output] { terms.map { Output($0.name, change($0.term), role: .hidden) } }
    }
}
