import Algebra

// Totals laid side by side.
extension SmallCells {
    mutating func guarded(_ written: Alignment) -> Guarded {
        var alignment = written
        var context = Context(patients: .none)
        let beside = choices(in: alignment.parts)
        alignment.parts = beside.parts
        for index in alignment.parts.indices {
            let part =
                if case .select(let select) = alignment.parts[index].query {
                    guarded(select, .part, beside: beside.conditions[index])
                } else {
                    guarded(alignment.parts[index].query, .part)
                }
            alignment.parts[index].query = part.query
            context.columns[alignment.parts[index].name] = part
        }
        var result = Guarded(query: .align(alignment))
        var hidden = Hidden()
        let names = alignment.keys
        for output in alignment.outputs where output.role != .hidden {
            let guards = self.guards(output.expression, context)
            if !guards.isEmpty { result.guards[output.name] = guards.map { hidden.name(placed($0, by: names, context), &fresh) } }
        }
        if let filter = alignment.filter { alignment.filter = narrowed(filter, guards(filter, context)) }
        alignment.order = ordered(alignment.order) { self.guards($0, context) }.map {
            Ordering(placed($0.expression, by: names, context), descending: $0.descending)
        }
        alignment.outputs = alignment.outputs.map { Output($0.name, placed($0.expression, by: names, context), role: $0.role) }
        alignment.order += missing(names, in: alignment.order)
        alignment.outputs += hidden.outputs { $0 }
        result.query = .align(alignment)
        return result
    }
}
