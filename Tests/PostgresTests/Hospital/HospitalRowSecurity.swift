/// What a physician, a nurse, the head of a department and a researcher may see in the demonstration hospital by Policies/hospital.yaml, written
/// by hand as PostgreSQL's row security and grants.
///
/// Masks have no counterpart here: a column that a role sees masked is granted, and no question asks for it.
enum HospitalRowSecurity {
    static let logins = ["physician", "nurse", "department_head", "researcher"]

    /// Tables that are about nobody, which everybody reads.
    private static let house = [
        "campus", "department", "ward", "bed", "staff", "icd10", "procedure_code", "drug", "lab_test", "research_project", "project_member",
    ]

    /// Tables about patients, with the term that tells whose a row is.
    private static let records: [(table: String, subject: String)] =
        [
            "patient", "outpatient_visit", "admission", "diagnosis", "procedure", "prescription", "lab_result", "charge", "clinical_note",
            "infectious_report", "care_team", "consent",
        ].map { ($0, "patient_id") } + [
            ("bed_stay", "rules.patient_of(admission_id)"), ("adverse_event", "rules.patient_of(admission_id)"),
        ]

    /// Who logs in as what: their numbers in the hospital.
    static func callers(_ callers: [(login: String, staff: Int64, department: Int64)]) -> String {
        callers.map { "INSERT INTO rules.caller VALUES ('\($0.login)', \($0.staff), \($0.department));\n" }.joined()
    }

    static let functions = """
        CREATE SCHEMA rules;
        CREATE TABLE rules.caller (login text PRIMARY KEY, staff_id bigint, dept_id bigint);
        CREATE FUNCTION rules.me() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS
            'SELECT staff_id FROM rules.caller WHERE login = session_user';
        CREATE FUNCTION rules.department() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS
            'SELECT dept_id FROM rules.caller WHERE login = session_user';
        CREATE FUNCTION rules.now() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT as_of FROM public.dataset';
        CREATE FUNCTION rules.patient_of(bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER AS
            'SELECT patient_id FROM public.admission WHERE admission_id = $1';
        CREATE FUNCTION rules.in_care_as(VARIADIC duties text[]) RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$
            SELECT patient_id FROM public.care_team WHERE staff_id = rules.me() AND duty = ANY (duties)
            AND start_time <= rules.now() AND (end_time IS NULL OR end_time > rules.now()) $$;
        CREATE FUNCTION rules.on_own_ward() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$
            SELECT a.patient_id FROM public.bed_stay s JOIN public.bed USING (bed_id) JOIN public.ward w USING (ward_id)
            JOIN public.admission a USING (admission_id)
            WHERE s.start_time <= rules.now() AND (s.end_time IS NULL OR s.end_time > rules.now()) AND w.dept_id = rules.department() $$;
        CREATE FUNCTION rules.handed_over() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$
            SELECT a.patient_id FROM public.bed_stay s JOIN public.bed USING (bed_id) JOIN public.ward w USING (ward_id)
            JOIN public.admission a USING (admission_id)
            WHERE s.end_time::timestamp BETWEEN rules.now()::timestamp - interval '24 hours' AND rules.now()::timestamp
            AND w.dept_id = rules.department() AND (a.discharge_time IS NULL OR a.discharge_time > rules.now()) $$;
        CREATE FUNCTION rules.consenting() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$
            SELECT patient_id FROM public.consent WHERE scope = 'research' AND granted_on::date <= rules.now()::date
            AND (revoked_on IS NULL OR revoked_on::date > rules.now()::date) $$;
        CREATE FUNCTION rules.visits_of_department() RETURNS TABLE (visit_id bigint, patient_id bigint)
            LANGUAGE sql STABLE SECURITY DEFINER AS
            'SELECT visit_id, patient_id FROM public.outpatient_visit WHERE dept_id = rules.department()';
        CREATE FUNCTION rules.stays_of_department() RETURNS TABLE (admission_id bigint, patient_id bigint)
            LANGUAGE sql STABLE SECURITY DEFINER AS
            'SELECT admission_id, patient_id FROM public.admission WHERE dept_id = rules.department()';
        CREATE FUNCTION rules.my_visits() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER AS
            'SELECT visit_id FROM public.outpatient_visit WHERE physician_id = rules.me()';
        CREATE FUNCTION rules.vip() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER AS
            'SELECT patient_id FROM public.patient WHERE is_vip IS NOT FALSE';
        CREATE FUNCTION rules.named_with_me() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER AS $$
            SELECT patient_id FROM public.care_team WHERE staff_id = rules.me()
            AND start_time <= rules.now() AND (end_time IS NULL OR end_time > rules.now()) $$;
        GRANT USAGE ON SCHEMA rules TO \(logins.joined(separator: ", "));
        """

    /// Policies and grants, after the tables and `functions`.
    static var policies: String {
        var script = house.map { "GRANT SELECT ON \"\($0)\" TO \(logins.joined(separator: ", "));\n" }.joined()
        func policy(_ name: String, _ tables: [String], _ login: String, _ condition: String, restrictive: Bool = false) {
            for table in tables {
                script +=
                    "CREATE POLICY \(name)_\(login) ON \"\(table)\" \(restrictive ? "AS RESTRICTIVE " : "")TO \(login) USING (\(condition));\n"
            }
        }
        for (table, subject) in records {
            script += "ALTER TABLE \"\(table)\" ENABLE ROW LEVEL SECURITY;\n"
            policy("care", [table], "physician", "\(subject) IN (SELECT rules.in_care_as('attending', 'resident', 'consultant'))")
            policy("ward", [table], "nurse", "\(subject) IN (SELECT rules.on_own_ward())")
            policy("transfer", [table], "nurse", "\(subject) IN (SELECT rules.handed_over())")
            policy("care", [table], "nurse", "\(subject) IN (SELECT rules.in_care_as('nurse'))")
            policy("consent", [table], "researcher", "\(subject) IN (SELECT rules.consenting())")
            let known = "\(subject) NOT IN (SELECT rules.vip()) OR \(subject) IN (SELECT rules.named_with_me())"
            policy("vip", [table], "nurse", known, restrictive: true)
            policy("vip", [table], "researcher", "\(subject) NOT IN (SELECT rules.vip())", restrictive: true)
        }
        policy("own", ["outpatient_visit"], "physician", "physician_id = rules.me()")
        policy("own", ["diagnosis", "prescription", "lab_result"], "physician", "visit_id IN (SELECT rules.my_visits())")
        policy("own", ["procedure"], "physician", "surgeon_id = rules.me()")
        policy("own", ["outpatient_visit", "admission", "charge", "adverse_event"], "department_head", "dept_id = rules.department()")
        let encounter =
            "admission_id IN (SELECT admission_id FROM rules.stays_of_department()) "
            + "OR visit_id IN (SELECT visit_id FROM rules.visits_of_department())"
        policy("own", ["diagnosis", "prescription", "lab_result", "clinical_note"], "department_head", encounter)
        let person =
            "patient_id IN (SELECT patient_id FROM rules.stays_of_department()) "
            + "OR patient_id IN (SELECT patient_id FROM rules.visits_of_department())"
        policy("own", ["patient", "infectious_report", "care_team", "consent"], "department_head", person)
        policy("own", ["procedure"], "department_head", "surgeon_id IN (SELECT staff_id FROM staff WHERE dept_id = rules.department())")
        let bed = "bed_id IN (SELECT bed_id FROM bed JOIN ward USING (ward_id) WHERE dept_id = rules.department())"
        policy("own", ["bed_stay"], "department_head", bed)
        return script + grants
    }

    /// Columns: whole tables, but for what a role may not read at all.
    private static var grants: String {
        let others = records.map(\.table).filter { $0 != "patient" && $0 != "clinical_note" }.map { "\"\($0)\"" }.joined(separator: ", ")
        let note = "note_id, patient_id, visit_id, admission_id, author_id, kind, written_at"
        let person =
            "patient_id, mrn, gender, birth_date, city, postcode, marital_status, ethnicity, occupation, blood_type, insurance_type, "
            + "is_vip, deceased_on"
        return """
            GRANT SELECT ON patient, clinical_note TO physician, department_head;
            GRANT SELECT ON \(others) TO \(logins.joined(separator: ", "));
            GRANT SELECT (\(note)) ON clinical_note TO nurse, researcher;
            GRANT SELECT (\(person), name, phone, address, district) ON patient TO nurse;
            GRANT SELECT (\(person)) ON patient TO researcher;
            """
    }
}
