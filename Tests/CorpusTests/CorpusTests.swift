import Testing

/// The corpus asked of a generated hospital: an answer is right or it is not given.
@Suite struct CorpusTests {
    @Test func noAnswerIsWrongAndManyAreRight() throws {
        let hospital = try CorpusHospital()
        let items = try CorpusItem.all()
        #expect(items.count >= 150)
        #expect(Set(items.map(\.id)).count == items.count)
        var right = 0
        for item in items {
            let item = try hospital.bound(item)
            switch try (hospital.answer(item.question), item.sql, item.readings) {
            case (.rows(let rows), let sql?, _):
                let isRight = GoldComparison(columns: item.columns, gold: try hospital.rows(sql), item: item).matches(rows)
                #expect(isRight, "\(item.id): '\(item.question)' was answered wrongly.")
                right += isRight ? 1 : 0
            case (.rows, nil, _): Issue.record("\(item.id): '\(item.question)' was answered; it has no answer, or more than one.")
            case (.askedBack, nil, _), (.unanswered, nil, nil): right += 1
            case (.askedBack, _, _), (.unanswered, _, _): break
            }
        }
        #expect(right >= (try CorpusItem.recorded()), "\(right) of \(items.count) were answered rightly.")
        try hospital.remove()
    }

    /// The comparison tells apart what it must.
    @Test func comparisonFindsColumnsByTheirValues() throws {
        let item = try #require(CorpusItem.all().first { !$0.ordered })
        let gold = GoldComparison(
            columns: ["department", "visits"], gold: [[.text("Cardiology"), .integer(3)], [.text("Urology"), .integer(5)]], item: item)
        #expect(gold.matches([[.integer(5), .text("x"), .text("Urology")], [.integer(3), .text("y"), .text("cardiology")]]))
        #expect(!gold.matches([[.integer(3), .text("Urology")], [.integer(5), .text("Cardiology")]]))
        #expect(!gold.matches([[.integer(3), .text("Cardiology")]]))
        #expect(!gold.matches([[.integer(3), .text("Cardiology")], [.integer(6), .text("Urology")]]))
    }
}
