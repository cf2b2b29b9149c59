import Algebra
import Catalog

/// Builds periods from what is said, on a clock and by the conventions of whoever is asked.
struct PeriodBuilder {
    /// The data's today.
    let today: CalendarDate
    /// The time of day (`HH:MM:SS`) on the data's clock.
    let time: String
    /// What is meant where the language leaves it open.
    let conventions: TimeConventions
    /// The years that may be named.
    static let years = 1800...2300

    /// A builder on a day; `clock` is the whole time (`YYYY-MM-DD HH:MM:SS`), without which it is the end of the day.
    init(today: CalendarDate, clock: String = "", conventions: TimeConventions = TimeConventions()) {
        self.today = today
        let time = String(clock.dropFirst(11))
        self.time = LocalTime.isValid("\(today.text) \(time)") ? time : "23:59:59"
        self.conventions = conventions
    }

    /// Whether the times are those of free text, which may be vague and to come.
    var isText: Bool { conventions.scope == .text }

    /// Whether a day may be meant: of those years, and not to come where only data is asked about.
    func allows(_ date: CalendarDate) -> Bool { PeriodBuilder.years.contains(date.year) && (isText || date <= today) }

    /// Whether n units from today is a day of those years.
    func reaches(_ n: Int, _ unit: CalendarUnit) -> Bool {
        abs(n) < 1_000_000 && PeriodBuilder.years.contains(today.moved(n, unit).year) && (n == 0 || today.moved(n, unit) != today)
    }

    private var tomorrow: CalendarDate { today.moved(1, .day) }

    /// The last day that a time without its year or month may mean: in text what is over, in questions to data what has begun.
    private var latestDay: CalendarDate { isText ? today.moved(-1, .day) : today }

    // MARK: Units

    /// The calendar unit `n` units from the one containing today: 0 this, -1 last.
    ///
    /// The current one ends with today, but in free text; one to come is only in free text.
    func calendar(_ n: Int, _ unit: CalendarUnit) -> Period? {
        guard n <= 0 || isText, abs(n) < 1000 else { return nil }
        let start = today.start(of: unit).moved(n, unit)
        let end = start.moved(1, unit)
        guard PeriodBuilder.years.contains(start.year) else { return nil }
        return Period(start, n == 0 && !isText ? min(end, tomorrow) : end, unit: unit)
    }

    /// The whole of the calendar unit containing a day.
    func containing(_ day: CalendarDate, _ unit: CalendarUnit) -> Period {
        let start = day.start(of: unit)
        return Period(start, start.moved(1, unit), unit: unit)
    }

    /// The last n units.
    ///
    /// Up to today, the first day being today + 1 day − n units; in free text before today, and of decades whole ones.
    func rolling(_ n: Int, _ unit: CalendarUnit) -> Period {
        if isText {
            let end = unit == .decade ? today.start(of: .decade) : today
            return Period(end.moved(-n, unit), end, unit: unit, count: n)
        }
        return Period(tomorrow.moved(-n, unit), tomorrow, unit: unit, count: n)
    }

    /// The next n units from tomorrow on, of decades the next whole ones.
    func upcoming(_ n: Int, _ unit: CalendarUnit) -> Period? {
        guard isText else { return nil }
        let start = unit == .decade ? today.start(of: .decade).moved(1, .decade) : tomorrow
        return Period(start, start.moved(n, unit), unit: unit, count: n)
    }

    /// A single day.
    func day(_ date: CalendarDate) -> Period { Period(date, date.moved(1, .day), unit: .day) }

    /// The moments of a day between two counts of seconds from its beginning.
    func moments(_ day: CalendarDate, _ from: Int, _ to: Int) -> Period {
        func text(_ seconds: Int) -> String {
            [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
        }
        var result = Period(day, to == 86_400 ? day.moved(1, .day) : day)
        result.startTime = from == 0 ? nil : text(from)
        result.endTime = to == 86_400 ? nil : text(to)
        return result
    }

    // MARK: Fiscal years

    /// The number of the fiscal year that has a day, and its first day; nil where the conventions know none.
    func fiscalYear(of day: CalendarDate) -> (number: Int, start: CalendarDate)? {
        guard let first = conventions.fiscalYear, let start = CalendarDate(day.month < first ? day.year - 1 : day.year, first, 1) else {
            return nil
        }
        return (first == 1 ? start.year : start.year + 1, start)
    }

    /// A fiscal year, or one of its quarters.
    func fiscal(year: Int, quarter: Int?) -> Period? {
        guard let first = conventions.fiscalYear, PeriodBuilder.years.contains(year),
            let start = CalendarDate(first == 1 ? year : year - 1, first, 1)
        else { return nil }
        guard let quarter else { return unaligned(start, .year) }
        return (1...4).contains(quarter) ? unaligned(start.moved(quarter - 1, .quarter), .quarter) : nil
    }

    /// The fiscal year or quarter n from the current one, which ends with today.
    func fiscal(_ n: Int, _ unit: CalendarUnit) -> Period? {
        guard n <= 0, n > -1000, unit == .year || unit == .quarter, let year = fiscalYear(of: today) else { return nil }
        let months = (today.year - year.start.year) * 12 + today.month - year.start.month
        let start = year.start.moved(unit == .year ? 0 : months / 3, .quarter).moved(n, unit)
        var period = unaligned(start, unit)
        if n == 0, let end = period.end { period.end = min(end, tomorrow) }
        return period
    }

    /// A unit from a day on; only where it is one of the calendar too is it said in that unit.
    private func unaligned(_ start: CalendarDate, _ unit: CalendarUnit) -> Period {
        Period(start, start.moved(1, unit), unit: start.start(of: unit) == start ? unit : nil)
    }

    // MARK: From one time to another

    /// From the beginning of one to the end of the other.
    func span(_ a: Period, _ b: Period) -> Period? {
        var result = Period(a.start, b.end)
        result.startTime = a.startTime
        result.endTime = b.endTime
        return result.isProper ? result : nil
    }

    /// From the beginning of a period up to today.
    func since(_ p: Period) -> Period {
        var result = Period(p.start, conventions.since == .open ? nil : tomorrow)
        result.startTime = p.startTime
        return result
    }

    /// From so long ago up to today: from the day, or by convention from the moment.
    func since(ago stretch: Stretch) -> Period? {
        guard stretch.isReasonable, let from = ago(stretch) else { return nil }
        var result = since(day(from))
        if conventions.sinceAgo == .instant { result.startTime = time }
        return result
    }

    /// Up to so long ago: with that day, or by convention with that moment; `before` leaves it out.
    func until(ago stretch: Stretch, before: Bool) -> Period? {
        guard let date = ago(stretch) else { return nil }
        var moment = day(date)
        if conventions.sinceAgo == .instant, let second = PeriodBuilder.second(time) { moment = moments(date, second, second + 1) }
        var result = Period(nil, before ? moment.start : moment.end)
        result.endTime = before ? moment.startTime : moment.endTime
        return result
    }

    /// Seconds from the beginning of the day to a time of day.
    private static func second(_ time: String) -> Int? {
        let parts = time.split(separator: ":").compactMap { Int($0) }
        return parts.count == 3 ? parts.reduce(0) { $0 * 60 + $1 } : nil
    }

    /// The day so long before today.
    func ago(_ stretch: Stretch) -> CalendarDate? {
        guard stretch.isReasonable else { return nil }
        let date = conventions.months == .overflow ? today.overflowing(-stretch) : today.moved(-stretch)
        return PeriodBuilder.years.contains(date.year) ? date : nil
    }

    // MARK: Weeks

    /// The nth week of a period, -1 its last: weeks belong to what has their Thursday (ISO 8601).
    func week(_ n: Int, of p: Period) -> Period? {
        guard n != 0, abs(n) < 60, let start = p.start, let end = p.end else { return nil }
        let first = start.moved((11 - start.weekday) % 7, .day)
        let last = end.moved(-1, .day).moved(-((end.moved(-1, .day).weekday + 3) % 7), .day)
        let thursday = n > 0 ? first.moved(7 * (n - 1), .day) : last.moved(7 * (n + 1), .day)
        return first <= thursday && thursday <= last ? containing(thursday, .week) : nil
    }

    /// The nth of a weekday (1 Monday) in a period, -1 its last.
    func weekday(_ weekday: Int, _ n: Int, of p: Period) -> CalendarDate? {
        guard n != 0, abs(n) < 60, let start = p.start, let end = p.end else { return nil }
        let last = end.moved(-1, .day)
        let date =
            n > 0
            ? start.moved((weekday - start.weekday + 7) % 7 + 7 * (n - 1), .day)
            : last.moved(-((last.weekday - weekday + 7) % 7) + 7 * (n + 1), .day)
        return start <= date && date < end ? date : nil
    }

    /// The latest day of a weekday.
    func latest(weekday: Int) -> CalendarDate { latestDay.moved(-((latestDay.weekday - weekday + 7) % 7), .day) }

    /// The nth of a weekday before today, after today when n is positive.
    func weekday(_ weekday: Int, _ n: Int) -> CalendarDate? {
        guard n != 0, abs(n) < 10_000 else { return nil }
        let ahead = (weekday - today.weekday + 6) % 7 + 1
        let behind = (today.weekday - weekday + 6) % 7 + 1
        return today.moved(n > 0 ? ahead + 7 * (n - 1) : -behind + 7 * (n + 1), .day)
    }

    // MARK: The latest of many

    /// The latest day that is found for a month; looked for over the last eight years.
    func latestMonth(_ day: (CalendarDate) -> CalendarDate?) -> CalendarDate? {
        for back in 0..<108 {
            if let date = day(today.start(of: .month).moved(-back, .month)), date <= latestDay { return date }
        }
        return nil
    }

    /// The latest day of a month and a day; looked for over the last eight years.
    func latest(month: Int, day: Int) -> CalendarDate? {
        for back in 0..<9 {
            if let date = CalendarDate(today.year - back, month, day), date <= latestDay { return date }
        }
        return nil
    }

    /// The unit that starts with a month: of the year, or when none is named the latest that has begun (in free text: that is over).
    func latest(month: Int, _ unit: CalendarUnit, year: Int?) -> Period? {
        guard let first = CalendarDate(year ?? today.year, month, 1), PeriodBuilder.years.contains(first.year) else { return nil }
        let isToCome = isText ? first.moved(1, unit) > today : first > today
        let start = year == nil && isToCome ? first.moved(-1, .year) : first
        return Period(start, start.moved(1, unit), unit: unit)
    }

    /// The year that two figures stand for: the only one from 79 years before the data's now to 20 years after it.
    func fullYear(_ year: Int) -> Int {
        let latest = today.year + 20
        return latest - ((latest - year) % 100 + 100) % 100
    }

    // MARK: Parts

    /// Which part of a unit.
    enum Part: String { case early, mid, late }

    /// A part of a calendar unit, by the usual bounds; only free text may be so vague.
    ///
    /// Of a week its first three days, Tuesday to Friday, its last four; of a month up to the 15th, the 10th to the 20th, from the
    /// 16th; of a year and a quarter halves and thirds.
    func part(_ part: Part, of p: Period) -> Period? {
        guard isText, let start = p.start, let unit = p.unit, p.count == 1 else { return nil }
        func days(_ from: Int, _ to: Int) -> Period { Period(start.moved(from, .day), start.moved(to, .day)) }
        func months(_ from: Int, _ to: Int) -> Period { Period(start.moved(from, .month), start.moved(to, .month)) }
        switch (unit, part) {
        case (.week, .early): return days(0, 3)
        case (.week, .mid): return days(1, 5)
        case (.week, .late): return days(3, 7)
        case (.month, .early): return days(0, 15)
        case (.month, .mid): return days(9, 20)
        case (.month, .late): return Period(start.moved(15, .day), start.moved(1, .month))
        case (.quarter, .early): return months(0, 1)
        case (.quarter, .mid): return months(1, 2)
        case (.quarter, .late): return months(2, 3)
        case (.year, .early): return months(0, 6)
        case (.year, .mid): return months(3, 9)
        case (.year, .late): return months(6, 12)
        default: return nil
        }
    }

    /// A third of a year: four months.
    func third(_ part: Part, of p: Period) -> Period? {
        guard isText, p.unit == .year, p.count == 1, let start = p.start else { return nil }
        let from = part == .early ? 0 : part == .mid ? 4 : 8
        return Period(start.moved(from, .month), start.moved(from + 4, .month))
    }

    /// Of a current unit what lies before today; only in free text, where it is whole.
    func earlier(in p: Period) -> Period? {
        guard isText, let start = p.start, let end = p.end, start < today, today <= end else { return nil }
        return Period(start, today)
    }

    /// Of a current unit today and what is to come.
    func later(in p: Period) -> Period? {
        guard isText, let start = p.start, let end = p.end, start <= today, today < end else { return nil }
        return Period(today, end)
    }
}
