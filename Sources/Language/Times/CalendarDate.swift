/// A day of the proleptic Gregorian calendar; arithmetic without time zones, since hospital data is in local time.
///
/// Conversions follow H. Hinnant, "chrono-compatible low-level date algorithms".
public struct CalendarDate: Hashable, Comparable, Sendable {
    /// The year, of four digits.
    public var year: Int
    /// From 1 to 12.
    public var month: Int
    /// The day of the month, from 1.
    public var day: Int

    /// nil when there is no such day.
    public init?(_ year: Int, _ month: Int, _ day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= CalendarDate.days(in: month, of: year) else {
            return nil
        }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Days since 1970-01-01.
    public init(dayNumber: Int) {
        let z = dayNumber + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let doe = z - era * 146_097
        let yoe = (doe - doe / 1460 + doe / 36524 - doe / 146_096) / 365
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
        let mp = (5 * doy + 2) / 153
        day = doy - (153 * mp + 2) / 5 + 1
        month = mp < 10 ? mp + 3 : mp - 9
        year = yoe + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Reads `YYYY-MM-DD` at the start of a text.
    public init?(_ text: some StringProtocol) {
        let parts = text.prefix(10).split(separator: "-")
        guard parts.count == 3, let y = Int(parts[0]), let m = Int(parts[1]), let d = Int(parts[2]) else { return nil }
        self.init(y, m, d)
    }

    /// Days since 1970-01-01.
    public var dayNumber: Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yoe = y - era * 400
        let doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy
        return era * 146_097 + doe - 719_468
    }

    /// 1 (Monday) to 7 (Sunday), ISO 8601.
    public var weekday: Int { (dayNumber + 3) % 7 < 0 ? (dayNumber + 3) % 7 + 8 : (dayNumber + 3) % 7 + 1 }

    /// How many days a month has.
    public static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: return 30
        default: return 31
        }
    }

    /// Moved by n units; a day past the end of the month becomes its last.
    public func moved(_ n: Int, _ unit: CalendarUnit) -> CalendarDate {
        switch unit {
        case .day: return CalendarDate(dayNumber: dayNumber + n)
        case .week: return CalendarDate(dayNumber: dayNumber + 7 * n)
        case .month, .quarter, .half, .year, .decade, .century:
            let months = year * 12 + month - 1 + n * unit.months
            let y = months >= 0 ? months / 12 : (months - 11) / 12
            let m = months - y * 12 + 1
            return CalendarDate(y, m, min(day, CalendarDate.days(in: m, of: y))) ?? self
        }
    }

    /// The first day of the calendar unit that contains this day; weeks start on Monday.
    public func start(of unit: CalendarUnit) -> CalendarDate {
        switch unit {
        case .day: return self
        case .week: return moved(1 - weekday, .day)
        case .decade, .century:
            let years = unit.months / 12
            return CalendarDate(max(1, year / years * years), 1, 1) ?? self
        default:
            let first = (month - 1) / unit.months * unit.months + 1
            return CalendarDate(year, unit == .year ? 1 : first, 1) ?? self
        }
    }

    /// `YYYY-MM-DD`.
    public var text: String {
        func pad(_ n: Int, _ width: Int) -> String {
            let digits = String(n)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
    }

    /// Whether the first day is before the second.
    public static func < (a: CalendarDate, b: CalendarDate) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }
}

/// Units of the calendar.
public enum CalendarUnit: String, Sendable, Hashable, CaseIterable {
    case day, week, month, quarter, half, year, decade, century

    /// How many months one has; 0 for days and weeks.
    public var months: Int {
        switch self {
        case .day, .week: 0
        case .month: 1
        case .quarter: 3
        case .half: 6
        case .year: 12
        case .decade: 120
        case .century: 1200
        }
    }
}
