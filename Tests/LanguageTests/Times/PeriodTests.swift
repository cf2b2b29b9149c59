import Testing

@testable import Language

/// What phrases of time mean on the tests' clock, 2026-06-30 (a Tuesday) at the end of the day.
@Suite struct PeriodTests {
    /// Phrase, first day, day after the last.
    ///
    /// An empty text is no bound.
    static let phrases: [(String, String, String)] = [
        // The calendar unit that contains today, up to today; the one before.
        ("today", "2026-06-30", "2026-07-01"),
        ("yesterday", "2026-06-29", "2026-06-30"),
        ("the day before yesterday", "2026-06-28", "2026-06-29"),
        ("this week", "2026-06-29", "2026-07-01"),
        ("last week", "2026-06-22", "2026-06-29"),
        ("the week before last", "2026-06-15", "2026-06-22"),
        ("this month", "2026-06-01", "2026-07-01"),
        ("the current month", "2026-06-01", "2026-07-01"),
        ("last month", "2026-05-01", "2026-06-01"),
        ("the previous month", "2026-05-01", "2026-06-01"),
        ("the month before last", "2026-04-01", "2026-05-01"),
        ("this quarter", "2026-04-01", "2026-07-01"),
        ("last quarter", "2026-01-01", "2026-04-01"),
        ("this year", "2026-01-01", "2026-07-01"),
        ("last year", "2025-01-01", "2026-01-01"),
        ("the year before last", "2024-01-01", "2025-01-01"),
        // Rolling: the first day is today + 1 day − n units.
        ("the last 7 days", "2026-06-24", "2026-07-01"),
        ("past 30 days", "2026-06-01", "2026-07-01"),
        ("the past two weeks", "2026-06-17", "2026-07-01"),
        ("the past fortnight", "2026-06-17", "2026-07-01"),
        ("the last 3 months", "2026-04-01", "2026-07-01"),
        ("the past 12 months", "2025-07-01", "2026-07-01"),
        ("the previous 6 months", "2026-01-01", "2026-07-01"),
        ("the past half year", "2026-01-01", "2026-07-01"),
        ("the past year", "2025-07-01", "2026-07-01"),
        ("the last 2 years", "2024-07-01", "2026-07-01"),
        // Named units.
        ("2025", "2025-01-01", "2026-01-01"),
        ("the year 2025", "2025-01-01", "2026-01-01"),
        ("May 2026", "2026-05-01", "2026-06-01"),
        ("May, 2026", "2026-05-01", "2026-06-01"),
        ("Sept. 2025", "2025-09-01", "2025-10-01"),
        ("2026-05", "2026-05-01", "2026-06-01"),
        ("05/2026", "2026-05-01", "2026-06-01"),
        ("2026 May", "2026-05-01", "2026-06-01"),
        ("March", "2026-03-01", "2026-04-01"),
        ("June", "2026-06-01", "2026-07-01"),
        ("July", "2025-07-01", "2025-08-01"),
        ("May of last year", "2025-05-01", "2025-06-01"),
        ("May last year", "2025-05-01", "2025-06-01"),
        ("last year's May", "2025-05-01", "2025-06-01"),
        ("last June", "2025-06-01", "2025-07-01"),
        ("this June", "2026-06-01", "2026-07-01"),
        ("Q1 2026", "2026-01-01", "2026-04-01"),
        ("2025 Q4", "2025-10-01", "2026-01-01"),
        ("Q1", "2026-01-01", "2026-04-01"),
        ("Q3", "2025-07-01", "2025-10-01"),
        ("the third quarter of 2025", "2025-07-01", "2025-10-01"),
        ("the first half of 2026", "2026-01-01", "2026-07-01"),
        ("the second half of last year", "2025-07-01", "2026-01-01"),
        ("H2 2025", "2025-07-01", "2026-01-01"),
        ("the first three months of 2026", "2026-01-01", "2026-04-01"),
        ("the last three months of 2025", "2025-10-01", "2026-01-01"),
        ("week 10 of 2026", "2026-03-02", "2026-03-09"),
        ("the first week of June 2026", "2026-06-01", "2026-06-08"),
        ("the last week of 2025", "2025-12-22", "2025-12-29"),
        ("last weekend", "2026-06-27", "2026-06-28+1"),
        ("the 2010s", "2010-01-01", "2020-01-01"),
        // Days.
        ("2026-05-17", "2026-05-17", "2026-05-18"),
        ("2026/05/17", "2026-05-17", "2026-05-18"),
        ("17.5.2026", "2026-05-17", "2026-05-18"),
        ("05/17/2026", "2026-05-17", "2026-05-18"),
        ("17 May 2026", "2026-05-17", "2026-05-18"),
        ("17th of May, 2026", "2026-05-17", "2026-05-18"),
        ("May 17th 2026", "2026-05-17", "2026-05-18"),
        ("Sunday, 17 May 2026", "2026-05-17", "2026-05-18"),
        ("May 17", "2026-05-17", "2026-05-18"),
        ("the 17th of May", "2026-05-17", "2026-05-18"),
        ("May twenty first", "2026-05-21", "2026-05-22"),
        ("July 4", "2025-07-04", "2025-07-05"),
        ("Feb 29", "2024-02-29", "2024-03-01"),
        ("the 27th", "2026-06-27", "2026-06-28"),
        ("the 31st", "2026-05-31", "2026-06-01"),
        ("the 20th of last month", "2026-05-20", "2026-05-21"),
        ("last Sunday", "2026-06-28", "2026-06-29"),
        ("last Tuesday", "2026-06-23", "2026-06-24"),
        ("Tuesday", "2026-06-30", "2026-07-01"),
        ("Friday of last week", "2026-06-26", "2026-06-27"),
        ("the first Friday of last month", "2026-05-01", "2026-05-02"),
        ("Friday the 15th", "2026-05-15", "2026-05-16"),
        ("3 days ago", "2026-06-27", "2026-06-28"),
        ("a month ago", "2026-05-30", "2026-05-31"),
        ("a fortnight ago", "2026-06-16", "2026-06-17"),
        ("2 years 1 month ago", "2024-05-30", "2024-05-31"),
        ("the day after 17 May 2026", "2026-05-18", "2026-05-19"),
        ("the last Friday of last month", "2026-05-29", "2026-05-30"),
        ("the first Monday of 2026", "2026-01-05", "2026-01-06"),
        ("two Mondays ago", "2026-06-22", "2026-06-23"),
        ("the Friday before last", "2026-06-19", "2026-06-20"),
        ("this week Monday", "2026-06-29", "2026-06-30"),
        ("the last day of last month", "2026-05-31", "2026-06-01"),
        ("the third day of 2026", "2026-01-03", "2026-01-04"),
        ("20th of May of this year", "2026-05-20", "2026-05-21"),
        ("over a year ago", "", "2025-06-30"),
        ("more than 2 weeks ago", "", "2026-06-16"),
        ("at least 2 weeks ago", "", "2026-06-17"),
        ("less than 2 weeks ago", "2026-06-16", "2026-07-01"),
        ("since 2 weeks ago", "2026-06-16", "2026-07-01"),
        ("since 1 month ago", "2026-05-30", "2026-07-01"),
        ("2 weeks starting 4 May 2026", "2026-05-04", "2026-05-18"),
        ("the week ending 17 May 2026", "2026-05-11", "2026-05-18"),
        ("the first weekend of May 2026", "2026-05-02", "2026-05-04"),
        ("the second month of 2026", "2026-02-01", "2026-03-01"),
        ("the last quarter of 2025", "2025-10-01", "2026-01-01"),
        ("this decade", "2020-01-01", "2026-07-01"),
        ("FY 2025", "2025-01-01", "2026-01-01"),
        ("over the trailing 12 months", "2025-07-01", "2026-07-01"),
        ("quarter to date", "2026-04-01", "2026-07-01"),
        ("05/this year", "2026-05-01", "2026-06-01"),
        ("05/17/last year", "2025-05-17", "2025-05-18"),
        ("last month/16", "2026-05-16", "2026-05-17"),
        // From one to another; the last day that is named counts.
        ("from October 2025 to March 2026", "2025-10-01", "2026-04-01"),
        ("between January and June 2026", "2026-01-01", "2026-07-01"),
        ("from November to February 2026", "2025-11-01", "2026-03-01"),
        ("2024 - 2025", "2024-01-01", "2026-01-01"),
        ("from 1 May 2026 to 15 May 2026", "2026-05-01", "2026-05-16"),
        ("from 1 to 15 May 2026", "2026-05-01", "2026-05-16"),
        ("May 1-15, 2026", "2026-05-01", "2026-05-16"),
        ("since 2025", "2025-01-01", "2026-07-01"),
        ("since the beginning of last year", "2025-01-01", "2026-07-01"),
        ("since March", "2026-03-01", "2026-07-01"),
        ("from 2025 onwards", "2025-01-01", "2026-07-01"),
        ("2026 to date", "2026-01-01", "2026-07-01"),
        ("so far this year", "2026-01-01", "2026-07-01"),
        ("this year so far", "2026-01-01", "2026-07-01"),
        ("year to date", "2026-01-01", "2026-07-01"),
        ("ytd", "2026-01-01", "2026-07-01"),
        ("month to date", "2026-06-01", "2026-07-01"),
        ("before 2025", "", "2025-01-01"),
        ("after 2024", "2025-01-01", ""),
        ("until May 2026", "", "2026-06-01"),
        ("by 17 May 2026", "", "2026-05-18"),
        ("by 2025", "", "2026-01-01"),
        ("up to May 2026", "", "2026-06-01"),
    ]

    @Test(arguments: phrases) func means(_ phrase: String, _ start: String, _ end: String) throws {
        // "2026-06-28+1" is the day after that one.
        let end = end.hasSuffix("+1") ? CalendarDate(end)?.moved(1, .day).text ?? "" : end
        let period = try #require(try Reader.periods(phrase, category: "When").first, "'\(phrase)' is no period")
        #expect(
            (period.start?.text ?? "") == start && (period.end?.text ?? "") == end,
            "\(phrase): \(period.start?.text ?? "")…\(period.end?.text ?? "")")
    }

    /// The ends of months, and other clocks on which units have other lengths.
    static let clocks: [(String, String, String, String)] = [
        ("2026-03-31", "last month", "2026-02-01", "2026-03-01"),
        ("2026-03-30", "the past month", "2026-02-28", "2026-03-31"),
        ("2024-02-29", "the past year", "2023-03-01", "2024-03-01"),
        ("2024-02-29", "a year ago".replacing("a year", with: "1 year"), "2023-02-28", "2023-03-01"),
        ("2026-01-01", "this week", "2025-12-29", "2026-01-02"),
        ("2026-01-01", "last week", "2025-12-22", "2025-12-29"),
        ("2026-01-01", "last quarter", "2025-10-01", "2026-01-01"),
        ("2026-01-01", "yesterday", "2025-12-31", "2026-01-01"),
        ("2026-03-01", "the last 3 months", "2025-12-02", "2026-03-02"),
    ]

    @Test(arguments: clocks) func meansOnAnotherClock(_ clock: String, _ phrase: String, _ start: String, _ end: String) throws {
        let period = try #require(try Reader.periods(phrase, clock: clock).first, "'\(phrase)' is no period")
        #expect(period.start?.text == start && period.end?.text == end, "\(phrase): \(period.start?.text ?? "")…\(period.end?.text ?? "")")
    }

    /// Times that are none; what they stand in must not be answered without them.
    static let impossible = [
        "31 April 2026", "February 30", "2025-02-29", "2026-13-01", "32 May", "Monday, 17 May 2026", "Q5 2026", "Q0",
        "the third half of 2026",
        "from March 2026 to January 2026", "between 2026 and 2024", "since 2031", "week 60 of 2026", "week 0",
        "the first 15 months of 2025",
        "the last 0 days", "the last 9999999 years", "99999 years ago", "the 32nd", "the 31st of last June", "since before 2025",
        "until after 2024",
        "the sixth Friday of last month", "May 17, 17", "00/00/2026",
        // To come, or without exact bounds: only in free text.
        "next month", "tomorrow", "next Friday", "the next 3 weeks", "in 3 weeks", "two weeks from now", "early in May", "mid-2026",
        "the end of May 2026", "late last year", "the past few weeks", "a few days ago", "later this year", "the seventies", "the '40s",
        "twenty twenty five", "the 6th week of May 2026", "two days before yesterday", "within 3 days after 17 May 2026",
        "since July 2026", "since 0 days ago", "the 400th day of 2025",
    ]

    @Test(arguments: impossible) func isNoPeriod(_ phrase: String) throws {
        #expect(try Reader.periods(phrase, category: "When") == [])
    }

    @Test(arguments: impossible) func makesAQuestionUnanswerable(_ phrase: String) throws {
        for question in [
            "How many admissions were there in \(phrase)?", "How many admissions \(phrase)?", "\(phrase): how many admissions?",
        ] {
            let outcome = try Hospital.read(question)
            if case .answered(let reading) = outcome { Issue.record("'\(question)' was read as \(reading.query)") }
        }
    }

    /// Figures that leave the order of day and month open are two readings, not one.
    @Test func anOpenOrderOfDayAndMonthIsTwoReadings() throws {
        let texts = try Reader.periods("03/04/2026").map { $0.start?.text ?? "" }
        #expect(Set(texts) == ["2026-03-04", "2026-04-03"])
        #expect(try Reader.periods("04/04/2026").count == 1)
    }

    /// In November "last September" may be this year's or the last year's; in June only last year's is over.
    @Test func aLastMonthThatIsOverThisYearIsTwoReadings() throws {
        let texts = try Reader.periods("last September", clock: "2026-11-07").map { $0.start?.text ?? "" }
        #expect(Set(texts) == ["2026-09-01", "2025-09-01"])
        #expect(try Reader.periods("last September", clock: "2026-06-30").map { $0.start?.text } == ["2025-09-01"])
    }

    /// Every calendar unit abuts the one before it, on any day.
    @Test func unitsAbut() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<2_000 {
            let builder = PeriodBuilder(today: CalendarDate(dayNumber: Int.random(in: 0...40_000, using: &random)))
            // The century before the last is out of the years that may be named.
            for unit in CalendarUnit.allCases where unit != .century {
                #expect(builder.calendar(-1, unit)?.end == builder.calendar(0, unit)?.start)
                #expect(builder.calendar(-2, unit)?.end == builder.calendar(-1, unit)?.start)
                #expect(builder.calendar(0, unit)?.end == builder.today.moved(1, .day))
                let rolling = builder.rolling(1, unit)
                #expect(rolling.end == builder.today.moved(1, .day) && rolling.start.map { $0 <= builder.today } == true)
            }
        }
    }
}
