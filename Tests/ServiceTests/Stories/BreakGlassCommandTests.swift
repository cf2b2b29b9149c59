import Foundation
import Testing

@testable import Service

/// Emergency access at the command line: processes that know of each other by the audit log alone.
@Suite("Emergency access by the command", .enabled(if: BuiltCommand.path != nil, "the command is not built beside the tests"))
struct BreakGlassCommandTests {
    private let hospital: TestWorkspace
    private let doctor: String
    private let head: String
    private let patient: String

    init() throws {
        hospital = try DemoHospital.fresh()
        let staff = try hospital.value("SELECT staff_id FROM staff WHERE role = 'physician' AND is_head = 0 ORDER BY staff_id LIMIT 1")
        doctor = hospital.caller(staff)
        head = try hospital.head(of: "Cardiology")
        let found = try hospital.value(
            """
            SELECT mrn FROM patient
            WHERE patient_id IN (SELECT patient_id FROM lab_result JOIN lab_test USING (test_id) WHERE loinc = '718-7')
              AND patient_id NOT IN (SELECT patient_id FROM care_team WHERE staff_id = ?)
              AND patient_id NOT IN (SELECT patient_id FROM outpatient_visit WHERE physician_id = ?)
            ORDER BY mrn LIMIT 1
            """, staff, staff)
        guard case .text(let mrn) = found else { throw ServiceError(.internalFault, "no such patient", remedy: "") }
        patient = mrn
    }

    private func run(_ arguments: String...) throws -> BuiltCommand.Result {
        try BuiltCommand.run(arguments + ["--workspace", hospital.folder])
    }

    private func opened() throws -> String {
        let result = try run(
            "break-glass", "open", "--as", doctor, "--patient", patient, "--reason", "unconscious", "--words", "brought in by ambulance",
            "--json")
        #expect(result.status == 0)
        guard case .integer(let number)? = try JSON.parse(Array(result.lines[0].utf8))["break_glass"]?["grant"] else {
            throw ServiceError(.internalFault, "not opened: \(result.output)", remedy: "")
        }
        return String(number)
    }

    @Test func aServerKnowsAtOnceWhatOtherProcessesDo() throws {
        let (process, input, output, _) = try BuiltCommand.start(["serve", "--workspace", hospital.folder])
        func ask() throws -> JSON {
            let line =
                "{\"question\":\"last haemoglobin of \(patient)\",\"caller\":\"\(doctor)\",\"break_glass\":{\"patient\":\"\(patient)\"}}\n"
            try input.write(contentsOf: Data(line.utf8))
            var bytes: [UInt8] = []
            while bytes.last != 0x0A, let more = try output.read(upToCount: 1), !more.isEmpty { bytes += more }
            return try JSON.parse(Array(bytes.dropLast()))
        }
        #expect(try ask()["reason"]?["code"]?.string == "break-glass-over")
        let number = try opened()
        let seen = try ask()
        #expect(seen["status"]?.string == "answered")
        #expect(seen["break_glass"]?["approved"] == .boolean(false))
        #expect(try run("break-glass", "approve", number, "--as", doctor).status == 4)
        #expect(try run("break-glass", "approve", number, "--as", head).status == 0)
        #expect(try ask()["break_glass"]?["approved"] == .boolean(true))
        #expect(try run("break-glass", "list").output.contains("by \(head)"))
        #expect(try run("break-glass", "close", number, "--as", doctor).status == 0)
        #expect(try ask()["reason"]?["code"]?.string == "break-glass-over")
        #expect(try run("break-glass", "list").output == "No emergency access runs.\n")
        try input.close()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    @Test func reviewIsListedShownAndClosed() throws {
        #expect(try run("audit", "review").output == "Nothing waits for review.\n")
        let asked = try run(
            "ask", "last haemoglobin of \(patient)", "--as", doctor, "--break-glass", patient, "--reason", "unconscious", "--words",
            "brought in by ambulance")
        #expect(asked.status == 0)
        #expect(asked.output.contains("Emergency access"))
        guard case .array(let reviews) = try JSON.parse(Array(run("audit", "review", "--json").lines[0].utf8)),
            case .integer(let number)? = reviews.first?["review"]
        else {
            Issue.record("nothing to review")
            return
        }
        #expect(reviews.count == 1)
        #expect(reviews[0]["answered"] == .integer(1))
        let review = String(number)
        #expect(try run("audit", "review", "--check", "1").status == 0)
        #expect(try run("audit", "review", "--check", "0").status == 1)
        let sealed = try run("audit", "review", review)
        #expect(sealed.output.contains("collected_at"))
        #expect(!sealed.output.contains(patient))
        #expect(try run("audit", "review", review, "--unseal").output.contains("last haemoglobin of \(patient)"))

        func close(_ caller: String) throws -> BuiltCommand.Result {
            try run(
                "audit", "review", review, "--close", "--as", caller, "--finding", "justified", "--words", "fits the ambulance's record")
        }
        #expect(try close("quality.officer").status == 4)
        #expect(try run("break-glass", "close", review, "--as", doctor).status == 0)
        #expect(try close(doctor).status == 4)
        #expect(try close("quality.officer").status == 0)
        #expect(try close("auditor").status == 4)
        #expect(try run("audit", "review").output == "Nothing waits for review.\n")
        #expect(try run("audit", "review", "--check", "0").status == 0)
        #expect(try run("audit", "review", "--all").output.contains("justified, by quality.officer"))
        #expect(try run("audit", "verify").status == 0)
        #expect(try run("audit", "review", review, "--close").status == 64)
    }

    @Test func aConversationSaysThatItAsksUnderEmergencyAccess() throws {
        let lines = """
            last haemoglobin of \(patient)
            \\glass \(patient)
            \\glass \(patient) unconscious brought in by ambulance
            last haemoglobin of \(patient)
            \\glass -
            last haemoglobin of \(patient)
            \\glass
            """
        let result = try BuiltCommand.run(["repl", "--as", doctor, "--workspace", hospital.folder], input: Array((lines + "\n").utf8))
        let parts = ["No rows", "runs now", "runs until", "Warning     Emergency access", "No rows", "your own rights"]
        var rest = result.output[...]
        for part in parts {
            guard let place = rest.range(of: part) else {
                Issue.record("no “\(part)” where it belongs:\n\(result.output)")
                return
            }
            rest = rest[place.upperBound...]
        }
    }
}
