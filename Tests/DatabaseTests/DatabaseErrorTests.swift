import Database
import Testing

@Suite struct DatabaseErrorTests {
    @Test func descriptionSaysWhatWhereAndWhatToDoWithoutTheStatement() throws {
        let connection = try Connection.inMemory()
        let sql = "SELECT 'secret' FORM t"
        let error = #expect(throws: DatabaseError.self) { try connection.prepare(sql) }
        #expect(error?.sql == sql)
        #expect(error?.offset == 21)
        #expect(
            error?.description
                == "Could not prepare a statement: near \"t\": syntax error at byte 21 of the statement (SQLite code 1). "
                + "Correct the statement or its parameters.")
    }

    @Test func runningStatementNeverQuotesABoundValue() throws {
        let connection = try Connection.inMemory()
        try connection.execute("CREATE VIRTUAL TABLE note USING fts5(text); CREATE TABLE t(a UNIQUE)")
        for query in ["Doe:", "\"Doe", "Doe AND", "(Doe"] {
            let error = #expect(throws: DatabaseError.self) { try connection.rows("SELECT * FROM note WHERE note MATCH ?", [.text(query)]) }
            #expect(error.map { "\($0)".contains("Doe") } == false)
        }
        let jsonError = #expect(throws: DatabaseError.self) { try connection.rows("SELECT json_extract('{}', ?)", ["Doe"]) }
        #expect(jsonError.map { "\($0)".contains("Doe") } == false)
        _ = try connection.rows("INSERT INTO t VALUES (?)", ["Doe"])
        let error = #expect(throws: DatabaseError.self) { try connection.rows("INSERT INTO t VALUES (?)", ["Doe"]) }
        #expect(error?.kind == .constraint)
        #expect(error?.message == "UNIQUE constraint failed: t.a")
    }
}
