import Algebra

// The constructors of periods. Each gives nil for what is no time: then the question is not understood, never answered more widely.
extension Constructors {
    static let times: [String: Constructor] = units.merging(days) { a, _ in a }.merging(stretches) { a, _ in a }

    // MARK: Calendar units

    private static let units: [String: Constructor] = [
        "unit": { _, a in a.word(0).flatMap(CalendarUnit.init(rawValue:)).map(Meaning.unit) },
        // The calendar unit n units from the current one: calendar(-1, $Unit) is the last.
        "calendar": { c, a in
            guard let n = a.integer(0), let unit = a.unit(1) else { return nil }
            return .period(c.periods.calendar(n, unit))
        },
        // The last n units up to today.
        "rolling": { c, a in
            guard let n = a.integer(0), n > 0, let unit = a.unit(1), c.periods.reaches(-n, unit) else { return nil }
            return .period(c.periods.rolling(n, unit))
        },
        "year": { c, a in
            guard let y = a.integer(0), PeriodBuilder.years.contains(y), let day = CalendarDate(y, 1, 1) else { return nil }
            return .period(c.periods.containing(day, .year))
        },
        // month(5) is the latest May, month(5, 2025) that of a year of four digits: "May 17" is a day.
        "month": { c, a in
            guard let m = a.integer(0) else { return nil }
            guard let y = a.integer(1) else {
                return a.count > 1 && a[1] != .none ? nil : c.periods.latest(month: m, .month, year: nil).map(Meaning.period)
            }
            guard PeriodBuilder.years.contains(y) else { return nil }
            return CalendarDate(y, m, 1).map { .period(c.periods.containing($0, .month)) }
        },
        // The latest month of a name that is over.
        "pastMonth": { c, a in
            guard let m = a.integer(0), let p = c.periods.latest(month: m, .month, year: nil), let start = p.start, let end = p.end else {
                return nil
            }
            return .period(end <= c.periods.today ? p : c.periods.containing(start.moved(-1, .year), .month))
        },
        "quarter": { c, a in
            guard let q = a.integer(0), (1...4).contains(q) else { return nil }
            return c.periods.latest(month: 3 * q - 2, .quarter, year: a.integer(1)).map(Meaning.period)
        },
        "half": { c, a in
            guard let h = a.integer(0), (1...2).contains(h) else { return nil }
            return c.periods.latest(month: 6 * h - 5, .half, year: a.integer(1)).map(Meaning.period)
        },
        // week(10): by ISO 8601 of the current year, or of a year that is named.
        "week": { c, a in
            guard let n = a.integer(0), n > 0 else { return nil }
            let year = a.integer(1) ?? c.periods.today.year
            return CalendarDate(year, 1, 1).flatMap { c.periods.week(n, of: c.periods.containing($0, .year)) }.map(Meaning.period)
        },
        // weekWithin(3, $Period): its third week; -1 is the last. A week belongs to the month and year that has its Thursday.
        "weekWithin": { c, a in
            guard let n = a.integer(0), let p = a.period(1), let start = p.start, let unit = p.unit, unit.months > 0, p.count == 1 else {
                return nil
            }
            // "This month" ends today; its third week does not depend on that.
            return c.periods.week(n, of: c.periods.containing(start, unit)).map(Meaning.period)
        },
        "weekOf": { c, a in a.day(0).map { .period(c.periods.containing($0, .week)) } },
        "weekend": { c, a in
            guard let n = a.integer(0) else { return nil }
            let saturday = c.periods.today.start(of: .week).moved(7 * n + 5, .day)
            return .period(Period(saturday, saturday.moved(2, .day)))
        },
        "decade": { c, a in
            guard let y = a.integer(0), PeriodBuilder.years.contains(y), y % 10 == 0, let start = CalendarDate(y, 1, 1) else { return nil }
            return .period(Period(start, start.moved(10, .year)))
        },
        "yearOf": { c, a in a.first == Meaning.none ? Meaning.none : a.period(0)?.start.map { .number(Double($0.year)) } },
        // The month of the year within another period: "May last year".
        "monthWithin": { c, a in
            guard let m = a.integer(0), let p = a.period(1), p.unit == .year, let start = p.start else { return nil }
            return CalendarDate(start.year, m, 1).map { .period(c.periods.containing($0, .month)) }
        },
    ]

    // MARK: Days

    private static let days: [String: Constructor] = [
        // day(2026, 5, 17): the year has four digits, or two where `short` says so: day(26, 5, 17, 'short').
        "day": { c, a in
            guard let year = a.integer(0), let m = a.integer(1), let d = a.integer(2) else { return nil }
            let y = a.word(3) == "short" && (0..<100).contains(year) ? fullYear(year) : year
            guard PeriodBuilder.years.contains(y) else { return nil }
            return CalendarDate(y, m, d).map { .period(c.periods.day($0)) }
        },
        // A day of a month without its year: the latest that is not in the future.
        "dayOfYear": { c, a in
            guard let m = a.integer(0), let d = a.integer(1) else { return nil }
            let today = c.periods.today
            for year in stride(from: today.year, to: today.year - 9, by: -1) {
                if let date = CalendarDate(year, m, d), date <= today { return .period(c.periods.day(date)) }
            }
            return nil
        },
        // A day without its month: the latest that is not in the future.
        "dayOfMonth": { c, a in
            guard let d = a.integer(0) else { return nil }
            return c.periods.latestMonth { CalendarDate($0.year, $0.month, d) }.map { .period(c.periods.day($0)) }
        },
        // The day of a month that another period is: "the 20th of last month".
        "dayWithin": { c, a in
            guard let d = a.integer(0), let p = a.period(1), p.unit == .month, let start = p.start else { return nil }
            return CalendarDate(start.year, start.month, d).map { .period(c.periods.day($0)) }
        },
        "daysAgo": { c, a in
            guard let n = a.integer(0), n >= 0, let unit = a.unit(1), c.periods.reaches(-n, unit) else { return nil }
            return .period(c.periods.day(c.periods.today.moved(-n, unit)))
        },
        // weekday(5): the latest Friday that is not in the future; weekday(5, -1): the one before today.
        "weekday": { c, a in
            guard let n = a.integer(0), (1...7).contains(n) else { return nil }
            let today = c.periods.today
            let last = (today.weekday - n + 7) % 7
            return .period(c.periods.day(today.moved(-(a.integer(1) == -1 && last == 0 ? 7 : last), .day)))
        },
        // weekdayOfWeek(5, -1): the Friday of the last week.
        "weekdayOfWeek": { c, a in
            guard let n = a.integer(0), (1...7).contains(n), let weeks = a.integer(1) else { return nil }
            return .period(c.periods.day(c.periods.today.start(of: .week).moved(7 * weeks + n - 1, .day)))
        },
        // weekdayWithin(5, 1, $Period): the first Friday of a month.
        "weekdayWithin": { c, a in
            guard let n = a.integer(0), let which = a.integer(1), (1...5).contains(which), let p = a.period(2), p.unit == .month,
                let start = p.start
            else { return nil }
            let date = start.moved((n - start.weekday + 7) % 7 + 7 * (which - 1), .day)
            return date.month == start.month ? .period(c.periods.day(date)) : nil
        },
        // A weekday and a date that must be that weekday: "Wednesday, 17 June 2026".
        "weekdayThat": { c, a in
            guard let n = a.integer(0), let day = a.day(1), day.weekday == n else { return nil }
            return .period(c.periods.day(day))
        },
        // "Friday the 15th": the latest month in which they agree.
        "weekdayThe": { c, a in
            guard let n = a.integer(0), let d = a.integer(1) else { return nil }
            return c.periods.latestMonth { month in CalendarDate(month.year, month.month, d).flatMap { $0.weekday == n ? $0 : nil } }
                .map { .period(c.periods.day($0)) }
        },
    ]

    // MARK: From one time to another

    private static let stretches: [String: Constructor] = [
        "span": { c, a in
            guard let from = a.period(0), let to = a.period(1) else { return nil }
            return c.span(from, to, a)
        },
        // "January to June 2026": the first has the year of the second.
        "monthSpan": { c, a in
            guard let m = a.integer(0), let to = a.period(1), let end = to.start else { return nil }
            guard let start = CalendarDate(m <= end.month ? end.year : end.year - 1, m, 1) else { return nil }
            return c.span(c.periods.containing(start, .month), to, a)
        },
        // "1 to 15 May": the first has the month of the second.
        "daySpan": { c, a in
            guard let d = a.integer(0), let to = a.period(1), let end = a.day(1), let start = CalendarDate(end.year, end.month, d) else {
                return nil
            }
            return c.span(c.periods.day(start), to, a)
        },
        // "May 1 to 15": the second has the month of the first.
        "dayTo": { c, a in
            guard let from = a.period(0), let start = a.day(0), let d = a.integer(1), let end = CalendarDate(start.year, start.month, d)
            else { return nil }
            return c.span(from, c.periods.day(end), a)
        },
        "since": { c, a in
            guard let p = a.bounded(0), let start = p.start, start <= c.periods.today else { return nil }
            return .period(c.periods.since(p))
        },
        "until": { _, a in a.bounded(0).map { .period(Period(nil, $0.end)) } },
        "before": { _, a in a.bounded(0).map { .period(Period(nil, $0.start)) } },
        "after": { _, a in a.bounded(0).map { .period(Period($0.end, nil)) } },
        "toDate": { c, a in
            guard let p = a.bounded(0), let start = p.start, let end = p.end, start <= c.periods.today else { return nil }
            return .period(Period(start, min(end, c.periods.today.moved(1, .day)), unit: p.unit))
        },
        // The same stretch n units earlier.
        "shifted": { c, a in
            guard let p = a.period(0), let n = a.integer(1), let unit = a.unit(2), c.periods.reaches(n, unit) else { return nil }
            return .period(p.moved(n, unit))
        },
        // The first, the last n units of a period.
        "first": { c, a in
            guard let n = a.integer(0), n > 0, let unit = a.unit(1), c.periods.reaches(n, unit), let p = a.period(2), let start = p.start,
                let end = p.end
            else { return nil }
            let stop = start.moved(n, unit)
            return stop <= end ? .period(Period(start, stop)) : nil
        },
        "last": { c, a in
            guard let n = a.integer(0), n > 0, let unit = a.unit(1), c.periods.reaches(-n, unit), let p = a.period(2), let start = p.start,
                let end = p.end
            else { return nil }
            let from = end.moved(-n, unit)
            return start <= from ? .period(Period(from, end)) : nil
        },
        // n units from a day on: "2 weeks starting 20 May".
        "stretch": { c, a in
            guard let n = a.integer(0), n > 0, let unit = a.unit(1), c.periods.reaches(n, unit), let day = a.day(2) else { return nil }
            return .period(Period(day, day.moved(n, unit)))
        },
    ]

    /// From one period to another; with 'adjoining' as the third argument only when nothing lies between them.
    private func span(_ from: Period, _ to: Period, _ arguments: [Meaning]) -> Meaning? {
        if arguments.word(2) == "adjoining", from.end == nil || from.end != to.start { return nil }
        return periods.span(from, to).map(Meaning.period)
    }

    /// A year of two digits is of this century up to 2068, as in POSIX.
    private static func fullYear(_ year: Int) -> Int { year < 69 ? 2000 + year : 1900 + year }
}

extension [Meaning] {
    /// A period that has a beginning and an end.
    fileprivate func bounded(_ index: Int) -> Period? { period(index).flatMap { $0.start != nil && $0.end != nil ? $0 : nil } }

    /// The day that a period is.
    fileprivate func day(_ index: Int) -> CalendarDate? { period(index).flatMap { $0.unit == .day && $0.count == 1 ? $0.start : nil } }
}
