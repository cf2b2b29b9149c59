import Algebra
import Catalog

// One period against another.

extension Composer {
    func comparison(_ trees: [MeasureTree], _ sketch: Sketch) -> Composed? {
        guard trees.count == 1, var period = sketch.periods.first, sketch.shows.isEmpty, sketch.having == nil, !sketch.shareOfTotal else {
            return nil
        }
        var other: Period
        if let said = sketch.versus.first {
            other = said
        } else if let unit = sketch.versusPrevious.unit {
            other = period.moved(-1, unit)
        } else if let unit = period.unit, let start = period.start, period.count == 1 {
            other = periods.containing(start.moved(-1, unit), unit)
        } else if let start = period.start, let end = period.end, period.isOfDays {
            other = Period(CalendarDate(dayNumber: 2 * start.dayNumber - end.dayNumber), start)
        } else {
            return nil
        }
        // Of two periods said together the later is the current one, in whatever order.
        if let start = period.startText, let otherStart = other.startText, start < otherStart { swap(&period, &other) }
        guard other != period, let now = body(trees, sketch, period), let then = body(trees, sketch, other), let value = now.values.first
        else { return nil }
        let keys = now.keys.map(\.name)
        let zero = self.zero(trees[0])
        func side(_ part: String) -> Term {
            let path = Term.path([part, value.name])
            return zero ? .call(.coalesce, [path, .literal(.integer(0))]) : path
        }
        let difference = Term.binary(.minus, side("now"), side("before"))
        var outputs = keys.map { Output($0, .path([$0])) }
        outputs += [
            Output("current", side("now")), Output("previous", side("before")),
            Output("difference", difference, role: sketch.difference ? .asked : .supporting),
            Output(
                "change_pct", .binary(.divided, .binary(.times, .literal(.decimal(100)), difference), side("before")),
                role: sketch.change ? .asked : .supporting),
        ]
        func column(_ name: String, _ label: String, _ role: Output.Role, percent: Bool = false) -> ReadingColumn {
            ReadingColumn(
                name: name, label: label, type: percent ? .decimal : value.type, unit: percent ? "%" : value.unit,
                decimals: percent ? 2 : value.decimals,
                role: role)
        }
        let columns =
            now.keys + [
                column("current", "\(value.label), \(period.spoken)", .asked),
                column("previous", "\(value.label), \(other.spoken)", .asked),
                column("difference", "difference", sketch.difference ? .asked : .supporting),
                column("change_pct", "change", sketch.change ? .asked : .supporting, percent: true),
            ]
        var alignment = Alignment(
            [Alignment.Part("now", now.query), Alignment.Part("before", then.query)], on: keys, full: !keys.isEmpty, outputs: outputs)
        if let order = sketch.order {
            alignment.order = [Ordering(.path(["current"]), descending: order.descending)]
            alignment.limit = sketch.limit.map { Limit($0) }
        } else if sketch.limit != nil {
            return nil
        }
        return Composed(query: .align(alignment), columns: columns, cost: now.cost + 0.5)
    }
}
