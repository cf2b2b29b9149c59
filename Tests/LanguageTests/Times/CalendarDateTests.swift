import Foundation
import Testing

@testable import Language

/// Our calendar against Foundation's.
@Suite struct CalendarDateTests {
    private static let gregorian: Calendar = {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
        // Weeks start on Monday, as in ISO 8601.
        calendar.firstWeekday = 2
        return calendar
    }()

    /// Random days after the Gregorian reform, where both calendars are defined alike.
    private func days(_ count: Int, seed: UInt64) -> [CalendarDate] {
        var random = SeededGenerator(seed: seed)
        let first = -130_000  // 1614
        return (0..<count).map { _ in CalendarDate(dayNumber: Int.random(in: first...200_000, using: &random)) }
    }

    private func foundation(_ date: CalendarDate) -> Date { Date(timeIntervalSince1970: Double(date.dayNumber) * 86_400) }

    private func ours(_ date: Date) -> CalendarDate? {
        let parts = Self.gregorian.dateComponents([.year, .month, .day], from: date)
        guard let year = parts.year, let month = parts.month, let day = parts.day else { return nil }
        return CalendarDate(year, month, day)
    }

    @Test func daysAndWeekdays() {
        for date in days(10_000, seed: 1) {
            let theirs = foundation(date)
            let parts = Self.gregorian.dateComponents([.year, .month, .day, .weekday], from: theirs)
            // Foundation counts weekdays from Sunday 1.
            let same =
                parts.year == date.year && parts.month == date.month && parts.day == date.day
                && ((parts.weekday ?? 0) + 5) % 7 + 1 == date.weekday
            #expect(same, "\(date.text)")
            #expect(CalendarDate(date.year, date.month, date.day)?.dayNumber == date.dayNumber)
        }
    }

    @Test func movingByUnits() {
        var random = SeededGenerator(seed: 2)
        for date in days(10_000, seed: 3) {
            let n = Int.random(in: -600...600, using: &random)
            for (unit, component, factor) in [
                (CalendarUnit.day, Calendar.Component.day, 1), (.week, .day, 7), (.month, .month, 1), (.quarter, .month, 3),
                (.half, .month, 6), (.year, .year, 1),
            ] {
                let mine = date.moved(n, unit)
                // Foundation's own reform of 1582 is out of scope.
                if let theirs = moved(date, n * factor, component), theirs.year > 1583 {
                    #expect(mine == theirs, "\(date.text) moved by \(n) \(unit.rawValue)")
                }
            }
        }
    }

    /// Foundation's answer.
    ///
    /// It takes a wrong length of February when it moves the end of another month there, so months are moved by
    /// their first days, and the day is cut to the length of the month.
    private func moved(_ date: CalendarDate, _ n: Int, _ component: Calendar.Component) -> CalendarDate? {
        if component == .day { return Self.gregorian.date(byAdding: .day, value: n, to: foundation(date)).flatMap(ours) }
        guard let first = CalendarDate(date.year, date.month, 1),
            let month = Self.gregorian.date(byAdding: component, value: n, to: foundation(first)),
            let length = Self.gregorian.range(of: .day, in: .month, for: month)?.count, let start = ours(month)
        else { return nil }
        return CalendarDate(start.year, start.month, min(date.day, length))
    }

    @Test func startsOfUnits() {
        for date in days(10_000, seed: 4) {
            for (unit, component) in [(CalendarUnit.week, Calendar.Component.weekOfYear), (.month, .month), (.year, .year)] {
                let theirs = Self.gregorian.dateInterval(of: component, for: foundation(date)).flatMap { ours($0.start) }
                #expect(date.start(of: unit) == theirs, "\(date.text) \(unit.rawValue)")
            }
            // Foundation's quarter is not to be relied on: a quarter starts with the latest of January, April, July and October.
            let quarter = [10, 7, 4, 1].first { $0 <= date.month }.flatMap { CalendarDate(date.year, $0, 1) }
            #expect(date.start(of: .quarter) == quarter, "\(date.text)")
            #expect(date.start(of: .half) == CalendarDate(date.year, date.month < 7 ? 1 : 7, 1), "\(date.text)")
            #expect(date.start(of: .day) == date)
        }
    }

    @Test func lengthsOfMonths() {
        for year in stride(from: 1600, through: 2400, by: 1) {
            for month in 1...12 {
                guard let first = CalendarDate(year, month, 1) else {
                    Issue.record("\(year)-\(month)-01 is a day")
                    return
                }
                let theirs = Self.gregorian.range(of: .day, in: .month, for: foundation(first))?.count
                #expect(CalendarDate.days(in: month, of: year) == theirs, "\(first.text)")
            }
        }
    }

    @Test(arguments: [
        (2025, 2, 29), (2025, 4, 31), (2025, 13, 1), (2025, 0, 1), (2025, 1, 0), (0, 1, 1), (10_000, 1, 1), (1900, 2, 29), (2025, -1, 5),
    ])
    func impossibleDaysAreNone(_ year: Int, _ month: Int, _ day: Int) { #expect(CalendarDate(year, month, day) == nil) }

    @Test func readsAndWritesText() {
        for date in days(1_000, seed: 5) { #expect(CalendarDate(date.text) == date) }
        #expect(CalendarDate("2026-06-30 23:59:59")?.text == "2026-06-30")
        for wrong in ["", "2026", "2026-06", "2026-6-31", "2026-02-30", "20260630", "x-06-30"] {
            #expect(CalendarDate(wrong) == nil, "\(wrong)")
        }
        #expect(CalendarDate(45, 1, 2)?.text == "0045-01-02")
    }

    @Test func orderIsThatOfTime() {
        let some = days(2_000, seed: 6)
        for (a, b) in zip(some, some.dropFirst()) { #expect((a < b) == (a.dayNumber < b.dayNumber)) }
    }
}
