import Database
import Disclosure
import Testing

@testable import Service

@Suite("A consultation")
struct ConsultationTests {
    private let mrn = "M9000004"
    private let scene: Scene
    private let consultant: String

    init() throws {
        scene = try Scene()
        consultant = try scene.staff("physician", of: "Endocrinology")
        try scene.time("2026-06-29 09:00:00")
        try scene.patient(mrn, name: "冯故事")
        try scene.admit(mrn, to: "General Surgery", at: "2026-06-28 09:00:00")
        try scene.diagnose(mrn, "E11.9", at: "2026-06-28 10:00:00")
    }

    private func question(_ mrn: String) -> String { "diagnoses of \(mrn)" }

    private func seesTheDiagnosis() -> Bool {
        let answer = scene.hospital.ask(question(mrn), as: consultant, for: "treatment")
        return answer.rows.count == 1 && answer.rows[0].contains(.text("E11.9"))
    }

    private func knowsNothing() -> Bool { scene.tellsNothing(question, of: mrn, to: consultant, for: "treatment") }

    @Test func opensThePatientFromItsStartToItsEnd() throws {
        #expect(knowsNothing())

        // Asked for today, to be held tomorrow.
        try scene.assign(consultant, to: mrn, as: "consultant", at: "2026-06-30 08:00:00")
        #expect(knowsNothing())

        try scene.time("2026-06-30 08:00:00")
        #expect(seesTheDiagnosis())
        #expect(scene.hospital.ask(question(mrn), as: consultant, for: "treatment").scope?.contains("asked for your advice") == true)

        try scene.release(consultant, from: mrn, at: "2026-06-30 11:00:00")
        #expect(seesTheDiagnosis())
        try scene.time("2026-06-30 11:00:00")
        #expect(knowsNothing())
    }

    @Test func opensNothingForColleaguesOfTheConsultant() throws {
        try scene.assign(consultant, to: mrn, as: "consultant", at: "2026-06-29 08:00:00")
        #expect(seesTheDiagnosis())
        let colleague = try scene.staff("physician", of: "Endocrinology", 1)
        #expect(scene.tellsNothing(question, of: mrn, to: colleague, for: "treatment"))
    }

    @Test func isForTreatmentOnly() throws {
        try scene.assign(consultant, to: mrn, as: "consultant", at: "2026-06-29 08:00:00")
        let answer = scene.hospital.ask(question(mrn), as: consultant, for: "quality")
        #expect(answer.reason?.code == "purpose-not-covered")
    }
}
