import Database

/// Whether a table holds the right rows, its columns in whatever order and under whatever names.
struct TableMatch {
    /// The right answer's columns and rows.
    let columns: [String]
    let right: [[Value]]
    /// The columns that must be found.
    let wanted: [String]
    let cells: CellRule
    let question: EvaluationQuestion
    /// For a ranking that is cut: the rows tied with the last.
    let tied: [[Value]]?

    /// A column of the answer, and what its numbers are multiplied by.
    private struct Choice {
        var column: Int
        var scale: Double
    }

    /// How many ways to choose columns are tried.
    private static let mostTries = 20_000

    func matches(_ given: [[Value]]) -> Bool {
        var rows = given
        if rows.count > right.count {
            // A month or a group in which nothing happened may be told.
            rows = rows.filter { row in
                let numbers = row.compactMap { CellRule.number($0) }
                return numbers.isEmpty || numbers.contains { $0.value != 0 }
            }
        }
        guard rows.count == right.count else { return false }
        guard !right.isEmpty else { return true }
        let width = rows.map(\.count).max() ?? 0
        rows = rows.map { $0 + Array(repeating: .null, count: width - $0.count) }
        let places = wanted.compactMap { columns.firstIndex(of: $0) }
        var choices: [[Choice]] = []
        for (name, place) in zip(wanted, places) {
            let values = right.map { [$0[place]] }
            var fitting: [Choice] = []
            for column in 0..<width {
                for scale in name.hasSuffix("_pct") ? [1.0, 100] : [1] {
                    let choice = Choice(column: column, scale: scale)
                    // Where a ranking was cut among equals, the columns' values may differ.
                    if question.isOrdered || isSameColumn(values, rows.map { [$0[column]] }, name, choice) { fitting.append(choice) }
                }
            }
            if fitting.isEmpty { return false }
            choices.append(fitting)
        }
        let runs = self.runs()
        var tries = 0
        return assign(choices, [], &tries) { picked in hasSameRows(rows, places, runs, picked) }
    }

    private func assign(_ choices: [[Choice]], _ picked: [Choice], _ tries: inout Int, _ fits: ([Choice]) -> Bool) -> Bool {
        guard picked.count < choices.count else {
            tries += 1
            return fits(picked)
        }
        for choice in choices[picked.count] where !picked.contains(where: { $0.column == choice.column }) {
            if tries > Self.mostTries { return false }
            if assign(choices, picked + [choice], &tries, fits) { return true }
        }
        return false
    }

    private func isSameColumn(_ values: [[Value]], _ given: [[Value]], _ name: String, _ choice: Choice) -> Bool {
        // A column of nothing but zeros is no fraction.
        if choice.scale != 1, !given.contains(where: { (CellRule.number($0[0])?.value ?? 0) != 0 }) { return false }
        return isPaired(values, given, [name], [choice.scale])
    }

    /// The right rows in runs that may permute: all of them, or where the order counts those of equal keys.
    private func runs() -> [Range<Int>] {
        guard question.isOrdered else { return [right.indices] }
        let keys = question.orderBy.isEmpty ? Array(columns.indices) : question.orderBy.compactMap { columns.firstIndex(of: $0) }
        var runs: [Range<Int>] = []
        for index in right.indices {
            if let last = runs.last, keys.allSatisfy({ right[last.lowerBound][$0] == right[index][$0] }) {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        return runs
    }

    private func hasSameRows(_ rows: [[Value]], _ places: [Int], _ runs: [Range<Int>], _ picked: [Choice]) -> Bool {
        for (number, run) in runs.enumerated() {
            let pool = number == runs.count - 1 ? tied.flatMap { $0.isEmpty ? nil : $0 } ?? Array(right[run]) : Array(right[run])
            let given = rows[run].map { row in picked.map { row[$0.column] } }
            if !isPaired(pool.map { row in places.map { row[$0] } }, given, wanted, picked.map(\.scale)) { return false }
        }
        return true
    }

    /// Whether each row has an equal right row of its own.
    private func isPaired(_ right: [[Value]], _ rows: [[Value]], _ names: [String], _ scales: [Double]) -> Bool {
        // Fractions may differ a little; by all other cells the rows are told apart at once.
        let exact = names.indices.filter { place in
            right.allSatisfy { if case .real = $0[place] { false } else { true } }
        }
        func key(_ row: [Value], _ scales: [Double]?) -> [String] { exact.map { cells.key(row[$0], names[$0], scale: scales?[$0] ?? 1) } }
        let known = Dictionary(grouping: right) { key($0, nil) }
        return Dictionary(grouping: rows) { key($0, scales) }.allSatisfy { isAssignable(known[$0.key] ?? [], $0.value, names, scales) }
    }

    private func isAssignable(_ right: [[Value]], _ rows: [[Value]], _ names: [String], _ scales: [Double]) -> Bool {
        guard rows.count <= right.count else { return false }
        func equal(_ one: [Value], _ other: [Value]) -> Bool {
            names.indices.allSatisfy { cells.isSame(one[$0], other[$0], names[$0], scale: scales[$0]) }
        }
        func rank(_ row: [Value], _ scales: [Double]?) -> [Double] {
            row.indices.map { (CellRule.number(row[$0])?.value ?? 0) * (scales?[$0] ?? 1) }
        }
        func sorted(_ rows: [[Value]], _ scales: [Double]?) -> [[Value]] {
            rows.map { (rank($0, scales), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
        }
        let right = sorted(right, nil)
        let rows = sorted(rows, scales)
        if rows.count == right.count, zip(right, rows).allSatisfy(equal) { return true }
        guard right.count <= 500 else { return false }
        var owner: [Int: Int] = [:]
        // An augmenting path from a row (H. W. Kuhn, "The Hungarian method for the assignment problem", 1955).
        func place(_ row: Int, _ tried: inout Set<Int>) -> Bool {
            for index in right.indices where !tried.contains(index) && equal(right[index], rows[row]) {
                tried.insert(index)
                if owner[index].map({ place($0, &tried) }) ?? true {
                    owner[index] = row
                    return true
                }
            }
            return false
        }
        for row in rows.indices {
            var tried: Set<Int> = []
            if !place(row, &tried) { return false }
        }
        return true
    }
}
