/// A half-open interval on the data's clock: from the first day named to the day after the last, or between moments of those days.
public struct Period: Hashable, Sendable {
    /// The first day; nil when it has no beginning.
    public var start: CalendarDate?
    /// The day after the last; nil when it has no end.
    ///
    /// With an `endTime` the day on which it ends.
    public var end: CalendarDate?
    /// The time of day (`HH:MM:SS`) at which it starts; nil for the beginning of the day.
    public var startTime: String?
    /// The time of day (`HH:MM:SS`) before which it ends; nil for the beginning of the day.
    public var endTime: String?
    /// The calendar unit it was said in, when it is one ("last month"): decides what the period before it is.
    public var unit: CalendarUnit?
    /// How many units it spans.
    public var count: Int

    /// A period from `start` up to but not including `end`; `unit` and `count` say what was asked for.
    public init(_ start: CalendarDate?, _ end: CalendarDate?, unit: CalendarUnit? = nil, count: Int = 1) {
        self.start = start
        self.end = end
        self.unit = unit
        self.count = count
    }

    /// The period moved by n units; an end on the last day of a month stays the last day.
    public func moved(_ n: Int, _ unit: CalendarUnit) -> Period {
        // The end is exclusive, so "to date" ends move by the day after the last one.
        var result = self
        result.start = start?.moved(n, unit)
        result.end = end?.moved(n, unit)
        return result
    }

    /// Where it starts, as the algebra writes times: `YYYY-MM-DD`, with ` HH:MM:SS` when it starts within a day.
    public var startText: String? { start.map { day in startTime.map { "\(day.text) \($0)" } ?? day.text } }

    /// Before when it ends, as the algebra writes times.
    public var endText: String? { end.map { day in endTime.map { "\(day.text) \($0)" } ?? day.text } }

    /// Whether both bounds are beginnings of days.
    public var isOfDays: Bool { startTime == nil && endTime == nil }

    /// Whether it has both bounds and holds any time.
    public var isProper: Bool {
        guard let start, let end else { return false }
        return (start, startTime ?? "") < (end, endTime ?? "")
    }

    /// The days it touches, as a period of whole days; nil when it is open at either end.
    public var days: Period? {
        guard isProper, let start, let end else { return nil }
        return Period(start, endTime == nil ? end : end.moved(1, .day), unit: unit, count: count)
    }
}
