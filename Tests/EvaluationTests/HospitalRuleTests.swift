import Database
import Service
import Testing

@testable import Evaluation

/// The rule of the hospital's questions: columns are found by their values, and nothing else than the right rows will do.
@Suite struct HospitalRuleTests {
    private let folder: Folder
    private let gold: Gold

    init() throws {
        folder = try Folder()
        gold = try Gold(
            folder.database(
                """
                CREATE TABLE department(name TEXT, name_zh TEXT, visits INT, share_pct REAL);
                INSERT INTO department VALUES ('Cardiology', '心内科', 3, 12.5), ('Urology', '泌尿科', 5, 20.8333), ('Oncology', '肿瘤科', 5, 20.8333)
                """))
    }

    private func matches(_ sql: String, _ rows: [[Value]], _ change: (inout EvaluationQuestion) -> Void = { _ in }) throws -> Bool {
        var question = EvaluationQuestion(id: .integer(1), question: "?", sql: sql)
        change(&question)
        return try HospitalRule(gold: gold).matches(sql, rows, question)
    }

    private let visits = "SELECT name, visits FROM department WHERE visits < 5 OR name = 'Urology'"

    @Test func findsColumnsByTheirValues() throws {
        #expect(try matches(visits, [[5, "x", "urology"], [3, "y", " Cardiology "]]))
        #expect(try matches(visits, [["心内科", 3], ["泌尿科", 5]]))
        #expect(try !matches(visits, [[3, "Urology"], [5, "Cardiology"]]))
        #expect(try !matches(visits, [[3, "Cardiology"]]))
        #expect(try !matches(visits, [[3, "Cardiology"], [5, "Urology"], [5, "Oncology"]]))
        #expect(try !matches(visits, [[3], [5]]))
    }

    @Test func groupsOfNothingMayBeTold() throws {
        #expect(try matches(visits, [["Cardiology", 3], ["Urology", 5], ["Surgery", 0]]))
        #expect(try !matches(visits, [["Cardiology", 3], ["Urology", 5], ["Surgery", 1]]))
    }

    @Test func columnsMayBeOptional() throws {
        let optional = { (question: inout EvaluationQuestion) in question.optional = ["visits"] }
        #expect(try matches(visits, [["Cardiology"], ["Urology"]], optional))
        #expect(try !matches(visits, [[3], [5]], optional))
        let anyOf = { (question: inout EvaluationQuestion) in question.anyOf = [["name", "visits"]] }
        #expect(try matches(visits, [[3], [5]], anyOf))
        #expect(try !matches(visits, [["x"], ["y"]], anyOf))
    }

    /// The order counts when it was asked for, but for rows that tie; those tied with the last may stand in for it.
    @Test func heedsTheOrder() throws {
        let ranked = { (question: inout EvaluationQuestion) in (question.isOrdered, question.orderBy) = (true, ["visits"]) }
        let all = "SELECT name, visits FROM department ORDER BY visits DESC, name"
        #expect(try matches(all, [["Urology", 5], ["Oncology", 5], ["Cardiology", 3]], ranked))
        #expect(try !matches(all, [["Cardiology", 3], ["Urology", 5], ["Oncology", 5]], ranked))
        #expect(try matches(all, [["Cardiology", 3], ["Urology", 5], ["Oncology", 5]]))
        let cut = "SELECT name, visits FROM department ORDER BY visits DESC LIMIT 1"
        #expect(try matches(cut, [["Urology", 5]], ranked) && matches(cut, [["Oncology", 5]], ranked))
        #expect(try !matches(cut, [["Cardiology", 3]], ranked))
    }

    @Test func numbersMayBeRounded() throws {
        let share = "SELECT name, share_pct FROM department WHERE visits > 3"
        #expect(try matches(share, [["Urology", 20.83], ["Oncology", 20.83]]))
        #expect(try matches(share, [["Urology", 0.208333], ["Oncology", 0.208333]]))
        #expect(try matches(share, [["Urology", "20.8%"], ["Oncology", "20.8%"]]))
        #expect(try !matches(share, [["Urology", 20.4], ["Oncology", 20.83]]))
        #expect(try !matches("SELECT 3 AS visits", [[3.001]]))
        #expect(try matches("SELECT 2.25 AS mean", [[2.2]]) && !matches("SELECT 2.25 AS mean", [[2]]))
    }

    @Test(arguments: [
        ("SELECT '2026-05' AS month", Value.text("May 2026"), true), ("SELECT '2026-05' AS month", "2026年5月", true),
        ("SELECT '2026-05' AS month", "2026-06", false), ("SELECT '2026-Q1' AS quarter", "Q1 2026", true),
        ("SELECT 'F' AS gender", "women", true), ("SELECT 'Monday' AS weekday", 1, true),
        ("SELECT '18-29' AS age_band", "18 to 29 years", true),
        ("SELECT '2026-05-01 10:30:00' AS admitted", "2026-05-01 10:30", true),
        ("SELECT '2026-05-01 10:30:00' AS admitted", "2026-05-02", false),
        ("SELECT NULL AS value", nil, true), ("SELECT NULL AS value", 0, false),
    ])
    func labelsMayBeWrittenInUsualWays(_ sql: String, _ value: Value, _ isRight: Bool) throws {
        #expect(try matches(sql, [[value]]) == isRight)
    }

    @Test func aRowOfNumbersMayBeLaidOut() throws {
        #expect(try matches("SELECT 3 AS men, 5 AS women", [["men", 3], ["women", 5]]))
        #expect(try !matches("SELECT 3 AS men, 5 AS women", [["men", 3], ["women", 4]]))
    }

    @Test func judges() throws {
        func verdict(_ answer: GivenAnswer, _ change: (inout EvaluationQuestion) -> Void) throws -> Verdict {
            var question = EvaluationQuestion(id: .integer(1), question: "?", sql: nil)
            change(&question)
            return try ScoringRule.hospital.verdict(of: answer, to: question, now: "", gold: gold)
        }
        let three = GivenAnswer(.answered, rows: [[3]])
        let unanswerable = { (question: inout EvaluationQuestion) in question.group = "unanswerable" }
        #expect(try verdict(three, unanswerable) == .answeredUnanswerable)
        #expect(try verdict(GivenAnswer(.clarify), unanswerable) == .rightAbstention)
        #expect(try verdict(GivenAnswer(.refused), unanswerable) == .abstained)
        let ambiguous = { (question: inout EvaluationQuestion) in
            (question.group, question.readings) = ("ambiguous", ["SELECT 3", "SELECT 4"])
        }
        #expect(try verdict(GivenAnswer(.clarify), ambiguous) == .rightAbstention)
        #expect(try verdict(three, ambiguous) == .right)
        #expect(try verdict(GivenAnswer(.answered, rows: [[5]]), ambiguous) == .answeredUnanswerable)
        #expect(try verdict(GivenAnswer(.unanswerable), ambiguous) == .abstained)
        let plain = { (question: inout EvaluationQuestion) in (question.group, question.sql) = ("volume", "SELECT 3") }
        #expect(try verdict(three, plain) == .right)
        #expect(try verdict(GivenAnswer(.answered, rows: [[4]]), plain) == .wrong)
        #expect(try verdict(GivenAnswer(.error), plain) == .abstained)
    }
}
