import Algebra
import Catalog

// One value set against another of the same kind.

extension TaleComposer {
    func compare(_ contrast: Contrast) -> [Composed] {
        let plots = contrast.sides.compactMap { Plot($0) }
        guard plots.count == 2, plots.allSatisfy({ $0.isPlainValue }) else { return [] }
        let persons = plots.flatMap(\.restrictions).reduce(into: [Restriction]()) { if !$0.contains($1) { $0.append($1) } }
        var seen: Set<[Meaning]> = []
        let mentions = contrast.mentions.filter { seen.insert($0).inserted }
        return frames.all(mentions).compactMap { frame in
            var parts: [Alignment.Part] = []
            var cost = 0.0
            var shown: ReadingColumn?
            for (index, plot) in plots.enumerated() {
                var plot = plot
                plot.restrictions = persons
                // What is said of one side only holds for the other.
                plot.encounter = plot.encounter ?? plots[1 - index].encounter
                guard let (part, column, more) = value(plot, frame) else { return nil }
                parts.append(Alignment.Part(index == 0 ? "one" : "other", part))
                cost += more
                shown = column
            }
            guard var column = shown else { return nil }
            let sides = parts.map { Term.path([$0.name, "value"]) }
            column.name = contrast.comparison == nil ? "difference" : "holds"
            if contrast.comparison != nil { column.type = .boolean }
            let query = Query.align(
                Alignment(parts, outputs: [Output(column.name, .binary(contrast.comparison ?? .minus, sides[0], sides[1]))]))
            return Composed(query: query, columns: [column], cost: cost)
        }
    }

    /// The one value of a side: at its occurrence, or at the time that is said; null where there is none.
    private func value(_ plot: Plot, _ frame: EventFrame) -> (Query, ReadingColumn, Double)? {
        guard let scene = scene(plot, frame), scene.frame.isNamed, frame.behind == nil, plot.occurrence != nil || !plot.periods.isEmpty,
            !scene.time.isEmpty, let value = scene.entity.value
        else { return nil }
        let numbers = frame.shows.compactMap { attribute($0, from: frame.entity) }
        guard numbers.count == frame.shows.count, numbers.allSatisfy({ $0.path == [value] }),
            let (path, column, _) = attribute(AttributeUse(frame.entity, value), from: frame.entity)
        else { return nil }
        var select = Select(Source(.entity(frame.entity)), filter: scene.filter)
        if let occurrence = plot.occurrence {
            let at = Term.path(scene.time)
            let time = nth(occurrence, select, by: at, of: at)
            select.filter = Term.all(scene.conditions + [.binary(.equal, at, .scalar(time))])
        }
        select.outputs = [Output("value", .aggregate(Aggregate(.max, .path(path))))]
        return (.select(select), column, scene.cost)
    }
}

extension Plot {
    /// Whether it tells of one value, and nothing else.
    fileprivate var isPlainValue: Bool {
        isExtremeFirst == nil && aggregates.isEmpty && rhythm == nil && top == nil && windows.isEmpty && times == nil && compared == nil
            && asked.isSubset(of: [.name, .amount, .price, .existence])
            && !said.contains { telling in
                switch telling {
                case .order, .or, .distinct, .new: true
                default: false
                }
            }
    }
}
