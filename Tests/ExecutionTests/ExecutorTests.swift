import Algebra
import Catalog
import Database
import Execution
import Foundation
import Testing

@Suite struct ExecutorTests {
    @Test func aStatementReadsNothingThatItsListDoesNotName() throws {
        let ward = try Ward()
        defer { ward.remove() }
        var query = try ward.compile(
            "from patient as p join admission as a on a!patient_id = p!patient_id select p!mrn, a!dept_id, d: lower(p!name)")
        #expect(throws: Never.self) { try ward.executor.run(query) }
        query.reads.remove(CompiledQuery.Read(table: "patient", column: "name"))
        let error = #expect(throws: ExecutionError.self) { try ward.executor.run(query) }
        #expect(error == .denied(what: "a read of patient.name"))
        query.reads.insert(CompiledQuery.Read(table: "PATIENT", column: "Name"))
        #expect(throws: Never.self) { try ward.executor.run(query) }
        query.functions = []
        #expect(throws: ExecutionError.denied(what: "a call of the function lower")) { try ward.executor.run(query) }
    }

    @Test(arguments: [
        "SELECT count(*) AS n FROM patient", "SELECT name AS n FROM sqlite_schema", "PRAGMA table_info(patient)",
        "SELECT (SELECT max(mrn) FROM patient) AS n", "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT n FROM c",
        "DELETE FROM note", "ATTACH 'x' AS y", "SELECT load_extension('x')", "SELECT 1 AS n FROM patient",
        "SELECT note_id AS n FROM note JOIN patient",
    ])
    func aStatementDoesNothingThatItsListDoesNotName(sql: String) throws {
        let ward = try Ward()
        defer { ward.remove() }
        var query = try ward.compile("from note as x select n: x!note_id")
        query.sql = sql
        query.bindings = []
        let error = #expect(throws: ExecutionError.self) { try ward.executor.run(query) }
        guard case .denied = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func theListNamesGuardsAndNothingElse() throws {
        let ward = try Ward()
        defer { ward.remove() }
        let query = try ward.compile(
            "from result as r visible (exists(from care_team as c where c!patient_id = r!patient_id and c!staff_id = $me)) select n: count()",
            ["me": .integer(7)])
        #expect(
            query.reads.sorted() == [
                CompiledQuery.Read(table: "care_team"), CompiledQuery.Read(table: "care_team", column: "patient_id"),
                CompiledQuery.Read(table: "care_team", column: "staff_id"), CompiledQuery.Read(table: "result"),
                CompiledQuery.Read(table: "result", column: "patient_id"),
            ])
    }

    @Test func noLiteralEntersTheText() throws {
        let ward = try Ward()
        defer { ward.remove() }
        let query = try ward.compile(
            "from patient as p where p!name = 'x''); DROP TABLE patient;--' and p!weight > 71.25 and p!born < @1999-12-31 limit 77", [:])
        for piece in ["DROP", "71.25", "1999", "77"] { #expect(!query.sql.contains(piece)) }
        #expect(query.bindings == [.text("x'); DROP TABLE patient;--"), .real(71.25), .text("1999-12-31"), .integer(77)])
    }

    @Test func guardsAreReadLive() throws {
        let ward = try Ward()
        defer { ward.remove() }
        let text =
            "from patient as p visible (exists(from care_team as c where c!patient_id = p!patient_id and c!staff_id = 7 and c!ended is null)) select p!mrn"
        #expect(try ward.run(text) == [["M1"]])
        try write(ward, "UPDATE care_team SET ended = '2026-06-30' WHERE staff_id = 7")
        #expect(try ward.run(text) == [])
        try write(ward, "INSERT INTO care_team VALUES (3, 7, NULL)")
        #expect(try ward.run(text) == [["M3"]])
    }

    @Test func aSnapshotSeesOneState() throws {
        let ward = try Ward()
        defer { ward.remove() }
        try write(ward, "PRAGMA journal_mode = WAL")
        let query = try ward.compile("from patient as p select n: count()")
        let counts = try ward.executor.inSnapshot { snapshot in
            let before = try snapshot.run(query).rows
            try write(ward, "DELETE FROM patient WHERE patient_id > 2")
            return [before, try snapshot.run(query).rows]
        }
        #expect(counts == [[[5]], [[5]]])
        #expect(try ward.executor.run(query).rows == [[2]])
    }

    @Test func aFailedSnapshotLeavesTheExecutorUsable() throws {
        let ward = try Ward(bounds: Executor.Bounds(connections: 1))
        defer { ward.remove() }
        struct Stop: Error {}
        for _ in 0..<3 { #expect(throws: Stop.self) { try ward.executor.inSnapshot { _ in throw Stop() } } }
        #expect(try ward.run("from patient as p select n: count()") == [[5]])
    }

    @Test func boundsEndAStatementAlike() throws {
        let many = try Ward(bounds: Executor.Bounds(rows: 4))
        defer { many.remove() }
        #expect(try many.run("from patient as p select p!mrn limit 4").count == 4)
        let rows = #expect(throws: ExecutionError.self) { try many.run("from patient as p select p!mrn") }
        #expect(rows == .limit(.rows))

        let slow = try Ward(bounds: Executor.Bounds(time: .zero))
        defer { slow.remove() }
        let time = #expect(throws: ExecutionError.self) { try slow.run("from patient as p select p!mrn") }
        #expect(time == .limit(.time))

        let wide = try Ward(bounds: Executor.Bounds(bytes: 8))
        defer { wide.remove() }
        let size = #expect(throws: ExecutionError.self) { try wide.run("from patient as p select p!mrn") }
        #expect(size == .limit(.size))

        let big = try Ward(Ward.rows + "INSERT INTO patient VALUES (9223372036854775807, 'M9', 'x', NULL, 9e999, 1);")
        defer { big.remove() }
        let sum = #expect(throws: ExecutionError.self) { try big.run("from patient as p select n: sum(p!patient_id)") }
        #expect(sum == .limit(.range))
        let infinite = #expect(throws: ExecutionError.self) { try big.run("from patient as p select p!weight") }
        #expect(infinite == .limit(.range))
        #expect(Set([rows, time, size, sum, infinite].map { $0.map(String.init(describing:)) }).count == 1)
    }

    @Test func manyThreadsAskAtOnce() async throws {
        let ward = try Ward(bounds: Executor.Bounds(connections: 2))
        defer { ward.remove() }
        let query = try ward.compile("from patient as p where p!patient_id <= $n select n: count()", ["n": .integer(3)])
        try await withThrowingTaskGroup(of: [[Value]].self) { group in
            for _ in 0..<40 { group.addTask { try ward.executor.run(query).rows } }
            for try await rows in group { #expect(rows == [[3]]) }
        }
    }

    @Test func theDatabaseTellsWhatTheCatalogDoesNot() throws {
        let ward = try Ward()
        defer { ward.remove() }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let catalog = try CatalogLoader.load(root.appending(path: "Lexicons/hospital/catalog.yaml").path)
        let schema = try ward.executor.schema(of: catalog)
        #expect(schema.column(of: "mrn", in: "patient") == SchemaColumn("mrn", isText: true))
        #expect(schema.column(of: "patient_id", in: "patient") == SchemaColumn("patient_id", isText: false, isKey: true))
        #expect(schema.column(of: "phone", in: "patient") == nil)
        #expect(schema.missing.contains("bed.bed_id"))
        #expect(!schema.missing.contains("patient.mrn"))
    }

    @Test func aMissingDatabaseIsSaid() {
        #expect(throws: ExecutionError.self) { try Executor(path: "/nowhere/at/all.sqlite") }
    }

    private func write(_ ward: Ward, _ sql: String) throws {
        try Connection(path: ward.path, mode: .readWrite).execute(sql)
    }
}
