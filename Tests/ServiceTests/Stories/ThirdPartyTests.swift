import Database
import Disclosure
import Testing

@testable import Service

/// An insurer settles the claims of its customers under an agreement that names columns, runs in 2026 and stays in the country.
@Suite("A third party with an agreement")
struct ThirdPartyTests {
    private let mrn = "M9000007"
    private let scene: Scene
    private let question = "insurance number and amount of charges last week"

    init() throws {
        scene = try Scene()
        try scene.patient(mrn, name: "卫故事")
    }

    private func claims(to destination: String? = nil) -> Answer {
        scene.hospital.ask(question, as: "insurer", for: "data-sharing", with: destination.map { ["destination": $0] } ?? [:])
    }

    @Test func seesWhatTheAgreementNamesOfCustomersWhoAgreed() throws {
        let before = claims()
        #expect(before.status == .answered)
        try scene.charge(mrn, 1234.5, insurance: 1000, at: "2026-06-24 10:00:00")
        #expect(claims().bytes == before.bytes)

        try scene.consent(mrn, to: "data sharing", on: "2026-06-01")
        let during = claims()
        #expect(during.rows.count == before.rows.count + 1)
        #expect(during.rows.contains { $0.contains(.decimal(1234.5)) })
        #expect(during.prompts.contains { $0.code == "agreement-use" })
        #expect(during.scope?.contains("agreed to data sharing") == true)

        try scene.revoke(mrn, scope: "data sharing", on: "2026-06-30")
        #expect(claims().bytes == before.bytes)
    }

    @Test func mayHaveNothingElse() throws {
        let gender = scene.hospital.ask("gender of \(mrn)", as: "insurer", for: "data-sharing")
        #expect(gender.reason?.code == "column-not-covered")
        let name = scene.hospital.ask("name of \(mrn)", as: "insurer", for: "data-sharing")
        #expect(name.reason?.code == "column-not-covered")
        #expect(name.reason?.text.contains("agreement") == true)
        #expect(scene.hospital.ask("diagnoses of \(mrn)", as: "insurer", for: "data-sharing").reason?.code == "entity-not-covered")
    }

    @Test func seesNothingBeforeTheAgreementAndNothingAfterIt() throws {
        for (now, runs) in [
            ("2025-12-31 23:59:59", false), ("2026-01-01 00:00:00", true), ("2026-12-31 23:59:59", true), ("2027-01-01 00:00:00", false),
        ] {
            try scene.time(now)
            let answer = claims()
            #expect(answer.status == (runs ? .answered : .refused), "\(now)")
            #expect(answer.reason?.code == (runs ? nil : "agreement-not-running"), "\(now)")
        }
    }

    @Test func mayTakeItWithinTheCountryAndNotAbroad() throws {
        #expect(claims(to: "CN").status == .answered)
        let abroad = claims(to: "US")
        #expect(abroad.status == .refused)
        #expect(abroad.reason?.code == "agreement-destination")
        #expect(abroad.rows.isEmpty)
    }
}

@Suite("Data that does not leave the country")
struct ExportTests {
    private func inpatients(_ caller: String, to destination: String?, for purpose: String) throws -> Answer {
        try DemoHospital.shared.get().ask(
            "list current inpatients", as: caller, for: purpose, with: destination.map { ["destination": $0] } ?? [:])
    }

    @Test func goesToAnAuthorityAtHomeAndNowhereAbroad() throws {
        #expect(try inpatients("hospital.manager", to: nil, for: "operations").status == .answered)
        #expect(try inpatients("hospital.manager", to: "CN", for: "operations").status == .answered)
        let abroad = try inpatients("hospital.manager", to: "US", for: "operations")
        #expect(abroad.reason?.code == "column-not-covered")
        #expect(
            abroad.reason?.text.contains(
                "'admission' may leave the house for 'US', not even how many there are: patients' data does not leave")
                == true, "\(String(describing: abroad.reason))")
    }

    @Test func doesNotEvenLeaveTheHouseWhereNoRuleSaysSo() throws {
        let answer = try inpatients("quality.officer", to: "CN", for: "quality")
        #expect(answer.reason?.code == "column-not-covered")
        #expect(answer.reason?.text.hasPrefix("Nothing about 'admission' may leave the house for 'CN'") == true)
    }

    @Test func whatIsAboutNobodyMayGo() throws {
        let hospital = try DemoHospital.shared.get()
        let answer = hospital.ask("list drugs", as: "hospital.manager", for: "operations", with: ["destination": "US"])
        #expect(answer.status == .answered)
        #expect(!answer.rows.isEmpty)
    }
}
