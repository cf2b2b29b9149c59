/// Somebody who asks, and in SQL what of the hospital that person may see: written by hand from Policies/hospital.yaml, not by its words.
///
/// `:me`, `:dept` and `:now` stand for the caller's numbers and the data's clock.
struct Viewer: Sendable, CustomStringConvertible {
    let name: String
    /// Who it is: a query for a row of staff; nil for a service account.
    let staff: String?
    /// The patients whose rows may be seen, in every table about patients.
    let patients: String
    /// Beyond them, or where a table has rules of its own: the rows that may be seen.
    var rows: [String: String] = [:]
    /// Statements that change, in rows that may be seen, what is hidden there.
    let hiddenColumns: [String]

    var description: String { name }

    /// Tables about patients, and whose each row is.
    static let records: [(table: String, subject: String)] =
        ["patient", "outpatient_visit", "admission", "diagnosis", "procedure", "prescription", "lab_result", "charge", "clinical_note"]
        .map { ($0, "patient_id") }
        + [("infectious_report", "patient_id"), ("care_team", "patient_id"), ("consent", "patient_id")]
        + ["bed_stay", "adverse_event"].map { ($0, "(SELECT patient_id FROM admission a WHERE a.admission_id = \($0).admission_id)") }

    private static func cared(as duties: String) -> String {
        "SELECT patient_id FROM care_team WHERE staff_id = :me AND duty IN (\(duties)) AND start_time <= :now "
            + "AND (end_time IS NULL OR end_time > :now)"
    }

    private static let known =
        "(SELECT patient_id FROM patient WHERE is_vip AND patient_id NOT IN "
        + "(\(cared(as: "'attending', 'resident', 'nurse', 'pharmacist', 'consultant'"))))"

    private static let names = ["name", "phone", "email", "address", "insurance_no"].map { "UPDATE patient SET \($0) = 'x' || patient_id" }
    private static let numbers = "UPDATE patient SET national_id = printf('Z%017d', 7 * patient_id)"
    private static let notes = "UPDATE clinical_note SET body = 'Nothing to be seen, 13912345678, ' || note_id"

    static let all = [physician, nurse, head, pharmacist, researcher, manager]

    static let physician = Viewer(
        name: "physician",
        staff: """
            SELECT staff_id FROM staff JOIN care_team USING (staff_id) WHERE role = 'physician' AND NOT is_head AND end_time IS NULL
            GROUP BY staff_id ORDER BY count(*) DESC, staff_id LIMIT 1
            """,
        patients: cared(as: "'attending', 'resident', 'consultant'"),
        rows: [
            "outpatient_visit": "physician_id = :me", "procedure": "surgeon_id = :me",
            "diagnosis": "visit_id IN (SELECT visit_id FROM outpatient_visit WHERE physician_id = :me)",
            "prescription": "visit_id IN (SELECT visit_id FROM outpatient_visit WHERE physician_id = :me)",
            "lab_result": "visit_id IN (SELECT visit_id FROM outpatient_visit WHERE physician_id = :me)",
        ],
        // Three digits at the start and four at the end are shown of an identity number, and of others the end only.
        hiddenColumns: [
            "UPDATE patient SET national_id = substr(national_id, 1, 3) || printf('%011d', patient_id) || substr(national_id, -4)",
            "UPDATE patient SET insurance_no = printf('%0*d', length(insurance_no) - 4, patient_id) || substr(insurance_no, -4) "
                + "WHERE length(insurance_no) > 9",
            "UPDATE patient SET email = substr(email, 1, 1) || substr('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 1, instr(email, '@') - 2) "
                + "|| substr(email, instr(email, '@')) WHERE instr(email, '@') BETWEEN 3 AND 30",
            "UPDATE patient SET address = 'Elsewhere ' || patient_id || ', ' || district || ' District, ' || city "
                + "WHERE address LIKE '%, ' || district || ' District, ' || city",
        ])

    static let nurse = Viewer(
        name: "nurse",
        staff: """
            SELECT staff_id FROM staff WHERE role = 'nurse' AND NOT is_head AND dept_id IN (
                SELECT dept_id FROM bed_stay JOIN bed USING (bed_id) JOIN ward USING (ward_id) WHERE end_time IS NULL)
            ORDER BY staff_id LIMIT 1
            """,
        patients: """
            SELECT patient_id FROM (
                SELECT a.patient_id FROM bed_stay s JOIN bed USING (bed_id) JOIN ward w USING (ward_id) JOIN admission a USING (admission_id)
                WHERE w.dept_id = :dept AND s.start_time <= :now AND (s.end_time IS NULL OR s.end_time > datetime(:now, '-24 hours')
                    AND (a.discharge_time IS NULL OR a.discharge_time > :now) OR s.end_time > :now)
                UNION \(cared(as: "'nurse'")))
            WHERE patient_id NOT IN \(known)
            """,
        hiddenColumns: [numbers, notes] + names.filter { $0.contains("email") || $0.contains("insurance_no") } + [
            "UPDATE patient SET phone = substr(phone, 1, 3) || '0000' || substr(phone, -4) WHERE length(phone) = 11",
            "UPDATE patient SET address = 'Elsewhere ' || patient_id || ', ' || district || ' District, ' || city "
                + "WHERE address LIKE '%, ' || district || ' District, ' || city",
        ])

    static let head = Viewer(
        name: "head of a department",
        staff: "SELECT staff_id FROM staff JOIN department USING (dept_id) WHERE is_head AND department.name = 'Cardiology'",
        patients: "SELECT NULL",
        rows: {
            let encounter = """
                admission_id IN (SELECT admission_id FROM admission WHERE dept_id = :dept)
                OR visit_id IN (SELECT visit_id FROM outpatient_visit WHERE dept_id = :dept)
                """
            let person = """
                patient_id IN (SELECT patient_id FROM admission WHERE dept_id = :dept
                               UNION SELECT patient_id FROM outpatient_visit WHERE dept_id = :dept)
                """
            var rows = ["procedure": "surgeon_id IN (SELECT staff_id FROM staff WHERE dept_id = :dept)"]
            rows["bed_stay"] = "bed_id IN (SELECT bed_id FROM bed JOIN ward USING (ward_id) WHERE dept_id = :dept)"
            for table in ["outpatient_visit", "admission", "charge", "adverse_event"] { rows[table] = "dept_id = :dept" }
            for table in ["diagnosis", "prescription", "lab_result", "clinical_note"] { rows[table] = encounter }
            for table in ["patient", "infectious_report", "care_team", "consent"] { rows[table] = person }
            return rows
        }(), hiddenColumns: [])

    static let pharmacist = Viewer(
        name: "pharmacist", staff: "SELECT staff_id FROM staff WHERE role = 'pharmacist' AND NOT is_head ORDER BY staff_id LIMIT 1",
        patients: "SELECT patient_id FROM (\(cared(as: "'pharmacist'"))) WHERE patient_id NOT IN \(known)",
        rows: Dictionary(
            uniqueKeysWithValues: records.filter {
                ["patient", "admission", "bed_stay", "prescription", "lab_result", "diagnosis"].contains($0.table)
            }.map {
                (
                    $0.table,
                    "\($0.subject) IN (SELECT patient_id FROM admission WHERE discharge_time IS NULL) AND \($0.subject) NOT IN \(known)"
                )
            }),
        hiddenColumns: [numbers, notes] + names.filter { !$0.contains("SET name") })

    static let researcher = Viewer(
        name: "researcher",
        staff: """
            SELECT m.staff_id FROM project_member m JOIN research_project r USING (project_id) JOIN staff USING (staff_id)
            WHERE staff.role = 'researcher' AND :now BETWEEN r.approved_on AND r.expires_on ORDER BY m.staff_id LIMIT 1
            """,
        patients: """
            SELECT patient_id FROM consent WHERE scope = 'research' AND granted_on <= date(:now)
            AND (revoked_on IS NULL OR revoked_on > date(:now)) AND patient_id NOT IN (SELECT patient_id FROM patient WHERE is_vip)
            """,
        // Of times the month is shown, of postcodes three digits, of deaths the year; ages at events stay what they were.
        hiddenColumns: [
            numbers, notes, "UPDATE patient SET mrn = printf('M8%06d', patient_id)",
            "UPDATE patient SET district = 'D' || patient_id % 9, postcode = substr(postcode, 1, 3) || '999'",
            "UPDATE patient SET deceased_on = substr(deceased_on, 1, 4) || '-01-02' WHERE deceased_on IS NOT NULL",
        ] + names
            + [
                ("lab_result", "collected_at"), ("charge", "charged_at"), ("clinical_note", "written_at"),
                ("prescription", "prescribed_at"),
            ].map { "UPDATE \($0.0) SET \($0.1) = substr(\($0.1), 1, 8) || printf('%02d', 1 + rowid % 28) || ' 11:11:11'" }
            + [
                ("diagnosis", "diagnosed_at"), ("outpatient_visit", "visit_time"), ("admission", "admit_time"),
                ("procedure", "performed_at"),
            ].map { "UPDATE \($0.0) SET \($0.1) = substr(\($0.1), 1, 10) || printf(' %02d:00:01', rowid % 24)" })

    static let manager = Viewer(
        name: "hospital manager", staff: nil, patients: "SELECT patient_id FROM patient", hiddenColumns: [numbers, notes] + names)
}
