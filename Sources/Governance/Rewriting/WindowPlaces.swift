import Algebra
import Catalog

/// The pass that gives places to rows that tie in a window — their numbers, the rows before and after — by what is shown and by their keys.
///
/// Compilation breaks such ties by what the rows look like, and else takes them as they come. Where something of them is masked, either
/// would tell what is hidden.
struct WindowPlaces {
    let tracer: LineageTracer

    func rewrite(_ query: Query) -> Query {
        query.mapEverySelect { select in
            guard hasPlaces(select.outputs, select.having, select.order), let keys = keys(of: select) else { return select }
            let outputs = select.outputs.filter { $0.role != .hidden && !$0.expression.containsWindow }.map(\.expression)
            let shown = outputs.filter(isShown)
            func place(_ term: Term) -> Term {
                guard case .window(var window) = term.mapChildren(place, query: { $0 }) else {
                    return term.mapChildren(place, query: { $0 })
                }
                let values = outputs + window.arguments
                if window.countsPlaces, !values.allSatisfy(isShown) {
                    for term in shown + keys where !window.order.contains(where: { $0.expression == term }) {
                        window.order.append(Ordering(term))
                    }
                }
                return .window(window)
            }
            var result = select
            result.outputs = select.outputs.map { Output($0.name, place($0.expression), role: $0.role) }
            result.having = select.having.map(place)
            result.order = select.order.map { Ordering(place($0.expression), descending: $0.descending) }
            return result
        }
    }

    /// What is masked of rows that have places, though nothing that may be compared tells them apart.
    ///
    /// - Parameter isAnswer: whether what may not be shown at all is emptied.
    func undecided(_ select: Select, isAnswer: Bool) -> Term? {
        keys(of: select) == nil ? masked(select.outputs, select.having, select.order, isAnswer) : nil
    }

    /// What is masked of the rows of an alignment that have places: nothing tells these rows apart.
    func undecided(_ alignment: Alignment, isAnswer: Bool) -> Term? { masked(alignment.outputs, nil, alignment.order, isAnswer) }

    private func masked(_ outputs: [Output], _ having: Term?, _ order: [Ordering], _ isAnswer: Bool) -> Term? {
        let windows = places(outputs, having, order)
        guard !windows.isEmpty else { return nil }
        let values = outputs.map(\.expression).filter { !$0.containsWindow } + windows.flatMap(\.arguments)
        return values.first { !isShown($0) && !(isAnswer && tracer.lineage($0).treatment == .hide) }
    }

    private func isShown(_ term: Term) -> Bool { tracer.lineage(term).treatment == .show }

    private func hasPlaces(_ outputs: [Output], _ having: Term?, _ order: [Ordering]) -> Bool { !places(outputs, having, order).isEmpty }

    private func places(_ outputs: [Output], _ having: Term?, _ order: [Ordering]) -> [Window] {
        var found: [Window] = []
        for term in outputs.map(\.expression) + [having].compactMap({ $0 }) + order.map(\.expression) {
            term.walk({ if case .window(let window) = $0, window.countsPlaces { found.append(window) } }, query: { _ in })
        }
        return found
    }

    /// The terms that tell the rows of a select apart; nil when there are none that the caller may read.
    private func keys(of select: Select) -> [Term]? {
        if select.isAggregate { return select.keys.map(\.expression) }
        return select.source.alias.flatMap { tracer.readableKeys[$0] }.map { [$0] }
    }
}

extension Window {
    /// Whether it matters which of the rows that tie comes first.
    var countsPlaces: Bool {
        switch function {
        case .lag, .lead, .rowNumber: true
        case .rank, .denseRank, .total: false
        }
    }
}
