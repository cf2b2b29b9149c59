#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// How far a log is known to go: signed, so that cutting its end off, or writing all of it anew, shows.
struct AuditHead: Hashable, Sendable {
    /// The log's identity, from its first record.
    var log: String
    /// The number of records.
    var count: Int
    /// The length of their lines in bytes.
    var offset: Int
    /// The hash of the last of them.
    var hash: RecordHash

    private static let form = "lamplight-audit-head-1"

    private var message: [UInt8] {
        Array("\(Self.form)\n\(log)\n\(count)\n\(offset)\n\(hash.text)\n".utf8)
    }

    /// One line of a fixed length, with the signature.
    func line(signedWith keys: AuditKeys) throws -> [UInt8] {
        let signature = try keys.sign(message).base64EncodedString()
        var bytes = Array("\(Self.form) \(log) \(count) \(offset) \(hash.text) \(signature)".utf8)
        bytes += [UInt8](repeating: UInt8(ascii: " "), count: max(0, HeadFile.slotSize - 1 - bytes.count))
        return bytes + [UInt8(ascii: "\n")]
    }

    /// Reads a line; nil unless its signature is valid.
    init?(line: ArraySlice<UInt8>, publicKey: Data) {
        let fields = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard fields.count == 6, fields[0] == Self.form, let count = Int(fields[2]), let offset = Int(fields[3]), count > 0, offset > 0,
            let hash = RecordHash(hex: Array(fields[4].utf8)), let signature = Data(base64Encoded: String(fields[5]))
        else { return nil }
        self.init(log: String(fields[1]), count: count, offset: offset, hash: hash)
        guard AuditKeys.verify(signature, of: message, publicKey: publicKey) else { return nil }
    }

    init(log: String, count: Int, offset: Int, hash: RecordHash) {
        self.log = log
        self.count = count
        self.offset = offset
        self.hash = hash
    }
}

/// The file of the head: two lines that are overwritten in turn, so that a crash while one is written leaves the other.
///
/// A head is written only when the disk has confirmed the records that it counts. So a crash can leave a head that is behind its log, never one
/// that is ahead of it.
struct HeadFile {
    static let slotSize = 512
    private let file: PrivateFile
    private var next = 0

    init(_ path: String, for access: PrivateFile.Access) throws {
        file = try PrivateFile(path, for: access)
    }

    /// The heads with a valid signature, the newest last; and whether the file holds anything at all.
    mutating func load(publicKey: Data) throws -> (heads: [AuditHead], isEmpty: Bool) {
        let bytes = try file.read(0..<2 * Self.slotSize)
        let slots = (0..<2).map { slot -> AuditHead? in
            let range = slot * Self.slotSize..<(slot + 1) * Self.slotSize
            return range.upperBound <= bytes.count ? AuditHead(line: bytes[range], publicKey: publicKey) : nil
        }
        next = (slots[0]?.count ?? 0) <= (slots[1]?.count ?? 0) ? 0 : 1
        return (slots.compactMap(\.self).sorted { $0.count < $1.count }, bytes.isEmpty)
    }

    mutating func write(_ head: AuditHead, keys: AuditKeys) throws {
        try file.write(try head.line(signedWith: keys), at: next * Self.slotSize)
        next = 1 - next
    }

    func synchronize() throws {
        try file.synchronize()
    }
}
