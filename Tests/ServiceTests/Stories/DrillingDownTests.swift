import Database
import Disclosure
import Testing

@testable import Service

/// From the hospital to its departments to patients: each step finer, and the last one closed.
@Suite("A manager who drills down")
struct DrillingDownTests {
    private func ask(_ question: String) throws -> Answer {
        try DemoHospital.shared.get().ask(question, as: "hospital.manager", for: "operations")
    }

    @Test func seesTheHospital() throws {
        let answer = try ask("How many inpatients do we have now?")
        let expected = try DemoHospital.shared.get().value("SELECT count(DISTINCT patient_id) FROM admission WHERE discharge_time IS NULL")
        guard case .integer(let patients) = expected else {
            Issue.record("nobody is in hospital")
            return
        }
        #expect(answer.rows == [[.integer(patients)]])
        #expect(answer.scope == nil)
    }

    @Test func seesItsDepartmentsWithSmallNumbersSuppressed() throws {
        let answer = try ask("How many patients were admitted last month by department?")
        #expect(answer.status == .answered)
        #expect(answer.rows.contains { $0.contains(.suppressed) })
        #expect(answer.prompts.contains { $0.code == "small-cells" })
        for row in answer.rows { for case .integer(let patients) in row { #expect(patients == 0 || patients >= 11) } }
    }

    @Test func seesPatientsByTheirNumbersAndNothingClinical() throws {
        let answer = try ask("MRNs of inpatients of Cardiology now")
        #expect(answer.status == .answered)
        #expect(!answer.rows.isEmpty)
        #expect(answer.prompts.contains { $0.code == "identified" })
        let notes = try ask("diagnoses of M0000001")
        #expect(notes.status == .answered)
        #expect(notes.prompts.contains { $0.code == "withheld" })
        #expect(notes.rows.allSatisfy { $0.count(where: { $0 == .null }) == $0.count - 1 })
    }

    @Test func isRefusedDiagnosesAndToldWhatWouldAllowThem() throws {
        let answer = try ask("MRN of current inpatients with heart failure")
        #expect(answer.status == .refused)
        #expect(answer.reason?.code == "column-not-covered")
        #expect(answer.reason?.text.contains("diagnosis") == true)
        #expect(answer.reason?.remedy?.contains("totals instead of a list") == true)
        // And what would allow it does.
        let counted = try ask("How many patients with heart failure were admitted last year?")
        #expect(counted.status == .answered)
    }

    @Test func isRefusedNamesHoweverTheyAreAskedFor() throws {
        for question in ["name of M0000001", "phone of M0000001", "national id of M0000001"] {
            let answer = try ask(question)
            #expect(answer.status == .refused, "\(question)")
            #expect(answer.rows.isEmpty)
        }
    }
}
