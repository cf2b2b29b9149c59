import Testing

@testable import Language

/// What is said after an answer or a question back.
@Suite struct RemarkTests {
    private func options() throws -> [Reading] {
        guard case .clarify(let readings, _) = try Hospital.read("Which is the best department?") else { return [] }
        return readings
    }

    private func chosen(_ text: String, _ options: [Reading]) throws -> Int? {
        guard case .chosen(let reading)? = try Hospital.understanding().remark(text, options: options) else { return nil }
        return options.firstIndex { $0.restatement == reading.restatement }
    }

    @Test(arguments: [
        ("2", 1), ("1.", 0), ("option 2", 1), ("number 3", 2), ("the second", 1), ("2nd one", 1), ("the first one please", 0), ("two", 1),
        ("I mean the third", 2), ("the last one", 3),
    ])
    func anOptionIsChosenByNumber(_ text: String, _ index: Int) throws {
        let options = try options()
        try #require(options.count == 4)
        #expect(try chosen(text, options) == index, "'\(text)'")
    }

    @Test(arguments: ["5", "0", "17", "the ninth"]) func thereIsNoOtherOption(_ text: String) throws {
        #expect(try chosen(text, options()) == nil)
    }

    /// Words that only one option has are that option; those that all have are none.
    @Test func anOptionIsChosenByItsWords() throws {
        let options = try options()
        for (index, option) in options.enumerated() {
            #expect(try chosen(option.restatement, options) == index)
            let others = options.indices.filter { $0 != index }.map { options[$0].restatement.lowercased() }
            let own = option.restatement.split { !$0.isLetter }.first { word in
                word.count > 4 && !others.contains { $0.contains(word.lowercased().dropLast(2)) }
            }
            if let own { #expect(try chosen("by \(own)", options) == index, "'by \(own)'") }
        }
        #expect(try chosen("department", options) == nil)
        #expect(try chosen("wombats", options) == nil)
    }

    @Test(arguments: [
        "why?", "why not?", "Why is that so?", "how is that calculated?", "what does that mean?", "explain that", "how come?",
    ])
    func whyIsAsked(_ text: String) throws {
        guard case .why? = try Hospital.understanding().remark(text, options: []) else {
            Issue.record("'\(text)' is not understood")
            return
        }
    }

    @Test(arguments: [
        "why did the mortality rise", "2", "How many admissions were there last month?", "", "how is the revenue calculated by month",
    ])
    func othersAreNoRemarks(_ text: String) throws {
        if try Hospital.understanding().remark(text, options: []) != nil { Issue.record("'\(text)' is read as a remark") }
    }

    @Test func definitionsAreThoseOfTheMeasuresAsked() throws {
        guard case .answered(let reading) = try Hospital.read("bed occupancy by department in 2025") else {
            Issue.record("not understood")
            return
        }
        let definitions = try Hospital.understanding().definitions(of: reading)
        let catalog = try Hospital.lexicon().catalog
        #expect(definitions.first?.definition == catalog.measures["bed_occupancy"]?.definition)
        #expect(definitions.count == 3, "\(definitions)")
    }
}
