import Database
import Disclosure
import Testing

@testable import Service

/// The ward that hands a patient over still sees them for the grace that the policy states, 24 hours; the ward that takes them over, at once.
@Suite("A patient transferred from Cardiology to General Surgery")
struct TransferTests {
    private let mrn = "M9000001"
    private let scene: Scene
    private let cardiology: String
    private let surgery: String

    init() throws {
        scene = try Scene()
        cardiology = try scene.staff("nurse", of: "Cardiology")
        surgery = try scene.staff("nurse", of: "General Surgery")
        try scene.time("2026-06-28 09:00:00")
        try scene.patient(mrn, name: "周故事")
        try scene.admit(mrn, to: "Cardiology", at: "2026-06-25 09:00:00")
    }

    private func sees(_ caller: String) -> Bool {
        scene.hospital.ask("name of \(mrn)", as: caller, for: "treatment").rows == [[.text("周故事")]]
    }

    private func knowsNothing(_ caller: String) -> Bool {
        scene.tellsNothing({ "name of \($0)" }, of: mrn, to: caller, for: "treatment")
    }

    @Test func isSeenByTheNewWardAtOnceAndByTheOldOneForADay() throws {
        #expect(sees(cardiology))
        #expect(knowsNothing(surgery))

        try scene.transfer(mrn, to: "General Surgery", at: "2026-06-28 10:00:00")
        try scene.time("2026-06-28 10:00:00")
        #expect(sees(surgery))
        #expect(sees(cardiology))

        try scene.time("2026-06-29 10:00:00")
        #expect(sees(surgery))
        #expect(sees(cardiology))

        try scene.time("2026-06-29 10:00:01")
        #expect(sees(surgery))
        #expect(knowsNothing(cardiology))
    }

    @Test func tellsTheOldWardWhatItsAnswersCover() throws {
        let scope = scene.hospital.ask("name of \(mrn)", as: cardiology, for: "treatment").scope
        #expect(scope?.contains("patients on the wards of Cardiology now") == true)
        #expect(scope?.contains("handed over to another ward in the last 24 hours") == true)
    }

    @Test func goesHomeWithoutGrace() throws {
        try scene.discharge(mrn, at: "2026-06-28 10:00:00")
        try scene.time("2026-06-28 10:00:00")
        #expect(knowsNothing(cardiology))
    }

    @Test func thePhysiciansChangeWithTheCareTeam() throws {
        let cardiologist = try scene.staff("physician", of: "Cardiology")
        let surgeon = try scene.staff("physician", of: "General Surgery")
        try scene.assign(cardiologist, to: mrn, as: "attending", at: "2026-06-25 09:00:00")
        #expect(sees(cardiologist))
        #expect(knowsNothing(surgeon))

        try scene.transfer(mrn, to: "General Surgery", at: "2026-06-28 10:00:00")
        try scene.release(cardiologist, from: mrn, at: "2026-06-28 10:00:00")
        try scene.assign(surgeon, to: mrn, as: "attending", at: "2026-06-28 10:00:00")
        try scene.time("2026-06-28 10:00:00")
        #expect(sees(surgeon))
        #expect(knowsNothing(cardiologist))
    }
}
