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
