import Testing

@testable import Service

/// The promise at the door: for two databases that agree on what a caller may see, the answers are the same to the byte, whatever is asked,
/// and so is what every stage made of the question.
@Suite("Twin databases")
struct TwinTests {
    @Test(arguments: zip(0..<Viewer.all.count, Viewer.all))
    func nobodyCanTellTwinsApart(index: Int, viewer: Viewer) throws {
        let twins = try TwinHospital(viewer)
        var inputs = TwinQuestions.probes.map { TwinQuestions.Input(text: $0) }
        for mrn in [twins.own, twins.others, twins.nobody] { inputs += TwinQuestions.lookups(mrn).map { TwinQuestions.Input(text: $0) } }
        inputs += TwinQuestions.begun.map { TwinQuestions.Input(text: $0, isCompletion: true) }
        inputs += TwinQuestions.conversation.map { TwinQuestions.Input(text: $0, session: "talk") }
        // The corpora are shared out among the viewers; each question comes to two of them.
        for (number, question) in TwinQuestions.corpus.enumerated() where number % 3 == index % 3 { inputs.append(.init(text: question)) }
        for (number, talk) in TwinQuestions.conversations.enumerated() where number % 3 == index % 3 {
            inputs += talk.map { TwinQuestions.Input(text: $0, session: "corpus \(number)") }
        }
        var statuses: [Answer.Status: Int] = [:]
        var withRows = 0
        for input in inputs {
            let (answer, differences) = Self.compare(input, twins)
            statuses[answer.status, default: 0] += 1
            if !answer.rows.isEmpty { withRows += 1 }
            for difference in differences { Issue.record("\(viewer.name) asks '\(input.text)': \(difference)") }
        }
        print(
            "Twins, \(viewer.name): \(inputs.count) inputs, \(withRows) answers with rows, \(statuses.map { "\($0.key): \($0.value)" }.sorted())"
        )
        #expect(withRows > 40)
    }

    /// Limits count what the caller may see: hidden rows bring nobody nearer to them.
    @Test(arguments: [Viewer.physician, .head, .pharmacist])
    func limitsCountVisibleRowsOnly(viewer: Viewer) throws {
        let twins = try TwinHospital(viewer, rows: 20)
        var codes: [String?] = []
        for text in TwinQuestions.probes {
            let (answer, differences) = Self.compare(TwinQuestions.Input(text: text), twins)
            codes.append(answer.status == .answered ? "answered" : answer.reason?.code)
            for difference in differences { Issue.record("\(viewer.name) asks '\(text)': \(difference)") }
        }
        #expect(codes.contains("limit-reached") && codes.contains("answered"))
    }

    /// Too many rows and too much time are told alike, so that neither tells the other.
    @Test func limitsLookAlike() throws {
        let question = TwinQuestions.Input(text: "list the admissions in 2025")
        let (rows, differences) = Self.compare(question, try TwinHospital(.manager, rows: 1))
        let (time, others) = Self.compare(question, try TwinHospital(.manager, deadline: 0))
        #expect(differences.isEmpty && others.isEmpty)
        #expect(rows.reason?.code == "limit-reached")
        #expect(rows.reason == time.reason && rows.rows.isEmpty && time.rows.isEmpty)
    }

    /// What differs between the two twins' answers, as text; and the answer.
    static func compare(_ input: TwinQuestions.Input, _ twins: TwinHospital) -> (answer: Answer, differences: [String]) {
        var request = Request(
            question: input.text, caller: twins.caller, session: input.session, environment: input.environment, choice: input.choice)
        request.isCompletion = input.isCompletion
        if input.isCompletion {
            let answers = [twins.emptied, twins.crowded].map { $0.answer(request) }
            return (answers[0], answers[0].bytes == answers[1].bytes ? [] : ["completions \(answers[0].bytes)\nand \(answers[1].bytes)"])
        }
        let (one, other) = (twins.emptied.explain(request), twins.crowded.explain(request))
        var differences: [String] = []
        if one.answer.bytes != other.answer.bytes { differences.append("answers\n\(one.answer.bytes)\nand\n\(other.answer.bytes)") }
        for (a, b) in zip(one.stages, other.stages) where a != b { differences.append("stage \(a.title)\n\(a.text)\nand\n\(b.text)") }
        if one.stages.count != other.stages.count { differences.append("\(one.stages.count) stages, and \(other.stages.count)") }
        return (one.answer, differences)
    }
}
