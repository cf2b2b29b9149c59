import Database
import Foundation
import Service
import Testing

@testable import Evaluation

/// The shared task's rule of comparison, which decides what counts as right.
@Suite struct EHRSQLRuleTests {
    /// Cells become the text that the task's own scorer makes of them.
    @Test(arguments: [
        (Value.integer(12), "12.0"), (.real(12), "12.0"), (.text("12"), "12.0"), (.text(" 1_2.50 "), "12.5"), (.text("12 mg"), "12 mg"),
        (.real(0.0005), "0.001"), (.real(2.0005), "2.001"), (.real(2.0015), "2.002"), (.real(0.1249999), "0.125"), (.null, "None"),
        (.text(""), ""), (.text("0x10"), "0x10"),
        (.text("1e3"), "1000.0"), (.text("INF"), "inf"), (.text("none"), "none"), (.text("2100-12-31"), "2100-12-31"), (.text("-"), "-"),
    ])
    func writesCells(_ cell: (value: Value, text: String)) {
        #expect(EHRSQLRule.cell(cell.value) == cell.text)
    }

    @Test func comparesRowsWithoutOrder() {
        #expect(EHRSQLRule.canonical([[2], [1]]) == EHRSQLRule.canonical([["1"], [2.0]]))
        #expect(EHRSQLRule.canonical([[1], [1]]) != EHRSQLRule.canonical([[1]]))
        #expect(EHRSQLRule.canonical([[1, 2]]) != EHRSQLRule.canonical([[2, 1]]))
    }

    /// Beyond the first hundred rows nothing is compared.
    @Test func comparesAHundredRows() {
        let many = (0..<150).map { [Value.text(String(format: "%03d", $0) + "x")] }
        #expect(EHRSQLRule.canonical(many) == EHRSQLRule.canonical(Array(many.prefix(100))))
        #expect(EHRSQLRule.canonical(many) != EHRSQLRule.canonical(Array(many.dropFirst())))
    }

    @Test func readsTheTasksOwnSQL() {
        let rule = EHRSQLRule(now: "2100-12-31 23:59:00")
        #expect(
            rule.runnable("SELECT datetime(current_time), date('now')")
                == "SELECT datetime('2100-12-31 23:59:00'), date('2100-12-31 23:59:00')")
        #expect(rule.runnable("WHERE v BETWEEN heart_rate_lower AND heart_rate_upper") == "WHERE v BETWEEN 60.0 AND 100.0")
        #expect(rule.runnable("WHERE body_lower > mean_bp_upper") == "WHERE body_lower > 110.0")
        #expect(rule.runnable("strftime('%y-%j')") == "strftime('%Y-%J')")
    }

    /// Columns that only support the others are left out, unless nothing else is there.
    @Test func leavesOutSupportingColumns() {
        #expect(GivenAnswer(.answered, rows: [[1, 2]], isSupporting: [false, true]).asked == [[1]])
        #expect(GivenAnswer(.answered, rows: [[1, 2]], isSupporting: [true, true]).asked == [[1, 2]])
    }

    @Test func judges() throws {
        let folder = try Folder()
        let path = try folder.database("CREATE TABLE t(n INT); INSERT INTO t VALUES (1), (2)")
        let gold = try Gold(path)
        func verdict(_ sql: String?, _ answer: GivenAnswer) throws -> Verdict {
            try ScoringRule.ehrsql.verdict(
                of: answer, to: EvaluationQuestion(id: .integer(1), question: "?", sql: sql), now: "2100-12-31 23:59:00", gold: gold)
        }
        let answer = GivenAnswer(.answered, rows: [[2], [1]], isSupporting: [false])
        #expect(try verdict("SELECT n FROM t", answer) == .right)
        #expect(try verdict("SELECT n + 1 FROM t", answer) == .wrong)
        #expect(try verdict("SELECT nothing FROM t", answer) == .wrong)
        #expect(try verdict(nil, answer) == .answeredUnanswerable)
        #expect(try verdict(nil, GivenAnswer(.error)) == .rightAbstention)
        #expect(try verdict("SELECT n FROM t", GivenAnswer(.clarify)) == .abstained)
    }
}

/// A folder for a test's files, removed with the test.
final class Folder {
    let path = NSTemporaryDirectory() + "lamplight-evaluation-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A database made by some statements.
    func database(_ sql: String) throws -> String {
        let file = path + "/\(UUID().uuidString).sqlite"
        try Connection(path: file, mode: .readWrite).execute(sql)
        return file
    }
}
