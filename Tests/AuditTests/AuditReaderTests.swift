import Audit
import Foundation
import Testing

@Suite struct AuditReaderTests {
    let workspace: Workspace

    init() throws {
        workspace = try Workspace()
    }

    @Test func anyRecordOfALongLogIsFound() throws {
        try workspace.fill(400)
        #expect(try workspace.log.count > 1 << 18)
        let reader = try AuditReader(folder: workspace.folder)
        for number in Array(stride(from: 1, through: 801, by: 37)) + [2, 800, 801] {
            #expect(try reader.record(number)?.number == number)
        }
        for number in [0, -1, 802, .max] {
            #expect(try reader.record(number) == nil)
        }
    }

    @Test func recordIsFoundInADamagedLogAndShownAsDamaged() throws {
        try workspace.fill(400)
        let lines = try workspace.lines
        let offset = lines[..<600].reduce(0) { $0 + $1.count }
        // In the record's own text: a flip in the hash that a line claims may leave no record to show.
        let place = try #require(Data(lines[600]).range(of: Data(#""details":{""#.utf8))?.upperBound)
        try workspace.flip(bit: 0, of: offset + place - Data(lines[600]).startIndex)
        let reader = try AuditReader(folder: workspace.folder)
        #expect(try reader.record(601)?.isIntact == false)
        #expect(try reader.record(602)?.isIntact == true)
        #expect(try reader.record(10)?.isIntact == true)
    }

    @Test func entriesAreFiltered() throws {
        let hands = Hands(0)
        let log = try AuditLog.open(folder: workspace.folder, keys: workspace.keys) { hands.time }
        for number in 0..<9 {
            if number > 0 { hands.move(60) }
            let record = try log.intent(Workspace.intent("q\(number % 4)", caller: "staff.\(number % 2)"))
            if number < 8 { try log.outcome(AuditOutcome(intent: record, status: number % 3 == 0 ? "refused" : "answered")) }
        }
        let reader = try AuditReader(folder: workspace.folder, keys: workspace.keys)
        func numbers(_ filter: AuditFilter) throws -> [Int] {
            try reader.entries(filter).map { ($0.record.number - 2) / 2 }
        }
        #expect(try numbers(AuditFilter()) == Array(0..<9))
        #expect(try numbers(AuditFilter(limit: 2)) == [7, 8])
        #expect(try numbers(AuditFilter(caller: "staff.1")) == [1, 3, 5, 7])
        #expect(try numbers(AuditFilter(caller: "staff.1", limit: 1)) == [7])
        #expect(try numbers(AuditFilter(status: "refused")) == [0, 3, 6])
        #expect(try numbers(AuditFilter(status: "refused", limit: 2)) == [3, 6])
        let (since, until) = (Date(timeIntervalSince1970: 120), Date(timeIntervalSince1970: 240))
        #expect(try numbers(AuditFilter(since: since, until: until)) == [2, 3])
        #expect(try numbers(AuditFilter(question: "q1")) == [1, 5])
        #expect(try numbers(AuditFilter(caller: "staff.3")).isEmpty)
        #expect(try reader.entries(AuditFilter()).last?.outcome == nil)
        #expect(try reader.entries(AuditFilter()).first?.outcome?.number == 3)
        let sealed = try AuditReader(folder: workspace.folder)
        #expect(throws: AuditError.self) { try sealed.entries(AuditFilter(question: "q1")) }
    }

    @Test func missingLogIsNamed() {
        let error = #expect(throws: AuditError.self) { try AuditReader(folder: workspace.folder) }
        #expect(error.map { "\($0)".contains("audit.jsonl") } == true)
        #expect(throws: AuditError.self) { try workspace.verify() }
    }
}
