import Database

/// Four questions by four people of a generated hospital, each showing what another role may see; who they are depends on the seed.
public struct DemoTour {
    /// One question.
    public struct Stop: Sendable {
        /// The caller.
        public var caller: String
        /// The purpose.
        public var purpose: String
        /// The question.
        public var question: String

        /// How it is asked at the terminal.
        public func command(workspace: String) -> String {
            "lamplight ask \"\(question)\" --as \(caller) --purpose \"\(purpose)\" --workspace \(workspace)"
        }
    }

    /// The questions, the manager's first.
    public private(set) var stops = [
        Stop(caller: "hospital.manager", purpose: "operations", question: "Average length of stay by department last quarter")
    ]

    /// Looks for the people in the database of a generated hospital.
    public init(database path: String) throws {
        let database = try Connection(path: path, mode: .readOnly)
        let head = "SELECT staff_id FROM staff NATURAL JOIN (SELECT dept_id FROM department WHERE name = 'Cardiology') WHERE is_head = 1"
        if case .integer(let staff)? = try database.rows(head).first?.first {
            stops.append(
                Stop(caller: "staff.\(staff)", purpose: "operations", question: "How many outpatient visits did we have last month?"))
        }
        let treating = """
            SELECT c.staff_id, p.mrn FROM care_team c JOIN patient p USING (patient_id) JOIN staff s USING (staff_id)
            WHERE c.end_time IS NULL AND c.duty = 'attending' AND s.is_head = 0 AND EXISTS (
              SELECT 1 FROM lab_result r JOIN lab_test t USING (test_id) WHERE r.patient_id = c.patient_id AND t.name = 'Hemoglobin')
            ORDER BY c.staff_id, p.mrn LIMIT 1
            """
        if case .integer(let staff)? = try database.rows(treating).first?.first,
            case .text(let mrn)? = try database.rows(treating).first?.last
        {
            stops.append(Stop(caller: "staff.\(staff)", purpose: "treatment", question: "What was the last hemoglobin of \(mrn)?"))
        }
        let researching = """
            SELECT m.staff_id FROM project_member m JOIN research_project r USING (project_id) JOIN staff s USING (staff_id)
            WHERE s.role = 'researcher' AND r.approved_on <= (SELECT date(as_of) FROM dataset)
              AND r.expires_on >= (SELECT date(as_of) FROM dataset)
            ORDER BY m.staff_id LIMIT 1
            """
        if case .integer(let staff)? = try database.rows(researching).first?.first {
            stops.append(
                Stop(
                    caller: "staff.\(staff)", purpose: "research",
                    question: "MRN, gender and age of patients with heart failure admitted last month"))
        }
    }

    /// The questions for scripts: caller, purpose and question, tab-separated, one a line.
    public var lines: String { stops.map { "\($0.caller)\t\($0.purpose)\t\($0.question)\n" }.joined() }
}
