import Database

@testable import Service

/// A hospital in which a story happens: patients come, move and go, time passes, and each change is committed before the next question.
struct Scene {
    let hospital: TestWorkspace

    init() throws { hospital = try DemoHospital.copy() }

    /// A number that no patient has.
    static let nobody = "M9999999"

    /// Moves the data's clock.
    func time(_ now: String) throws { try hospital.change("UPDATE dataset SET as_of = ?", .text(now)) }

    // MARK: People

    /// Somebody of a department who heads nothing, as a caller; the `place`-th of them.
    func staff(_ role: String, of department: String, _ place: Int = 0) throws -> String {
        hospital.caller(
            try hospital.value(
                """
                SELECT staff_id FROM staff JOIN department USING (dept_id)
                WHERE staff.role = ? AND department.name = ? AND is_head = 0 ORDER BY staff_id LIMIT 1 OFFSET ?
                """, .text(role), .text(department), .integer(Int64(place))))
    }

    /// A new patient whom nobody treats yet.
    func patient(_ mrn: String, name: String, isVIP: Bool = false) throws {
        try hospital.change(
            """
            INSERT INTO patient (patient_id, mrn, name, national_id, gender, birth_date, phone, address, district, city, postcode,
                                 marital_status, ethnicity, insurance_type, insurance_no, is_vip)
            SELECT max(patient_id) + 1, ?1, ?2, '32010219700101' || substr(?1, -4), 'F', '1970-01-01', '13800000000',
                   '江苏省南京市玄武区测试路1号', 'Xuanwu', 'Nanjing', '210018', 'married', 'Han', 'commercial', 'JS1', ?3 FROM patient
            """, .text(mrn), .text(name), .integer(isVIP ? 1 : 0))
    }

    // MARK: Stays

    /// Admits a patient to a department's first bed.
    func admit(_ mrn: String, to department: String, at time: String) throws {
        try hospital.change(
            """
            INSERT INTO admission (admission_id, patient_id, dept_id, attending_id, admission_type, admit_time)
            SELECT (SELECT max(admission_id) + 1 FROM admission), \(Self.patient("?1")), dept_id, (SELECT min(staff_id) FROM staff), 'elective', ?3
            FROM department WHERE name = ?2
            """, .text(mrn), .text(department), .text(time))
        try lay(mrn, in: department, at: time)
    }

    /// Moves a patient to a bed of another department.
    func transfer(_ mrn: String, to department: String, at time: String) throws {
        try leaveBed(mrn, at: time)
        try lay(mrn, in: department, at: time)
    }

    func discharge(_ mrn: String, at time: String) throws {
        try leaveBed(mrn, at: time)
        try hospital.change(
            "UPDATE admission SET discharge_time = ?2, discharge_disposition = 'home' WHERE patient_id = \(Self.patient("?1")) AND discharge_time IS NULL",
            .text(mrn), .text(time))
    }

    private func lay(_ mrn: String, in department: String, at time: String) throws {
        try hospital.change(
            """
            INSERT INTO bed_stay (stay_id, admission_id, bed_id, start_time)
            SELECT (SELECT max(stay_id) + 1 FROM bed_stay), \(Self.stay), min(bed_id), ?3
            FROM bed JOIN ward USING (ward_id) JOIN department USING (dept_id) WHERE department.name = ?2
            """, .text(mrn), .text(department), .text(time))
    }

    private func leaveBed(_ mrn: String, at time: String) throws {
        try hospital.change(
            "UPDATE bed_stay SET end_time = ?2 WHERE admission_id = \(Self.stay) AND end_time IS NULL", .text(mrn), .text(time))
    }

    // MARK: Relations

    /// Names somebody in the care team of a patient.
    func assign(_ caller: String, to mrn: String, as duty: String, at time: String) throws {
        try hospital.change(
            "INSERT INTO care_team (patient_id, staff_id, duty, start_time) VALUES (\(Self.patient("?1")), ?2, ?3, ?4)",
            .text(mrn), try number(of: caller), .text(duty), .text(time))
    }

    /// Ends what somebody does for a patient.
    func release(_ caller: String, from mrn: String, at time: String) throws {
        try hospital.change(
            "UPDATE care_team SET end_time = ?3 WHERE patient_id = \(Self.patient("?1")) AND staff_id = ?2 AND end_time IS NULL",
            .text(mrn), try number(of: caller), .text(time))
    }

    func consent(_ mrn: String, to scope: String, on day: String) throws {
        try hospital.change(
            "INSERT INTO consent SELECT max(consent_id) + 1, \(Self.patient("?1")), ?2, ?3, NULL FROM consent",
            .text(mrn), .text(scope), .text(day))
    }

    func revoke(_ mrn: String, scope: String, on day: String) throws {
        try hospital.change(
            "UPDATE consent SET revoked_on = ?3 WHERE patient_id = \(Self.patient("?1")) AND scope = ?2 AND revoked_on IS NULL",
            .text(mrn), .text(scope), .text(day))
    }

    // MARK: What happened

    func diagnose(_ mrn: String, _ code: String, at time: String) throws {
        try hospital.change(
            """
            INSERT INTO diagnosis (diagnosis_id, patient_id, code, rank, diagnosed_at)
            SELECT max(diagnosis_id) + 1, \(Self.patient("?1")), ?2, 'principal', ?3 FROM diagnosis
            """, .text(mrn), .text(code), .text(time))
    }

    func charge(_ mrn: String, _ amount: Double, insurance: Double, at time: String) throws {
        try hospital.change(
            """
            INSERT INTO charge SELECT max(charge_id) + 1, \(Self.patient("?1")), NULL, NULL, (SELECT min(dept_id) FROM department), 'treatment',
                   ?2, ?3, ?2 - ?3, ?4 FROM charge
            """, .text(mrn), .real(amount), .real(insurance), .text(time))
    }

    func report(_ mrn: String, _ disease: String, class group: String, at time: String) throws {
        try hospital.change(
            """
            INSERT INTO infectious_report SELECT max(report_id) + 1, \(Self.patient("?1")), ?2, ?2, ?3, date(?4), ?4 FROM infectious_report
            """, .text(mrn), .text(disease), .text(group), .text(time))
    }

    // MARK: Questions

    /// Whether an answer about a patient says as much as one about nobody: the same bytes but for the number that was asked for.
    func tellsNothing(_ question: (_ mrn: String) -> String, of mrn: String, to caller: String, for purpose: String? = nil) -> Bool {
        let answer = hospital.ask(question(mrn), as: caller, for: purpose)
        let none = hospital.ask(question(Self.nobody), as: caller, for: purpose)
        return answer.status == .answered && answer.rows.isEmpty && answer.bytes(without: mrn) == none.bytes(without: Self.nobody)
    }

    private func number(of caller: String) throws -> Value {
        try hospital.value("SELECT staff_id FROM staff WHERE 'staff.' || staff_id = ?", .text(caller))
    }

    private static func patient(_ mrn: String) -> String { "(SELECT patient_id FROM patient WHERE mrn = \(mrn))" }

    private static let stay = "(SELECT max(admission_id) FROM admission WHERE patient_id = \(patient("?1")) AND discharge_time IS NULL)"
}
