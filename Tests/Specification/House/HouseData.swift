import Database

/// The rows of a house, by table; every row has all columns.
package struct HouseData: Sendable {
    package typealias Row = [String: Value]

    package var rows: [String: [Row]]

    package init(rows: [String: [Row]] = [:]) { self.rows = rows }

    /// Texts that look like other things: quotes, wildcards, numbers, keywords, one letter written in two ways, spaces.
    package static let texts = [
        "", "a", "A", "ab", "O'Hara", "\"x\"", "%", "_", "10", "010", "1e1", "null", "NULL", "Ångström", "e\u{301}", "é", "心内科", "心", " a",
        "--",
        "x' or '1'='1",
    ]
    package static let dates = [
        "1936-06-15", "1936-06-16", "1949-12-31", "1950-01-01", "1950-03-15", "1950-03-31", "2000-02-29", "2000-03-01", "2026-06-30",
    ]
    package static let times = [
        "2025-12-31 23:59:59", "2026-01-01 00:00:00", "2026-05-31 08:30:00", "2026-06-01 00:00:00", "2026-06-01 08:30:00",
        "2026-06-30 12:00:00", "2026-07-01 00:00:00",
    ]

    /// Random rows with nulls, ties, duplicates, empty tables, and references to rows that are not there.
    package init(of house: House, _ random: inout Random) {
        rows = [:]
        let most = ["ward": 4, "staff": 5, "person": 9, "stay": 22, "result": 20, "team": 14, "consent": 9]
        var counts: [String: Int] = [:]
        for table in house.tables { counts[table.name] = random.chance(6) ? 0 : 1 + random.below(most[table.name] ?? 5) }
        // Few different texts, so that rows tie.
        let words = (0..<4).map { _ in random.pick(Self.texts) }
        for table in house.tables {
            var made: [Row] = []
            for number in 0..<(counts[table.name] ?? 0) {
                if !made.isEmpty, table.name == "team", random.chance(15) {
                    made.append(random.pick(made))
                    continue
                }
                var row: Row = [:]
                for column in table.columns {
                    if column.name == table.key, table.name != "team" {
                        row[column.name] = .integer(Int64(number + 1))
                    } else if random.chance(15) {
                        row[column.name] = .null
                    } else if column.kind == .identifier {
                        // One more than there are: rows that are missing.
                        let target = table.one.first { $0.column == column.name }?.target ?? "person"
                        row[column.name] = .integer(Int64(random.below((counts[target] ?? 0) + 1) + 1))
                    } else {
                        row[column.name] = Self.value(column, words, &random)
                    }
                }
                made.append(row)
            }
            rows[table.name] = made
        }
    }

    private static func value(_ column: House.Column, _ words: [String], _ random: inout Random) -> Value {
        if column.name == "mrn" { return .text("M\(random.below(3))00\(random.below(1000))") }
        switch column.kind {
        // Halves, so that sums are the same in every order.
        case .number: return .real(Double(random.below(9)) / 2 - 1)
        case .integer: return .integer(Int64(random.below(5)) - 1)
        case .text: return .text(random.pick(words))
        case .date: return .text(random.pick(dates))
        case .time: return .text(random.pick(times))
        case .identifier: return .integer(Int64(random.below(9)))
        }
    }

    /// Writes the rows to a new database file.
    package func write(to path: String, of house: House) throws {
        let connection = try Connection(path: path, mode: .create)
        try connection.inTransaction {
            for table in house.tables {
                let columns = table.columns.map { column in
                    switch column.kind {
                    case .identifier, .integer: "\(column.name) INTEGER"
                    case .number: "\(column.name) REAL"
                    case .text, .date, .time: "\(column.name) TEXT"
                    }
                }
                try connection.execute("CREATE TABLE \(table.name) (\(columns.joined(separator: ", ")))")
                guard let rows = rows[table.name], !rows.isEmpty else { continue }
                let places = table.columns.map { _ in "?" }.joined(separator: ", ")
                let statement = try connection.prepare("INSERT INTO \(table.name) VALUES (\(places))")
                for row in rows {
                    try statement.bind(table.columns.map { row[$0.name] ?? .null })
                    _ = try statement.step()
                    statement.reset()
                }
            }
        }
    }
}
