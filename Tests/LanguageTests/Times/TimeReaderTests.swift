import Testing

@testable import Language

/// What texts that are nothing but a time mean, by family; on Monday, 2016-11-07, where no other time is given.
@Suite struct TimeReaderTests {
    private static let loaded = Result { try TimeReader(grammarDirectory: Hospital.root + "/Grammars/en") }

    static func read(_ text: String, _ reference: String = "2016-11-07 00:00:00") throws -> Period? {
        try loaded.get().period(text, reference: reference)
    }

    private func expect(_ text: String, _ start: String, _ end: String, _ reference: String = "2016-11-07 00:00:00") throws {
        let period = try Self.read(text, reference)
        let said = "\(text): \(period?.startText ?? "nothing")…\(period?.endText ?? "")"
        #expect(period?.startText == start && period?.endText == end, "\(said)")
    }

    /// One day each.
    static let days: [(String, String)] = [
        // Figures.
        ("2016-03-07", "2016-03-07"), ("2016/3/7", "2016-03-07"), ("2016.3.7", "2016-03-07"), ("20160307", "2016-03-07"),
        ("2016 3 7", "2016-03-07"), ("3/7/2016", "2016-03-07"), ("3-7-2016", "2016-03-07"), ("17/3/2016", "2016-03-17"),
        ("7.3.2016", "2016-03-07"), ("3/7/16", "2016-03-07"), ("3-7-07", "2007-03-07"), ("05/05/89", "1989-05-05"),
        ("08/12,15", "2015-08-12"), ("08/12, 2015", "2015-08-12"), ("4/22", "2016-04-22"), ("22/4", "2016-04-22"), ("4-22", "2016-04-22"),
        ("4.22", "2016-04-22"), ("22.4", "2016-04-22"), ("2/29", "2016-02-29"), ("12/24", "2015-12-24"), ("in 4.22", "2016-04-22"),
        // Month and day.
        ("March 7", "2016-03-07"), ("mar. 7th", "2016-03-07"), ("Mar-7", "2016-03-07"), ("Mar/7", "2016-03-07"), ("mar7", "2016-03-07"),
        ("January12th, 2016", "2016-01-12"),
        ("7 march", "2016-03-07"), ("7th of March", "2016-03-07"), ("the 7th of March", "2016-03-07"), ("March the 7th", "2016-03-07"),
        ("march seventh", "2016-03-07"), ("may ten", "2016-05-10"), ("march twenty-first", "2016-03-21"),
        ("march twenty one", "2016-03-21"),
        ("twenty second of june", "2016-06-22"), ("sixteenth of august", "2016-08-16"), ("december 24", "2015-12-24"),
        ("Feb 29", "2016-02-29"),
        // With a year.
        ("March 7, 2014", "2014-03-07"), ("march 7th 2014", "2014-03-07"), ("7 Mar. 2014", "2014-03-07"), ("7. Mar. 2014", "2014-03-07"),
        ("7-Mar-2014", "2014-03-07"), ("2014-mar-7", "2014-03-07"), ("2014/mar/07", "2014-03-07"), ("7-mar-14", "2014-03-07"),
        ("7 march '14", "2014-03-07"), ("7th mar, 14", "2014-03-07"), ("mar 7, 14", "2014-03-07"),
        ("march 7 last year", "2015-03-07"), ("7th of march of this year", "2016-03-07"), ("march 7, next year", "2017-03-07"),
        ("march 7 two thousand and fourteen", "2014-03-07"), ("twenty one september nineteen seventy eight", "1978-09-21"),
        ("september 10, nineteen oh one", "1901-09-10"), ("tenth of september nineteen hundred and five", "1905-09-10"),
        ("june 1st twenty fourteen", "2014-06-01"),
        // A day of a month.
        ("15", "2016-10-15"), ("the 5th", "2016-11-05"), ("27th", "2016-10-27"), ("on the 15th", "2016-10-15"),
        ("the second", "2016-11-02"),
        ("the twenty second", "2016-10-22"), ("the thirty", "2016-10-30"), ("the 31st", "2016-10-31"),
        ("the 20th of last month", "2016-10-20"), ("20th of next month", "2016-12-20"), ("next month 20th", "2016-12-20"),
        ("last month the 3rd", "2016-10-03"), ("this month 3", "2016-11-03"),
        // Days by today.
        ("today", "2016-11-07"), ("yesterday", "2016-11-06"), ("tomorrow", "2016-11-08"), ("tmr", "2016-11-08"),
        ("the day before yesterday", "2016-11-05"), ("the day after tomorrow", "2016-11-09"), ("the day", "2016-11-07"),
        ("this day", "2016-11-07"), ("next day", "2016-11-08"), ("the last day", "2016-11-06"), ("past day", "2016-11-06"),
        ("the day before", "2016-11-06"), ("the day after", "2016-11-08"),
        // So long ago, so long after.
        ("3 days ago", "2016-11-04"), ("a month ago", "2016-10-07"), ("two weeks ago", "2016-10-24"), ("a fortnight ago", "2016-10-24"),
        ("two years ago", "2014-11-07"), ("a decade ago", "2006-11-07"), ("a few days ago", "2016-11-04"), ("few months ago", "2016-08-07"),
        ("a couple of days ago", "2016-11-05"), ("twenty five days ago", "2016-10-13"), ("half a year ago", "2016-05-07"),
        ("2 years 1 month 21 days ago", "2014-09-16"), ("1 month, 2 years and 21 days ago", "2014-09-16"), ("3 weeks back", "2016-10-17"),
        ("in 3 weeks", "2016-11-28"), ("two weeks from now", "2016-11-21"), ("3 days from today", "2016-11-10"),
        ("2 years 21 days later", "2018-11-28"), ("two days from tomorrow", "2016-11-10"), ("four days from yesterday", "2016-11-10"),
        ("two days after today", "2016-11-09"), ("10 days after May 5", "2016-05-15"), ("3 days before May 5, 2014", "2014-05-02"),
        ("the day after May 5", "2016-05-06"), ("a week from Friday", "2016-11-18"), ("in two weeks' time", "2016-11-21"),
        ("a year ago today", "2015-11-07"), ("this day last year", "2015-11-07"), ("the 10 th of may", "2016-05-10"),
        ("dec-02-95", "1995-12-02"),
        // Weekdays.
        ("Friday", "2016-11-04"), ("Fri.", "2016-11-04"), ("last Sunday", "2016-11-06"), ("this Friday", "2016-11-11"),
        ("next Friday", "2016-11-18"), ("this coming Friday", "2016-11-11"), ("the Friday before last", "2016-10-28"),
        ("last week Friday", "2016-11-04"), ("next week, Friday", "2016-11-18"), ("friday next week", "2016-11-18"),
        ("Sunday of this week", "2016-11-13"), ("next week's Friday", "2016-11-18"), ("two Mondays later", "2016-11-21"),
        ("two Sundays ago", "2016-10-30"), ("the first Friday of July", "2016-07-01"), ("last monday of may", "2016-05-30"),
        ("the third Wednesday of previous month", "2016-10-19"), ("the first Friday in this month", "2016-11-04"),
        ("first Monday of 2016", "2016-01-04"), ("first friday of november", "2016-11-04"), ("third friday of november", "2015-11-20"),
        ("third Tuesday", "2016-10-18"), ("second Sunday", "2016-10-09"),
        ("Friday the 21st", "2016-10-21"), ("Monday, March 7, 2016", "2016-03-07"), ("7 March 2016 (Monday)", "2016-03-07"),
        ("sunday jan twenty one two thousand and eighteen", "2018-01-21"),
        // Days of units.
        ("the last day of february 2016", "2016-02-29"), ("the first day of next month", "2016-12-01"),
        ("the third day of 2016", "2016-01-03"),
        ("the last day of the month", "2016-11-30"),
    ]

    @Test(arguments: days) func isADay(_ text: String, _ day: String) throws {
        let end = try #require(CalendarDate(day)).moved(1, .day).text
        try expect(text, day, end)
    }

    static let periods: [(String, String, String)] = [
        // Units by today.
        ("this week", "2016-11-07", "2016-11-14"), ("my week", "2016-11-07", "2016-11-14"), ("last week", "2016-10-31", "2016-11-07"),
        ("next week", "2016-11-14", "2016-11-21"), ("coming week", "2016-11-14", "2016-11-21"), ("past week", "2016-10-31", "2016-11-07"),
        ("the week before last", "2016-10-24", "2016-10-31"), ("week after next", "2016-11-21", "2016-11-28"),
        ("this month", "2016-11-01", "2016-12-01"), ("next month", "2016-12-01", "2017-01-01"),
        ("last quarter", "2016-07-01", "2016-10-01"),
        ("this year", "2016-01-01", "2017-01-01"), ("the past year", "2015-01-01", "2016-01-01"),
        ("the same month", "2016-11-01", "2016-12-01"),
        // The last and next n.
        ("past 3 weeks", "2016-10-17", "2016-11-07"), ("the last 30 days", "2016-10-08", "2016-11-07"),
        ("past few days", "2016-11-04", "2016-11-07"),
        ("previous 2 years", "2014-11-07", "2016-11-07"), ("next 3 days", "2016-11-08", "2016-11-11"),
        ("the upcoming 5 days", "2016-11-08", "2016-11-13"), ("within 5 days", "2016-11-07", "2016-11-12"),
        ("within the next 5 years 1 month 12 days", "2016-11-07", "2021-12-19"),
        // Weeks.
        ("the third week of this month", "2016-11-14", "2016-11-21"), ("first week of sep", "2016-08-29", "2016-09-05"),
        ("the last week of july", "2016-07-25", "2016-08-01"), ("the first week of november", "2016-10-31", "2016-11-07"),
        ("third week of november", "2015-11-16", "2015-11-23"), ("second week of 2015", "2015-01-05", "2015-01-12"),
        ("last week of 2015", "2015-12-28", "2016-01-04"), ("third week of next month", "2016-12-12", "2016-12-19"),
        ("week 10", "2016-03-07", "2016-03-14"), ("week 3 of 2015", "2015-01-12", "2015-01-19"), ("W3 2015", "2015-01-12", "2015-01-19"),
        ("week of september.16th", "2016-09-12", "2016-09-19"), ("the week of the 18th", "2016-10-17", "2016-10-24"),
        ("a week starting tomorrow", "2016-11-08", "2016-11-15"), ("2 weeks starting may 20th", "2016-05-20", "2016-06-03"),
        ("the week beginning february 4", "2016-02-04", "2016-02-11"), ("the week ending May 8", "2016-05-02", "2016-05-09"),
        // Weekends.
        ("weekend", "2016-11-12", "2016-11-14"), ("this weekend", "2016-11-12", "2016-11-14"), ("last weekend", "2016-11-05", "2016-11-07"),
        ("next weekend", "2016-11-19", "2016-11-21"), ("the first weekend of may", "2016-05-07", "2016-05-09"),
        ("the weekend of may 5", "2016-05-07", "2016-05-09"),
        // Months.
        ("February", "2016-02-01", "2016-03-01"), ("December", "2015-12-01", "2016-01-01"),
        ("month of september", "2016-09-01", "2016-10-01"),
        ("last sept", "2015-09-01", "2015-10-01"), ("june next year", "2017-06-01", "2017-07-01"),
        ("next june", "2017-06-01", "2017-07-01"),
        ("this june", "2016-06-01", "2016-07-01"), ("nov 2014", "2014-11-01", "2014-12-01"), ("Nov. of 2014", "2014-11-01", "2014-12-01"),
        ("2014 , nov", "2014-11-01", "2014-12-01"), ("2014-11", "2014-11-01", "2014-12-01"), ("11-2014", "2014-11-01", "2014-12-01"),
        ("11/2014", "2014-11-01", "2014-12-01"), ("2015.3", "2015-03-01", "2015-04-01"), ("2015.10", "2015-10-01", "2015-11-01"),
        ("nov '14", "2014-11-01", "2014-12-01"), ("first month of 2018", "2018-01-01", "2018-02-01"),
        // Quarters and halves.
        ("Q3", "2016-07-01", "2016-10-01"), ("Q4", "2015-10-01", "2016-01-01"), ("2014 Q3", "2014-07-01", "2014-10-01"),
        ("Q3-2014", "2014-07-01", "2014-10-01"), ("3Q 2014", "2014-07-01", "2014-10-01"), ("Q3 this year", "2016-07-01", "2016-10-01"),
        ("third quarter of 2014", "2014-07-01", "2014-10-01"), ("the 4th quarter last year", "2015-10-01", "2016-01-01"),
        ("quarter 2 of 2014", "2014-04-01", "2014-07-01"), ("the last quarter of 2014", "2014-10-01", "2015-01-01"),
        ("H2 2014", "2014-07-01", "2015-01-01"), ("the first half of 2014", "2014-01-01", "2014-07-01"),
        ("the latter half of last year", "2015-07-01", "2016-01-01"),
        // Years, decades, centuries.
        ("2014", "2014-01-01", "2015-01-01"), ("for 2016", "2016-01-01", "2017-01-01"), ("the year of 2014", "2014-01-01", "2015-01-01"),
        ("calendar year 2014", "2014-01-01", "2015-01-01"), ("two thousand and four", "2004-01-01", "2005-01-01"),
        ("nineteen twenty eight", "1928-01-01", "1929-01-01"), ("twenty oh four", "2004-01-01", "2005-01-01"),
        ("twenty sixteen", "2016-01-01", "2017-01-01"), ("nineteen hundred", "1900-01-01", "1901-01-01"),
        ("the 1970s", "1970-01-01", "1980-01-01"),
        ("1970's", "1970-01-01", "1980-01-01"), ("the '40s", "1940-01-01", "1950-01-01"), ("the seventies", "1970-01-01", "1980-01-01"),
        ("nineteen eighties", "1980-01-01", "1990-01-01"), ("the two thousands", "2000-01-01", "2010-01-01"),
        ("this decade", "2010-01-01", "2020-01-01"), ("the last two decades", "1990-01-01", "2010-01-01"),
        ("next decade", "2020-01-01", "2030-01-01"), ("the 21st century", "2000-01-01", "2100-01-01"),
        // Parts.
        ("early next year", "2017-01-01", "2017-07-01"), ("late this year", "2016-07-01", "2017-01-01"),
        ("mid next year", "2017-04-01", "2017-10-01"), ("early next month", "2016-12-01", "2016-12-16"),
        ("mid-August", "2016-08-10", "2016-08-21"), ("end of March", "2016-03-16", "2016-04-01"),
        ("beginning of next week", "2016-11-14", "2016-11-17"),
        ("mid next week", "2016-11-15", "2016-11-19"), ("end of next week", "2016-11-17", "2016-11-21"),
        ("beginning of 2000", "2000-01-01", "2000-05-01"), ("middle of 2000", "2000-05-01", "2000-09-01"),
        ("end of 2000", "2000-09-01", "2001-01-01"),
        ("the first half of may", "2016-05-01", "2016-05-16"), ("earlier this month", "2016-11-01", "2016-11-07"),
        ("later this year", "2016-11-07", "2017-01-01"), ("later in the year", "2016-11-07", "2017-01-01"),
        ("the rest of the week", "2016-11-07", "2016-11-14"), ("rest of my week", "2016-11-07", "2016-11-14"),
        // From one to another; the last day that is named belongs to it.
        ("between 4-22 January, 1995", "1995-01-04", "1995-01-23"), ("January 4-22, 1995", "1995-01-04", "1995-01-23"),
        ("from March to May 2014", "2014-03-01", "2014-06-01"), ("2014-2016", "2014-01-01", "2017-01-01"),
        ("4-23 in next month", "2016-12-04", "2016-12-24"), ("January 4-22,1995", "1995-01-04", "1995-01-23"),
        ("the first two weeks of July", "2016-07-01", "2016-07-15"), ("the last three months of 2014", "2014-10-01", "2015-01-01"),
        ("jan-mar 2016", "2016-01-01", "2016-04-01"), ("all of 2016", "2016-01-01", "2017-01-01"),
        ("the same month last year", "2015-11-01", "2015-12-01"), ("month to date", "2016-11-01", "2016-11-08"),
        ("year to date", "2016-01-01", "2016-11-08"),
        // Around it.
        ("in May 2016", "2016-05-01", "2016-06-01"), ("May 2016.", "2016-05-01", "2016-06-01"),
        ("the date of May 5, 2016", "2016-05-05", "2016-05-06"),
    ]

    @Test(arguments: periods) func isAPeriod(_ text: String, _ start: String, _ end: String) throws { try expect(text, start, end) }

    /// Other times of reading.
    static let elsewhere: [(String, String, String, String)] = [
        ("2026-01-01 00:00:00", "this week", "2025-12-29", "2026-01-05"), ("2017-01-01 00:00:00", "this week", "2016-12-26", "2017-01-02"),
        ("2018-08-08 00:00:00", "the week of the 18th", "2018-07-16", "2018-07-23"),
        ("2018-08-28 00:00:00", "the week of the 18th", "2018-08-13", "2018-08-20"),
        ("2017-03-22 00:00:00", "Feb 29", "2016-02-29", "2016-03-01"), ("2018-03-31", "a month ago", "2018-02-28", "2018-03-01"),
        ("2018-05-13 00:00:00", "earlier this month", "2018-05-01", "2018-05-13"),
        ("2018-03-20 09:58:00", "the first Friday of next month", "2018-04-06", "2018-04-07"),
        ("2100-12-31 23:59:00", "05/05/89", "2089-05-05", "2089-05-06"), ("2100-12-31 23:59:00", "last month", "2100-11-01", "2100-12-01"),
    ]

    @Test(arguments: elsewhere) func isReadByItsReference(_ reference: String, _ text: String, _ start: String, _ end: String) throws {
        try expect(text, start, end, reference)
    }

    /// What is no time, or no time that has bounds.
    static let nothing = [
        "", " ", ".", "hello", "31 April 2016", "February 30", "2015-02-29", "13/13/2016", "the 32nd", "sixth Sunday", "week 60", "Q5",
        "the 31st of this month", "99999999 years ago", "in 99999999 weeks", "the year 9999", "sometime", "after breakfast",
        "may or may not",
        "a week", "three days", "Friday 2016", "the 5th week of the 5th", "H3", "spring of nowhere", "the fifth Monday of February 2015",
        "earlier this week", "2016 2016", "0/0/2016", "the last 0 days",
    ]

    @Test(arguments: nothing) func isNothing(_ text: String) throws { #expect(try Self.read(text) == nil, "\(text)") }

    @Test func whatIsOpenHasOneBound() throws {
        #expect(try Self.read("before 2016")?.start == nil)
        #expect(try Self.read("before 2016")?.endText == "2016-01-01")
        #expect(try Self.read("before 2016")?.days == nil)
        #expect(try Self.read("after 2014")?.startText == "2015-01-01")
    }

    @Test func aMomentIsOfItsDay() throws {
        let period = try #require(try Self.read("2016-11-07T10:00:00"))
        #expect(period.startText == "2016-11-07 10:00:00" && period.endText == "2016-11-07 10:00:01")
        #expect(period.days?.startText == "2016-11-07" && period.days?.endText == "2016-11-08")
    }

    @Test(arguments: ["", "yesterday", "2016-13-01", "07.11.2016"]) func aReferenceIsATime(_ reference: String) throws {
        #expect(try Self.read("today", reference) == nil)
    }

    // MARK: Invariants

    /// Whatever the day, an example of a rule is a period that holds time, or nothing; and so is any heap of words that rules have.
    @Test func startIsBeforeEnd() throws {
        let grammar = try Grammar.load(directory: Hospital.root + "/Grammars/en", with: ["text"])
        let reader = try Self.loaded.get()
        let examples = grammar.rules.filter { $0.file.hasSuffix("/times.grammar") }.flatMap(\.examples)
        #expect(examples.count > 250)
        let words = examples.flatMap { $0.split(separator: " ").map(String.init) }
        var random = SeededGenerator(seed: 9)
        var understood = 0
        for round in 0..<1_500 {
            let text =
                round % 3 > 0
                ? examples[Int.random(in: examples.indices, using: &random)]
                : (0..<Int.random(in: 1...5, using: &random)).map { _ in words[Int.random(in: words.indices, using: &random)] }
                    .joined(separator: " ")
            let today = CalendarDate(dayNumber: Int.random(in: -20_000...50_000, using: &random))
            guard let period = reader.period(text, reference: today.text) else { continue }
            understood += 1
            #expect(period.isProper || period.start == nil || period.end == nil, "'\(text)' on \(today.text)")
            if let days = period.days, let start = days.start, let end = days.end { #expect(start < end, "'\(text)' on \(today.text)") }
        }
        #expect(understood > 500)
    }

    /// The same text on the same day has the same meaning with marks, spaces and capitals.
    @Test func spellingDoesNotMatter() throws {
        for (text, day) in Self.days.prefix(60) where !text.contains(".") {
            #expect(try Self.read("  \(text.uppercased()) ,")?.startText == day, "\(text)")
        }
    }
}
