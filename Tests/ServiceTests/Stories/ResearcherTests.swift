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

    @Test func worksFromTheFirstToTheLastDayOfTheApproval() throws {
        let scene = try Scene()
        let researcher = try scene.hospital.value(running)
        try scene.hospital.change("DELETE FROM project_member WHERE staff_id = ?", researcher)
        func study() -> Answer {
            scene.hospital.ask("list MRNs of patients with type 2 diabetes", as: scene.hospital.caller(researcher), for: "research")
        }
        #expect(study().reason?.code == "no-project")

        try scene.hospital.change(
            "INSERT INTO research_project SELECT 9001, 'Walking', min(staff_id), 'IRB-2026-901', '2026-05-01', '2026-05-31' FROM staff")
        try scene.hospital.change("INSERT INTO project_member VALUES (9001, ?)", researcher)
        for (day, isRunning) in [("2026-04-30", false), ("2026-05-01", true), ("2026-05-31", true), ("2026-06-01", false)] {
            try scene.time("\(day) 12:00:00")
            let answer = study()
            #expect(answer.status == (isRunning ? .answered : .refused), "\(day)")
            #expect(answer.reason?.code == (isRunning ? nil : "no-running-approval"), "\(day)")
            if isRunning { #expect(answer.scope?.contains("IRB-2026-901") == true) }
        }
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
