import Audit
import Foundation

/// A log's folder and keys that live as long as a test, and what tests do to a log's bytes.
final class Workspace {
    let path: String
    let keys: AuditKeys

    init() throws {
        path = NSTemporaryDirectory() + "lamplight-audit-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        keys = try AuditKeys.loadOrCreate(folder: path + "/keys")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var folder: String { path + "/audit" }

    func file(_ name: String) -> URL {
        URL(fileURLWithPath: folder + "/" + name)
    }

    /// The bytes of the log.
    var log: Data {
        get throws { try Data(contentsOf: file("audit.jsonl")) }
    }

    /// The lines of the log, each with its newline.
    var lines: [Data] {
        get throws {
            var lines: [Data] = []
            var rest = try log[...]
            while let newline = rest.firstIndex(of: 0x0A) {
                lines.append(Data(rest[...newline]))
                rest = rest[(newline + 1)...]
            }
            return lines
        }
    }

    func setLog(_ bytes: Data) throws {
        // In place: a file put in its place would be another file.
        let handle = try FileHandle(forWritingTo: file("audit.jsonl"))
        try handle.truncate(atOffset: 0)
        try handle.write(contentsOf: bytes)
        try handle.close()
    }

    func setLines(_ lines: [Data]) throws {
        try setLog(lines.reduce(Data(), +))
    }

    func flip(bit: Int, of byte: Int) throws {
        var bytes = try log
        bytes[byte] ^= 1 << UInt8(bit)
        try setLog(bytes)
    }

    func open() throws -> AuditLog {
        try AuditLog.open(folder: folder, keys: keys) { Date(timeIntervalSince1970: 1_782_863_999.5) }
    }

    func verify() throws -> AuditVerifier.Verification {
        try AuditVerifier.verify(folder: folder, publicKey: keys.publicKey)
    }

    /// Writes questions with their outcomes, and seals the log.
    func fill(_ count: Int) throws {
        let log = try open()
        for number in 0..<count {
            let record = try log.intent(Self.intent("question \(number)"))
            try log.outcome(AuditOutcome(intent: record, status: number % 3 == 2 ? "refused" : "answered", rows: number))
        }
        try log.seal()
    }

    static func intent(_ question: String, caller: String = "staff.12") -> AuditIntent {
        AuditIntent(
            AuditIntent.Facts(
                caller: caller, role: "physician", purpose: "treatment", session: "s1", interface: "ask", dataTime: "2026-06-30T23:59:59",
                catalog: "c1", grammar: "g1", policy: "p1", decision: "permit", sql: "d1"),
            AuditIntent.Particulars(question: question, reading: "scan patient", restatement: "said back"))
    }
}
