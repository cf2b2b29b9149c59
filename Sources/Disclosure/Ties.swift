/// The runs of rows that tie in the order of a table: within one, nothing but what is shown may order the rows.
struct Ties {
    private let runs: [Range<Int>]

    /// The runs of rows with the same values in the columns; all rows are one run when there are no columns.
    init(_ rows: [[Cell]], by columns: [Int]) {
        var runs: [Range<Int>] = []
        var start = 0
        for row in rows.indices.dropFirst() where columns.contains(where: { !rows[row][$0].ties(with: rows[row - 1][$0]) }) {
            runs.append(start..<row)
            start = row
        }
        if !rows.isEmpty { runs.append(start..<rows.count) }
        self.runs = runs
    }

    /// The rows with each run in the order of the columns given.
    func ordered(_ rows: [[Cell]], by columns: [Int]) -> [[Cell]] {
        var result: [[Cell]] = []
        result.reserveCapacity(rows.count)
        for run in runs {
            if run.count == 1 {
                result.append(rows[run.lowerBound])
                continue
            }
            result += rows[run].sorted { a, b in
                for column in columns where !a[column].ties(with: b[column]) { return a[column].precedes(b[column]) }
                return columns.first { a[$0].represents(b[$0]) != b[$0].represents(a[$0]) }.map { a[$0].represents(b[$0]) } ?? false
            }
        }
        return result
    }
}
