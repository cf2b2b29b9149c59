import Database

/// Reads the tables of a SQLite database: declarations, and bounded samples of the columns.
struct TableReader {
    let connection: Connection
    /// How many rows are looked at for one column.
    static let sampled = 5_000
    /// In how many rows a value must stand to be listed as a code: a rare one may be one person's.
    static let fewestRows = 11
    /// How many codes a list may have.
    static let mostCodes = 20

    /// All tables, in the order of their names.
    func tables(progress: (Double, String) -> Void) throws -> [TableShape] {
        let names = try texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name")
        var tables: [TableShape] = []
        for (index, name) in names.enumerated() {
            progress(Double(index) / Double(max(1, names.count)), name)
            tables.append(try table(name))
        }
        return tables
    }

    private func table(_ name: String) throws -> TableShape {
        let unique = Set(
            try texts(
                """
                SELECT (SELECT lower(name) FROM pragma_index_info(i.name)) FROM pragma_index_list(?1) AS i
                WHERE i."unique" AND i.partial = 0 AND (SELECT count(*) FROM pragma_index_info(i.name)) = 1
                """, name))
        let described = try connection.rows("SELECT name, upper(type), pk FROM pragma_table_info(?1) ORDER BY cid", [.text(name)])
        let keys = described.count { $0[2] != .integer(0) }
        var columns: [TableShape.Column] = []
        for row in described {
            guard case .text(let column) = row[0] else { continue }
            let isKey = row[2] != .integer(0) && keys == 1
            columns.append(
                TableShape.Column(
                    name: column, declared: text(row[1]) ?? "", isPrimaryKey: isKey,
                    isDeclaredUnique: isKey || unique.contains(column.lowercased()), sample: try sample(column, of: name)))
        }
        let foreign = try connection.rows(
            """
            SELECT "from", "table", coalesce("to", '') FROM pragma_foreign_key_list(?1) AS k
            WHERE (SELECT count(*) FROM pragma_foreign_key_list(?1) WHERE id = k.id) = 1 ORDER BY id
            """, [.text(name)])
        let rows = try connection.rows("SELECT count(*) FROM \(Self.quoted(name))").first?.first
        return TableShape(
            name: name, rows: rows.flatMap { if case .integer(let count) = $0 { Int(count) } else { nil } } ?? 0, columns: columns,
            foreignKeys: foreign.map {
                TableShape.ForeignKey(column: text($0[0]) ?? "", table: text($0[1]) ?? "", foreign: text($0[2]) ?? "")
            })
    }

    private func sample(_ column: String, of table: String) throws -> ColumnSample {
        var sample = ColumnSample()
        let name = Self.quoted(column)
        var counts: [Value: Int] = [:]
        var bytes = 0
        var rows = 0
        var forms: Set<ColumnSample.Form> = []
        let statement = try connection.prepare("SELECT \(name) FROM \(Self.quoted(table)) LIMIT \(Self.sampled)")
        while try statement.step() {
            rows += 1
            let value = statement.value(at: 0)
            if value.isNull { continue }
            sample.filled += 1
            counts[value, default: 0] += 1
            forms.insert(Self.form(value))
            if case .text(let text) = value { bytes += text.utf8.count }
        }
        sample.distinct = counts.count
        sample.length = bytes / max(1, sample.filled)
        sample.isUnique = rows > 0 && counts.count == rows
        sample.isBinary = !counts.isEmpty && counts.keys.allSatisfy { $0 == .integer(0) || $0 == .integer(1) }
        sample.form = Self.joined(forms)
        // Codes repeat; and each must be common enough not to be anybody's own.
        if sample.form == .text, (2...Self.mostCodes).contains(counts.count), sample.length <= 40,
            counts.values.allSatisfy({ $0 >= Self.fewestRows })
        {
            // The sample may not have met all of them.
            let all = try connection.rows(
                "SELECT \(name), count(*) FROM \(Self.quoted(table)) WHERE \(name) IS NOT NULL GROUP BY 1 LIMIT \(Self.mostCodes + 1)")
            let common = all.allSatisfy { if case .integer(let count) = $0[1] { count >= Int64(Self.fewestRows) } else { false } }
            if all.count <= Self.mostCodes, common { sample.codes = all.compactMap { text($0[0]) }.sorted() }
        }
        return sample
    }

    private static func form(_ value: Value) -> ColumnSample.Form {
        switch value {
        case .null: return .none
        case .integer: return .whole
        case .real: return .number
        case .text(let text):
            let bytes = Array(text.utf8)
            func fits(_ shape: StaticString) -> Bool {
                let shape = shape.withUTF8Buffer { Array($0) }
                return bytes.count >= shape.count
                    && zip(bytes, shape).allSatisfy { $1 == UInt8(ascii: "0") ? (0x30...0x39).contains($0) : $0 == $1 }
            }
            if bytes.count == 10, fits("0000-00-00") { return .date }
            if fits("0000-00-00 00:00") || fits("0000-00-00T00:00") {
                return bytes.dropFirst(11).allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ":") } ? .midnight : .time
            }
            return .text
        }
    }

    private static func joined(_ forms: Set<ColumnSample.Form>) -> ColumnSample.Form {
        if forms.count <= 1 { return forms.first ?? .none }
        if forms.isSubset(of: [.whole, .number]) { return .number }
        if forms.isSubset(of: [.date, .midnight]) { return .midnight }
        if forms.isSubset(of: [.date, .midnight, .time]) { return .time }
        return .text
    }

    /// Whether the values of a column are found among those of another, but for a few; empty columns say nothing, and count as found.
    func isContained(_ column: String, of table: String, in foreign: String, of other: String) throws -> Bool {
        let rows = try connection.rows(
            """
            SELECT count(*), coalesce(sum(v IN (SELECT \(Self.quoted(foreign)) FROM \(Self.quoted(other)))), 0)
            FROM (SELECT DISTINCT \(Self.quoted(column)) AS v FROM (SELECT \(Self.quoted(column)) FROM \(Self.quoted(table)) LIMIT \(Self.sampled))
                  WHERE \(Self.quoted(column)) IS NOT NULL AND \(Self.quoted(column)) <> 0)
            """)
        guard case .integer(let all)? = rows.first?.first, case .integer(let found)? = rows.first?.last else { return false }
        return found * 20 >= all * 19
    }

    /// Whether no two rows of a table share a value of a column; nulls share nothing.
    func isUnique(_ column: String, of table: String) throws -> Bool {
        let name = Self.quoted(column)
        return try connection.rows(
            "SELECT 1 FROM \(Self.quoted(table)) WHERE \(name) IS NOT NULL GROUP BY \(name) HAVING count(*) > 1 LIMIT 1"
        ).isEmpty
    }

    /// How many values a column has beyond a list.
    func strangers(_ column: String, of table: String, beyond list: [String]) throws -> Int {
        let marks = list.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
        let name = Self.quoted(column)
        let rows = try connection.rows(
            "SELECT count(DISTINCT \(name)) FROM \(Self.quoted(table)) WHERE \(name) IS NOT NULL AND \(name) NOT IN (\(marks))",
            list.map { .text($0) })
        guard case .integer(let count)? = rows.first?.first else { return 0 }
        return Int(count)
    }

    static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }

    private func text(_ value: Value) -> String? {
        if case .text(let text) = value { text } else { nil }
    }

    private func texts(_ sql: String, _ parameter: String? = nil) throws -> [String] {
        try connection.rows(sql, parameter.map { [.text($0)] } ?? []).compactMap { $0.first.flatMap(text) }
    }
}
