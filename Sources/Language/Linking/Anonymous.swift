import Algebra

extension Query {
    /// The query with its result's columns, and those of its parts, called by their number: two queries that differ only in what
    /// they call their columns become one.
    func withColumnsNumbered() -> Query {
        switch self {
        case .select(let select): return .select(select.withColumnsNumbered())
        case .combine(let op, let a, let b): return .combine(op, a.withColumnsNumbered(), b.withColumnsNumbered())
        case .align(let alignment): return .align(alignment.withColumnsNumbered())
        }
    }
}

extension Select {
    fileprivate func withColumnsNumbered() -> Select {
        var names: [String: String] = [:]
        for (index, output) in outputs.enumerated() { names[output.name] = "c\(index)" }
        for (index, key) in keys.enumerated() where names[key.name] == nil { names[key.name] = "k\(index)" }
        var result = self
        result.having = having?.renamed(names)
        result.order = order.map { Ordering($0.expression.renamed(names), descending: $0.descending) }
        result.keys = keys.map { Output(names[$0.name] ?? $0.name, $0.expression) }
        result.outputs = outputs.map { Output(names[$0.name] ?? $0.name, $0.expression.renamed(names)) }
        return result
    }
}

extension Alignment {
    fileprivate func withColumnsNumbered() -> Alignment {
        var result = self
        var columns: [[String]: [String]] = [:]
        var names: [String: String] = [:]
        for (index, output) in outputs.enumerated() { names[output.name] = "c\(index)" }
        for (index, part) in parts.enumerated() {
            for (number, column) in part.query.columns.enumerated() { columns[[part.name, column.name]] = ["p\(index)", "c\(number)"] }
            result.parts[index] = Part("p\(index)", part.query.withColumnsNumbered())
        }
        if let first = parts.first {
            result.on = on.map { columns[[first.name, $0]]?.last ?? $0 }
            for key in on { names[key] = columns[[first.name, key]]?.last ?? key }
        }
        func change(_ term: Term) -> Term {
            if case .path(let steps) = term {
                if let column = columns[steps] { return .path(column) }
                if steps.count == 1, let name = names[steps[0]] { return .path([name]) }
            }
            return term.mapChildren(change, query: { $0 })
        }
        result.outputs = outputs.enumerated().map { Output("c\($0)", change($1.expression)) }
        result.filter = filter.map(change)
        result.order = order.map { Ordering(change($0.expression), descending: $0.descending) }
        return result
    }
}

extension Term {
    fileprivate func renamed(_ names: [String: String]) -> Term {
        if case .path(let steps) = self, steps.count == 1, let name = names[steps[0]] { return .path([name]) }
        return mapChildren({ $0.renamed(names) }, query: { $0 })
    }
}
