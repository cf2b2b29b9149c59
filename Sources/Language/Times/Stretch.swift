/// A length of time of the calendar, such as "2 years and 21 days".
public struct Stretch: Hashable, Sendable {
    /// Months, of years and quarters too.
    public var months = 0
    /// Days, of weeks too.
    public var days = 0

    /// n units.
    public init(_ n: Int, _ unit: CalendarUnit) {
        switch unit {
        case .day: days = n
        case .week: days = 7 * n
        default: months = n * unit.months
        }
    }

    /// The two lengths one after the other.
    public static func + (a: Stretch, b: Stretch) -> Stretch {
        var result = a
        result.months += b.months
        result.days += b.days
        return result
    }

    /// The other way in time.
    public static prefix func - (a: Stretch) -> Stretch {
        var result = a
        result.months = -a.months
        result.days = -a.days
        return result
    }

    /// Whether it is a length that anyone may mean, so that arithmetic with it stays within the calendar.
    var isReasonable: Bool { abs(months) < 40_000 && abs(days) < 1_000_000 }
}

extension CalendarDate {
    /// Moved by a length: first by its months, a day past the end of a month becoming its last, then by its days.
    public func moved(_ stretch: Stretch) -> CalendarDate { moved(stretch.months, .month).moved(stretch.days, .day) }

    /// The same, a day past the end of a month becoming as many days of the next, as in SQLite's date arithmetic.
    func overflowing(_ stretch: Stretch) -> CalendarDate {
        guard let first = CalendarDate(year, month, 1) else { return self }
        return first.moved(stretch.months, .month).moved(day - 1 + stretch.days, .day)
    }
}
