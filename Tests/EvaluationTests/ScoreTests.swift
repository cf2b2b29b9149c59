import Language
import Service
import Testing

@testable import Evaluation

/// Figures, sets of questions, and the groups of failures.
@Suite struct ScoreTests {
    @Test func addsUp() {
        var score = Score()
        let verdicts: [Verdict] = [.right, .right, .right, .wrong, .answeredUnanswerable, .abstained, .abstained, .rightAbstention]
        for verdict in verdicts { score.add(verdict) }
        #expect(score.accuracy == 50)
        #expect(score.rightOfAnswerable == 50)
        #expect(score.reliabilities.map(\.value) == [50, -75, -200, -150])
        #expect(score.json["wrong"] == .integer(1))
        #expect(Score().accuracy == 0)
    }

    /// Right means right on all databases.
    @Test func worstDatabaseDecides() {
        #expect(Verdict.joined([.right, .wrong, .abstained]) == .wrong)
        #expect(Verdict.joined([.right, .abstained]) == .abstained)
        #expect(Verdict.joined([.right, .right]) == .right)
        #expect(Verdict.joined([]) == nil)
    }

    @Test func readsSets() throws {
        let lines = """
            {"id":"a","question":"How many?","sql":null}

            {"id":2,"lang":"zh","group":"volume","question":"X?","sql":"SELECT 1","ordered":true,"order_by":["n"],"any_of":[["a","b"]],"bind":{"M1":"SELECT 2"}}
            """
        let set = try QuestionSet.parse(Array(lines.utf8), file: "set.jsonl")
        #expect(set.questions.map(\.line) == [1, 3])
        #expect(set.questions.map(\.isAnswerable) == [false, true])
        #expect(set.questions[1].isOrdered && set.questions[1].anyOf == [["a", "b"]] && set.questions[1].bind.count == 1)
        #expect(ScoringRule.suiting(set) == .hospital && ScoringRule.suiting(set.every(3)) == .ehrsql)
        #expect(set.speaking("en").questions.map(\.id) == [.string("a")])
    }

    @Test(arguments: ["{\"id\":\"a\"}", "{\"question\":\"a\"}", "[]", "{", "{\"id\":1,\"question\":\"a\",\"sql\":3}"])
    func aLineThatIsNoQuestionIsNamed(_ line: String) throws {
        let error = try #require(throws: ServiceError.self) { try QuestionSet.parse(Array("\n\(line)\n".utf8), file: "set.jsonl") }
        #expect(error.file == "set.jsonl" && error.line == 2)
    }

    /// Literals that name one patient are chosen anew; so sets can be put to other databases.
    @Test func bindsLiterals() throws {
        let folder = try Folder()
        let path = try folder.database("CREATE TABLE patient(mrn TEXT); INSERT INTO patient VALUES ('M7')")
        var question = EvaluationQuestion(id: .integer(1), question: "How old is M1?", sql: "SELECT age FROM patient WHERE mrn = 'M1'")
        question.bind = [("M1", "SELECT mrn FROM patient")]
        let bound = try #require(try QuestionSet(questions: [question]).bound(to: path).questions.first)
        #expect(bound.question == "How old is M7?" && bound.sql == "SELECT age FROM patient WHERE mrn = 'M7'")
        question.bind = [("M1", "SELECT mrn FROM patient WHERE mrn = 'M9'")]
        #expect(throws: ServiceError.self) { try QuestionSet(questions: [question]).bound(to: path) }
    }

    private func marked(_ text: String, _ outcome: Outcome, _ verdict: Verdict) -> MarkedQuestion {
        MarkedQuestion(
            question: EvaluationQuestion(id: .string(text), question: text, sql: "SELECT 1"), outcome: outcome, answers: [],
            verdict: verdict)
    }

    private func unexplained(_ words: [(String, Int)], isKnown: Bool) -> Outcome {
        .unanswerable(
            unexplained: words.map { Unexplained(word: $0.0, offset: $0.1, nearest: [], isKnown: isKnown) }, explanation: "")
    }

    /// A failing question is in one group: that of its word which most others share; and the biggest group comes first.
    @Test func groupsFailures() {
        let confusion = Confusion(
            [
                marked("foo bar 12", unexplained([("foo", 0), ("bar", 4)], isKnown: false), .abstained),
                marked("the foo", unexplained([("foo", 4)], isKnown: false), .abstained),
                marked("on ward 12 since", unexplained([("ward", 3), ("12", 8)], isKnown: true), .abstained),
                marked("fine", unexplained([("fine", 0)], isKnown: false), .rightAbstention),
            ], rule: { "rule \($0)" })
        #expect(confusion.groups.map(\.kind) == ["unknown word", "word without a place"])
        #expect(confusion.groups.map(\.key) == ["foo", "ward"])
        #expect(confusion.groups[0].questions.map(\.question) == ["foo bar 12", "the foo"])
        #expect(confusion.groups[1].company.map(\.text) == ["ward #"])
        #expect(confusion.text(groups: 1).hasSuffix("and 1 smaller groups with 1 failures\n"))
    }

    @Test func tellsWhereMeaningsDiffer() {
        #expect(Failure.difference("visits in 2025, by ward", "visits in 2024, by ward") == ("#,", "#,"))
        #expect(Failure.difference("visits", "visits by ward") == ("(nothing)", "by ward"))
        #expect(Failure.difference("visits of men by ward", "visits of all women by ward") == ("men", "all women"))
    }
}
