import Catalog
import Testing

@testable import Language

/// Times by the conventions of a catalog, on the clock of a critical-care database: 2100-12-31 at 23:59.
@Suite struct ConventionTests {
    static let clock = "2100-12-31 23:59:00"

    static let critical: TimeConventions = {
        var conventions = TimeConventions()
        conventions.sinceAgo = .instant
        conventions.since = .open
        conventions.months = .overflow
        conventions.dates = .monthFirst
        return conventions
    }()

    /// Phrase, start, end; an empty text is no bound.
    static let phrases: [(String, String, String)] = [
        // Figures.
        ("in 11/2100", "2100-11-01", "2100-12-01"),
        ("in 2100", "2100-01-01", "2101-01-01"),
        ("on 09/16/2100", "2100-09-16", "2100-09-17"),
        ("on 02/04/2100", "2100-02-04", "2100-02-05"),
        ("on this month/24", "2100-12-24", "2100-12-25"),
        ("on this month/05", "2100-12-05", "2100-12-06"),
        ("on last month/16", "2100-11-16", "2100-11-17"),
        ("in 05/this year", "2100-05-01", "2100-06-01"),
        ("in 04/last year", "2099-04-01", "2099-05-01"),
        ("on 06/05/this year", "2100-06-05", "2100-06-06"),
        ("on 12/29/this year", "2100-12-29", "2100-12-30"),
        ("on 07/15/last year", "2099-07-15", "2099-07-16"),
        ("in this year's May", "2100-05-01", "2100-06-01"),
        // Since.
        ("since 2100", "2100-01-01", ""),
        ("since 05/2100", "2100-05-01", ""),
        ("since 10/01/2100", "2100-10-01", ""),
        ("since 03/20/2100", "2100-03-20", ""),
        ("since 142 days ago", "2100-08-11 23:59:00", ""),
        ("since 1 year ago", "2099-12-31 23:59:00", ""),
        ("since 22 months ago", "2099-03-03 23:59:00", ""),
        ("since 5 months ago", "2100-07-31 23:59:00", ""),
        // 31 November is 1 December.
        ("since 1 month ago", "2100-12-01 23:59:00", ""),
        ("since 10 months ago", "2100-03-03 23:59:00", ""),
        ("since last year", "2099-01-01", ""),
        ("until 5 months ago", "", "2100-07-31 23:59:01"),
        ("before 5 months ago", "", "2100-07-31 23:59:00"),
        ("until 2100", "", "2101-01-01"),
        ("until 05/2100", "", "2100-06-01"),
        ("before 10/01/2100", "", "2100-10-01"),
        // Calendar units.
        ("today", "2100-12-31", "2101-01-01"),
        ("yesterday", "2100-12-30", "2100-12-31"),
        ("from yesterday", "2100-12-30", "2100-12-31"),
        ("this month", "2100-12-01", "2101-01-01"),
        ("during the previous month", "2100-11-01", "2100-12-01"),
        ("throughout this year", "2100-01-01", "2101-01-01"),
        ("during the previous year", "2099-01-01", "2100-01-01"),
        ("in the last year", "2099-01-01", "2100-01-01"),
        ("until last year", "", "2100-01-01"),
        // Moments.
        ("at 2100-06-07 05:00:00", "2100-06-07 05:00:00", "2100-06-07 05:00:01"),
        ("2100-06-07 23:59:59", "2100-06-07 23:59:59", "2100-06-08"),
        ("at 2100-06-07 00:00:00", "2100-06-07", "2100-06-07 00:00:01"),
        ("at 2100-06-07 05:10", "2100-06-07 05:10:00", "2100-06-07 05:11:00"),
        ("since 2100-06-07 05:00:00", "2100-06-07 05:00:00", ""),
        ("before 2100-06-07 05:00:00", "", "2100-06-07 05:00:00"),
        ("after 2100-06-07 05:00:00", "2100-06-07 05:00:01", ""),
        (
            "from 2100-06-07 05:00:00 to 2100-06-07 06:00:00", "2100-06-07 05:00:00", "2100-06-07 06:00:01"
        ),
    ]

    @Test(arguments: phrases) func means(_ phrase: String, _ start: String, _ end: String) throws {
        let periods = try Reader.periods(phrase, clock: Self.clock, category: "When", conventions: Self.critical)
        let period = try #require(periods.first, "'\(phrase)' is no time")
        #expect((period.startText ?? "") == start, "\(phrase)")
        #expect((period.endText ?? "") == end, "\(phrase)")
        // Of "since 5 months ago" the day is the dearer reading; nothing else has two.
        #expect(periods.count == 1 || phrase.hasSuffix(" ago"), "\(phrase) is \(periods.count) periods")
    }

    /// What is no time by these conventions either.
    static let impossible = [
        "in 13/2100", "on this month/32", "on last month/31", "on 02/29/this year", "in 00/this year", "on 13/13/2100",
        "at 2100-06-07 24:00:00", "at 2100-06-07 05:60:00", "since 0 days ago", "since 99999 years ago", "next month", "tomorrow",
        "since a few months ago", "from 2100-06-07 05:00:00 to 2100-06-07 04:00:00",
    ]

    @Test(arguments: impossible) func isNoTime(_ phrase: String) throws {
        #expect(try Reader.periods(phrase, clock: Self.clock, category: "When", conventions: Self.critical) == [])
    }

    /// Without conventions the day counts, months end in themselves, and figures of either order are two readings.
    @Test func theDefaultsAreDays() throws {
        func read(_ phrase: String) throws -> [Period] { try Reader.periods(phrase, clock: Self.clock, category: "When") }
        #expect(try read("since 1 month ago").map(\.startText) == ["2100-11-30"])
        #expect(try read("since 1 month ago").map(\.endText) == ["2101-01-01"])
        #expect(try read("until 1 month ago").first?.endText == "2100-12-01")
        #expect(try read("before 1 month ago").first?.endText == "2100-11-30")
        #expect(try read("since 2100").map(\.endText) == ["2101-01-01"])
        #expect(Set(try read("on 02/04/2100").map(\.startText)) == ["2100-02-04", "2100-04-02"])
    }

    /// Fiscal years that begin with October: that of 2026 ends in September 2026.
    static let fiscal: [(String, String, String)] = [
        ("fiscal year 2025", "2024-10-01", "2025-10-01"), ("FY 2025", "2024-10-01", "2025-10-01"),
        ("this fiscal year", "2025-10-01", "2026-07-01"), ("last fiscal year", "2024-10-01", "2025-10-01"),
        ("this fiscal quarter", "2026-04-01", "2026-07-01"), ("last fiscal quarter", "2026-01-01", "2026-04-01"),
        ("fiscal Q1 2026", "2025-10-01", "2026-01-01"), ("Q2 of fiscal year 2026", "2026-01-01", "2026-04-01"),
        ("Q1 of the last fiscal year", "2024-10-01", "2025-01-01"), ("the first fiscal quarter", "2025-10-01", "2026-01-01"),
        ("the fourth fiscal quarter", "2025-07-01", "2025-10-01"), ("fiscal year to date", "2025-10-01", "2026-07-01"),
    ]

    @Test(arguments: fiscal) func isFiscal(_ phrase: String, _ start: String, _ end: String) throws {
        var conventions = TimeConventions()
        conventions.fiscalYear = 10
        let period = try #require(try Reader.periods(phrase, conventions: conventions).first, "'\(phrase)' is no period")
        #expect(period.startText == start && period.endText == end, "\(phrase): \(period)")
        #expect(try Reader.periods(phrase, conventions: TimeConventions()) == [], "\(phrase) without fiscal years")
    }

    @Test func dayFirst() throws {
        var conventions = TimeConventions()
        conventions.dates = .dayFirst
        func read(_ phrase: String) throws -> [String?] {
            try Reader.periods(phrase, clock: Self.clock, conventions: conventions).map(\.startText)
        }
        #expect(try read("02/04/2100") == ["2100-04-02"])
        #expect(try read("04/17/2100") == ["2100-04-17"])
        #expect(try read("17/04/2100") == ["2100-04-17"])
    }

    /// As `date(today, '-n month')` of SQLite answers.
    @Test(arguments: [
        ("2100-12-31", 1, "2100-12-01"), ("2100-03-31", 1, "2100-03-03"), ("2096-03-31", 1, "2096-03-02"), ("2100-05-31", 3, "2100-03-03"),
        ("2100-12-31", 12, "2099-12-31"), ("2096-02-29", 12, "2095-03-01"), ("2100-12-30", 10, "2100-03-02"),
        ("2100-07-15", 7, "2099-12-15"),
    ])
    func monthsOverflowAsInSQLite(_ today: String, _ months: Int, _ expected: String) throws {
        let date = try #require(CalendarDate(today))
        #expect(date.overflowing(-Stretch(months, .month)).text == expected)
    }
}
