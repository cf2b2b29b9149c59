import Database

/// The rule of the hospital's questions: an answer is right when it holds the right columns, found by their values.
///
/// Further columns are allowed, `optional` ones may be missing, of each group under `any_of` one is enough. Rows are compared as
/// multisets, or in the order of the keys where the order was asked for; rows tied there may stand in for one another.
struct HospitalRule {
    let gold: Gold

    func verdict(of answer: GivenAnswer, to question: EvaluationQuestion) throws -> Verdict {
        if question.group == "ambiguous" {
            switch answer.status {
            case .clarify: return .rightAbstention
            case .answered:
                return try question.readings.contains { try matches($0, answer.rows, question) } ? .right : .answeredUnanswerable
            default: return .abstained
            }
        }
        guard let sql = question.sql, question.group != "unanswerable" else {
            switch answer.status {
            case .answered: return .answeredUnanswerable
            case .clarify, .unanswerable: return .rightAbstention
            default: return .abstained
            }
        }
        guard answer.status == .answered else { return .abstained }
        return try matches(sql, answer.rows, question) ? .right : .wrong
    }

    /// Whether rows are the result of a statement.
    func matches(_ sql: String, _ rows: [[Value]], _ question: EvaluationQuestion) throws -> Bool {
        let (columns, right) = try gold.run(sql)
        let cells = CellRule(twins: gold.twins)
        let optional = question.optional.union(question.anyOf.joined())
        for choice in Self.choices(question.anyOf) {
            let needed = columns.filter { !optional.contains($0) || choice.contains($0) }
            // With all columns the order of what is tied can be told; without the optional ones it cannot.
            for wanted in (needed.count < columns.count ? [columns] : []) + [needed] {
                let table = TableMatch(
                    columns: columns, right: right, wanted: wanted, cells: cells, question: question,
                    tied: try question.isOrdered ? tied(sql, columns, right, question) : nil)
                if table.matches(rows) { return true }
            }
        }
        let needed = columns.indices.filter { !optional.contains(columns[$0]) }
        return right.count == 1 && Self.isSpread(needed.map { right[0][$0] }, over: rows, cells)
    }

    /// One column of each list, in every combination.
    private static func choices(_ lists: [[String]]) -> [[String]] {
        lists.reduce([[]]) { chosen, list in chosen.flatMap { first in list.map { first + [$0] } } }
    }

    /// For a ranking that is cut, all rows tied with the last: each may stand in for it.
    private func tied(_ sql: String, _ columns: [String], _ right: [[Value]], _ question: EvaluationQuestion) throws -> [[Value]]? {
        guard let cut = sql.firstMatch(of: /\s+[Ll][Ii][Mm][Ii][Tt]\s+[0-9]+\s*$/), let last = right.last else { return nil }
        let keys = question.orderBy.isEmpty ? Array(columns.indices) : question.orderBy.compactMap { columns.firstIndex(of: $0) }
        return try gold.run(String(sql[..<cut.range.lowerBound])).rows.filter { row in keys.allSatisfy { row[$0] == last[$0] } }
    }

    /// A single right row of several numbers, laid out over several rows.
    private static func isSpread(_ wanted: [Value], over rows: [[Value]], _ cells: CellRule) -> Bool {
        let numbers = wanted.compactMap { CellRule.number($0) }
        guard wanted.count >= 2, (2...6).contains(rows.count), numbers.count == wanted.count else { return false }
        var left = rows.joined().compactMap { CellRule.number($0) }
        for number in numbers {
            guard let index = left.firstIndex(where: { CellRule.isClose(number, $0) }) else { return false }
            left.remove(at: index)
        }
        return true
    }
}
