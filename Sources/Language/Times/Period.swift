/// A half-open interval of days, on the data's clock: from the first day named to the day after the last.
public struct Period: Hashable, Sendable {
    /// The first day; nil when it has no beginning.
    public var start: CalendarDate?
    /// The day after the last; nil when it has no end.
    public var end: CalendarDate?
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
        Period(start?.moved(n, unit), end?.moved(n, unit), unit: self.unit, count: count)
    }
}

/// Builds periods from what is said, on a clock.
struct PeriodBuilder {
    /// The data's today.
    let today: CalendarDate
    /// The years that questions may name.
    static let years = 1800...2300

    /// Whether n units from today is a day of those years.
    func reaches(_ n: Int, _ unit: CalendarUnit) -> Bool {
        abs(n) < 1_000_000 && PeriodBuilder.years.contains(today.moved(n, unit).year) && (n == 0 || today.moved(n, unit) != today)
    }

    private var tomorrow: CalendarDate { today.moved(1, .day) }

    /// The calendar unit `n` units from the one containing today: 0 this, -1 last.
    ///
    /// The current one ends with today.
    func calendar(_ n: Int, _ unit: CalendarUnit) -> Period {
        let start = today.start(of: unit).moved(n, unit)
        let end = start.moved(1, unit)
        return Period(start, n == 0 ? min(end, tomorrow) : end, unit: unit)
    }

    /// The whole of the calendar unit containing a day.
    func containing(_ day: CalendarDate, _ unit: CalendarUnit) -> Period {
        let start = day.start(of: unit)
        return Period(start, start.moved(1, unit), unit: unit)
    }

    /// The last n units up to today: the first day is today + 1 day − n units.
    func rolling(_ n: Int, _ unit: CalendarUnit) -> Period {
        Period(tomorrow.moved(-n, unit), tomorrow, unit: unit, count: n)
    }

    /// A single day.
    func day(_ date: CalendarDate) -> Period { Period(date, date.moved(1, .day), unit: .day) }

    /// From the beginning of one to the end of the other.
    func span(_ a: Period, _ b: Period) -> Period? {
        guard let start = a.start, let end = b.end, start < end else { return nil }
        return Period(start, end)
    }

    /// From the beginning of a period up to today.
    func since(_ p: Period) -> Period { Period(p.start, tomorrow) }

    /// The nth week of a period, -1 its last: weeks belong to what has their Thursday (ISO 8601).
    func week(_ n: Int, of p: Period) -> Period? {
        guard n != 0, abs(n) < 60, let start = p.start, let end = p.end else { return nil }
        let first = start.moved((11 - start.weekday) % 7, .day)
        let last = end.moved(-1, .day).moved(-((end.moved(-1, .day).weekday + 3) % 7), .day)
        let thursday = n > 0 ? first.moved(7 * (n - 1), .day) : last.moved(7 * (n + 1), .day)
        return first <= thursday && thursday <= last ? containing(thursday, .week) : nil
    }

    /// The latest day, not after today, that is found for a month; looked for over the last eight years.
    func latestMonth(_ day: (CalendarDate) -> CalendarDate?) -> CalendarDate? {
        for back in 0..<96 {
            if let date = day(today.start(of: .month).moved(-back, .month)), date <= today { return date }
        }
        return nil
    }

    /// The unit that starts with a month: of the year, or when none is named the latest that has begun.
    func latest(month: Int, _ unit: CalendarUnit, year: Int?) -> Period? {
        guard let first = CalendarDate(year ?? today.year, month, 1) else { return nil }
        let start = year == nil && first > today ? first.moved(-1, .year) : first
        return Period(start, start.moved(1, unit), unit: unit)
    }
}
