import Algebra

/// Means of calendar units: "admissions per month on average".
extension Composer {
    /// Sums and counts over a period as the mean of its calendar units, which it must hold whole.
    func averaged(_ body: Body, _ trees: [MeasureTree], by unit: CalendarUnit, _ sketch: Sketch) -> Body? {
        guard trees.count == 1, zero(trees[0]), let period = sketch.periods.first, let start = period.start, var end = period.end,
            period.isOfDays,
            !sketch.groups.contains(where: { if case .time = $0 { true } else { false } }), case .select(var select) = body.query,
            let value = body.values.first, let index = select.outputs.firstIndex(where: { $0.name == value.name })
        else { return nil }
        // Days to come have no rows.
        end = min(end, periods.today.moved(1, .day))
        var count = 0
        var at = start
        while at < end {
            count += 1
            at = start.moved(count, unit)
        }
        guard at == end, count > 0 else { return nil }
        select.outputs[index].expression = .binary(
            .divided, .binary(.times, .literal(.decimal(1)), select.outputs[index].expression), .literal(.integer(Int64(count))))
        var result = body
        result.query = .select(select)
        result.values[0].type = .decimal
        result.values[0].decimals = 2
        result.values[0].label += " per \(unit.rawValue)"
        return result
    }
}

extension Term {
    /// Whether it asks for rows of its own.
    var isExists: Bool {
        switch self {
        case .exists: true
        case .unary(_, let inner): inner.isExists
        case .binary(_, let a, let b): a.isExists || b.isExists
        default: false
        }
    }
}
