import Audit
import Foundation
import Testing

/// What a crash can leave: the log cut anywhere in a write that nobody was told of, and a head that is behind or half written.
@Suite struct CrashTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    @Test func cutOffWriteIsSetAsideAndNothingElseIsLost() throws {
        try workspace.fill(2)
        let acknowledged = try workspace.log
        let head = try Data(contentsOf: workspace.file("audit.head"))
        let line: Data
        do {
            let log = try workspace.open()
            _ = try log.intent(Workspace.intent("cut off"))
            line = try #require(try workspace.lines.last)
        }
        for length in [1, 2, 9, 10, 80, line.count / 2, line.count - 3, line.count - 2, line.count - 1] {
            try workspace.setLog(acknowledged + line.prefix(length))
            try head.write(to: workspace.file("audit.head"))
            let before = try workspace.verify()
            #expect(before.isIntact)
            #expect(before.tornBytes == length)
            #expect(before.records == 5)

            let log = try workspace.open()
            #expect(try workspace.log.prefix(acknowledged.count) == acknowledged)
            let after = try workspace.verify()
            #expect(after.isIntact)
            #expect(after.tornBytes == 0)
            let note = try AuditReader(folder: workspace.folder).record(6)
            guard case .recovered(let file, length, _) = note?.content else {
                Issue.record("\(String(describing: note))")
                return
            }
            #expect(try Data(contentsOf: workspace.file(file)) == line.prefix(length))
            #expect(try log.intent(Workspace.intent("next")) == 7)
        }
    }

    @Test func cutOffWriteOfAnotherProcessIsSetAsideByTheNextWriter() throws {
        let log = try workspace.open()
        _ = try log.intent(Workspace.intent("q"))
        try workspace.setLog(try workspace.log + Data("{\"hash\":\"12".utf8))
        #expect(try log.intent(Workspace.intent("next")) == 4)
        #expect(try workspace.verify().isIntact)
        #expect(try Data(contentsOf: workspace.file("audit.torn-1")) == Data("{\"hash\":\"12".utf8))
    }

    @Test func wholeRecordsAfterTheHeadAreKept() throws {
        try workspace.fill(2)
        let head = try Data(contentsOf: workspace.file("audit.head"))
        try workspace.fill(2)
        try head.write(to: workspace.file("audit.head"))
        let verification = try workspace.verify()
        #expect(verification.isIntact)
        #expect(verification.records == 9)
        #expect(verification.signedRecords == 5)
        #expect(try workspace.open().intent(Workspace.intent("q")) == 10)
        #expect(try workspace.verify().signedRecords == 10)
    }

    @Test func halfWrittenHeadLeavesTheOther() throws {
        try workspace.fill(3)
        let head = try Data(contentsOf: workspace.file("audit.head"))
        #expect(head.count == 1_024)
        for slot in 0..<2 {
            var bytes = head
            for position in 0..<200 { bytes[slot * 512 + 60 + position] = 0 }
            try bytes.write(to: workspace.file("audit.head"))
            #expect(try workspace.verify().isIntact)
            #expect(try workspace.open().failure == nil)
        }
        #expect(try workspace.open().intent(Workspace.intent("q")) == 8)
        #expect(try workspace.verify().signedRecords == 8)
    }

    @Test func crashWhileTheLogBeginsIsNoDamage() throws {
        let first: Data
        do {
            _ = try workspace.open()
            first = try workspace.log
        }
        for (bytes, head) in [(Data(), Data()), (first.prefix(100), Data()), (first, Data())] {
            try workspace.setLog(bytes)
            try head.write(to: workspace.file("audit.head"))
            #expect(try workspace.verify().isIntact)
            #expect(try workspace.open().intent(Workspace.intent("q")) == 2)
            #expect(try workspace.verify().isIntact)
            #expect(try workspace.verify().signedRecords == 2)
        }
    }

    /// The folder as it is at the moment when an intent is acknowledged holds the intent, whatever happens afterwards.
    @Test func acknowledgedIntentSurvivesAnyLaterCut() throws {
        let log = try workspace.open()
        for number in 0..<5 {
            let record = try log.intent(Workspace.intent("q\(number)"))
            let copy = try Workspace()
            try FileManager.default.copyItem(atPath: workspace.folder, toPath: copy.folder)
            let verification = try AuditVerifier.verify(folder: copy.folder, publicKey: workspace.keys.publicKey)
            #expect(verification.isIntact)
            #expect(verification.signedRecords == record)
            try log.outcome(AuditOutcome(intent: record, status: "answered"))
        }
    }
}
