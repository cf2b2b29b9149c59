import Foundation
import Testing

@testable import Audit

@Suite struct RecordFormTests {
    /// Leaf hashes of RFC 6962: that of the empty leaf is the known answer of the Certificate Transparency reference implementation.
    @Test func hashIsThatOfAMerkleLeaf() {
        let empty = [UInt8]().withUnsafeBytes { RecordHash(of: $0) }
        #expect(empty.text == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        let zero = [UInt8(0)].withUnsafeBytes { RecordHash(of: $0) }
        #expect(zero.text == "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7")
    }

    @Test func lineIsReadAsItWasWritten() throws {
        for number in [1, 9, 10, 123_456_789_012] {
            for kind in RecordLine.Kind.allCases {
                let previous = [UInt8(7)].withUnsafeBytes { RecordHash(of: $0) }
                let details = Array(#"{"text":"\"number\":5,\"previous\":"}"#.utf8)
                let (line, hash) = RecordLine.bytes(
                    number: number, kind: kind, previous: previous, time: "2026-06-30T23:59:59.000Z", details: details)
                #expect(line.last == 0x0A)
                try line.dropLast().withUnsafeBytes { bytes in
                    let record = try #require(RecordLine(bytes))
                    #expect(record.number == number)
                    #expect(record.kind == kind)
                    #expect(record.previous == previous)
                    #expect(record.claimedHash == hash)
                    #expect(record.time == "2026-06-30T23:59:59.000Z")
                    #expect(Array(bytes[record.details]) == details)
                    #expect(RecordHash(of: UnsafeRawBufferPointer(rebasing: bytes[record.body])) == hash)
                }
            }
        }
    }

    @Test func nothingShorterThanALineIsOne() {
        let line = RecordLine.bytes(number: 1, kind: .intent, previous: .none, time: "2026-06-30T23:59:59.000Z", details: Array("{}".utf8))
            .line
        for length in 0..<line.count - 1 {
            #expect(line.prefix(length).withUnsafeBytes { RecordLine($0) } == nil)
        }
        #expect(line.dropLast().withUnsafeBytes { RecordLine($0) } != nil)
    }

    /// The oracle is Foundation's formatter.
    @Test func timesAreThoseOfFoundation() {
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        let days: [Double] = [0, -1, 1, 59, 60, 364, 365, 11_016, 11_017, 20_634, 24_837, -25_567, 2_932_896]
        for day in days + (0..<400).map({ Double($0) * 97.3 - 12_000 }) {
            let date = Date(timeIntervalSince1970: (day * 86_400).rounded() + 0.25)
            #expect(AuditTime.text(date) == formatter.string(from: date))
            #expect(AuditTime.milliseconds(formatter.string(from: date)) == Int((date.timeIntervalSince1970 * 1_000).rounded()))
        }
        #expect(AuditTime.text(Date(timeIntervalSince1970: .infinity)).utf8.count == 24)
        for text in ["", "2026-06-30T23:59:59.00Z", "2026-06-30T23:59:59.0000", "2026-06-3xT23:59:59.000Z", "2026-00-30T23:59:59.000Z"] {
            #expect(AuditTime.milliseconds(text) == nil)
        }
    }
}
