import Algebra
import Database
import Execution
import Testing

/// Random queries on random data: SQLite must give exactly the oracle's rows in the oracle's order, and the normal form the same again.
@Suite struct OracleTests {
    @Test(arguments: 0..<40)
    func compiledQueriesGiveTheOraclesRows(data: Int) throws {
        var generator = QueryGenerator(seed: UInt64(data) &* 7919 &+ 1)
        let (oracle, statements) = Self.randomData(&generator)
        let ward = try Ward(statements)
        defer { ward.remove() }
        for number in 0..<60 {
            var generator = QueryGenerator(seed: UInt64(data * 1_000 + number))
            let query = generator.query(number % 3)
            let expected: [[Value]]
            do {
                expected = try oracle.rows(query)
            } catch is Oracle.Failure {
                continue
            }
            try check(query, "", ward, oracle, expected)
            try check(query.normalized(), "normal form of \(query)", ward, oracle, expected)
        }
    }

    private func check(_ query: Query, _ note: String, _ ward: Ward, _ oracle: Oracle, _ expected: [[Value]]) throws {
        let compiled = try SQLCompiler.compile(query, schema: Ward.Tables(), parameters: oracle.parameters)
        do {
            let rows = try ward.executor.run(compiled).rows
            let isSame = rows.count == expected.count && zip(rows, expected).allSatisfy { agree($0, $1, oracle) }
            try #require(isSame, "\(note)\n\(query)\n\(compiled.sql)\ngot \(rows)\nnot \(expected)")
        } catch let error as ExecutionError {
            Issue.record("\(note)\n\(query)\n\(compiled.sql)\n\(error)")
        }
    }

    private func agree(_ row: [Value], _ other: [Value], _ oracle: Oracle) -> Bool {
        zip(row, other).allSatisfy { a, b in
            if case .real(let x) = a, let y = oracle.number(b) { return abs(x - y) <= 1e-9 * max(1, abs(y)) }
            return oracle.same([a], [b])
        }
    }

    private static func randomData(_ generator: inout QueryGenerator) -> (Oracle, String) {
        var oracle = Oracle(tables: [:], parameters: ["now": .time("2026-06-30 23:59:59")])
        var statements = ""
        for table in QueryGenerator.tables {
            let count = table.name == "note" ? 0 : generator.random.below(7)
            var rows: [Oracle.Row] = []
            for number in 0..<count {
                var row: Oracle.Row = [:]
                for (column, kind) in table.columns {
                    var value = generator.random.chance(20) ? Value.null : Value(generator.literal(kind))
                    if column == table.key { value = .integer(Int64(number)) }
                    if column == "mrn" { value = .text("M\(number)") }
                    if column == "admitted" || table.name == "department" && column == "name", value.isNull {
                        value = .text("2026-05-31 23:59:59")
                    }
                    row[column] = value
                }
                rows.append(row)
                let values = table.columns.map { sql(row[$0.0] ?? .null) }
                statements += "INSERT INTO \(table.name) VALUES (\(values.joined(separator: ", ")));\n"
            }
            oracle.tables[table.name] = rows
        }
        return (oracle, statements)
    }

    private static func sql(_ value: Value) -> String {
        switch value {
        case .null: "NULL"
        case .integer(let integer): String(integer)
        case .real(let real): String(real)
        case .text(let text): "'" + text.replacing("'", with: "''") + "'"
        }
    }
}
