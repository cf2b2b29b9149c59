import Database
import Testing

@Suite struct AuthorizerTests {
    let connection: Connection

    init() throws {
        connection = try Connection.inMemory()
        try connection.execute(
            """
            CREATE TABLE patient(id INTEGER, name TEXT, ward TEXT);
            INSERT INTO patient VALUES (1, 'A', 'w'), (2, 'B', 'w');
            CREATE VIEW everyone AS SELECT name FROM patient
            """)
    }

    /// Allows reading the columns of `patient` that are named, and counting.
    private func reading(_ columns: Set<String>) -> Authorizer {
        Authorizer { action in
            switch action {
            case .select: .allow
            case .read(let table, let column, _): table == "patient" && (column.isEmpty || columns.contains(column)) ? .allow : .deny
            case .function(let name): name == "count" ? .allow : .deny
            case .recursive, .other: .deny
            }
        }
    }

    @Test func listedColumnsAreRead() throws {
        let rows = try connection.rows("SELECT ward, count(*) FROM patient GROUP BY ward", authorizer: reading(["ward"]))
        #expect(rows == [["w", 2]])
    }

    @Test(arguments: [
        "SELECT name FROM patient", "SELECT NAME FROM PATIENT", "SELECT p.\"name\" FROM patient AS p", "SELECT * FROM patient",
        "SELECT ward FROM patient WHERE name > 'A'", "SELECT ward FROM patient ORDER BY name",
        "SELECT ward FROM patient AS a WHERE EXISTS (SELECT 1 FROM patient AS b WHERE b.name < a.ward)",
        "WITH c AS (SELECT name AS ward FROM patient) SELECT ward FROM c", "SELECT name FROM everyone", "SELECT upper(ward) FROM patient",
        "SELECT sql FROM sqlite_schema", "DELETE FROM patient", "PRAGMA table_info(patient)", "ATTACH ':memory:' AS x",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i + 1 FROM n) SELECT i FROM n",
    ])
    func whatIsNotListedIsDenied(sql: String) throws {
        let error = #expect(throws: DatabaseError.self) { try connection.prepare(sql, authorizer: reading(["ward"])) }
        #expect(error?.kind == .denied)
        #expect(throws: Never.self) { try connection.prepare(sql) }
    }

    @Test func statementKeepsItsOwnAuthorizerWhenItIsCompiledAgain() throws {
        final class Seen: @unchecked Sendable {
            var columns: [String] = []
        }
        let seen = Seen()
        let statement = try connection.prepare(
            "SELECT ward FROM patient",
            authorizer: Authorizer { action in
                if case .read(_, let column, _) = action { seen.columns.append(column) }
                return .allow
            })
        #expect(seen.columns == ["ward"])
        connection.authorize { _ in .deny }
        #expect(throws: DatabaseError.self) { try connection.prepare("SELECT 1") }
        connection.authorize(nil)
        try connection.execute("CREATE TABLE other(a)")
        #expect(try statement.rows() == [["w"], ["w"]])
        #expect(seen.columns == ["ward", "ward"])
    }

    @Test func schemaChangeCannotWidenAPreparedStatement() throws {
        try connection.execute("CREATE VIEW source AS SELECT ward AS v FROM patient")
        let statement = try connection.prepare(
            "SELECT v FROM source",
            authorizer: Authorizer { action in
                if case .read("patient", "name", _) = action { return .deny }
                return .allow
            })
        #expect(try statement.rows() == [["w"], ["w"]])
        try connection.execute("DROP VIEW source; CREATE VIEW source AS SELECT name AS v FROM patient")
        let error = #expect(throws: DatabaseError.self) { try statement.rows() }
        #expect(error?.kind == .denied)
    }

    @Test func standingAuthorizerHoldsForStatementsWithoutTheirOwn() throws {
        connection.authorize { action in
            if case .other = action { return .deny }
            return .allow
        }
        #expect(throws: DatabaseError.self) { try connection.execute("DELETE FROM patient") }
        #expect(throws: DatabaseError.self) { try connection.rows("DELETE FROM patient") }
        #expect(try connection.rows("SELECT count(*) FROM patient") == [[2]])
        connection.authorize(nil)
        try connection.execute("DELETE FROM patient")
    }

    @Test func viewIsNamedAsTheReader() throws {
        final class Seen: @unchecked Sendable {
            var actions: Set<Authorizer.Action> = []
        }
        let seen = Seen()
        _ = try connection.prepare(
            "SELECT name FROM everyone",
            authorizer: Authorizer { action in
                seen.actions.insert(action)
                return .allow
            })
        #expect(seen.actions.contains(.read(table: "patient", column: "name", within: "everyone")))
    }
}
