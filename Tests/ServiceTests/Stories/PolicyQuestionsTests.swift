import Algebra
import Audit
import Catalog
import Database
import Execution
import Governance
import Testing

@testable import Service

/// The privacy office asks who sees a patient, and anybody why something is or is not seen.
@Suite struct PolicyQuestionsTests {
    private static let care = """
        SELECT c.staff_id, p.mrn, c.patient_id FROM care_team c JOIN patient p USING (patient_id) JOIN staff s USING (staff_id)
        WHERE c.duty = 'attending' AND c.end_time IS NULL AND s.role = 'physician' AND NOT s.is_head ORDER BY 1, 2 LIMIT 1
        """

    private func viewers(_ house: TestWorkspace, _ patient: String, as caller: String = "auditor") throws -> [PatientViewer] {
        try house.engine.viewers(ofPatient: patient, for: Request(question: "", caller: caller)).viewers
    }

    @Test func whoSeesAPatientChangesWithTheCare() throws {
        let house = try DemoHospital.copy()
        guard case (.integer(let staff), .text(let mrn), let patient)? = try house.rows(Self.care).first.map({ ($0[0], $0[1], $0[2]) })
        else {
            Issue.record("nobody is treated")
            return
        }
        func byCare() throws -> [PatientViewer] {
            try viewers(house, mrn).filter { $0.caller == "staff.\(staff)" && $0.rule == "physician.rows.1" }
        }
        #expect(
            try byCare() == [
                PatientViewer(
                    caller: "staff.\(staff)", role: "physician", purpose: "treatment", rule: "physician.rows.1", entity: "patient",
                    isListed: true,
                    scope: "patients in your care now")
            ])
        try house.change("DELETE FROM care_team WHERE staff_id = ?1 AND patient_id = ?2", .integer(staff), patient)
        #expect(try byCare() == [])
    }

    /// Whoever is told to see a patient's row for treatment gets it when asking for it, and nobody else does.
    @Test func whoSeesAPatientIsWhoGetsTheRow() throws {
        let house = try DemoHospital.shared.get()
        guard case .text(let mrn)? = try house.rows(Self.care).first.map({ $0[1] }) else {
            Issue.record("nobody is treated")
            return
        }
        let told = try Set(viewers(house, mrn).filter { $0.purpose == "treatment" && $0.entity == "patient" }.map(\.caller))
        let staff = try house.rows("SELECT staff_id FROM staff WHERE role IN ('physician', 'nurse', 'pharmacist') ORDER BY 1").map {
            house.caller($0[0])
        }
        let query = try Resolver.resolve(Query.parse("from patient where mrn = '\(mrn)' select mrn"), in: house.engine.catalog)
        var seeing: Set<String> = []
        for id in staff {
            let caller = try #require(
                try house.engine.source.executor.inSnapshot { snapshot in
                    try house.engine.source.directory.caller(id) { query, parameters in
                        try snapshot.run(SQLCompiler.compile(query, schema: house.engine.source.schema, parameters: parameters)).literals
                    }
                })
            let input = GovernanceInput(
                query: query, caller: caller, purpose: "treatment", environment: RequestEnvironment(now: try house.engine.now()))
            guard case .permit(let governed) = try house.engine.govern(input) else { continue }
            if try !house.engine.source.executor.run(house.engine.compile(governed)).rows.isEmpty { seeing.insert(id) }
        }
        #expect(!seeing.isEmpty)
        #expect(told == seeing)
    }

    @Test func anUnknownPatientIsLikeOneWhomNobodySees() throws {
        let house = try DemoHospital.shared.get()
        #expect(try viewers(house, "M9999999") == [])
        #expect(try viewers(house, "' OR 1 = 1 --") == [])
    }

    @Test func onlyThePrivacyOfficeIsTold() throws {
        let house = try DemoHospital.shared.get()
        for caller in ["hospital.manager", "staff.1", "nobody"] {
            #expect(throws: ServiceError.self) { try viewers(house, "M0000001", as: caller) }
        }
    }

    @Test func whoIsNotOfThePrivacyOfficeIsRefusedByTheCommandToo() throws {
        let house = try DemoHospital.fresh()
        func ask(_ caller: String) throws -> BuiltCommand.Result {
            try BuiltCommand.run(["policy", "who", "--patient", "M9999999", "--as", caller, "--workspace", house.folder])
        }
        let refused = try ask("hospital.manager")
        #expect(refused.status == 4 && refused.errors.contains("privacy office"))
        #expect(try ask("nobody").status == 4)
        #expect(try ask("auditor").status == 0)
    }

    @Test func thatNobodyHasTheNameIsRecorded() throws {
        let house = try DemoHospital.fresh()
        let request = Request(question: "", caller: "M0000001")
        #expect { try house.engine.explainPolicy(.resource("patient.phone", isList: nil), for: request) } throws: {
            ($0 as? ServiceError)?.code == .unknownCaller
        }
        let trail = AuditTrail(log: house.folder + "/audit", keys: house.folder + "/keys")
        let records = try (1...3).compactMap { try trail.record($0, unsealed: true)?.content }
        #expect(
            records.contains { content in
                guard case .intent(let facts, _, let open) = content else { return false }
                return facts.caller == "unknown" && facts.decision == "unknown-caller" && open?.question == "policy explain patient.phone"
                    && open?.reason == "asked as: M0000001"
            }, "\(records)")
    }

    @Test func whoAskedIsRecordedAndThePatientSealed() throws {
        let house = try DemoHospital.fresh()
        let record = try house.engine.viewers(ofPatient: "M0000001", for: Request(question: "", caller: "auditor")).record
        let trail = AuditTrail(log: house.folder + "/audit", keys: house.folder + "/keys")
        guard case .intent(let facts, _, let sealed)? = try trail.record(record, unsealed: false)?.content,
            case .intent(_, _, let open)? = try trail.record(record, unsealed: true)?.content
        else {
            Issue.record("there is no such record")
            return
        }
        #expect(facts.caller == "auditor" && sealed == nil)
        #expect(open?.question == "policy who --patient M0000001")
    }

    @Test func whyAColumnIsSeenIsTold() throws {
        let house = try DemoHospital.shared.get()
        let manager = try house.engine.explainPolicy(
            .resource("patient.name", isList: true), for: Request(question: "", caller: "hospital.manager"))
        #expect(manager.findings.role?.name == "hospital_manager")
        #expect(manager.rows.map(\.entity) == ["patient"])
        #expect(manager.columns.first.map { $0.isClosed || $0.shown == .hide } == true)
        #expect(manager.columns.first?.allowed.contains("physician") == true)
        let asked = try house.engine.explainPolicy(
            .question("How many admissions were there yesterday?"), for: Request(question: "", caller: "hospital.manager"))
        guard case .permit? = asked.decision else {
            Issue.record("refused")
            return
        }
        #expect(asked.necessity?.read.contains { $0.entity == "admission" && $0.attribute == "admit_time" } == true)
        #expect(throws: ServiceError.self) {
            try house.engine.explainPolicy(.resource("patient.nme", isList: nil), for: Request(question: "", caller: "hospital.manager"))
        }
    }

    @Test func whatEmergencyAccessWouldOpenIsTold() throws {
        let house = try DemoHospital.shared.get()
        let caller = house.caller(
            try house.value("SELECT staff_id FROM staff WHERE role = 'physician' AND NOT is_head ORDER BY staff_id LIMIT 1"))
        func column(_ access: SupposedAccess?) throws -> Findings.Column? {
            let request = Request(question: "", caller: caller, purpose: "treatment")
            let explained = try house.engine.explainPolicy(.resource("clinical_note.body", isList: true), for: request, under: access)
            #expect((explained.findings.role?.name == "break-glass") == (access != nil))
            return explained.columns.first
        }
        let opened = try #require(try column(.opened))
        #expect(opened.isClosed && opened.approved == .show)
        #expect(opened.allowed.contains("physician"), "who may see it otherwise is told: \(opened.allowed)")
        let approved = try #require(try column(.approved))
        #expect(!approved.isClosed && approved.shown == .show && approved.approved == nil)
    }

    @Test func stagesTellTheMinimumNecessary() throws {
        let house = try DemoHospital.shared.get()
        let stages = house.engine.explain(Request(question: "How many admissions were there yesterday?", caller: "hospital.manager")).stages
        let text = stages.first { $0.title == "minimum necessary" }?.text ?? ""
        #expect(text.contains("reads admission.admit_time") && text.contains("left out of admission, not needed:"))
    }

    @Test func theCommandTellsAndEndsWithItsStatus() throws {
        let sound = try BuiltCommand.run(["policy", "check", "hospital"])
        #expect(sound.status == 0, "\(sound.output)\(sound.errors)")
        let cases = try BuiltCommand.run(["policy", "test", "hospital", "--json"])
        #expect(cases.status == 0 && cases.output.contains("\"failed\":0"))
        let who = try BuiltCommand.run(["policy", "who", "patient.phone", "--policy", "hospital"])
        #expect(who.status == 0 && who.output.contains("physician"))
        let mistyped = try BuiltCommand.run(["policy", "who", "patient.phon", "--policy", "hospital"])
        #expect(mistyped.status == 1 && mistyped.errors.contains("Did you mean 'phone'?"))
        let file = DemoHospital.folder + "/wrong-policy.yaml"
        try "policy: x\nversion: 1\nlexicon: hospital\npurposes: {}\nroles: { a: { lists: true } }\n".write(
            toFile: file, atomically: true, encoding: .utf8)
        let wrong = try BuiltCommand.run(["policy", "check", file])
        #expect(wrong.status == 1 && wrong.output.contains("'small-cells' is missing here"))
    }
}
