import Database
import Foundation

/// Rows of the clinic, and what a caller may see of them worked out row by row: the promise is that nobody can tell the two apart.
///
/// This does not know how governance works: it reads the rules of the test policy as a person would.
struct AuthorisedView {
    /// A table's columns, and its rows as SQL literals.
    typealias Table = (columns: [String], rows: [[String]])

    var tables: [String: Table] = [:]

    /// Random rows with nulls, quotes, ties and dangling references.
    init(seed: UInt64) {
        var random = Random(seed)
        let maybe = { (random: inout Random, value: String) in random.below(6) == 0 ? "NULL" : value }
        tables["dept"] = (["dept_id", "name"], (1...3).map { ["\($0)", ["'North'", "'O''Hara'", "'%'"][$0 - 1]] })
        tables["room"] = (["room_id", "dept_id"], (0..<random.below(7)).map { ["\($0)", maybe(&random, "\(random.below(4))")] })
        tables["patient"] = (
            ["patient_id", "mrn", "name", "born", "city"],
            (1...8).map {
                [
                    "\($0)", "'M\($0 % 5)\($0)'", maybe(&random, "'N\(random.below(3))'"),
                    maybe(&random, "'19\(50 + random.below(4) * 10)-01-01'"),
                    maybe(&random, "'c\(random.below(3))'"),
                ]
            }
        )
        tables["visit"] = (
            ["visit_id", "patient_id", "dept_id", "at", "cost", "finding", "secret"],
            (0..<random.below(25)).map {
                [
                    "\($0)", maybe(&random, "\(random.below(10) + 1)"), maybe(&random, "\(random.below(4))"),
                    "'2026-0\(random.below(6) + 1)-01 08:00:00'",
                    maybe(&random, "\(random.below(5) * 10)"), maybe(&random, "'f\(random.below(2))'"), "'s'",
                ]
            }
        )
        tables["test"] = (
            ["test_id", "visit_id", "value"],
            (0..<random.below(25)).map { ["\($0)", maybe(&random, "\(random.below(26))"), maybe(&random, "\(random.below(9)).5")] }
        )
        tables["team"] = (
            ["patient_id", "staff_id"],
            (0..<random.below(12)).map { _ in [maybe(&random, "\(random.below(9) + 1)"), maybe(&random, "\(random.below(3))")] }
        )
    }

    /// What the doctor with the number 1 may see: patients of teams with the doctor in them, their visits, and the tests of those.
    func ofDoctor() -> AuthorisedView {
        var view = self
        let mine = patientsOfTeams()
        for table in ["patient", "visit", "team"] {
            view.tables[table]?.rows.removeAll { !mine.contains(value($0, table, "patient_id")) }
        }
        var visits: Set<String> = []
        for row in view.tables["visit"]?.rows ?? [] { visits.insert(value(row, "visit", "visit_id")) }
        view.tables["test"]?.rows.removeAll { !visits.contains(value($0, "test", "visit_id")) }
        return view
    }

    /// What somebody with the number 1 on the ward of department 2 may see: its visits, whosever they are, but of patients only those of the
    /// own teams; tests by their value.
    func ofWard() -> AuthorisedView {
        var view = self
        let mine = patientsOfTeams()
        view.tables["visit"]?.rows.removeAll { value($0, "visit", "dept_id") != "2" }
        view.tables["patient"]?.rows.removeAll { !mine.contains(value($0, "patient", "patient_id")) }
        view.tables["test"]?.rows.removeAll { (Double(value($0, "test", "value")) ?? 0) <= 2 }
        return view
    }

    /// The data without anything about one patient.
    func without(patient: String) -> AuthorisedView {
        var view = self
        var visits: Set<String> = []
        for row in tables["visit"]?.rows ?? [] where value(row, "visit", "patient_id") == patient {
            visits.insert(value(row, "visit", "visit_id"))
        }
        for table in ["patient", "visit", "team"] { view.tables[table]?.rows.removeAll { value($0, table, "patient_id") == patient } }
        view.tables["test"]?.rows.removeAll { visits.contains(value($0, "test", "visit_id")) }
        return view
    }

    private func patientsOfTeams() -> Set<String> {
        var mine: Set<String> = []
        for row in tables["team"]?.rows ?? [] where value(row, "team", "staff_id") == "1" { mine.insert(value(row, "team", "patient_id")) }
        mine.remove("NULL")
        return mine
    }

    private func value(_ row: [String], _ table: String, _ column: String) -> String {
        guard let columns = tables[table]?.columns, let index = columns.firstIndex(of: column) else { return "NULL" }
        return row[index]
    }

    /// Writes the tables to a database file.
    func write(to path: String) throws {
        let connection = try Connection(path: path, mode: .create)
        for (name, table) in tables.sorted(by: { $0.key < $1.key }) {
            let types = table.columns.map { column in
                if column.hasSuffix("_id") { return "\(column) INTEGER" }
                return column == "cost" || column == "value" ? "\(column) REAL" : "\(column) TEXT"
            }
            try connection.execute("CREATE TABLE \(name) (\(types.joined(separator: ", ")))")
            for row in table.rows { try connection.execute("INSERT INTO \(name) VALUES (\(row.joined(separator: ", ")))") }
        }
    }
}

/// SplitMix64: the same numbers on every machine.
struct Random {
    private var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(bound))
    }

    mutating func pick(_ items: [String]) -> String { items[below(items.count)] }
}
