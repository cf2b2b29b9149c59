import Algebra
import Database
import Execution
import Specification
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

    /// The promise of governance, for every occurrence of every table: guarded rows answer as if those that are not visible were deleted.
    @Test(arguments: 0..<20)
    func guardsAnswerAsIfOtherRowsWereNotThere(data: Int) throws {
        var generator = QueryGenerator(seed: UInt64(data) &* 104_729 &+ 5)
        let (oracle, statements) = Self.randomData(&generator)
        let predicates = Dictionary(
            uniqueKeysWithValues: QueryGenerator.tables.map { table in
                (table.name, generator.condition(table.columns.map { QueryGenerator.Column(source: "row", name: $0.0, kind: $0.1) }, 0))
            })
        var visible = oracle
        for (table, rows) in oracle.tables {
            visible.tables[table] = try rows.filter { row in try predicates[table].map { try oracle.holds($0, ["row": row]) } ?? false }
        }
        let whole = try Ward(statements)
        defer { whole.remove() }
        let part = try Ward(Self.statements(visible))
        defer { part.remove() }
        for number in 0..<60 {
            var generator = QueryGenerator(seed: UInt64(data * 5_000 + number))
            let query = generator.query(number % 3)
            let guarded = Guards(predicates: predicates).apply(query)
            let bare = Guards(predicates: [:]).apply(query)
            let parameters = oracle.parameters
            let seen = try whole.executor.run(SQLCompiler.compile(guarded, schema: Ward.Tables(), parameters: parameters)).rows
            let there = try part.executor.run(SQLCompiler.compile(bare, schema: Ward.Tables(), parameters: parameters)).rows
            try #require(seen == there, "\(guarded)\ngot \(seen)\nnot \(there)")
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
            }
            oracle.tables[table.name] = rows
        }
        return (oracle, statements(oracle))
    }

    private static func statements(_ oracle: Oracle) -> String {
        var statements = ""
        for table in QueryGenerator.tables {
            for row in oracle.tables[table.name] ?? [] {
                let values = table.columns.map { sql(row[$0.0] ?? .null) }
                statements += "INSERT INTO \(table.name) VALUES (\(values.joined(separator: ", ")));\n"
            }
        }
        return statements
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

/// Puts a guard on every occurrence of every table, in place of those that are there.
private struct Guards {
    /// By table, a condition on a source called `row`.
    var predicates: [String: Term]

    func apply(_ query: Query) -> Query {
        let inner = query.mapTerms(apply, query: apply)
        return onSelects(inner) { select in
            var select = select
            select.source.visible = nil
            if case .entity(let table) = select.source.kind, let alias = select.source.alias {
                select.source.visible = predicates[table].map { renamed($0, alias) }
            }
            select.joins = select.joins.map { join in
                var join = join
                join.visible = predicates[join.entity].map { renamed($0, join.alias) }
                return join
            }
            return select
        }
    }

    private func apply(_ term: Term) -> Term { term.mapChildren(apply, query: apply) }

    private func onSelects(_ query: Query, _ change: (Select) -> Select) -> Query {
        switch query {
        case .select(let select): .select(change(select))
        case .combine(let op, let left, let right): .combine(op, onSelects(left, change), onSelects(right, change))
        case .align: query
        }
    }

    private func renamed(_ term: Term, _ alias: String) -> Term {
        if case .column(_, let name) = term { return .column(source: alias, name: name) }
        return term.mapChildren({ renamed($0, alias) }, query: { $0 })
    }
}
