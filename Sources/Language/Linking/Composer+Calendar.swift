import Algebra
import Catalog

// Measures that are of a period, month by month: one row of a calendar for each.

extension Composer {
    func needsCalendar(_ plan: MeasurePlan, _ sketch: Sketch) -> Bool {
        plan.usesPeriod && sketch.groups.contains { if case .time = $0 { true } else { false } }
    }

    /// One row for each period of a calendar, with the measure of that period.
    func calendar(_ tree: MeasureTree, _ sketch: Sketch, _ period: Period?) -> Body? {
        guard sketch.groups.count == 1, case .time(let unit, nil) = sketch.groups[0], let start = period?.start, let end = period?.end,
            period?.isOfDays == true
        else { return nil }
        func value(_ plan: MeasurePlan) -> Term? {
            guard let linked = linker.link(sketch.restrictions, on: plan.anchor) else { return nil }
            var filters = plan.filters + linked.conditions
            if let time = plan.anchor.time, !plan.usesPeriod {
                let path = Term.path(time.split(separator: ".").map(String.init))
                filters.append(.binary(.greaterOrEqual, path, .path(["outer", "start"])))
                filters.append(.binary(.less, path, .path(["outer", "end"])))
            }
            let select = Select(Source(.entity(plan.anchor.entity)), filter: Term.all(filters), outputs: [Output("value", plan.value)])
            return .scalar(.select(select.replacingPeriod(start: .path(["outer", "start"]), end: .path(["outer", "end"]))))
        }
        let result: Term
        let column: ReadingColumn
        switch tree {
        case .single(let plan):
            guard let single = value(plan) else { return nil }
            result = single
            column = ReadingColumn(
                name: plan.name, label: plan.label, type: plan.type, unit: plan.unit, decimals: plan.decimals, role: .asked)
        case .ratio(let top, let bottom, let factor, let name, let label, let unit, let decimals):
            guard let a = value(top), let b = value(bottom) else { return nil }
            result = .binary(.divided, .binary(.times, .literal(.decimal(factor)), a), b)
            column = ReadingColumn(name: name, label: label, type: .decimal, unit: unit, decimals: decimals, role: .asked)
        }
        let source = Source(.calendar(unit: unit.rawValue, from: .literal(.time(start.text)), to: .literal(.time(end.text))))
        let select = Select(
            source, outputs: [Output(unit.rawValue, .path(["label"])), Output(column.name, result)], order: [Ordering(.path(["start"]))])
        return Body(
            query: .select(select),
            keys: [ReadingColumn(name: unit.rawValue, label: unit.rawValue, type: .text, unit: nil, decimals: nil, role: .asked)],
            values: [column], cost: 0.5)
    }
}
