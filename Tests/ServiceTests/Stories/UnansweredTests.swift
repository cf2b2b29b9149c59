import Database
import Testing

@testable import Service

@Suite("Questions without an answer")
struct UnansweredTests {
    @Test func namesTheWordThatTheDatabaseHoldsNothingOf() throws {
        let answer = try DemoHospital.shared.get().ask("Where can I park?", as: "hospital.manager")
        #expect(answer.status == .unanswerable)
        #expect(answer.unexplained.contains { $0.word == "park" })
        #expect(answer.reason?.text.contains("park") == true)
    }

    @Test func asksBackWhenAQuestionHasSeveralMeanings() throws {
        let answer = try DemoHospital.shared.get().ask("Which is the best department?", as: "hospital.manager")
        #expect(answer.status == .clarify)
        #expect(answer.readings.count > 1)
        #expect(answer.rows.isEmpty)
    }

    @Test(arguments: ["staff.0", "staff.01", "staff.1 ", "staff.", "staff.1.0", "staff.99999999", "nobody", "", "STAFF.1", "staff.+1"])
    func tellsNothingToWhoIsNotKnown(caller: String) throws {
        let hospital = try DemoHospital.shared.get()
        let answer = hospital.ask("How many admissions were there last month?", as: caller)
        #expect(answer.status == .refused)
        #expect(answer.bytes == hospital.ask("How many admissions were there last month?", as: "staff.nobody").bytes)
    }

    @Test func answersTheSameWithTheSameBytes() throws {
        let hospital = try DemoHospital.shared.get()
        let question = "average length of stay by department last quarter"
        #expect(hospital.ask(question, as: "hospital.manager").bytes == hospital.ask(question, as: "hospital.manager").bytes)
    }

    @Test func answersSeveralAtATimeAsOneByOne() async throws {
        let hospital = try DemoHospital.shared.get()
        let requests = ["Cardiology", "Neurology", "Oncology", "Pediatrics"].flatMap { department in
            ["hospital.manager", "quality.officer"].map { (question: "How many admissions did \(department) have last month?", caller: $0) }
        }
        let expected = requests.map { hospital.ask($0.question, as: $0.caller).bytes }
        let found = await withTaskGroup(of: (Int, String).self) { group in
            for index in 0..<requests.count * 8 {
                let request = requests[index % requests.count]
                group.addTask { (index % requests.count, hospital.ask(request.question, as: request.caller).bytes) }
            }
            return await group.reduce(into: [(Int, String)]()) { $0.append($1) }
        }
        #expect(found.count == requests.count * 8)
        for (index, bytes) in found { #expect(bytes == expected[index]) }
    }

    /// What is sent as a question and is none, with what it may come to.
    struct Hostile: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var text: String
        var expected: [Answer.Status]

        init(_ name: String, _ text: String, _ expected: [Answer.Status]) {
            testDescription = name
            self.text = text
            self.expected = expected
        }
    }

    @Test(arguments: [
        Hostile("SQL", "Robert'); DROP TABLE patient;--", [.unanswerable]),
        Hostile("a megabyte", String(repeating: "a", count: 1 << 20), [.error]),
        Hostile("bytes that were not UTF-8", "How many \u{FFFD} visits", [.error]),
        Hostile("a NUL", "How many visits\u{0}", [.error]),
        Hostile("10,000 brackets", String(repeating: "(", count: 10_000) + String(repeating: ")", count: 10_000), [.error]),
        Hostile("400 brackets", String(repeating: "(", count: 400) + String(repeating: ")", count: 400), [.error, .unanswerable]),
        Hostile("white space", "   \n\t ", [.error]),
        Hostile("nothing", "", [.error]),
    ])
    func turnsAwayWhatIsNoQuestion(hostile: Hostile) throws {
        let hospital = try DemoHospital.shared.get()
        let answer = hospital.ask(hostile.text, as: "hospital.manager")
        #expect(hostile.expected.contains(answer.status))
        #expect(answer.reason?.text.isEmpty == false)
        #expect(answer.reason?.remedy?.isEmpty == false)
        #expect(try hospital.value("SELECT count(*) > 0 FROM patient") == .integer(1))
    }
}
