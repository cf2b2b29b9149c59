import Algebra
import Database
import Execution
import Testing

/// SQLite must find rows by index through outer joins, guards and prefixes: what the compiler writes may not hide that from the planner.
@Suite struct PlanTests {
    @Test(arguments: [
        // An outer join becomes an inner one when the condition asks for its row, and then starts from the patient.
        (
            "from result as r join patient as p on p!patient_id = r!patient_id where p!mrn = 'M1' select r!value order r!at desc limit 1",
            ["SEARCH p USING", "SEARCH r USING INDEX result_patient"]
        ),
        // So it does when both are guarded.
        (
            "from result as r visible (r!patient_id in (from care_team as c where c!staff_id = $me select c!patient_id)) "
                + "join patient as p on p!patient_id = r!patient_id "
                + "visible (p!patient_id in (from care_team as d where d!staff_id = $me select d!patient_id)) where p!mrn = 'M1' select r!value",
            ["SEARCH p USING", "SEARCH r USING INDEX result_patient"]
        ),
        (
            "from result as r visible (exists(from care_team as c where c!patient_id = r!patient_id and c!staff_id = $me)) "
                + "join patient as p on p!patient_id = r!patient_id "
                + "visible (exists(from care_team as d where d!patient_id = p!patient_id and d!staff_id = $me)) where p!mrn = 'M1' select r!value",
            ["SEARCH p USING", "SEARCH r USING INDEX result_patient", "SEARCH c USING INDEX care_team_patient"]
        ),
        ("from patient as p where p!mrn starts with 'M00' select p!mrn", ["SEARCH p USING COVERING INDEX"]),
        (
            "from patient as p where exists(from admission as a visible (a!dept_id = 1) where a!patient_id = p!patient_id) select p!mrn",
            ["SEARCH a USING INDEX admission_patient"]
        ),
        (
            "from patient as p select p!mrn, n: (from admission as a where a!patient_id = p!patient_id select n: count())",
            ["SEARCH a USING COVERING INDEX admission_patient"]
        ),
        // Along a chain of joins too.
        (
            "from result as r join admission as a on a!admission_id = r!patient_id join patient as p on p!patient_id = a!patient_id "
                + "join department as d on d!dept_id = a!dept_id where p!mrn = 'M1' select d!name, r!value",
            ["SEARCH p USING", "SEARCH a USING", "SEARCH r USING INDEX result_patient", "SEARCH d USING"]
        ),
        ("from (from patient as p where p!mrn = 'M1' select p!patient_id) as q select n: count()", ["SEARCH p USING"]),
        ("from (from patient as p select p!patient_id, p!mrn) as q where q!mrn = 'M1' select n: count()", ["SEARCH p USING"]),
    ])
    func rowsAreFoundByIndex(query: String, expected: [String]) throws {
        let ward = try Ward(Ward.rows + "CREATE INDEX care_team_patient ON care_team(patient_id);")
        defer { ward.remove() }
        let compiled = try ward.compile(query, ["me": .integer(7)])
        let connection = try Connection(path: ward.path, mode: .readOnly)
        let plan = try connection.rows("EXPLAIN QUERY PLAN " + compiled.sql, compiled.bindings).compactMap { row -> String? in
            if case .text(let step) = row[3] { step } else { nil }
        }
        for step in expected { #expect(plan.contains { $0.contains(step) }, "\(plan)\n\(compiled.sql)") }
        #expect(!plan.contains { $0.hasPrefix("MATERIALIZE") }, "\(plan)")
    }
}
