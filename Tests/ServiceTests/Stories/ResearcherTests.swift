import Database
import Disclosure
import Testing

@testable import Service

@Suite("A researcher")
struct ResearcherTests {
    private let running = """
        SELECT m.staff_id FROM project_member m JOIN research_project r USING (project_id) JOIN staff USING (staff_id)
        WHERE staff.role = 'researcher' AND r.approved_on <= '2026-06-30' AND r.expires_on >= '2026-06-30' ORDER BY m.staff_id LIMIT 1
        """

    @Test func isRefusedWithoutARunningApproval() throws {
        let hospital = try DemoHospital.copy()
        let researcher = try hospital.value(running)
        try hospital.change(
            "UPDATE research_project SET expires_on = '2026-06-29' WHERE project_id IN (SELECT project_id FROM project_member WHERE staff_id = ?)",
            researcher)
        let answer = hospital.ask("list MRNs of patients with type 2 diabetes", as: hospital.caller(researcher), for: "research")
        #expect(answer.status == .refused)
        #expect(answer.reason?.code == "no-running-approval")
        #expect(answer.reason?.remedy?.isEmpty == false)
        #expect(answer.rows.isEmpty)
    }

    @Test func seesPseudonymsOfConsentingPatientsOnly() throws {
        let hospital = try DemoHospital.shared.get()
        let researcher = hospital.caller(try hospital.value(running))
        let answer = hospital.ask("list MRNs of patients with type 2 diabetes", as: researcher, for: "research")
        let diabetics = "SELECT DISTINCT patient_id, mrn FROM diagnosis JOIN patient USING (patient_id) WHERE code LIKE 'E11%'"
        let consenting = try hospital.rows(
            """
            SELECT mrn FROM (\(diabetics)) WHERE patient_id IN (
              SELECT patient_id FROM consent WHERE scope = 'research' AND revoked_on IS NULL AND granted_on <= '2026-06-30')
            """)
        let all = try hospital.rows(diabetics)
        #expect(answer.status == .answered)
        #expect(consenting.count > 0 && consenting.count < all.count)
        #expect(answer.rows.count == consenting.count)
        #expect(answer.scope?.contains("consent") == true)
        let text = answer.json.line
        for row in all {
            guard case .text(let mrn) = row[1] else { continue }
            #expect(!text.contains(mrn))
        }
        #expect(Set(answer.rows).count == answer.rows.count)
    }
}
