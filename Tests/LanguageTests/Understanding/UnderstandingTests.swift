import Algebra
import Foundation
import Testing

@testable import Language

@Suite struct UnderstandingTests {
    private func unexplained(_ question: String) throws -> [Unexplained]? {
        if case .unanswerable(let words, _) = try Hospital.read(question) { return words }
        return nil
    }

    // MARK: Every word counts

    @Test func anUnknownWordIsNamedWithItsPlaceAndTheNearestTerm() throws {
        let words = try #require(try unexplained("How many admisions were there for wombats last month?"))
        #expect(words.map(\.word) == ["admisions", "wombats"])
        #expect(words.map(\.offset) == [9, 34])
        #expect(words.first?.nearest == ["admission"] || words.first?.nearest == ["admissions"])
    }

    @Test func onlyThatWordIsNamed() throws {
        #expect(try unexplained("Where can I park?")?.map(\.word) == ["park"])
        #expect(try unexplained("How many telescopes did Cardiology have last month?")?.map(\.word) == ["telescopes"])
    }

    /// A word that is not understood, wherever it stands, keeps a question from being answered, and is the one that is named.
    @Test func noUnknownWordIsPassedOver() throws {
        var random = SeededGenerator(seed: 21)
        let letters = Array("bcdfghjklmnpqrstvwxz")
        for question in Corpus.paraphrases.flatMap({ $0.phrases.prefix(3) }) {
            let words = question.split(separator: " ").map(String.init)
            for _ in 0..<2 {
                let unknown = String((0..<Int.random(in: 6...9, using: &random)).compactMap { _ in letters.randomElement(using: &random) })
                var changed = words
                changed.insert(unknown, at: Int.random(in: 0...words.count, using: &random))
                let text = changed.joined(separator: " ")
                switch try Hospital.read(text) {
                case .unanswerable(let words, _):
                    // A fixed phrase that it parts may leave words that mean nothing on their own ("readmission … rate").
                    #expect(words.map(\.word).contains(unknown) && words.count <= 2, "'\(text)': \(words.map(\.word))")
                case .answered(let reading): Issue.record("'\(text)' was read as \(reading.query)")
                case .clarify, .invalid: Issue.record("'\(text)' was not said to be unanswerable")
                }
            }
        }
    }

    /// A restriction is never lost: what is left when a restricting word is put in differs from what was there before.
    @Test(arguments: [
        ("How many admissions were there last month?", "How many emergency admissions were there last month?"),
        ("How many admissions were there last month?", "How many admissions were there in Cardiology last month?"),
        ("How many admissions were there last month?", "How many admissions were there?"),
        ("How many patients are there?", "How many female patients are there?"),
        ("revenue in 2025", "drug revenue in 2025"),
        ("operations in 2025", "operations without complication in 2025"),
        ("falls in 2025", "falls by department in 2025"),
        ("top 5 departments by revenue", "top 3 departments by revenue"),
        ("patients with diabetes", "patients without diabetes"),
        ("admissions of patients over 65", "admissions of patients under 65"),
    ]) func eachContentWordChangesTheMeaning(_ one: String, _ other: String) throws {
        guard case .answered(let a) = try Hospital.read(one), case .answered(let b) = try Hospital.read(other) else {
            Issue.record("'\(one)' and '\(other)' are not both understood")
            return
        }
        #expect(a.query.normalized() != b.query.normalized())
    }

    // MARK: What does not count

    /// Courtesy, marks, case and spaces change nothing.
    @Test func courtesyAndMarksChangeNothing() throws {
        for meaning in Corpus.paraphrases {
            guard let question = meaning.phrases.first, case .answered(let plain) = try Hospital.read(question) else { continue }
            let bare = question.trimmingCharacters(in: CharacterSet(charactersIn: "?."))
            let variants = [
                bare, bare + "?", bare + ".", bare + " please", "Please, " + bare, bare + ", please?", bare + ", thank you!",
                "  " + bare.replacing(" ", with: "   ") + "  ",
                bare.prefix(1).uppercased() + bare.dropFirst(), bare.replacing("'", with: "’"), bare.replacing(" ", with: "\u{A0}"),
            ]
            for variant in variants {
                guard case .answered(let reading) = try Hospital.read(variant) else {
                    Issue.record("'\(variant)' is not understood")
                    continue
                }
                #expect(reading.query.normalized() == plain.query.normalized(), "'\(variant)' was read as \(reading.query)")
            }
        }
    }

    // MARK: Asking back

    @Test(arguments: [
        "Which is the best department?", "Which department is the best?", "Show me the numbers", "What is the worst department?",
    ])
    func anOpenCriterionIsAskedBack(_ question: String) throws {
        guard case .clarify(let readings, let ask) = try Hospital.read(question) else {
            Issue.record("'\(question)' was not asked back")
            return
        }
        #expect((2...Understanding.mostOptions).contains(readings.count))
        #expect(!ask.isEmpty)
        #expect(Set(readings.map(\.restatement)).count == readings.count, "options must differ: \(readings.map(\.restatement))")
        #expect(Set(readings.map { $0.query.normalized() }).count == readings.count)
        #expect(readings.allSatisfy { !$0.restatement.isEmpty })
    }

    @Test func anAmbiguousDateIsAskedBack() throws {
        guard case .clarify(let readings, _) = try Hospital.read("How many admissions were there on 03/04/2026?") else {
            Issue.record("03/04/2026 may be in March or in April")
            return
        }
        #expect(readings.count == 2)
        guard case .answered = try Hospital.read("How many admissions were there on 04/04/2026?") else {
            Issue.record("04/04/2026 is one day")
            return
        }
    }

    // MARK: What is no question

    @Test(arguments: [
        "", "   ", "\n\t", String(repeating: "(", count: 10_000), String(repeating: "a", count: 1_000_000),
        String(repeating: "admissions ", count: 90),
        String(repeating: "在", count: 400), "How many\u{0} admissions?", "How many \u{1B}[31madmissions?", "How many \u{FFFD} admissions?",
    ]) func isRefusedWithAReason(_ text: String) throws {
        guard case .invalid(let error) = try Hospital.read(text) else {
            Issue.record("'\(text.prefix(20))' was taken for a question")
            return
        }
        #expect(!error.message.isEmpty && error.message.utf8.count < 300)
    }

    @Test func aClockThatIsNoneIsAnError() throws {
        guard case .invalid = try Hospital.understanding().read("How many admissions?", clock: "yesterday") else {
            Issue.record("'yesterday' was taken for a clock")
            return
        }
    }

    /// Any bytes give an outcome, and none an answer.
    @Test func anyBytesGiveAnOutcome() throws {
        var random = SeededGenerator(seed: 22)
        let understanding = try Hospital.understanding()
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 1...80, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = String(decoding: bytes, as: UTF8.self)
            if case .answered(let reading) = understanding.read(text, clock: Hospital.clock) {
                Issue.record("\(bytes) was read as \(reading.query)")
            }
        }
    }

    // MARK: The same every time

    private func text(_ outcome: Outcome) -> String {
        switch outcome {
        case .answered(let reading): "answered \(reading.query) \(reading.restatement) \(reading.columns) \(reading.explanation)"
        case .clarify(let readings, let ask): "clarify \(ask) " + readings.map { "\($0.query) \($0.restatement)" }.joined(separator: " | ")
        case .unanswerable(let words, let explanation): "unanswerable \(words) \(explanation)"
        case .invalid(let error): "invalid \(error)"
        }
    }

    @Test(arguments: [
        "average length of stay by department last quarter", "Which is the best department?", "How many blue admissions?",
        "How many admissions on 03/04/2026?",
        "How many patients with diabetes were admitted in 2025?", "list this year's falls with date and department",
    ]) func theSameQuestionGivesTheSame(_ question: String) throws {
        let first = text(try Hospital.read(question))
        for _ in 0..<20 { #expect(text(try Hospital.read(question)) == first) }
    }

    /// Nothing depends on the order in which a hash table happens to give its members: files read anew give the same readings.
    @Test func filesReadAnewGiveTheSame() throws {
        let again = Understanding(lexicon: try Hospital.load())
        for question in Corpus.paraphrases.flatMap(\.phrases) + Corpus.unanswerable.map(\.question) {
            #expect(text(again.read(question, clock: Hospital.clock)) == text(try Hospital.read(question)), "'\(question)'")
        }
    }

    /// Threads may share a lexicon.
    @Test func manyThreadsReadAtOnce() async throws {
        let understanding = try Hospital.understanding()
        let questions = Corpus.paraphrases.compactMap(\.phrases.first)
        let expected = questions.map { text(understanding.read($0, clock: Hospital.clock)) }
        await withTaskGroup(of: [String].self) { group in
            for _ in 0..<4 {
                group.addTask { questions.map { text(understanding.read($0, clock: Hospital.clock)) } }
            }
            for await texts in group { #expect(texts == expected) }
        }
    }
}
