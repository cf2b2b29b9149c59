import Audit
import Foundation
import Testing

@Suite struct TamperingTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
        try workspace.fill(4)
    }

    @Test func untouchedLogIsIntact() throws {
        let verification = try workspace.verify()
        #expect(verification.fault == nil)
        #expect(verification.records == 9)
    }

    /// Every byte with one of its bits, and every bit of one record and of the log's last bytes.
    @Test func oneBitChangedIsFoundAndNamed() throws {
        let bytes = try workspace.log
        var record = 1
        var recordOf: [Int] = []
        for byte in bytes {
            recordOf.append(record)
            if byte == 0x0A { record += 1 }
        }
        let handle = try FileHandle(forUpdating: workspace.file("audit.jsonl"))
        for position in bytes.indices {
            let thorough = recordOf[position] == 3 && position % 4 == 0 || position + 4 > bytes.count
            for bit in thorough ? Array(0..<8) : [position % 8] where thorough || position % 2 == 0 {
                try handle.seek(toOffset: UInt64(position))
                try handle.write(contentsOf: [bytes[position] ^ 1 << UInt8(bit)])
                let fault = try workspace.verify().fault
                #expect(fault?.record == recordOf[position], "bit \(bit) of byte \(position)")
                try handle.seek(toOffset: UInt64(position))
                try handle.write(contentsOf: [bytes[position]])
            }
        }
        #expect(try workspace.verify().isIntact)
    }

    @Test(arguments: 0..<9)
    func droppedLineIsNamed(index: Int) throws {
        var lines = try workspace.lines
        lines.remove(at: index)
        try workspace.setLines(lines)
        let fault = try #require(try workspace.verify().fault)
        #expect(fault.record == index + 1)
        #expect(fault.line == index + 1)
        #expect(fault.offset == lines[..<index].reduce(0) { $0 + $1.count })
        #expect(index == 8 ? fault.problem == .missing(signed: 9) : fault.problem == .wrongNumber(found: index + 2))
    }

    @Test(arguments: 0..<8)
    func swappedLinesAreNamed(index: Int) throws {
        var lines = try workspace.lines
        lines.swapAt(index, index + 1)
        try workspace.setLines(lines)
        let fault = try #require(try workspace.verify().fault)
        #expect(fault.record == index + 1)
        #expect(fault.problem == .wrongNumber(found: index + 2))
    }

    @Test func doubledLineIsNamed() throws {
        var lines = try workspace.lines
        lines.insert(lines[4], at: 5)
        try workspace.setLines(lines)
        #expect(try workspace.verify().fault?.problem == .wrongNumber(found: 5))
        #expect(try workspace.verify().fault?.record == 6)
    }

    @Test(arguments: [0, 1, 5, 8])
    func cutOffTailIsNamed(kept: Int) throws {
        let lines = try workspace.lines
        for extra in [0, 40] {
            try workspace.setLog(lines[..<kept].reduce(Data(), +) + lines[kept].prefix(extra))
            let fault = try #require(try workspace.verify().fault)
            #expect(fault.record == kept + 1)
            #expect(fault.problem == .missing(signed: 9))
        }
    }

    @Test func recordOfAnotherLogDoesNotFit() throws {
        let other = try Workspace()
        try other.fill(4)
        var lines = try workspace.lines
        lines[4] = try other.lines[4]
        try workspace.setLines(lines)
        let fault = try workspace.verify().fault
        #expect(fault?.record == 5)
        #expect(fault?.problem == .brokenChain)
    }

    /// Somebody without the keys writes another log, chained well, in its place.
    @Test func logWrittenAnewIsNoticed() throws {
        let other = try Workspace()
        try other.fill(4)
        try workspace.setLines(try other.lines)
        #expect(try workspace.verify().fault?.problem == .foreignKey)

        // With the first record kept and all the others made anew by a log that began with it.
        let lines = try workspace.lines
        try other.setLines(lines)
        #expect(try other.verify().isIntact)
    }

    @Test func headOfAnEarlierLogOfTheSameKeyDoesNotFit() throws {
        let head = try Data(contentsOf: workspace.file("audit.head"))
        try FileManager.default.removeItem(atPath: workspace.folder)
        try workspace.fill(6)
        try head.write(to: workspace.file("audit.head"))
        #expect(try workspace.verify().fault?.problem == .headMissing)
    }

    @Test func removedOrForgedHeadIsNoticed() throws {
        let head = try Data(contentsOf: workspace.file("audit.head"))
        let forged = String(decoding: head, as: UTF8.self).replacingOccurrences(of: " 9 ", with: " 8 ").replacingOccurrences(
            of: " 8 ", with: " 7 ")
        try Data(forged.utf8).write(to: workspace.file("audit.head"))
        #expect(try workspace.verify().fault?.problem == .headMissing)
        try FileManager.default.removeItem(at: workspace.file("audit.head"))
        #expect(try workspace.verify().fault?.problem == .headMissing)
    }

    @Test func verificationWithoutKeyTakesTheLogsOwn() throws {
        #expect(try AuditVerifier.verify(folder: workspace.folder, publicKey: nil).signedRecords == 9)
        try workspace.flip(bit: 0, of: 1_000)
        #expect(try !AuditVerifier.verify(folder: workspace.folder, publicKey: nil).isIntact)
    }

    @Test func faultSaysWhereAndWhat() throws {
        let offset = try workspace.lines[..<4].reduce(0) { $0 + $1.count }
        try workspace.flip(bit: 0, of: offset + 110)
        let fault = try #require(try workspace.verify().fault)
        #expect("\(fault)" == "record 5 (line 5, byte \(offset)): the hash does not match the record's content")
    }

    // MARK: Fail closed

    @Test(arguments: [100, 800, 2_000])
    func damagedLogOpensAndRefusesRecords(byte: Int) throws {
        try workspace.flip(bit: 0, of: byte)
        let fault = try #require(try workspace.verify().fault)
        let before = try workspace.log
        let log = try workspace.open()
        let expected = AuditError.broken(file: workspace.folder + "/audit.jsonl", fault: fault)
        #expect(log.failure == expected)
        #expect(throws: expected) { try log.intent(Workspace.intent("q")) }
        #expect(throws: expected) { try log.outcome(AuditOutcome(intent: 2, status: "answered")) }
        #expect(throws: expected) { try log.seal() }
        #expect(expected.description.contains("record \(fault.record)"))
        #expect(expected.description.contains("Answers stop"))
        #expect(try workspace.log == before)
    }

    @Test func logThatIsDamagedWhileOpenRefusesRecords() throws {
        let log = try workspace.open()
        _ = try log.intent(Workspace.intent("q"))
        try workspace.flip(bit: 3, of: 1_500)
        let fault = try #require(try workspace.verify().fault)
        #expect(throws: AuditError.broken(file: workspace.folder + "/audit.jsonl", fault: fault)) { try log.intent(Workspace.intent("q")) }
        try workspace.flip(bit: 3, of: 1_500)
        // Repairing the bytes is not enough for a process that has seen the damage.
        #expect(throws: AuditError.self) { try log.intent(Workspace.intent("q")) }
        #expect(throws: Never.self) { try workspace.open().intent(Workspace.intent("q")) }
    }

    @Test func logThatIsCutOrReplacedWhileOpenRefusesRecords() throws {
        let log = try workspace.open()
        try workspace.setLines(Array(try workspace.lines.dropLast(2)))
        #expect(throws: AuditError.self) { try log.intent(Workspace.intent("q")) }

        let other = try Workspace()
        try other.fill(2)
        let second = try other.open()
        let bytes = try other.log
        try FileManager.default.removeItem(at: other.file("audit.jsonl"))
        #expect(throws: AuditError.self) { try second.intent(Workspace.intent("q")) }
        try bytes.write(to: other.file("audit.jsonl"))
        #expect(throws: AuditError.self) { try second.intent(Workspace.intent("q")) }
    }

    @Test func emptiedLogIsNotTakenForANewOne() throws {
        try workspace.setLog(Data())
        #expect(try workspace.verify().fault?.record == 1)
        #expect(throws: AuditError.self) { try workspace.open().intent(Workspace.intent("q")) }
        try FileManager.default.removeItem(at: workspace.file("audit.jsonl"))
        #expect(throws: AuditError.self) { try workspace.open().intent(Workspace.intent("q")) }
    }

    @Test func wholeVerificationStopsAnOpenLog() throws {
        let log = try workspace.open()
        #expect(try log.verify().isIntact)
        try workspace.flip(bit: 1, of: 700)
        #expect(try !log.verify().isIntact)
        #expect(throws: AuditError.self) { try log.intent(Workspace.intent("q")) }
    }

    @Test func lostKeysStopTheLog() throws {
        let foreign = try AuditKeys.loadOrCreate(folder: workspace.path + "/other")
        let log = try AuditLog.open(folder: workspace.folder, keys: foreign)
        #expect(throws: AuditError.self) { try log.intent(Workspace.intent("q")) }
        #expect(try workspace.verify().isIntact)
    }
}
