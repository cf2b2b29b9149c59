import Audit
import Foundation
import Testing

@testable import Service

@Suite("The audit trail")
struct AuditTrailTests {
    @Test func holdsIntentAndOutcomeOfEveryAnswer() throws {
        let hospital = try DemoHospital.fresh()
        let answer = hospital.ask("How many admissions were there last month?", as: "hospital.manager")
        let number = try #require(answer.record)
        let entries = try AuditTrail(hospital.engine.workspace).entries(AuditFilter(caller: "hospital.manager"), unsealed: true)
        let entry = try #require(entries.first { $0.record.number == number })
        guard case .intent(let facts, _, let particulars) = entry.record.content, case .outcome(let outcome)? = entry.outcome?.content
        else {
            Issue.record("no intent with an outcome")
            return
        }
        #expect(facts.decision == "permit")
        #expect(particulars?.question == "How many admissions were there last month?")
        #expect(outcome.status == "answered")
        #expect(outcome.rows == 1)
    }

    @Test func sealsTheQuestion() throws {
        let hospital = try DemoHospital.fresh()
        _ = hospital.ask("last haemoglobin of M0000001", as: "hospital.manager")
        let bytes = try #require(FileManager.default.contents(atPath: hospital.folder + "/audit/audit.jsonl"))
        let log = String(decoding: bytes, as: UTF8.self)
        #expect(log.contains("hospital.manager"))
        #expect(!log.contains("M0000001"))
    }

    @Test func findsOneChangedBitAndStopsAnswers() throws {
        let hospital = try DemoHospital.fresh()
        let record = try #require(hospital.ask("How many admissions were there last month?", as: "hospital.manager").record)
        _ = hospital.ask("How many discharges were there last month?", as: "hospital.manager")
        hospital.engine.close()
        let path = hospital.folder + "/audit/audit.jsonl"
        var log = try Array(#require(FileManager.default.contents(atPath: path)))
        let lines = log.split(separator: UInt8(ascii: "\n"))
        // A bit in the middle of the record's own line.
        let place = lines[record - 1].startIndex + lines[record - 1].count / 2
        log[place] ^= 1
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.seek(toOffset: UInt64(place))
        try handle.write(contentsOf: Data([log[place]]))
        try handle.close()

        let found = try AuditTrail(hospital.engine.workspace).verify()
        #expect(found.fault?.record == record)
        let engine = try Engine(workspace: hospital.engine.workspace, resources: DemoHospital.resources, interface: "test")
        let answer = engine.answer(Request(question: "How many admissions were there last month?", caller: "hospital.manager"))
        #expect(answer.status == .error)
        #expect(answer.reason?.code == "audit-unusable")
        #expect(answer.rows.isEmpty)
    }

    @Test func damageFoundWhileOpenStopsAnswers() throws {
        let hospital = try DemoHospital.fresh()
        let record = try #require(hospital.ask("How many admissions were there last month?", as: "hospital.manager").record)
        hospital.engine.verifyAudit()
        #expect(hospital.ask("How many admissions were there last month?", as: "hospital.manager").status == .answered)
        let path = hospital.folder + "/audit/audit.jsonl"
        let log = try Array(#require(FileManager.default.contents(atPath: path)))
        let line = log.split(separator: UInt8(ascii: "\n"))[record - 1]
        let place = line.startIndex + line.count / 2
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try handle.seek(toOffset: UInt64(place))
        try handle.write(contentsOf: Data([log[place] ^ 1]))
        try handle.close()
        hospital.engine.verifyAudit()
        let answer = hospital.ask("How many admissions were there last month?", as: "hospital.manager")
        #expect(answer.status == .error)
        #expect(answer.reason?.code == "audit-unusable")
    }
}
