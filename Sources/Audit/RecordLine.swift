/// The form of a record in the file: one line of JSON whose bytes are hashed as they stand, so that no two programs can disagree on what was hashed.
///
///     {"hash":"<64 digits>","record":{"details":{…},"kind":"intent","number":17,"previous":"<64 digits>","time":"<24 bytes>"}}
///
/// The hash is that of the bytes of the inner object. All keys are sorted and nothing is spaced; what a verifier needs stands at fixed places from the two
/// ends, so that it is read without parsing JSON.
struct RecordLine {
    /// What kinds of record there are.
    enum Kind: String, Sendable, CaseIterable {
        case created, intent, outcome, recovered, grant, approval, ending, finding
    }

    let number: Int
    let kind: Kind
    let previous: RecordHash
    let time: String
    /// Where the record's own bytes are in the line.
    let body: Range<Int>
    /// Where its details are in the line.
    let details: Range<Int>
    /// The hash that the line claims.
    let claimedHash: RecordHash

    private static let beforeHash = Array(#"{"hash":""#.utf8)
    private static let beforeBody = Array(#"","record":"#.utf8)
    private static let beforeDetails = Array(#"{"details":"#.utf8)
    private static let beforeKind = Array(#","kind":""#.utf8)
    private static let beforeNumber = Array(#"","number":"#.utf8)
    private static let beforePrevious = Array(#","previous":""#.utf8)
    private static let beforeTime = Array(#"","time":""#.utf8)
    private static let end = Array(#""}}"#.utf8)

    // MARK: Writing

    /// The bytes of a line, with the newline, and the record's hash.
    static func bytes(number: Int, kind: Kind, previous: RecordHash, time: String, details: [UInt8]) -> (line: [UInt8], hash: RecordHash) {
        var body = beforeDetails
        body.reserveCapacity(details.count + 200)
        body += details
        body += beforeKind
        body += Array(kind.rawValue.utf8)
        body += beforeNumber
        body += Array(String(number).utf8)
        body += beforePrevious
        body += previous.hex
        body += beforeTime
        body += Array(time.utf8)
        body += end.dropLast()
        let hash = body.withUnsafeBytes { RecordHash(of: $0) }
        var line = beforeHash
        line.reserveCapacity(body.count + 100)
        line += hash.hex
        line += beforeBody
        line += body
        line += [UInt8(ascii: "}"), UInt8(ascii: "\n")]
        return (line, hash)
    }

    // MARK: Reading

    /// Takes a line apart, without its newline; nil when it does not have the form of a record.
    init?(_ line: UnsafeRawBufferPointer) {
        var front = 0
        func goes(_ text: [UInt8], at position: Int) -> Bool {
            guard position >= 0, position + text.count <= line.count else { return false }
            return text.withUnsafeBytes { text in
                text.indices.allSatisfy { line[position + $0] == text[$0] }
            }
        }

        // From the front: the hash.
        guard goes(Self.beforeHash, at: 0) else { return nil }
        front = Self.beforeHash.count
        guard line.count >= front + 64, let claimed = RecordHash(hex: line[front..<front + 64]) else { return nil }
        front += 64
        guard goes(Self.beforeBody, at: front) else { return nil }
        front += Self.beforeBody.count
        let bodyStart = front
        guard goes(Self.beforeDetails, at: front) else { return nil }
        front += Self.beforeDetails.count

        // From the back: time, hash before, number, kind.
        var back = line.count - Self.end.count
        guard back > front, goes(Self.end, at: back) else { return nil }
        guard back - 24 > front else { return nil }
        back -= 24
        let time = String(decoding: line[back..<back + 24], as: UTF8.self)
        back -= Self.beforeTime.count
        guard goes(Self.beforeTime, at: back), back - 64 > front, let previous = RecordHash(hex: line[back - 64..<back]) else { return nil }
        back -= 64 + Self.beforePrevious.count
        guard goes(Self.beforePrevious, at: back) else { return nil }
        var number = 0
        var scale = 1
        var digits = 0
        while back > front, digits < 18, case let digit = line[back - 1], digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") {
            number += Int(digit - UInt8(ascii: "0")) * scale
            scale *= 10
            digits += 1
            back -= 1
        }
        guard digits > 0 else { return nil }
        back -= Self.beforeNumber.count
        guard goes(Self.beforeNumber, at: back) else { return nil }
        var kindStart = back
        while kindStart > front, line[kindStart - 1] != UInt8(ascii: "\"") { kindStart -= 1 }
        guard let kind = Kind(rawValue: String(decoding: line[kindStart..<back], as: UTF8.self)) else { return nil }
        back = kindStart - Self.beforeKind.count
        guard back > front, goes(Self.beforeKind, at: back) else { return nil }

        self.number = number
        self.kind = kind
        self.previous = previous
        self.time = time
        body = bodyStart..<line.count - 1
        details = front..<back
        claimedHash = claimed
    }
}
