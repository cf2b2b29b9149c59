import Database
import Foundation

/// The rule of the EHRSQL-2024 shared task (https://github.com/glee4810/ehrsql-2024), on the rows themselves.
///
/// Numbers are rounded to three decimals, cells compared as text, rows sorted, and the first 100 must be the same.
struct EHRSQLRule {
    /// The data's clock, which the right SQL calls the current time.
    let now: String

    func verdict(of answer: GivenAnswer, to question: EvaluationQuestion, gold: Gold) throws -> Verdict {
        let isAnswered = answer.status == .answered
        guard let sql = question.sql else { return isAnswered ? .answeredUnanswerable : .rightAbstention }
        guard isAnswered else { return .abstained }
        // The task counts right SQL that fails as matched by nothing.
        guard let right = try? gold.run(runnable(sql)).rows else { return .wrong }
        return Self.canonical(answer.asked) == Self.canonical(right) ? .right : .wrong
    }

    /// Normal ranges of vital signs that the task's SQL names: lowest and highest.
    private static let ranges = [
        "temperature": ("35.5", "38.1"), "sao2": ("95.0", "100.0"), "heart_rate": ("60.0", "100.0"), "respiration": ("12.0", "18.0"),
        "systolic_bp": ("90.0", "120.0"), "diastolic_bp": ("60.0", "90.0"), "mean_bp": ("60.0", "110.0"),
    ]

    /// The task's SQL as SQLite runs it: with the data's clock, ranges as numbers, and formats of time that SQLite has.
    func runnable(_ sql: String) -> String {
        let quoted = "'\(now)'"
        var sql = sql.replacing("current_time", with: quoted).replacing("current_date", with: "'\(now.prefix(10))'")
        sql = sql.replacing("'now'", with: quoted)
        if sql.contains("_lower") || sql.contains("_upper") {
            sql = sql.replacing(/\b([A-Za-z0-9_]+?)_(lower|upper)\b/.wordBoundaryKind(.simple)) { match in
                guard let range = Self.ranges[String(match.1)] else { return String(match.0) }
                return match.2 == "upper" ? range.1 : range.0
            }
        }
        return sql.replacing("%y", with: "%Y").replacing("%j", with: "%J")
    }

    /// Rows in a form in which equal answers are equal.
    static func canonical(_ rows: [[Value]]) -> [[String]] {
        Array(rows.map { $0.map(cell) }.sorted(by: precedes).prefix(100))
    }

    private static func precedes(_ a: [String], _ b: [String]) -> Bool {
        for (one, other) in zip(a, b) where one != other { return one.utf8.lexicographicallyPrecedes(other.utf8) }
        return a.count < b.count
    }

    /// A cell as text; what spells a number is one.
    static func cell(_ value: Value) -> String {
        switch value {
        case .null: "None"
        case .integer(let number): number.magnitude < 1 << 53 ? "\(number).0" : Decimals.rounded(Double(number), to: 3).description
        case .real(let number): Decimals.rounded(number, to: 3).description
        case .text(let text): Decimals.parsed(text).map { Decimals.rounded($0, to: 3).description } ?? text
        }
    }
}
