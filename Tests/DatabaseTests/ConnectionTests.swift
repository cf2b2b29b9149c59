import Database
import Foundation
import Testing

@Suite struct ConnectionTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func database() throws -> String {
        let path = folder.file("data.sqlite")
        let connection = try Connection(path: path, mode: .create)
        try connection.execute("CREATE TABLE t(a INTEGER, b TEXT); INSERT INTO t VALUES (1, 'x'), (2, 'y')")
        return path
    }

    @Test func createdDatabaseIsReadBack() throws {
        let connection = try Connection(path: try database(), mode: .readOnly)
        #expect(try connection.rows("SELECT a, b FROM t ORDER BY a") == [[1, "x"], [2, "y"]])
    }

    @Test func createdFileIsPrivate() throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: try database())
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func createRefusesAnExistingFile() throws {
        let path = try database()
        let error = #expect(throws: DatabaseError.self) { try Connection(path: path, mode: .create) }
        #expect(error?.kind == .cannotOpen)
        #expect(error?.description.contains(path) == true)
    }

    @Test(arguments: [
        "a b.sqlite", "100%.sqlite", "%41.sqlite", "a?mode=memory", "a#b", "file:x?mode=memory", ":memory:", "内科.sqlite", "a'b\"c;--",
        "a\nb",
    ])
    func hostileNameIsAnOrdinaryFile(name: String) throws {
        let path = folder.file(name)
        try Connection(path: path, mode: .create).execute("CREATE TABLE t(a); INSERT INTO t VALUES (5)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [name])
        #expect(try Connection(path: path, mode: .readOnly).rows("SELECT a FROM t") == [[5]])
    }

    @Test(arguments: ["", "a\0b"])
    func impossibleNameIsRefused(name: String) {
        #expect(throws: DatabaseError.self) { try Connection(path: name, mode: .readWrite) }
    }

    @Test func missingFileIsNamed() {
        let path = folder.file("missing.sqlite")
        let error = #expect(throws: DatabaseError.self) { try Connection(path: path, mode: .readOnly) }
        #expect(error?.kind == .cannotOpen)
        #expect(error?.path == path)
    }

    @Test func fileThatIsNoDatabaseIsRefusedAtOnce() throws {
        let path = folder.file("text")
        try Data(String(repeating: "not a database. ", count: 100).utf8).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: DatabaseError.self) { try Connection(path: path, mode: .readOnly) }
        #expect(error?.kind == .corrupt)
    }

    @Test(arguments: [
        "INSERT INTO t VALUES (3, 'z')", "DELETE FROM t", "UPDATE t SET a = 0", "CREATE TABLE u(a)", "DROP TABLE t", "VACUUM",
        "PRAGMA user_version = 3", "ATTACH ':memory:' AS other", "VACUUM INTO 'copy.sqlite'", "PRAGMA journal_mode = WAL",
    ])
    func readOnlyConnectionChangesNothing(sql: String) throws {
        let path = try database()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        let connection = try Connection(path: path, mode: .readOnly)
        // A pragma may be ignored without an error; what counts is the file.
        if sql.hasPrefix("PRAGMA") {
            _ = try? connection.rows(sql)
        } else {
            #expect(throws: DatabaseError.self) { try connection.rows(sql) }
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["data.sqlite"])
    }

    @Test func queryOnlyIsNotTheOnlyBarAgainstWriting() throws {
        let connection = try Connection(path: try database(), mode: .readOnly)
        try connection.execute("PRAGMA query_only = OFF")
        let error = #expect(throws: DatabaseError.self) { try connection.rows("DELETE FROM t") }
        #expect(error?.kind == .readOnly)
    }

    @Test(arguments: [Connection.Mode.readOnly, .readWrite])
    func doubleQuotedTextIsAName(mode: Connection.Mode) throws {
        let connection = try Connection(path: try database(), mode: mode)
        #expect(throws: DatabaseError.self) { try connection.prepare(#"SELECT "nosuch""#) }
        #expect(throws: DatabaseError.self) { try connection.prepare(#"SELECT a FROM t WHERE b = "x""#) }
        #expect(try connection.rows(#"SELECT "b" FROM "t" WHERE "a" = 1"#) == [["x"]])
    }

    @Test func limitsHold() throws {
        let connection = try Connection(path: try database(), mode: .readOnly)
        let long = "SELECT 1 --" + String(repeating: "x", count: 300_000)
        #expect(throws: DatabaseError.self) { try connection.prepare(long) }
        let deep = "SELECT " + String(repeating: "-(", count: 1_000) + "1" + String(repeating: ")", count: 1_000)
        #expect(throws: DatabaseError.self) { try connection.prepare(deep) }
        let compound = Array(repeating: "SELECT 1", count: 100).joined(separator: " UNION ALL ")
        #expect(throws: DatabaseError.self) { try connection.prepare(compound) }
        #expect(throws: DatabaseError.self) { try connection.prepare("SELECT ?20000") }
        let error = #expect(throws: DatabaseError.self) { try connection.rows("SELECT length(zeroblob(1000000000))") }
        #expect(error?.kind == .tooBig)
    }

    @Test func extensionsAreNotLoaded() throws {
        let connection = try Connection(path: try database(), mode: .readOnly)
        #expect(throws: DatabaseError.self) { try connection.rows("SELECT load_extension('x')") }
    }

    @Test func schemaCannotCallAFunctionOfOurs() throws {
        let path = try database()
        let writer = try Connection(path: path, mode: .readWrite)
        try writer.define("secret", arguments: 0, deterministic: true) { _ in "s" }
        try writer.execute("CREATE VIEW v AS SELECT secret() AS s")
        #expect(throws: DatabaseError.self) { try writer.rows("SELECT s FROM v") }
        #expect(try writer.rows("SELECT secret()") == [["s"]])
    }

    @Test func transactionKeepsAllOrNothing() throws {
        struct Stop: Error {}
        let connection = try Connection.inMemory()
        try connection.execute("CREATE TABLE t(a UNIQUE)")
        try connection.inTransaction { try connection.execute("INSERT INTO t VALUES (1)") }
        #expect(throws: Stop.self) {
            try connection.inTransaction {
                try connection.execute("INSERT INTO t VALUES (2)")
                throw Stop()
            }
        }
        #expect(throws: DatabaseError.self) {
            try connection.inTransaction { try connection.execute("INSERT INTO t VALUES (3); INSERT INTO t VALUES (1)") }
        }
        #expect(try connection.rows("SELECT a FROM t") == [[1]])
        #expect(try connection.inTransaction { 7 } == 7)
    }

    @Test func changedRowsAreCounted() throws {
        let connection = try Connection.inMemory()
        try connection.execute("CREATE TABLE t(a); INSERT INTO t VALUES (1), (2), (3); UPDATE t SET a = 0 WHERE a > 1")
        #expect(connection.changes == 2)
        #expect(connection.lastInsertedRow == 3)
    }

    @Test func lockedDatabaseIsBusy() throws {
        let path = try database()
        let one = try Connection(path: path, mode: .readWrite)
        let other = try Connection(path: path, mode: .readWrite, busyTimeout: 0)
        try one.inTransaction {
            let error = #expect(throws: DatabaseError.self) { try other.execute("BEGIN IMMEDIATE") }
            #expect(error?.kind == .busy)
        }
        try other.execute("DELETE FROM t")
    }
}
