import Database
import Disclosure
import Testing

@testable import Service

@Suite("A nurse of another ward")
struct NurseOfAnotherWardTests {
    private let mrn = "M9000002"

    private func scene(isVIP: Bool = false) throws -> Scene {
        let scene = try Scene()
        try scene.patient(mrn, name: "吴故事", isVIP: isVIP)
        try scene.admit(mrn, to: "Cardiology", at: "2026-06-29 09:00:00")
        return scene
    }

    private func sees(_ caller: String, in scene: Scene) -> Bool {
        scene.hospital.ask("name of \(mrn)", as: caller, for: "treatment").rows == [[.text("吴故事")]]
    }

    private func knowsNothing(_ caller: String, in scene: Scene) -> Bool {
        scene.tellsNothing({ "name of \($0)" }, of: mrn, to: caller, for: "treatment")
    }

    @Test func cannotTellThePatientFromNobody() throws {
        let scene = try scene()
        #expect(sees(try scene.staff("nurse", of: "Cardiology"), in: scene))
        #expect(knowsNothing(try scene.staff("nurse", of: "General Surgery"), in: scene))
    }

    @Test func countsHerOwnWardsPatientsOnly() throws {
        let scene = try scene()
        let nurse = try scene.staff("nurse", of: "General Surgery")
        let question = "How many inpatients do we have now?"
        let before = scene.hospital.ask(question, as: nurse)
        try scene.patient("M9000003", name: "郑故事")
        try scene.admit("M9000003", to: "Cardiology", at: "2026-06-30 09:00:00")
        #expect(scene.hospital.ask(question, as: nurse).bytes == before.bytes)
        #expect(before.status == .answered)
    }

    @Test func seesThePatientWhileNamedInTheCareTeam() throws {
        let scene = try scene()
        let nurse = try scene.staff("nurse", of: "General Surgery")
        try scene.assign(nurse, to: mrn, as: "nurse", at: "2026-06-30 08:00:00")
        #expect(sees(nurse, in: scene))
        try scene.release(nurse, from: mrn, at: "2026-06-30 16:00:00")
        #expect(knowsNothing(nurse, in: scene))
    }

    @Test func comesToWorkThereAndSeesThePatientAtTheNextQuestion() throws {
        let scene = try scene()
        let nurse = try scene.staff("nurse", of: "General Surgery")
        #expect(knowsNothing(nurse, in: scene))
        try scene.hospital.change(
            "UPDATE staff SET dept_id = (SELECT dept_id FROM department WHERE name = 'Cardiology') WHERE 'staff.' || staff_id = ?",
            .text(nurse))
        #expect(sees(nurse, in: scene))
    }

    @Test func aVeryImportantPatientIsSeenByThoseNamedOnlyWhateverTheWard() throws {
        let scene = try scene(isVIP: true)
        let nurse = try scene.staff("nurse", of: "Cardiology")
        #expect(knowsNothing(nurse, in: scene))
        try scene.assign(nurse, to: mrn, as: "nurse", at: "2026-06-30 08:00:00")
        #expect(sees(nurse, in: scene))
    }
}
