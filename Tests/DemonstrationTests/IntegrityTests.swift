import Database
import Foundation
import Testing

@testable import Demonstration

/// What must hold of every row, whatever the seed: each query counts rows that break a rule.
@Suite struct IntegrityTests {
    @Test func foreignKeysHold() throws {
        #expect(try SmallHospital.rows("PRAGMA foreign_key_check").isEmpty)
        #expect(try SmallHospital.texts("PRAGMA integrity_check") == ["ok"])
    }

    @Test(arguments: ["diagnosis", "prescription", "lab_result", "charge", "clinical_note"])
    func aRowHasOneEncounter(table: String) throws {
        #expect(try SmallHospital.number("SELECT count(*) FROM \(table)") > 100)
        #expect(try SmallHospital.number("SELECT count(*) FROM \(table) WHERE (visit_id IS NULL) = (admission_id IS NULL)") == 0)
        #expect(
            try SmallHospital.number(
                """
                SELECT count(*) FROM \(table) x LEFT JOIN outpatient_visit v USING (visit_id)
                LEFT JOIN admission a ON a.admission_id = x.admission_id
                WHERE x.patient_id <> coalesce(v.patient_id, a.patient_id)
                """) == 0)
    }

    @Test(arguments: [
        ("diagnosis", "diagnosed_at"), ("prescription", "prescribed_at"), ("lab_result", "collected_at"), ("charge", "charged_at"),
        ("clinical_note", "written_at"), ("procedure", "performed_at"), ("adverse_event", "occurred_at"),
    ])
    func whatHappensInAStayLiesWithinIt(table: String, column: String) throws {
        let outside = try SmallHospital.number(
            """
            SELECT count(*) FROM \(table) x JOIN admission a ON a.admission_id = x.admission_id
            WHERE x.\(column) < a.admit_time OR x.\(column) > coalesce(a.discharge_time, (SELECT as_of FROM dataset))
            """)
        #expect(outside == 0)
        #expect(try SmallHospital.number("SELECT count(*) FROM \(table) WHERE \(column) > (SELECT as_of FROM dataset)") == 0)
    }

    @Test func noBedIsTakenTwice() throws {
        let twice = """
            SELECT count(*) FROM (
              SELECT start_time, lag(coalesce(end_time, '9999')) OVER (PARTITION BY bed_id ORDER BY start_time) AS before FROM bed_stay)
            WHERE before > start_time
            """
        #expect(try SmallHospital.number(twice) == 0)
        #expect(try SmallHospital.number("SELECT count(*) FROM bed_stay JOIN bed USING (bed_id) WHERE status = 'closed'") == 0)
    }

    @Test func bedStaysCoverTheStay() throws {
        let gaps = """
            SELECT count(*) FROM (
              SELECT start_time, lag(end_time) OVER (PARTITION BY admission_id ORDER BY start_time) AS before FROM bed_stay)
            WHERE before <> start_time
            """
        #expect(try SmallHospital.number(gaps) == 0)
        let ends = """
            SELECT count(*) FROM admission a JOIN (
              SELECT admission_id, min(start_time) AS first, max(coalesce(end_time, '9999')) AS last FROM bed_stay GROUP BY admission_id) s
            USING (admission_id) WHERE s.first <> a.admit_time OR s.last <> coalesce(a.discharge_time, '9999')
            """
        #expect(try SmallHospital.number(ends) == 0)
        #expect(try SmallHospital.number("SELECT count(*) FROM (SELECT 1 FROM bed_stay GROUP BY admission_id HAVING count(*) > 2)") > 0)
    }

    @Test func nobodyIsInHospitalTwiceAtOnceOrAfterDeath() throws {
        let twice = """
            SELECT count(*) FROM (
              SELECT admit_time, lag(coalesce(discharge_time, '9999')) OVER (PARTITION BY patient_id ORDER BY admit_time) AS before
              FROM admission)
            WHERE before > admit_time
            """
        #expect(try SmallHospital.number(twice) == 0)
        #expect(
            try SmallHospital.number(
                "SELECT count(*) FROM outpatient_visit JOIN patient USING (patient_id) WHERE date(visit_time) > deceased_on") == 0)
        #expect(
            try SmallHospital.number(
                """
                SELECT count(*) FROM admission JOIN patient USING (patient_id)
                WHERE discharge_disposition = 'died' AND deceased_on IS NOT date(discharge_time)
                """) == 0)
    }

    @Test func livesHaveTheirOrder() throws {
        let early = """
            SELECT count(*) FROM patient p WHERE deceased_on < birth_date
            OR EXISTS (SELECT 1 FROM outpatient_visit v WHERE v.patient_id = p.patient_id AND date(v.visit_time) < p.birth_date)
            OR EXISTS (SELECT 1 FROM admission a WHERE a.patient_id = p.patient_id AND date(a.admit_time) < p.birth_date)
            OR EXISTS (SELECT 1 FROM infectious_report r WHERE r.patient_id = p.patient_id AND r.onset_on < p.birth_date)
            OR EXISTS (SELECT 1 FROM consent c WHERE c.patient_id = p.patient_id AND c.granted_on < p.birth_date)
            """
        #expect(try SmallHospital.number(early) == 0)
        // Birthdays are spread: none belongs to more than a handful.
        #expect(try SmallHospital.number("SELECT max(n) FROM (SELECT count(*) AS n FROM patient GROUP BY birth_date)") < 12)
    }

    @Test func everyDepartmentExistsAndHasABed() throws {
        #expect(try SmallHospital.number("SELECT count(*) FROM department") >= 35)
        let without = """
            SELECT d.name FROM department d WHERE EXISTS (SELECT 1 FROM ward w WHERE w.dept_id = d.dept_id) AND NOT EXISTS (
              SELECT 1 FROM ward w JOIN bed b USING (ward_id) WHERE w.dept_id = d.dept_id AND b.status = 'open')
            """
        #expect(try SmallHospital.texts(without).isEmpty)
        #expect(try SmallHospital.number("SELECT count(DISTINCT dept_id) FROM ward") >= 30)
        #expect(try SmallHospital.number("SELECT count(*) FROM bed WHERE status = 'closed'") > 0)
    }

    @Test func everyClinicalDepartmentHasOneHead() throws {
        let wrong = """
            SELECT d.name FROM department d JOIN staff s USING (dept_id) WHERE d.kind = 'clinical'
            GROUP BY d.dept_id HAVING sum(s.is_head AND s.role = 'physician') <> 1
            """
        #expect(try SmallHospital.texts(wrong).isEmpty)
    }

    @Test(arguments: [
        ("outpatient_visit", "physician_id", "visit_time"), ("admission", "attending_id", "admit_time"),
        ("procedure", "surgeon_id", "performed_at"), ("prescription", "prescriber_id", "prescribed_at"),
        ("clinical_note", "author_id", "written_at"), ("care_team", "staff_id", "start_time"),
    ])
    func nobodyWorksBeforeBeingHired(table: String, staff: String, time: String) throws {
        let early = "SELECT count(*) FROM \(table) x JOIN staff s ON s.staff_id = x.\(staff) WHERE date(x.\(time)) < s.hired_on"
        #expect(try SmallHospital.number(early) == 0)
    }

    @Test func chargesAddUpToTheCent() throws {
        let wrong = """
            SELECT count(*) FROM charge WHERE abs(amount - insurance_paid - self_paid) > 1e-6 OR amount <= 0 OR insurance_paid < 0
            OR self_paid < 0 OR round(amount, 2) <> amount OR round(insurance_paid, 2) <> insurance_paid OR round(self_paid, 2) <> self_paid
            """
        #expect(try SmallHospital.number(wrong) == 0)
        let insured = "SELECT sum(insurance_paid) FROM charge JOIN patient USING (patient_id) WHERE insurance_type = 'self-pay'"
        #expect(try SmallHospital.number(insured) == 0)
    }

    @Test func flagsFollowTheReferenceRange() throws {
        let wrong = """
            SELECT count(*) FROM lab_result JOIN lab_test USING (test_id) WHERE (flag = 'low' AND value >= ref_low)
            OR (flag = 'high' AND value <= ref_high) OR (flag IS NULL AND (value < ref_low OR value > ref_high))
            OR (flag = 'critical' AND value >= coalesce(ref_low, value) AND value <= coalesce(ref_high, value))
            """
        #expect(try SmallHospital.number(wrong) == 0)
    }

    @Test func theCareTeamFollowsTheTransfers() throws {
        // The nurses of every bed stay belong to the department of its ward and care as long as the stay in that bed lasts.
        let without = """
            SELECT count(*) FROM bed_stay s JOIN bed b USING (bed_id) JOIN ward w USING (ward_id) WHERE NOT EXISTS (
              SELECT 1 FROM care_team t JOIN staff n USING (staff_id) WHERE t.admission_id = s.admission_id AND t.duty = 'nurse'
              AND n.dept_id = w.dept_id AND t.start_time = s.start_time AND t.end_time IS s.end_time)
            """
        #expect(try SmallHospital.number(without) == 0)
        let open = """
            SELECT count(*) FROM care_team t JOIN admission a USING (admission_id)
            WHERE t.end_time IS NULL AND a.discharge_time IS NOT NULL
            """
        #expect(try SmallHospital.number(open) == 0)
        let unattended = """
            SELECT count(*) FROM admission a WHERE NOT EXISTS (
              SELECT 1 FROM care_team t WHERE t.admission_id = a.admission_id AND t.duty = 'attending' AND t.staff_id = a.attending_id
              AND t.start_time = a.admit_time AND t.end_time IS a.discharge_time)
            """
        #expect(try SmallHospital.number(unattended) == 0)
        #expect(try SmallHospital.number("SELECT count(*) FROM care_team WHERE admission_id IS NULL AND end_time IS NULL") > 50)
        #expect(try SmallHospital.number("SELECT count(*) FROM care_team WHERE end_time < start_time") == 0)
    }

    @Test func dutiesFitRoles() throws {
        let wrong = """
            SELECT count(*) FROM care_team JOIN staff USING (staff_id) WHERE (duty IN ('attending', 'resident', 'consultant')) <> (role = 'physician')
            OR (duty = 'nurse') <> (role = 'nurse') OR (duty = 'pharmacist') <> (role = 'pharmacist')
            """
        #expect(try SmallHospital.number(wrong) == 0)
    }

    @Test func notesNameTheirPatient() throws {
        let nameless = """
            SELECT count(*) FROM clinical_note n JOIN patient p USING (patient_id) WHERE instr(n.body, p.mrn) = 0 OR instr(n.body, p.name) = 0
            """
        #expect(try SmallHospital.number(nameless) == 0)
        let withNumber = "SELECT count(*) FROM clinical_note n JOIN patient p USING (patient_id) WHERE instr(n.body, p.national_id) > 0"
        #expect(try SmallHospital.number(withNumber) > 10)
        #expect(try SmallHospital.number("SELECT count(*) FROM clinical_note WHERE body LIKE '%患者%'") > 10)
        #expect(try SmallHospital.number("SELECT count(*) FROM clinical_note WHERE body LIKE '%discharge%'") > 10)
    }
}
