import Database
import Foundation

/// Random rows of the practice with nulls, quotes, ties, dangling references and, now and then, an empty table.
struct PracticeData {
    let rows: [String: [[Value]]]

    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func maybe(_ value: Value, _ random: inout SplitMix64) -> Value { random.below(6) == 0 ? .null : value }
        func number(_ bound: Int, _ random: inout SplitMix64) -> Value { maybe(.integer(Int64(random.below(bound))), &random) }
        func text(_ texts: [String], _ random: inout SplitMix64) -> Value { maybe(.text(random.pick(texts)), &random) }
        var rows: [String: [[Value]]] = [:]
        rows["dept"] = [(1, "North"), (2, "O'Hara"), (3, "心\\内%_")].map { [.integer($0.0), .text($0.1)] }
        rows["room"] = (0..<random.below(6)).map { [.integer(Int64($0)), number(5, &random)] }
        rows["patient"] = (0..<9).map { key in
            let born = text(["1950-02-28", "1972-02-29", "1972-07-01", "1999-12-31", "2025-12-31"], &random)
            return [
                .integer(Int64(key)), text(["Ann", "ann", "O'N", ""], &random), born, text(["c0", "c1", "C1"], &random),
                maybe(.integer(random.below(4) == 0 ? 1 : 0), &random),
            ]
        }
        rows["visit"] = (0..<random.below(30)).map { key in
            let at = String(format: "2026-%02d-%02d %02d:30:00", random.below(6) + 1, random.below(28) + 1, random.below(24))
            return [
                .integer(Int64(key)), number(11, &random), number(5, &random), .text(at),
                maybe(.real(Double(random.below(9)) * 5), &random),
                text(["f0", "f1", "F1"], &random), text(["s", "t"], &random),
            ]
        }
        rows["test"] = (0..<random.below(30)).map { key in
            [.integer(Int64(key)), number(31, &random), maybe(.real(Double(random.below(14)) / 2), &random)]
        }
        rows["team"] = (0..<random.below(16)).map { _ in
            [number(10, &random), number(3, &random), text(["2026-06-29", "2026-06-30", "2027-01-01"], &random)]
        }
        self.rows = rows
    }

    func writeSQLite(to path: String) throws {
        let connection = try Connection(path: path, mode: .create)
        for table in PracticeRules.tables {
            let columns = table.columns.map { "\($0.name) \($0.sqlite)" }.joined(separator: ", ")
            try connection.execute("CREATE TABLE \(table.name) (\(columns))")
            let marks = table.columns.map { _ in "?" }.joined(separator: ", ")
            for row in rows[table.name] ?? [] { _ = try connection.rows("INSERT INTO \(table.name) VALUES (\(marks))", row) }
        }
    }

    /// Tables, rows and row security as one script for psql.
    var postgresScript: String {
        var script = ""
        for table in PracticeRules.tables {
            let columns = table.columns.map { "\($0.name) \($0.postgres)" }.joined(separator: ", ")
            script += "CREATE TABLE \(table.name) (\(columns));\n"
            script += PostgresDatabase.copy(rows[table.name] ?? [], into: table.name, columns: table.columns.map(\.name))
        }
        return script + PracticeRules.rowSecurity
    }
}
