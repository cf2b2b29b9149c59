import Database
import Disclosure
import Testing

@testable import Service

@Suite("The public health officer")
struct PublicHealthTests {
    private let mrn = "M9000008"

    @Test func seesDiseasesByDistrictWithSmallNumbersSuppressed() throws {
        let hospital = try DemoHospital.shared.get()
        let answer = hospital.ask(
            "notifications of infectious diseases by district last year", as: "public.health", for: "public-health")
        #expect(answer.status == .answered)
        #expect(answer.rows.contains { $0.contains(.suppressed) })
        #expect(answer.rows.contains { row in row.contains { if case .integer(let count) = $0 { count >= 11 } else { false } } })
    }

    @Test func seesNoPersons() throws {
        let hospital = try DemoHospital.shared.get()
        for question in [
            "list notifications of infectious diseases last month", "MRN, name and phone of patients with notifications last month",
        ] {
            let answer = hospital.ask(question, as: "public.health", for: "public-health")
            #expect(answer.reason?.code == "list-not-covered", "\(question)")
            #expect(answer.rows.isEmpty)
        }
    }

    @Test func seesThePersonsOfDiseasesThatTheLawNamesAndOfNoOther() throws {
        let scene = try Scene()
        let question = "name, phone and notifiable disease of notifications this month"
        func cases() -> Answer { scene.hospital.ask(question, as: "public.health", for: "case-investigation") }
        let before = cases()
        #expect(before.status == .answered)
        #expect(before.rows.isEmpty)

        try scene.patient(mrn, name: "蒋故事")
        try scene.report(mrn, "AIDS", class: "B", at: "2026-06-20 10:00:00")
        #expect(cases().bytes == before.bytes)

        try scene.report(mrn, "Cholera", class: "A", at: "2026-06-21 10:00:00")
        let after = cases()
        #expect(after.rows == [[.text("蒋故事"), .text("13800000000"), .text("Cholera")]])
        #expect(after.prompts.contains { $0.code == "case-investigation" })
        #expect(after.scope?.contains("reported by name") == true)
    }

    @Test func seesNothingElseOfThosePersons() throws {
        let scene = try Scene()
        try scene.patient(mrn, name: "蒋故事")
        try scene.report(mrn, "Cholera", class: "A", at: "2026-06-21 10:00:00")
        try scene.diagnose(mrn, "I50.9", at: "2026-06-20 10:00:00")
        let diagnoses = scene.hospital.ask("diagnoses of \(mrn)", as: "public.health", for: "case-investigation")
        #expect(diagnoses.reason?.code == "entity-not-covered")
        let number = scene.hospital.ask("national id of \(mrn)", as: "public.health", for: "case-investigation")
        #expect(number.reason?.code == "column-not-covered")
    }
}
