import Algebra

// The constructors of periods. Each gives nil for what is no time: then the question is not understood, never answered more widely.
extension Constructors {
    static let times: [String: Constructor] = [units, partsOfUnits, days, weekdays, lengths, stretches].reduce(into: [:]) {
        $0.merge($1) { a, _ in a }
    }

    // MARK: Calendar units

    private static let units: [String: Constructor] = [
        "unit": { _, a in a.word(0).flatMap(CalendarUnit.init(rawValue:)).map(Meaning.unit) },
        // The calendar unit n units from the current one: calendar(-1, $Unit) is the last.
        "calendar": { c, a in
            guard let n = a.integer(0), let unit = a.unit(1) else { return nil }
            return c.periods.calendar(n, unit).map(Meaning.period)
        },
        // "The past year": the last 12 months in questions to data, last year in free text.
        "past": { c, a in
            guard let unit = a.unit(0) else { return nil }
            return c.periods.isText ? c.periods.calendar(-1, unit).map(Meaning.period) : .period(c.periods.rolling(1, unit))
        },
        // The last n units.
        "rolling": { c, a in
            guard let n = a.integer(0), n > 0, let unit = a.unit(1), c.periods.reaches(-n, unit) else { return nil }
            return .period(c.periods.rolling(n, unit))
        },
        // The next n units; only in free text.
        "upcoming": { c, a in
            guard let n = a.integer(0), n > 0, let unit = a.unit(1), c.periods.reaches(n, unit) else { return nil }
            return c.periods.upcoming(n, unit).map(Meaning.period)
        },
        "year": { c, a in
            guard let y = a.integer(0), PeriodBuilder.years.contains(y), let day = CalendarDate(y, 1, 1) else { return nil }
            return .period(c.periods.containing(day, .year))
        },
        // A year of two figures: shortYear(89) is 1989.
        "shortYear": { c, a in a.integer(0).flatMap { (0..<100).contains($0) ? .number(Double(c.periods.fullYear($0))) : nil } },
        // A year in words: yearWords(19, 28) is 1928, yearWords(19, 1, 'oh') is 1901.
        "yearWords": { _, a in
            guard let century = a.integer(0), (16...22).contains(century), let rest = a.integer(1),
                a.word(2) == "oh" ? (1...9).contains(rest) : (10...99).contains(rest)
            else { return nil }
            return .number(Double(century * 100 + rest))
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
        // The next month of a name.
        "nextMonth": { c, a in
            guard c.periods.isText, let m = a.integer(0), let first = CalendarDate(c.periods.today.year, m, 1) else { return nil }
            return .period(c.periods.containing(first > c.periods.today ? first : first.moved(1, .year), .month))
        },
        // The month of a name n years from this one: "this June" is that of this year.
        "monthOfYear": { c, a in
            guard let m = a.integer(0), let n = a.integer(1), let first = CalendarDate(c.periods.today.year, m, 1)?.moved(n, .year) else {
                return nil
            }
            return c.periods.allows(first) ? .period(c.periods.containing(first, .month)) : nil
        },
        "quarter": { c, a in
            guard let q = a.integer(0), q == -1 || (1...4).contains(q) else { return nil }
            // "The last quarter" without its year is the one before this.
            if q == -1, a.integer(1) == nil { return nil }
            return c.periods.latest(month: q == -1 ? 10 : 3 * q - 2, .quarter, year: a.integer(1)).map(Meaning.period)
        },
        // fiscalYear(2026), fiscalQuarter(2, 2026), fiscalCalendar(-1, $Unit): by the catalog's fiscal years, if it has them. A fiscal
        // quarter without its year is the latest that has begun.
        "fiscalYear": { c, a in a.integer(0).flatMap { c.periods.fiscal(year: $0, quarter: nil) }.map(Meaning.period) },
        "fiscalQuarter": { c, a in
            guard let q = a.integer(0) else { return nil }
            if let year = a.integer(1) { return c.periods.fiscal(year: year, quarter: q).map(Meaning.period) }
            guard a.count < 2 || a[1] == .none, let year = c.periods.fiscalYear(of: c.periods.today)?.number else { return nil }
            let begun = [year, year - 1].lazy.compactMap { c.periods.fiscal(year: $0, quarter: q) }.first {
                $0.start.map { $0 <= c.periods.today } == true
            }
            return begun.map(Meaning.period)
        },
        "fiscalCalendar": { c, a in
            guard let n = a.integer(0), let unit = a.unit(1) else { return nil }
            return c.periods.fiscal(n, unit).map(Meaning.period)
        },
        // The number of the fiscal year n from the current one.
        "fiscalNumber": { c, a in
            guard let n = a.integer(0), n <= 0, let year = c.periods.fiscalYear(of: c.periods.today)?.number else { return nil }
            return .number(Double(year + n))
        },
        "half": { c, a in
            guard let h = a.integer(0), (1...2).contains(h) else { return nil }
            return c.periods.latest(month: 6 * h - 5, .half, year: a.integer(1)).map(Meaning.period)
        },
        "decade": { c, a in
            guard let y = a.integer(0), PeriodBuilder.years.contains(y), y % 10 == 0, let start = CalendarDate(y, 1, 1) else { return nil }
            return .period(c.periods.containing(start, .decade))
        },
        // "The '40s", "the forties": the latest decade that ends so and has begun. In questions to data these are ages.
        "shortDecade": { c, a in
            guard c.periods.isText, let y = a.integer(0), (0..<100).contains(y), y % 10 == 0 else { return nil }
            let today = c.periods.today.year
            return CalendarDate(today - ((today - y) % 100 + 100) % 100, 1, 1).map { .period(c.periods.containing($0, .decade)) }
        },
        // century(21): from 2000 on, as people count.
        "century": { c, a in
            guard let n = a.integer(0), (19...23).contains(n), let start = CalendarDate(n * 100 - 100, 1, 1) else { return nil }
            return .period(c.periods.containing(start, .century))
        },
        "yearOf": { c, a in a.first == Meaning.none ? Meaning.none : a.period(0)?.start.map { .number(Double($0.year)) } },
        // The month of the year within another period: "May last year".
        "monthWithin": { c, a in
            guard let m = a.integer(0), let p = a.period(1), p.unit == .year, let start = p.start else { return nil }
            return CalendarDate(start.year, m, 1).map { .period(c.periods.containing($0, .month)) }
        },
    ]

    // MARK: Weeks and parts of units

    private static let partsOfUnits: [String: Constructor] = [
        // week(10): by ISO 8601 of the current year, or of a year that is named.
        "week": { c, a in
            guard let n = a.integer(0), n > 0 else { return nil }
            let year = a.integer(1) ?? c.periods.today.year
            return CalendarDate(year, 1, 1).flatMap { c.periods.week(n, of: c.periods.containing($0, .year)) }.map(Meaning.period)
        },
        // weekWithin(3, $Period): its third week; -1 is the last. A week belongs to the month and year that has its Thursday.
        "weekWithin": { c, a in
            guard let n = a.integer(0), let p = c.whole(a.period(1)), let unit = p.unit, unit.months > 0 else { return nil }
            return c.periods.week(n, of: p).map(Meaning.period)
        },
        // weekOfMonth(3, 5): the third week of the latest May that has begun or, in free text, is over.
        "weekOfMonth": { c, a in
            guard let n = a.integer(0), let m = a.integer(1) else { return nil }
            let week = { (month: CalendarDate) in c.periods.week(n, of: c.periods.containing(month, .month)) }
            let found = c.periods.latestMonth { month in
                month.month == m ? week(month).flatMap { c.periods.isText ? $0.end?.moved(-1, .day) : $0.start } : nil
            }
            return found.map { .period(c.periods.containing($0, .week)) }
        },
        "weekOf": { c, a in a.day(0).map { .period(c.periods.containing($0, .week)) } },
        "weekend": { c, a in
            guard let n = a.integer(0), n <= 0 || c.periods.isText else { return nil }
            return .period(c.weekend(c.periods.today.start(of: .week).moved(7 * n, .day)))
        },
        "weekendOf": { c, a in a.day(0).map { .period(c.weekend($0.start(of: .week))) } },
        // weekendWithin(1, $Period): the first one that starts in it; -1 is the last.
        "weekendWithin": { c, a in
            guard let n = a.integer(0), let p = c.whole(a.period(1)), let unit = p.unit, unit.months > 0 else { return nil }
            return c.periods.weekday(6, n, of: p).map { .period(Period($0, $0.moved(2, .day))) }
        },
        // unitWithin(3, $Unit, $Period): its third day or month; -1 is the last.
        "unitWithin": { c, a in
            guard let n = a.integer(0), n != 0, abs(n) < 400, let unit = a.unit(1), unit != .week, let p = c.whole(a.period(2)),
                let whole = p.unit, whole.months > unit.months || (unit == .day && whole != .day), let start = p.start, let end = p.end
            else { return nil }
            let from = n > 0 ? start.moved(n - 1, unit) : end.moved(n, unit)
            return start <= from && from < end ? .period(Period(from, from.moved(1, unit), unit: unit)) : nil
        },
        // part('early', $Period); third('early', $Period) of a year that is named by its number.
        "part": { c, a in
            guard let part = a.part(0), let p = a.period(1) else { return nil }
            return c.periods.part(part, of: p).map(Meaning.period)
        },
        "third": { c, a in
            guard let part = a.part(0), let p = a.period(1) else { return nil }
            return c.periods.third(part, of: p).map(Meaning.period)
        },
        "earlier": { c, a in a.period(0).flatMap { c.periods.earlier(in: $0) }.map(Meaning.period) },
        "later": { c, a in a.period(0).flatMap { c.periods.later(in: $0) }.map(Meaning.period) },
    ]

    private func weekend(_ monday: CalendarDate) -> Period { Period(monday.moved(5, .day), monday.moved(7, .day)) }

    /// The whole of the one calendar unit that a period is: "this month" ends today, but its third week does not depend on that.
    private func whole(_ p: Period?) -> Period? {
        guard let p, let start = p.start, let unit = p.unit, p.count == 1, p.isOfDays else { return nil }
        return periods.containing(start, unit)
    }

    // MARK: Days

    private static let days: [String: Constructor] = [
        // day(2026, 5, 17): the year has four digits, or two where `short` says so: day(26, 5, 17, 'short'). The last word says that
        // figures have been read so, which another order of theirs may forbid: 'month-first', 'day-first'.
        "day": { c, a in
            guard let year = a.integer(0), let m = a.integer(1), let d = a.integer(2) else { return nil }
            let y = a.word(3) != nil && (0..<100).contains(year) ? c.periods.fullYear(year) : year
            guard PeriodBuilder.years.contains(y), let date = CalendarDate(y, m, d) else { return nil }
            return c.isRightOrder(a.word(3), swapped: CalendarDate(y, d, m)) ? .period(c.periods.day(date)) : nil
        },
        // A day of a month without its year: the latest.
        "dayOfYear": { c, a in
            guard let m = a.integer(0), let d = a.integer(1), c.isRightOrder(a.word(2), swapped: CalendarDate(2000, d, m)) else {
                return nil
            }
            return c.periods.latest(month: m, day: d).map { .period(c.periods.day($0)) }
        },
        // A day without its month: the latest.
        "dayOfMonth": { c, a in
            guard let d = a.integer(0) else { return nil }
            return c.periods.latestMonth { CalendarDate($0.year, $0.month, d) }.map { .period(c.periods.day($0)) }
        },
        // The day of a month that another period is: "the 20th of last month".
        "dayWithin": { c, a in
            guard let d = a.integer(0), let p = a.period(1), p.unit == .month, p.count == 1, let start = p.start else { return nil }
            return CalendarDate(start.year, start.month, d).map { .period(c.periods.day($0)) }
        },
        // dateFigures(20160517): of eight figures.
        "dateFigures": { c, a in
            guard let n = a.integer(0), n >= 1_000_00_00, let date = CalendarDate(n / 10_000, n / 100 % 100, n % 100) else { return nil }
            return PeriodBuilder.years.contains(date.year) ? .period(c.periods.day(date)) : nil
        },
        // relativeDay(-2): the day before yesterday.
        "relativeDay": { c, a in
            guard let n = a.integer(0), abs(n) < 1000 else { return nil }
            let date = c.periods.today.moved(n, .day)
            return c.periods.allows(date) ? .period(c.periods.day(date)) : nil
        },
        // instant($Period, h, m) is a minute of a day, instant($Period, h, m, s) a second.
        "instant": { c, a in
            guard let day = a.day(0), let h = a.integer(1), (0..<24).contains(h), let m = a.integer(2), (0..<60).contains(m) else {
                return nil
            }
            let second = a.integer(3)
            guard (0..<60).contains(second ?? 0) else { return nil }
            let from = h * 3600 + m * 60 + (second ?? 0)
            return .period(c.periods.moments(day, from, from + (second == nil ? 60 : 1)))
        },
    ]

    /// Whether figures may be read in an order ('month-first'), when in the other one they would be the day `swapped`.
    private func isRightOrder(_ order: String?, swapped: CalendarDate?) -> Bool {
        switch periods.conventions.dates {
        case .either: true
        case .monthFirst: order != "day-first" || swapped == nil
        case .dayFirst: order != "month-first" || swapped == nil
        }
    }

    // MARK: Weekdays

    private static let weekdays: [String: Constructor] = [
        // weekday(5): the latest Friday; weekday(5, -2): the second before today; weekday(5, 2): the second after today.
        "weekday": { c, a in
            guard let weekday = a.integer(0), (1...7).contains(weekday) else { return nil }
            guard let n = a.integer(1) else { return .period(c.periods.day(c.periods.latest(weekday: weekday))) }
            guard let date = c.periods.weekday(weekday, n), c.periods.allows(date) else { return nil }
            return .period(c.periods.day(date))
        },
        // weekdayOfWeek(5, -1): the Friday of the last week.
        "weekdayOfWeek": { c, a in
            guard let n = a.integer(0), (1...7).contains(n), let weeks = a.integer(1), weeks <= 0 || c.periods.isText else { return nil }
            return .period(c.periods.day(c.periods.today.start(of: .week).moved(7 * weeks + n - 1, .day)))
        },
        // weekdayWithin(5, 1, $Period): the first Friday of a month or year; -1 is the last.
        "weekdayWithin": { c, a in
            guard let weekday = a.integer(0), (1...7).contains(weekday), let n = a.integer(1), let p = c.whole(a.period(2)),
                let unit = p.unit, unit.months > 0
            else { return nil }
            return c.periods.weekday(weekday, n, of: p).map { .period(c.periods.day($0)) }
        },
        // "Third Tuesday": of the latest month that has one; weekdayOfMonth(2, 3, 5) is that of the latest May, -1 its last.
        "weekdayOfMonth": { c, a in
            guard let weekday = a.integer(0), (1...7).contains(weekday), let n = a.integer(1) else { return nil }
            let month = a.integer(2)
            return c.periods.latestMonth {
                $0.month == month ?? $0.month ? c.periods.weekday(weekday, n, of: c.periods.containing($0, .month)) : nil
            }.map { .period(c.periods.day($0)) }
        },
        // A weekday and a date that must be that weekday: "Wednesday, 17 June 2026". In free text the date decides.
        "weekdayThat": { c, a in
            guard let n = a.integer(0), let day = a.day(1), day.weekday == n || c.periods.isText else { return nil }
            return .period(c.periods.day(day))
        },
        // "Friday the 15th": the latest month in which they agree.
        "weekdayThe": { c, a in
            guard let n = a.integer(0), let d = a.integer(1) else { return nil }
            return c.periods.latestMonth { month in CalendarDate(month.year, month.month, d).flatMap { $0.weekday == n ? $0 : nil } }
                .map { .period(c.periods.day($0)) }
        },
    ]

    // MARK: Lengths of time

    private static let lengths: [String: Constructor] = [
        "stretch": { c, a in
            guard let n = a.integer(0), n > 0, n < 1_000_000, let unit = a.unit(1) else { return nil }
            let stretch = Stretch(n, unit)
            return stretch.isReasonable ? .stretch(stretch) : nil
        },
        // "2 years 21 days".
        "longer": { _, a in
            guard let more = a.stretch(0), let less = a.stretch(1) else { return nil }
            return .stretch(more + less)
        },
        "ago": { c, a in a.stretch(0).flatMap { c.periods.ago($0) }.map { .period(c.periods.day($0)) } },
        "sinceAgo": { c, a in a.stretch(0).flatMap { c.periods.since(ago: $0) }.map(Meaning.period) },
        // untilAgo($Stretch) has that day or moment in it, untilAgo($Stretch, 'before') not.
        "untilAgo": { c, a in
            a.stretch(0).flatMap { c.periods.until(ago: $0, before: a.word(1) == "before") }.map(Meaning.period)
        },
        // offset($Stretch, $Period, 1): so long after a day; -1 is before it.
        "offset": { c, a in
            guard let stretch = a.stretch(0), let day = a.day(1), let sign = a.integer(2) else { return nil }
            let date = day.moved(sign < 0 ? -stretch : stretch)
            return c.periods.allows(date) ? .period(c.periods.day(date)) : nil
        },
        // From a day on for so long: "2 weeks starting 20 May".
        "lasting": { _, a in
            guard let stretch = a.stretch(0), let day = a.day(1), PeriodBuilder.years.contains(day.moved(stretch).year) else { return nil }
            return .period(Period(day, day.moved(stretch)))
        },
        // Up to and with a day for so long: "the week ending 20 May".
        "ending": { _, a in
            guard let stretch = a.stretch(0), let day = a.day(1), PeriodBuilder.years.contains(day.moved(-stretch).year) else { return nil }
            let end = day.moved(1, .day)
            return .period(Period(end.moved(-stretch), end))
        },
        // From today on for so long; only in free text.
        "within": { c, a in
            guard c.periods.isText, let stretch = a.stretch(0) else { return nil }
            let end = c.periods.today.moved(stretch)
            return c.periods.allows(end) ? .period(Period(c.periods.today, end)) : nil
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
            guard let p = a.bounded(0), let start = p.start, c.periods.allows(start) else { return nil }
            let since = c.periods.since(p)
            return since.end == nil || since.isProper ? .period(since) : nil
        },
        "until": { _, a in
            guard let p = a.bounded(0) else { return nil }
            var result = Period(nil, p.end)
            result.endTime = p.endTime
            return .period(result)
        },
        "before": { _, a in
            a.bounded(0).map {
                var result = Period(nil, $0.start)
                result.endTime = $0.startTime
                return .period(result)
            }
        },
        "after": { _, a in
            a.bounded(0).map {
                var result = Period($0.end, nil)
                result.startTime = $0.endTime
                return .period(result)
            }
        },
        "toDate": { c, a in
            guard let p = a.bounded(0), p.isOfDays, let start = p.start, let end = p.end, start <= c.periods.today else { return nil }
            return .period(Period(start, min(end, c.periods.today.moved(1, .day)), unit: p.unit))
        },
        // The same stretch n units earlier.
        "shifted": { c, a in
            guard let p = a.period(0), let n = a.integer(1), let unit = a.unit(2), c.periods.reaches(n, unit) else { return nil }
            return .period(p.moved(n, unit))
        },
        // The first, the last n units of a period.
        "first": { c, a in
            guard let n = a.integer(0), n > 0, let unit = a.unit(1), c.periods.reaches(n, unit), let p = a.bounded(2), p.isOfDays,
                let start = p.start, let end = p.end
            else { return nil }
            let stop = start.moved(n, unit)
            return stop <= end ? .period(Period(start, stop)) : nil
        },
        "last": { c, a in
            guard let n = a.integer(0), n > 0, let unit = a.unit(1), c.periods.reaches(-n, unit), let p = a.bounded(2), p.isOfDays,
                let start = p.start, let end = p.end
            else { return nil }
            let from = end.moved(-n, unit)
            return start <= from ? .period(Period(from, end)) : nil
        },
    ]

    /// From one period to another; with 'adjoining' as the third argument only when nothing lies between them.
    private func span(_ from: Period, _ to: Period, _ arguments: [Meaning]) -> Meaning? {
        if arguments.word(2) == "adjoining", from.endText == nil || from.endText != to.startText { return nil }
        return periods.span(from, to).map(Meaning.period)
    }
}

extension [Meaning] {
    /// A period that has a beginning and an end.
    fileprivate func bounded(_ index: Int) -> Period? { period(index).flatMap { $0.start != nil && $0.end != nil ? $0 : nil } }

    /// The day that a period is.
    fileprivate func day(_ index: Int) -> CalendarDate? {
        period(index).flatMap { $0.unit == .day && $0.count == 1 && $0.isOfDays ? $0.start : nil }
    }

    fileprivate func part(_ index: Int) -> PeriodBuilder.Part? { word(index).flatMap(PeriodBuilder.Part.init(rawValue:)) }
}
