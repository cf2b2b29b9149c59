import Database
import Testing

@Suite struct StatementTests {
    @Test(arguments: [
        Value.null, .integer(0), .integer(.min), .integer(.max), .real(0.1), .real(-.infinity), .real(5e-324), .text(""),
        .text("O'Neil; --"),
        .text("内科 ü e\u{301} 👩‍⚕️"), .text("before\0after"), .text(String(repeating: "x", count: 1 << 20)),
    ])
    func valueComesBackAsItWasBound(value: Value) throws {
        let connection = try Connection.inMemory()
        #expect(try connection.rows("SELECT ?", [value]) == [[value]])
        try connection.execute("CREATE TABLE t(v)")
        _ = try connection.rows("INSERT INTO t VALUES (?)", [value])
        #expect(try connection.rows("SELECT v FROM t") == [[value]])
    }

    @Test func valueKeepsItsType() throws {
        let statement = try Connection.inMemory().prepare("SELECT typeof(?), typeof(?), typeof(?), typeof(?)")
        try statement.bind([nil, 1, 1.0, "1"])
        #expect(try statement.rows() == [["null", "integer", "real", "text"]])
    }

    @Test func bindsEveryKindDirectly() throws {
        let statement = try Connection.inMemory().prepare("SELECT ?, ?, ?, ?, ?, ?, ?")
        let bytes = Array("naïve".utf8)
        try bytes.withUnsafeBufferPointer { bytes in
            try statement.bind(7, at: 1)
            try statement.bind(Int64.max, at: 2)
            try statement.bind(2.5, at: 3)
            try statement.bind("static" as StaticString, at: 4)
            try statement.bind(utf8: bytes, at: 5)
            try statement.bind(unowned: bytes, at: 6)
            try statement.bind(utf8: UnsafeBufferPointer(start: nil, count: 0), at: 7)
            #expect(try statement.step())
            #expect(statement.integer(at: 0) == 7)
            #expect(statement.integer(at: 1) == .max)
            #expect(statement.real(at: 2) == 2.5)
            #expect(statement.text(at: 3) == "static")
            #expect(statement.text(at: 4) == "naïve")
            #expect(statement.withUTF8(at: 5) { Array($0) } == Array(bytes))
            #expect(statement.value(at: 6) == .text(""))
        }
    }

    @Test func nanIsRefusedSinceItWouldBecomeNull() throws {
        let statement = try Connection.inMemory().prepare("SELECT ?")
        #expect(throws: DatabaseError.self) { try statement.bind(Double.nan, at: 1) }
    }

    @Test func blobReadsAsText() throws {
        #expect(try Connection.inMemory().rows("SELECT x'4142', x'ff'") == [["AB", "\u{FFFD}"]])
    }

    @Test func runsAgainAfterItsEndAndKeepsParameters() throws {
        let statement = try Connection.inMemory().prepare("SELECT ? + 1 AS next")
        try statement.bind([41])
        #expect(statement.columnNames == ["next"])
        #expect(try statement.rows() == [[42]])
        #expect(try statement.rows() == [[42]])
        statement.clearParameters()
        #expect(try statement.rows() == [[nil]])
    }

    @Test(arguments: ["SELECT 1; SELECT 2", "SELECT 1; -- more", "SELECT 1;;", "SELECT 1; x"])
    func textAfterTheStatementIsRefused(sql: String) throws {
        let connection = try Connection.inMemory()
        let error = #expect(throws: DatabaseError.self) { try connection.prepare(sql) }
        #expect(error?.message == "there is text after the statement")
        #expect(error?.offset == (sql.hasSuffix(";;") ? 9 : 10))
    }

    @Test(arguments: ["SELECT 1", "SELECT 1;", "SELECT 1;\n  \t", "SELECT 1 -- comment", "SELECT 1 /* ; */ ;\r\n"])
    func oneStatementIsPrepared(sql: String) throws {
        #expect(try Connection.inMemory().rows(sql) == [[1]])
    }

    @Test(arguments: ["", "  ", ";", "-- nothing", "SELECT 1\0; DROP TABLE t"])
    func noStatementIsRefused(sql: String) throws {
        let connection = try Connection.inMemory()
        #expect(throws: DatabaseError.self) { try connection.prepare(sql) }
    }

    @Test func wrongNumberOfValuesIsRefused() throws {
        let statement = try Connection.inMemory().prepare("SELECT ?, ?")
        #expect(throws: DatabaseError.self) { try statement.bind([1]) }
        #expect(throws: DatabaseError.self) { try statement.bind([1, 2, 3]) }
        #expect(throws: DatabaseError.self) { try statement.bind(1, at: 3) }
        #expect(throws: DatabaseError.self) { try statement.bind(1, at: 0) }
    }

    @Test func tellsWhetherItWrites() throws {
        let connection = try Connection.inMemory()
        try connection.execute("CREATE TABLE t(v)")
        #expect(try connection.prepare("SELECT * FROM t").isReadOnly)
        #expect(try !connection.prepare("DELETE FROM t").isReadOnly)
    }

    @Test func outlivesItsOwnersHoldOnTheConnection() throws {
        let statement = try Connection.inMemory().prepare("SELECT 1")
        #expect(try statement.rows() == [[1]])
    }
}
