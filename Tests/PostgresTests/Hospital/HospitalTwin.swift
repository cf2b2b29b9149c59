import Catalog
import Database
import Demonstration
import Foundation

/// A small demonstration hospital, in SQLite and in PostgreSQL with the same rows.
struct HospitalTwin {
    let folder: URL
    let path: String
    let now: String

    /// Generates the hospital and thins out its largest tables, so that the other database is filled quickly.
    init(seed: UInt64) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "hospital-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path + "/hospital.sqlite"
        try HospitalGenerator(seed: seed, scale: 0.001).generate(to: path)
        let connection = try Connection(path: path, mode: .readWrite)
        for (table, key, share) in [
            ("charge", "charge_id", 40), ("lab_result", "result_id", 20), ("clinical_note", "note_id", 10),
            ("prescription", "prescription_id", 6),
            ("diagnosis", "diagnosis_id", 3),
        ] {
            try connection.execute("DELETE FROM \(table) WHERE \(key) % \(share) <> \(seed % UInt64(share))")
        }
        guard case .text(let text)? = try connection.rows("SELECT as_of FROM dataset").first?.first else {
            throw PostgresServer.Failure(description: "The generated hospital has no clock.")
        }
        now = text
    }

    /// Puts the callers into care teams in every duty, now, formerly and in time to come, moves inpatients out of their wards at the edge of
    /// a day, and makes a quarter of the patients very important: every line of the rules decides about somebody.
    func stir(_ callers: [(staff: Int64, department: Int64)]) throws {
        let connection = try Connection(path: path, mode: .readWrite)
        try connection.execute("UPDATE patient SET is_vip = patient_id % 4 = 0")
        for (number, caller) in callers.enumerated() {
            for (index, duty) in ["attending", "resident", "nurse", "pharmacist", "consultant"].enumerated() {
                for (turn, times) in [("2026-06-01", "NULL"), ("2026-06-02", "'2026-06-30 23:59:59'"), ("2026-07-01", "NULL")].enumerated()
                {
                    try connection.execute(
                        """
                        INSERT INTO care_team SELECT patient_id, \(caller.staff), '\(duty)', NULL, '\(times.0) 08:00:00', \(times.1)
                        FROM patient WHERE patient_id % 97 = \(number * 17 + index * 3 + turn)
                        """)
                }
            }
            for hours in [0, 23, 24, 25] {
                let bed = "SELECT min(bed_id) FROM bed JOIN ward USING (ward_id) WHERE dept_id = \(caller.department)"
                try connection.execute(
                    """
                    INSERT INTO bed_stay (admission_id, bed_id, start_time, end_time)
                    SELECT admission_id, (\(bed)), '2026-06-20 08:00:00', datetime('\(now)', '-\(hours) hours')
                    FROM admission WHERE discharge_time IS NULL AND (\(bed)) IS NOT NULL AND admission_id % 8 = \(hours % 8)
                    """)
            }
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    func rows(_ sql: String) throws -> [[Value]] { try Connection(path: path, mode: .readOnly).rows(sql) }

    /// The number in the first row of a query about the hospital.
    func number(_ sql: String) throws -> Int64 {
        guard case .integer(let number)? = try rows(sql).first?.first else {
            throw PostgresServer.Failure(description: "The hospital has nobody for: \(sql)")
        }
        return number
    }

    /// The tables with their rows as a script for psql: numbers as bigint and float8, what the catalog calls true or false as boolean, all
    /// else as text.
    func postgresScript(_ catalog: Catalog) throws -> String {
        let connection = try Connection(path: path, mode: .readOnly)
        var script = ""
        for case .text(let table)? in try connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").map(\.first)
        {
            let columns = try connection.rows("SELECT name, type FROM pragma_table_info(?)", [.text(table)]).map {
                ($0[0].text, $0[1].text)
            }
            let truths = catalog.entities[table]?.attributes.values.filter { $0.type == .boolean }.compactMap(\.column) ?? []
            let types = columns.map { name, type in
                if truths.contains(name) { return "\"\(name)\" boolean" }
                return "\"\(name)\" " + (["INTEGER": "bigint", "REAL": "float8"][type] ?? "text")
            }
            script += "CREATE TABLE \"\(table)\" (\(types.joined(separator: ", ")));\n"
            let rows = try connection.rows("SELECT * FROM \"\(table)\"")
            script += PostgresDatabase.copy(rows, into: "\"\(table)\"", columns: columns.map { "\"\($0.0)\"" })
        }
        return script + "ANALYZE;\n"
    }
}

extension Value {
    fileprivate var text: String {
        if case .text(let text) = self { return text }
        return ""
    }
}
