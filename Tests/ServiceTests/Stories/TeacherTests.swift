import Database
import Disclosure
import Testing

@testable import Service

@Suite("A teacher")
struct TeacherTests {
    private let mrn = "M9000005"
    private let question = "MRN, gender and age of patients with heart failure"

    private func teach(_ scene: Scene, _ teacher: String) -> Answer { scene.hospital.ask(question, as: teacher, for: "teaching") }

    @Test func teachesWithPatientsWhoAgreedByPseudonym() throws {
        let scene = try Scene()
        let teacher = try scene.staff("physician", of: "Cardiology")
        let before = teach(scene, teacher)
        #expect(before.status == .answered)
        try scene.patient(mrn, name: "陈故事")
        try scene.diagnose(mrn, "I50.9", at: "2026-06-20 10:00:00")
        #expect(teach(scene, teacher).bytes == before.bytes)

        try scene.consent(mrn, to: "teaching", on: "2026-06-21")
        let during = teach(scene, teacher)
        #expect(during.rows.count == before.rows.count + 1)
        #expect(!during.json.line.contains(mrn))

        try scene.revoke(mrn, scope: "teaching", on: "2026-06-30")
        #expect(teach(scene, teacher).bytes == before.bytes)
    }

    @Test func doesNotTakeConsentToResearchForConsentToTeaching() throws {
        let scene = try Scene()
        let teacher = try scene.staff("physician", of: "Cardiology")
        let before = teach(scene, teacher)
        try scene.patient(mrn, name: "陈故事")
        try scene.diagnose(mrn, "I50.9", at: "2026-06-20 10:00:00")
        try scene.consent(mrn, to: "research", on: "2026-06-21")
        #expect(teach(scene, teacher).bytes == before.bytes)
    }

    @Test func mayNotShowNames() throws {
        let hospital = try DemoHospital.shared.get()
        let teacher = try Scene().staff("physician", of: "Cardiology")
        let answer = hospital.ask("name of M0000001", as: teacher, for: "teaching")
        #expect(answer.status == .refused)
        #expect(answer.reason?.code == "column-not-covered")
    }
}
