import Audit
import Database
import Disclosure
import Foundation
import Testing

@testable import Service

/// Night in the emergency department: a patient whom the doctor on call has never seen, an hour of emergency access, and its review.
@Suite("Emergency access")
struct BreakGlassTests {
    private let hospital: TestWorkspace
    private let hands = Hands()
    private let doctor: String
    private let colleague: String
    private let head: String
    /// Has a haemoglobin and a note, and nobody of the two doctors in care.
    private let patient: String
    private let nobody = "M9999999"
    private let words = "brought in by ambulance, not responsive"

    init() throws {
        hospital = try DemoHospital.fresh { [hands] in hands.time }
        let physicians = try hospital.rows("SELECT staff_id FROM staff WHERE role = 'physician' AND is_head = 0 ORDER BY staff_id LIMIT 2")
        let one = try #require(physicians.first?.first)
        doctor = hospital.caller(one)
        colleague = hospital.caller(try #require(physicians.last?.first))
        head = try hospital.head(of: "Cardiology")
        let found = try hospital.value(
            """
            SELECT mrn FROM patient
            WHERE EXISTS (SELECT 1 FROM lab_result JOIN lab_test USING (test_id) WHERE lab_result.patient_id = patient.patient_id AND loinc = '718-7')
              AND EXISTS (SELECT 1 FROM clinical_note WHERE clinical_note.patient_id = patient.patient_id)
              AND patient_id NOT IN (SELECT patient_id FROM care_team WHERE staff_id = ?)
              AND patient_id NOT IN (SELECT patient_id FROM outpatient_visit WHERE physician_id = ?)
              AND patient_id NOT IN (SELECT patient_id FROM procedure WHERE surgeon_id = ?)
            ORDER BY mrn LIMIT 1
            """, one, one, one)
        guard case .text(let mrn) = found else { throw ServiceError(.internalFault, "no such patient", remedy: "") }
        patient = mrn
    }

    private func haemoglobin(of mrn: String) -> String { "last haemoglobin of \(mrn)" }
    private func notes(of mrn: String) -> String { "clinical notes of \(mrn)" }

    private func ask(
        _ question: String, as caller: String? = nil, for patient: String?, reason: String? = nil, words: String? = nil,
        at engine: Engine? = nil
    ) -> Answer {
        (engine ?? hospital.engine).answer(
            Request(
                question: question, caller: caller ?? doctor, purpose: "treatment",
                breakGlass: patient.map { BreakGlassRequest(patient: $0, reason: reason, words: words) }))
    }

    private func act(_ act: EmergencyAct, as caller: String, for patient: String? = nil, at engine: Engine? = nil) -> Answer {
        (engine ?? hospital.engine).answer(
            Request(
                question: "", caller: caller,
                breakGlass: patient.map { BreakGlassRequest(patient: $0, reason: "unconscious", words: words) },
                act: act))
    }

    private func open() throws -> Int {
        let opened = act(.open, as: doctor, for: patient)
        #expect(opened.status == .answered)
        return try #require(opened.breakGlass?.grant)
    }

    private var trail: AuditTrail { AuditTrail(hospital.engine.workspace) }

    @Test func theWholeNight() throws {
        // The doctor on call asks: as if there were no such patient.
        #expect(ask(haemoglobin(of: patient), for: nil).rows.isEmpty)

        // With a reason and words, in one go with the question.
        let seen = ask(haemoglobin(of: patient), for: patient, reason: "unconscious", words: words)
        #expect(seen.status == .answered)
        let expected = try hospital.value(
            """
            SELECT value FROM lab_result JOIN lab_test USING (test_id) JOIN patient USING (patient_id)
            WHERE mrn = ? AND loinc = '718-7' ORDER BY collected_at DESC, result_id DESC LIMIT 1
            """, .text(patient))
        guard case .real(let value) = expected else {
            Issue.record("the patient has no haemoglobin")
            return
        }
        #expect(seen.rows.first?.contains(.decimal(value)) == true)
        // It is announced: in the answer, in its scope, in a prompt.
        let grant = try #require(seen.breakGlass)
        #expect(!grant.isApproved)
        #expect(grant.until == hospital.engine.until(try hospital.engine.audit.runningGrant(grant.grant)))
        #expect(seen.scope?.contains(patient) == true)
        #expect(seen.prompts.contains { $0.code == "break-glass" && $0.text.text(in: "en").contains(patient) })

        // The highest level stays closed until a second person has looked at it.
        let note = ask(notes(of: patient), for: patient)
        #expect(note.status == .refused || note.prompts.contains { $0.code == "withheld-approval" })
        #expect(!note.rows.joined().contains { $0.isLong })
        #expect(act(.approve(grant.grant), as: doctor).reason?.code == "break-glass-own")
        #expect(act(.approve(grant.grant), as: colleague).reason?.code == "break-glass-not-approver")
        hands.move(600)
        let approval = act(.approve(grant.grant), as: head, at: try hospital.another { [hands] in hands.time })
        #expect(approval.status == .answered)
        #expect(act(.approve(grant.grant), as: head).reason?.code == "break-glass-approved")
        let read = ask(notes(of: patient), for: patient)
        #expect(read.status == .answered)
        #expect(read.breakGlass?.isApproved == true)
        #expect(read.breakGlass?.until == grant.until)
        #expect(read.rows.joined().contains { $0.isLong })

        // An hour after the opening it is over, to the second.
        hands.move(2_999)
        #expect(ask(haemoglobin(of: patient), for: patient).rows.count == 1)
        hands.move(1)
        let late = ask(haemoglobin(of: patient), for: patient)
        #expect(late.status == .refused)
        #expect(late.reason?.code == "break-glass-over")
        #expect(late.breakGlass == nil)

        // It waits for review, and somebody who was not involved closes it.
        let review = try #require(try trail.reviews().first { $0.number == grant.grant })
        #expect(review.caller == doctor)
        #expect(review.approver == head)
        #expect(review.answers >= 3)
        #expect(review.minutesRun(until: hands.time) == 60)
        let records = try trail.records(of: review, unsealed: true)
        let text = ReviewText.text(review, records: records, now: hands.time)
        for part in [patient, words, haemoglobin(of: patient), "unconscious", head] { #expect(text.contains(part)) }
        let sealed = ReviewText.text(review, records: try trail.records(of: review, unsealed: false), now: hands.time)
        #expect(!sealed.contains(patient))
        let finding = EmergencyAct.find(review: grant.grant, .justified, words: "the ambulance's record fits")
        for other in [doctor, head, "hospital.manager"] { #expect(act(finding, as: other).reason?.code == "review-not-yours") }
        #expect(act(finding, as: "quality.officer").status == .answered)
        #expect(act(finding, as: "auditor").reason?.code == "review-closed")
        #expect(try trail.reviews().first?.closing?.verdict == .justified)
        #expect(try trail.verify().isIntact)
    }

    @Test func neverHappensUnasked() throws {
        _ = try open()
        #expect(ask(haemoglobin(of: patient), for: nil).rows.isEmpty)
        #expect(ask(haemoglobin(of: patient), for: nil).breakGlass == nil)
        #expect(ask(haemoglobin(of: patient), as: colleague, for: patient).reason?.code == "break-glass-over")
        #expect(ask(haemoglobin(of: patient), for: patient).rows.count == 1)
    }

    @Test func isForOnePatient() throws {
        _ = try open()
        let others = try hospital.rows(
            """
            SELECT mrn FROM patient JOIN lab_result USING (patient_id) JOIN lab_test USING (test_id)
            WHERE loinc = '718-7' AND mrn <> ? ORDER BY mrn LIMIT 5
            """, .text(patient))
        for case .text(let other)? in others.map(\.first) {
            #expect(ask(haemoglobin(of: other), for: patient).rows.isEmpty)
            #expect(ask(haemoglobin(of: other), for: other).reason?.code == "break-glass-over")
        }
        #expect(ask("How many patients are there?", for: patient).rows == [[.integer(1)]])
    }

    @Test func looksTheSameForANumberThatNobodyHas() throws {
        hands.move(0.5)
        let one = act(.open, as: doctor, for: patient)
        let none = act(.open, as: doctor, for: nobody)
        func bytes(_ answer: Answer) -> String {
            var answer = answer
            let number = answer.breakGlass.map { String($0.grant) } ?? "-"
            answer.breakGlass?.grant = 0
            return answer.bytes.replacing("access \(number) ", with: "access N ")
        }
        #expect(bytes(one) == bytes(none))
        let empty = ask(haemoglobin(of: nobody), for: nobody)
        #expect(empty.status == .answered)
        #expect(empty.rows.isEmpty)
    }

    @Test func needsAReasonAndWordsAndARole() throws {
        func code(_ reason: String?, _ words: String?, as caller: String? = nil) -> String? {
            ask(haemoglobin(of: patient), as: caller, for: patient, reason: reason, words: words).reason?.code
        }
        #expect(code(nil, nil) == "break-glass-over")
        #expect(code("curiosity", words) == "break-glass-reason-unknown")
        #expect(code(nil, words) == "break-glass-reason-unknown")
        for short in [nil, "", "urgent", "aaaaaaaaaaaaaaaaaaaa", "!!!!!!!!!!!!!!!!!!!!", String(repeating: "abcd ", count: 300)] {
            #expect(code("unconscious", short) == "break-glass-words-missing")
        }
        #expect(code("unconscious", words, as: "hospital.manager") == "break-glass-not-yours")
        let told = ask(haemoglobin(of: patient), for: patient, reason: "curiosity", words: words)
        #expect(told.reason?.remedy?.contains("unconscious") == true)
        #expect(try hospital.engine.runningGrants().isEmpty)
        #expect(ask(haemoglobin(of: patient), for: patient, reason: "unconscious", words: "送来时昏迷不醒").status == .answered)

        // Every attempt is in the log, what names the patient sealed.
        let attempts = try trail.entries(AuditFilter(status: "refused"), unsealed: true)
        #expect(attempts.count == 11)
        let log = try #require(FileManager.default.contents(atPath: hospital.folder + "/audit/audit.jsonl"))
        #expect(!String(decoding: log, as: UTF8.self).contains(patient))
        #expect(!String(decoding: log, as: UTF8.self).contains("ambulance"))
    }

    @Test func asksAgainUseTheOneThatRuns() throws {
        let first = ask(haemoglobin(of: patient), for: patient, reason: "unconscious", words: words)
        let again = ask(haemoglobin(of: patient), for: patient, reason: "unconscious", words: words)
        let number = try #require(first.breakGlass?.grant)
        #expect(again.breakGlass?.grant == number)
        let elsewhere = try hospital.another { [hands] in hands.time }
        #expect(ask(haemoglobin(of: patient), for: patient, at: elsewhere).breakGlass?.grant == number)
        #expect(act(.end(number), as: colleague).reason?.code == "break-glass-not-running")
        #expect(act(.end(number), as: doctor, at: elsewhere).status == .answered)
        #expect(ask(haemoglobin(of: patient), for: patient).reason?.code == "break-glass-over")
        #expect(act(.end(number), as: doctor).reason?.code == "break-glass-not-running")
    }

    @Test func opensNothingForAQuestionThatIsNotUnderstood() throws {
        let answer = ask("last frobnication of \(patient)", for: patient, reason: "unconscious", words: words)
        #expect(answer.status == .unanswerable)
        #expect(try hospital.engine.runningGrants().isEmpty)
    }

    @Test func takesANumberHoweverItIsTyped() throws {
        let typed = " \(patient.lowercased())"
        let answer = ask(haemoglobin(of: patient), for: typed, reason: "unconscious", words: words)
        #expect(answer.rows.count == 1)
        // The same patient: the access runs already.
        #expect(ask(haemoglobin(of: patient), for: patient).breakGlass?.grant == answer.breakGlass?.grant)
    }

    @Test func isNotReviewedWhileItRuns() throws {
        let number = try open()
        let finding = EmergencyAct.find(review: number, .needsFollowUp, words: "ask the ward")
        #expect(act(finding, as: "quality.officer").reason?.code == "review-running")
        #expect(act(.find(review: 1, .justified, words: "fine"), as: "quality.officer").reason?.code == "review-unknown")
        #expect(act(.find(review: number, .justified, words: " "), as: "quality.officer").reason?.code == "review-words-missing")
        #expect(act(finding, as: "staff.nobody").reason?.code == "unknown-caller")
        #expect(act(.end(number), as: doctor).status == .answered)
        #expect(act(finding, as: "quality.officer").status == .answered)
    }

    @Test func linesOfJSONOpenUseApproveAndClose() throws {
        func answer(_ line: String) throws -> JSON {
            let request = try RequestLine.request(Array(line.utf8), number: 1)
            return try JSON.parse(Array(hospital.engine.answer(request).json.line.utf8))
        }
        let glass = "\"break_glass\":{\"patient\":\"\(patient)\",\"reason\":\"unconscious\",\"words\":\"\(words)\"}"
        let opened = try answer("{\"id\":1,\"caller\":\"\(doctor)\",\(glass)}")
        guard case .integer(let number)? = opened["break_glass"]?["grant"] else {
            Issue.record("\(opened.line)")
            return
        }
        #expect(opened["break_glass"]?["approved"] == .boolean(false))
        let seen = try answer(
            "{\"question\":\"\(haemoglobin(of: patient))\",\"caller\":\"\(doctor)\",\"break_glass\":{\"patient\":\"\(patient)\"}}")
        #expect(seen["break_glass"]?["grant"] == .integer(number))
        #expect(seen["status"]?.string == "answered")
        let approved = try answer("{\"approve\":\(number),\"caller\":\"\(head)\"}")
        #expect(approved["break_glass"]?["approved"] == .boolean(true))
        let closed = try answer("{\"close\":\(number),\"caller\":\"\(doctor)\"}")
        #expect(closed["status"]?.string == "answered")
        #expect(closed["break_glass"] == nil)
        for line in [
            "{\"caller\":\"a\",\"break_glass\":{}}", "{\"caller\":\"a\",\"break_glass\":{\"patient\":\"M1\",\"name\":\"x\"}}",
            "{\"caller\":\"a\",\"break_glass\":\"M1\"}", "{\"caller\":\"a\",\"approve\":0}", "{\"caller\":\"a\",\"approve\":\"17\"}",
            "{\"caller\":\"a\",\"approve\":1,\"close\":1}", "{\"caller\":\"a\",\"approve\":1,\"question\":\"q\"}",
        ] {
            #expect(throws: RequestLine.Fault.self) { try RequestLine.request(Array(line.utf8), number: 1) }
        }
    }
}

extension Cell {
    /// Whether this is a text such as a note, and no number, code or name.
    fileprivate var isLong: Bool {
        if case .text(let text) = self { text.count > 40 } else { false }
    }
}
