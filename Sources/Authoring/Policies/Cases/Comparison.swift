import Algebra
import Catalog
import Disclosure
import Governance

/// Holds what came of a case against what it says.
struct Comparison {
    private let given: PolicyCase
    private(set) var differences: [CaseResult.Difference] = []

    init(_ given: PolicyCase) {
        self.given = given
    }

    mutating func compare(_ refusal: Refusal, role: String?) {
        if case .refuse(let code) = given.expectation {
            note("decision", code, refusal.code)
        } else {
            note("decision", "permit", "refused, \(refusal.code): \(refusal.text.text(in: "en"))")
        }
        if let expected = given.role { note("role", expected, role ?? "none") }
        if let expected = given.because { note("because", expected, refusal.rule ?? "no rule") }
    }

    mutating func compare(_ governed: GovernedQuery, _ table: DisclosedTable) {
        let columns = table.columns.map { governed.plan.columns[$0] }
        if case .refuse(let code) = given.expectation {
            note("decision", "refused, \(code)", "permit, " + Self.spoken(columns, table.rows))
            return
        }
        if let expected = given.role { note("role", expected, governed.role) }
        if let expected = given.rows, !Self.fit(expected, table.rows, columns) {
            differences.append(
                CaseResult.Difference(
                    what: "rows", expected: Self.spoken(columns, expected.map { $0.map(Cell.init) }),
                    got: Self.spoken(columns, table.rows)))
        }
        if let expected = given.withheld { note("withheld", Self.spoken(expected), Self.spoken(governed.withheld)) }
        for (name, expected) in given.treatments.sorted(by: { $0.key < $1.key }) {
            let planned = columns.first { $0.name == name }
            note("treatment of \(name)", expected, planned?.treatment.word ?? "there is no such output")
        }
        let prompts = (governed.prompts + table.prompts).map(\.code)
        if !given.prompts.allSatisfy(prompts.contains) {
            differences.append(CaseResult.Difference(what: "prompts", expected: Self.spoken(given.prompts), got: Self.spoken(prompts)))
        }
    }

    private mutating func note(_ what: String, _ expected: String, _ got: String) {
        guard expected != got else { return }
        differences.append(CaseResult.Difference(what: what, expected: expected, got: got))
    }

    // MARK: Rows

    /// Whether rows are those that a case writes: `suppressed` and `pseudonym` stand for any cell that is one.
    private static func fit(_ expected: [[Literal]], _ got: [[Cell]], _ columns: [DisclosurePlan.Column]) -> Bool {
        expected.count == got.count
            && zip(expected, got).allSatisfy { row, cells in
                row.count == cells.count && row.indices.allSatisfy { fit(row[$0], cells[$0], columns[$0]) }
            }
    }

    private static func fit(_ expected: Literal, _ got: Cell, _ column: DisclosurePlan.Column) -> Bool {
        switch (Cell(expected), got) {
        case (.integer(let a), .decimal(let b)), (.decimal(let b), .integer(let a)): return Double(a) == b
        // Whether what a mask made of a number or day is still a number is nothing that people see.
        case (.integer(let number), .text(let text)), (.text(let text), .integer(let number)): return text == String(number)
        case (.text("suppressed"), .suppressed): return true
        case (.text("pseudonym"), .text): return column.treatment == .pseudonym
        case (let a, let b): return a == b
        }
    }

    private static func spoken(_ columns: [DisclosurePlan.Column], _ rows: [[Cell]]) -> String {
        let shown = rows.prefix(12).map { "[" + $0.map(spoken).joined(separator: ", ") + "]" }
        let rest = rows.count > shown.count ? " and \(rows.count - shown.count) more" : ""
        let count = rows.count == 1 ? "1 row" : "\(rows.count) rows"
        return rows.isEmpty
            ? "no rows" : "\(count) (\(columns.map(\.name).joined(separator: ", "))): \(shown.joined(separator: " "))\(rest)"
    }

    private static func spoken(_ cell: Cell) -> String {
        switch cell {
        case .null: "null"
        case .integer(let number): String(number)
        case .decimal(let number): String(number)
        case .text(let text): text
        case .suppressed: "suppressed"
        }
    }

    private static func spoken(_ names: [String]) -> String { names.isEmpty ? "none" : names.sorted().joined(separator: ", ") }
}
