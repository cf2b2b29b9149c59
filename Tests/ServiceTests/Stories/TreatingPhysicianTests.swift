import Database
import Testing

@testable import Service

@Suite("A treating physician")
struct TreatingPhysicianTests {
    /// A physician, an own patient with a haemoglobin, and another's patient with one.
    private struct Case {
        var physician: String
        var staff: Value
        var own: String
        var others: String

        init(_ hospital: TestWorkspace) throws {
            let withResult = """
                EXISTS (SELECT 1 FROM lab_result JOIN lab_test USING (test_id)
                        WHERE lab_result.patient_id = patient.patient_id AND lab_test.loinc = '718-7')
                """
            let own = try hospital.rows(
                """
                SELECT staff_id, mrn FROM care_team JOIN patient USING (patient_id) JOIN staff USING (staff_id)
                WHERE end_time IS NULL AND staff.role = 'physician' AND staff.is_head = 0 AND \(withResult) ORDER BY mrn, staff_id LIMIT 1
                """)
            staff = try #require(own.first?.first)
            physician = hospital.caller(staff)
            guard case .text(let mrn)? = own.first?.last else { throw ServiceError(.internalFault, "no patient", remedy: "") }
            self.own = mrn
            let others = try hospital.value(
                """
                SELECT mrn FROM patient WHERE \(withResult)
                  AND patient_id NOT IN (SELECT patient_id FROM care_team WHERE staff_id = ?)
                  AND patient_id NOT IN (SELECT patient_id FROM outpatient_visit WHERE physician_id = ?)
                  AND patient_id NOT IN (SELECT patient_id FROM procedure WHERE surgeon_id = ?)
                  AND patient_id NOT IN (SELECT patient_id FROM admission WHERE attending_id = ?)
                ORDER BY mrn LIMIT 1
                """, staff, staff, staff, staff)
            guard case .text(let mrn) = others else { throw ServiceError(.internalFault, "no other patient", remedy: "") }
            self.others = mrn
        }
    }

    private let nobody = "M9999999"

    private func question(_ mrn: String) -> String { "last haemoglobin of \(mrn)" }

    @Test func readsTheLastHaemoglobinOfAnOwnPatient() throws {
        let hospital = try DemoHospital.shared.get()
        let people = try Case(hospital)
        let answer = hospital.ask(question(people.own), as: people.physician, for: "treatment")
        let expected = try hospital.value(
            """
            SELECT value FROM lab_result JOIN lab_test USING (test_id) JOIN patient USING (patient_id)
            WHERE mrn = ? AND loinc = '718-7' ORDER BY collected_at DESC, result_id DESC LIMIT 1
            """, .text(people.own))
        guard case .real(let value) = expected else {
            Issue.record("the patient has no haemoglobin")
            return
        }
        #expect(answer.status == .answered)
        #expect(answer.rows.count == 1)
        #expect(answer.rows.first?.contains(.decimal(value)) == true)
    }

    @Test func cannotTellAnothersPatientFromNobody() throws {
        let hospital = try DemoHospital.shared.get()
        let people = try Case(hospital)
        let others = hospital.ask(question(people.others), as: people.physician, for: "treatment")
        let missing = hospital.ask(question(nobody), as: people.physician, for: "treatment")
        #expect(others.status == .answered)
        #expect(others.rows.isEmpty)
        #expect(others.bytes(without: people.others) == missing.bytes(without: nobody))
    }

    @Test func losesAPatientWithTheCareRelationAtTheNextQuestion() throws {
        let hospital = try DemoHospital.copy()
        let people = try Case(hospital)
        let before = hospital.ask(question(people.own), as: people.physician, for: "treatment")
        #expect(before.rows.count == 1)
        // The physician's own visits and operations would keep the patient visible: they are another's here.
        try hospital.change(
            "UPDATE care_team SET end_time = '2026-06-30 12:00:00' WHERE end_time IS NULL AND staff_id = ?", people.staff)
        for (table, column) in [("outpatient_visit", "physician_id"), ("procedure", "surgeon_id")] {
            try hospital.change(
                """
                UPDATE \(table) SET \(column) = (SELECT min(staff_id) FROM staff WHERE staff_id <> ?1)
                WHERE \(column) = ?1 AND patient_id = (SELECT patient_id FROM patient WHERE mrn = ?2)
                """, people.staff, .text(people.own))
        }
        let after = hospital.ask(question(people.own), as: people.physician, for: "treatment")
        let missing = hospital.ask(question(nobody), as: people.physician, for: "treatment")
        #expect(after.bytes(without: people.own) == missing.bytes(without: nobody))
    }

    @Test func seesPartOfTheIdentityNumber() throws {
        let hospital = try DemoHospital.shared.get()
        let people = try Case(hospital)
        let answer = hospital.ask("national id of \(people.own)", as: people.physician, for: "treatment")
        guard case .text(let number) = try hospital.value("SELECT national_id FROM patient WHERE mrn = ?", .text(people.own)) else {
            Issue.record("the patient has no number")
            return
        }
        let partial = number.prefix(3) + String(repeating: "*", count: 11) + number.suffix(4)
        #expect(answer.rows == [[.text(String(partial))]])
        #expect(!answer.json.line.contains(number))
    }
}
