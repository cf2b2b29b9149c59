import Algebra
import Database
import Execution
import Foundation

/// A small hospital with awkward data: nulls, quotes, wildcards, ties, and an empty table.
struct Ward {
    let path: String
    let executor: Executor

    struct Tables: Schema {
        static let text: Set<String> = ["name", "mrn", "kind", "admitted", "discharged", "born", "at", "note"]
        static let columns: [String: [String]] = [
            "department": ["dept_id", "name", "kind"],
            "patient": ["patient_id", "mrn", "name", "born", "weight", "is_vip"],
            "admission": ["admission_id", "patient_id", "dept_id", "admitted", "discharged"],
            "result": ["result_id", "patient_id", "value", "at", "flag"],
            "note": ["note_id", "patient_id", "note"],
            "care_team": ["patient_id", "staff_id", "ended"],
        ]

        func table(of entity: String) -> String? { Self.columns[entity] == nil ? nil : entity }

        func column(of attribute: String, in entity: String) -> SchemaColumn? {
            guard let columns = Self.columns[entity], columns.contains(attribute) else { return nil }
            return SchemaColumn(
                attribute, isText: Self.text.contains(attribute), isKey: attribute == columns.first && entity != "care_team")
        }
    }

    static let schema = """
        CREATE TABLE department (dept_id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT);
        CREATE TABLE patient (patient_id INTEGER PRIMARY KEY, mrn TEXT NOT NULL UNIQUE, name TEXT, born TEXT, weight REAL, is_vip INTEGER);
        CREATE TABLE admission (
            admission_id INTEGER PRIMARY KEY, patient_id INTEGER, dept_id INTEGER, admitted TEXT NOT NULL, discharged TEXT);
        CREATE TABLE result (result_id INTEGER PRIMARY KEY, patient_id INTEGER, value REAL, at TEXT, flag TEXT);
        CREATE TABLE note (note_id INTEGER PRIMARY KEY, patient_id INTEGER, note TEXT);
        CREATE TABLE care_team (patient_id INTEGER, staff_id INTEGER, ended TEXT);
        CREATE INDEX admission_patient ON admission(patient_id);
        CREATE INDEX result_patient ON result(patient_id);
        """

    static let rows = """
        INSERT INTO department VALUES (1, 'Cardiology', 'clinical'), (2, 'O''Hara''s "Ward"', 'clinical'), (3, 'Pharmacy', NULL);
        INSERT INTO patient VALUES
            (1, 'M1', 'Wang', '1950-03-15', 70.5, 0), (2, 'M2', NULL, '2000-02-29', NULL, 1), (3, 'M3', '100%_sure', '1950-03-15', 70.5, NULL),
            (4, 'm4', 'wang', '2020-12-31', 0, 1), (5, 'M10', 'Ångström', NULL, -1.5, 0);
        INSERT INTO admission VALUES
            (1, 1, 1, '2026-05-01 08:00:00', '2026-05-04 09:00:00'), (2, 1, 1, '2026-05-20 23:59:59', '2026-05-21 00:00:00'),
            (3, 2, 2, '2026-05-31 12:00:00', NULL), (4, 3, 2, '2026-06-01 00:00:00', '2026-06-11 00:00:00'),
            (5, 4, NULL, '2026-06-02 10:00:00', '2026-06-02 11:00:00'), (6, NULL, 9, '2026-06-03 10:00:00', NULL);
        INSERT INTO result VALUES
            (1, 1, 5, '2026-05-01 10:00:00', NULL), (2, 1, 7, '2026-05-02 10:00:00', 'high'), (3, 1, 7, '2026-05-02 10:00:00', 'high'),
            (4, 2, NULL, '2026-05-31 13:00:00', NULL), (5, 3, 1, '2026-06-01 01:00:00', 'low'), (6, 3, 9, NULL, 'critical'),
            (7, NULL, 2, '2026-06-01 02:00:00', NULL);
        INSERT INTO care_team VALUES (1, 7, NULL), (2, 7, '2026-05-31'), (3, 8, NULL), (NULL, 7, NULL);
        """

    init(_ statements: String = Ward.rows, bounds: Executor.Bounds = Executor.Bounds()) throws {
        path = FileManager.default.temporaryDirectory.appending(path: "ward-\(UUID().uuidString).sqlite").path
        try Self.create(path, statements)
        executor = try Executor(path: path, bounds: bounds)
    }

    /// A function of its own, so that the connection that holds the lock is gone when it returns.
    private static func create(_ path: String, _ statements: String) throws {
        let connection = try Connection(path: path, mode: .create)
        try connection.execute(schema)
        if !statements.isEmpty { try connection.execute(statements) }
    }

    func remove() {
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    func compile(_ text: String, _ parameters: [String: Literal] = [:], opaque: Set<String> = []) throws -> CompiledQuery {
        try SQLCompiler.compile(Query.parse(text), schema: Tables(), parameters: parameters, opaque: opaque)
    }

    func run(_ text: String, _ parameters: [String: Literal] = [:]) throws -> [[Value]] {
        try executor.run(compile(text, parameters)).rows
    }
}
