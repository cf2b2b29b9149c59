import Database
import Disclosure
import Testing

@testable import Service

@Suite("A patient who withdraws consent")
struct ConsentTests {
    private let mrn = "M9000006"
    private let question = "MRN and gender of patients with type 2 diabetes"

    @Test func isGoneFromTheStudyAtTheNextQuestion() throws {
        let scene = try Scene()
        let researcher = scene.hospital.caller(
            try scene.hospital.value(
                """
                SELECT m.staff_id FROM project_member m JOIN research_project r USING (project_id) JOIN staff USING (staff_id)
                WHERE staff.role = 'researcher' AND r.approved_on <= '2026-06-30' AND r.expires_on >= '2026-06-30' ORDER BY 1 LIMIT 1
                """))
        func study() -> Answer { scene.hospital.ask(question, as: researcher, for: "research") }
        let before = study()
        #expect(before.status == .answered)

        try scene.patient(mrn, name: "褚故事")
        try scene.diagnose(mrn, "E11.9", at: "2026-06-20 10:00:00")
        #expect(study().bytes == before.bytes)

        // Agreed for later: not yet.
        try scene.consent(mrn, to: "research", on: "2026-07-01")
        #expect(study().bytes == before.bytes)
        try scene.hospital.change("UPDATE consent SET granted_on = '2026-06-21' WHERE granted_on = '2026-07-01'")
        #expect(study().rows.count == before.rows.count + 1)

        try scene.revoke(mrn, scope: "research", on: "2026-06-30")
        #expect(study().bytes == before.bytes)

        // Given anew, it counts anew.
        try scene.consent(mrn, to: "research", on: "2026-06-30")
        #expect(study().rows.count == before.rows.count + 1)
    }
}
