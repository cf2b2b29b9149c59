import Database
import Disclosure
import Testing

@testable import Service

@Suite("The head of a department")
struct HeadOfDepartmentTests {
    @Test func countsTheOwnDepartmentOnlyAndIsToldSo() throws {
        let hospital = try DemoHospital.shared.get()
        let answer = hospital.ask("How many outpatient visits did we have last month?", as: try hospital.head(of: "Cardiology"))
        let counting = """
            SELECT count(*) FROM outpatient_visit JOIN department USING (dept_id)
            WHERE visit_type <> 'emergency' AND visit_time >= '2026-05-01' AND visit_time < '2026-06-01'
            """
        guard case .integer(let own) = try hospital.value(counting + " AND department.name = 'Cardiology'"),
            case .integer(let all) = try hospital.value(counting)
        else {
            Issue.record("the hospital has no visits")
            return
        }
        #expect(answer.status == .answered)
        #expect(answer.rows.first?.contains(.integer(own)) == true)
        #expect(own > 0 && own < all)
        #expect(answer.scope?.contains("Cardiology") == true)
    }

    @Test func seesTheWholeIdentityNumberOfAPatientOfTheDepartment() throws {
        let hospital = try DemoHospital.shared.get()
        let found = try hospital.rows(
            """
            SELECT patient.mrn, patient.national_id FROM admission JOIN department USING (dept_id) JOIN patient USING (patient_id)
            WHERE department.name = 'Cardiology' ORDER BY mrn LIMIT 1
            """)
        guard case .text(let mrn)? = found.first?.first, case .text(let number)? = found.first?.last else {
            Issue.record("Cardiology has no patient")
            return
        }
        let answer = hospital.ask("national id of \(mrn)", as: try hospital.head(of: "Cardiology"), for: "operations")
        #expect(answer.rows == [[.text(number)]])
    }

    @Test func findsNothingOfAPatientWhoWasNeverThere() throws {
        let hospital = try DemoHospital.shared.get()
        let found = try hospital.value(
            """
            SELECT mrn FROM patient WHERE patient_id NOT IN (
              SELECT patient_id FROM admission JOIN department USING (dept_id) WHERE department.name = 'Cardiology'
              UNION SELECT patient_id FROM outpatient_visit JOIN department USING (dept_id) WHERE department.name = 'Cardiology')
            ORDER BY mrn LIMIT 1
            """)
        guard case .text(let mrn) = found else {
            Issue.record("everybody was in Cardiology")
            return
        }
        let answer = hospital.ask("national id of \(mrn)", as: try hospital.head(of: "Cardiology"))
        #expect(answer.status == .answered)
        #expect(answer.rows.isEmpty)
    }
}
