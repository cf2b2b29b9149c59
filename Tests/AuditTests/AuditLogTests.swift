import Audit
import Foundation
import Testing

@Suite struct AuditLogTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    @Test func intentAndOutcomeAreReadBack() throws {
        let log = try workspace.open()
        let question = "Last haemoglobin of MRN 00012345, née “Müller”?\n病人"
        let record = try log.intent(Workspace.intent(question))
        let outcome = AuditOutcome(
            intent: record, status: "answered", rows: 1, patients: 1, columns: ["value"], masks: ["name": "partial"], suppressedCells: 0,
            duration: .microseconds(1_500))
        #expect(try log.outcome(outcome) == record + 1)

        let reader = try AuditReader(folder: workspace.folder, keys: workspace.keys)
        let intent = try #require(try reader.record(record))
        guard case .intent(let facts, _, let particulars) = intent.content else {
            Issue.record("\(intent)")
            return
        }
        #expect(facts == Workspace.intent(question).facts)
        #expect(particulars == Workspace.intent(question).particulars)
        #expect(intent.time == "2026-06-30T23:59:59.500Z")
        #expect(intent.isIntact)
        #expect(try reader.record(record + 1)?.content == .outcome(outcome))
        #expect(outcome.microseconds == 1_500)
    }

    @Test func recordsAreNumberedFromTheOneThatBeginsTheLog() throws {
        let log = try workspace.open()
        let record = try log.intent(Workspace.intent("q"))
        #expect(record == 2)
        let first = try #require(try AuditReader(folder: workspace.folder).record(1))
        guard case .created(let identity, let publicKey) = first.content else {
            Issue.record("\(first)")
            return
        }
        #expect(identity.count == 32)
        #expect(publicKey == workspace.keys.publicKey)
        #expect(try AuditReader(folder: workspace.folder).record(3) == nil)
    }

    @Test func whatMayNamePatientsIsSealed() throws {
        let log = try workspace.open()
        let record = try log.intent(Workspace.intent("MRN 00012345"))
        let text = String(decoding: try workspace.log, as: UTF8.self)
        #expect(!text.contains("00012345"))
        #expect(!text.contains("scan patient"))
        #expect(!text.contains("said back"))
        guard case .intent(_, _, nil) = try AuditReader(folder: workspace.folder).record(record)?.content else {
            Issue.record("opened without the key")
            return
        }
        let foreign = try AuditKeys.loadOrCreate(folder: workspace.path + "/other")
        let reader = try AuditReader(folder: workspace.folder, keys: foreign)
        #expect(throws: AuditError.cannotUnseal(record: record)) { try reader.record(record) }
    }

    @Test func everyLineIsJSONWithSortedKeys() throws {
        try workspace.fill(3)
        for line in try workspace.lines {
            let object = try JSONSerialization.jsonObject(with: line)
            let canonical = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
            #expect(canonical + [0x0A] == line)
        }
    }

    @Test func filesAreTheirOwnersAlone() throws {
        try workspace.fill(1)
        for folder in [workspace.folder, workspace.path + "/keys"] {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
                let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
                #expect(attributes[.posixPermissions] as? Int == 0o600, "\(name)")
            }
        }
    }

    @Test func logGoesOnWhereItEnded() throws {
        try workspace.fill(2)
        try workspace.fill(2)
        let verification = try workspace.verify()
        #expect(verification.isIntact)
        #expect(verification.records == 9)
        #expect(verification.signedRecords == 9)
        #expect(verification.tornBytes == 0)
    }

    @Test func outcomeOfNoIntentIsRefused() throws {
        let log = try workspace.open()
        for number in [0, -1, 2, 99] {
            #expect(throws: AuditError.unknownIntent(number)) { try log.outcome(AuditOutcome(intent: number, status: "answered")) }
        }
        #expect(try log.intent(Workspace.intent("q")) == 2)
        #expect(try workspace.verify().isIntact)
    }

    @Test func logsOfTwoProcessesInterleave() throws {
        let one = try workspace.open()
        let other = try workspace.open()
        var numbers: [Int] = []
        for turn in 0..<12 {
            let log = turn % 3 == 0 ? one : other
            let record = try log.intent(Workspace.intent("q\(turn)"))
            numbers.append(record)
            numbers.append(try (turn % 2 == 0 ? one : other).outcome(AuditOutcome(intent: record, status: "answered")))
        }
        #expect(numbers == Array(2..<26))
        try one.seal()
        let verification = try workspace.verify()
        #expect(verification.isIntact)
        #expect(verification.records == 25)
        #expect(verification.signedRecords == 25)
    }

    @Test func manyThreadsWriteAtOnce() throws {
        final class Numbers: @unchecked Sendable {
            private let lock = NSLock()
            private(set) var all: [Int] = []
            func add(_ number: Int) { lock.withLock { all.append(number) } }
        }
        let logs = [try workspace.open(), try workspace.open()]
        let numbers = Numbers()
        let group = DispatchGroup()
        for thread in 0..<12 {
            group.enter()
            Thread.detachNewThread {
                defer { group.leave() }
                for turn in 0..<5 {
                    let log = logs[(thread + turn) % 2]
                    guard let record = try? log.intent(Workspace.intent("q\(thread) \(turn)")) else { return }
                    numbers.add(record)
                    if let outcome = try? log.outcome(AuditOutcome(intent: record, status: "answered")) { numbers.add(outcome) }
                    if turn == 2 { _ = try? log.verify() }
                }
            }
        }
        group.wait()
        #expect(numbers.all.sorted() == Array(2...121))
        #expect(logs.allSatisfy { $0.failure == nil })
        let verification = try workspace.verify()
        #expect(verification.isIntact)
        #expect(verification.records == 121)
    }

    @Test func twoProcessesThatBeginALogBeginOne() throws {
        final class Opened: @unchecked Sendable {
            private let lock = NSLock()
            private(set) var logs: [AuditLog] = []
            func add(_ log: AuditLog) { lock.withLock { logs.append(log) } }
        }
        let opened = Opened()
        let workspace = workspace
        let (folder, path) = (workspace.folder, workspace.path + "/new-keys")
        DispatchQueue.concurrentPerform(iterations: 8) { _ in
            guard let keys = try? AuditKeys.loadOrCreate(folder: path), let log = try? AuditLog.open(folder: folder, keys: keys) else {
                return
            }
            opened.add(log)
        }
        #expect(opened.logs.count == 8)
        for log in opened.logs { _ = try log.intent(Workspace.intent("q")) }
        let verification = try AuditVerifier.verify(folder: folder, publicKey: AuditKeys.publicKey(folder: path))
        #expect(verification.isIntact)
        #expect(verification.records == 9)
    }
}
