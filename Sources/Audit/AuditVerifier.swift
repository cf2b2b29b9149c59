#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Looks at every byte of an audit log and says whether it is what was written; needs the log's folder and the public key, and changes nothing.
public struct AuditVerifier: Sendable {
    /// What a verification found.
    public struct Verification: Sendable, Hashable {
        /// The number of whole records, up to the first fault.
        public var records: Int
        /// The hash of the last of them, in hexadecimal.
        ///
        /// Written down elsewhere, it proves later that the log still begins the same.
        public var hash: String
        /// The number of records that the signed head vouches for; a crash or a running process leaves it a little behind `records`.
        public var signedRecords: Int
        /// Bytes at the end that are no whole record: a write that a crash cut off.
        ///
        /// It was never acknowledged, and the next writer sets it aside.
        public var tornBytes: Int
        /// The first fault, if there is one.
        public var fault: AuditFault?

        /// Whether the log is what was written.
        public var isIntact: Bool { fault == nil }
    }

    private let file: PrivateFile
    private let folder: AuditFolder
    private let publicKey: Data?

    /// A verifier of the log in a folder.
    ///
    /// - Parameters:
    ///   - folder: The folder of the log.
    ///   - publicKey: The key that the head must be signed with. Without it the key that the log's first record names is taken, and only
    ///     somebody who writes the whole log anew goes unnoticed.
    public static func verify(folder: String, publicKey: Data?, progress: ((_ bytes: Int, _ of: Int) -> Void)? = nil) throws -> Verification
    {
        let folder = AuditFolder(folder)
        let file = try PrivateFile(folder.log, for: .reading)
        return try AuditVerifier(file: file, folder: folder, publicKey: publicKey).run(progress: progress)
    }

    init(file: PrivateFile, folder: AuditFolder, publicKey: Data?) {
        self.file = file
        self.folder = folder
        self.publicKey = publicKey
    }

    func run(progress: ((Int, Int) -> Void)? = nil) throws -> Verification {
        // Head and length belong together only as long as no writer is at work; the bytes up to that length do not change any more.
        let (size, heads) = try file.locked(shared: true) { (try file.state().size, try loadHeads()) }
        return try verify(size: size, heads: heads, progress: progress)
    }

    /// The same for a caller who holds the lock.
    func runUnderLock() throws -> Verification {
        try verify(size: try file.state().size, heads: try loadHeads(), progress: nil)
    }

    private func loadHeads() throws -> [AuditHead] {
        let origin = try LogOrigin.read(file)
        guard PrivateFile.exists(folder.head), let key = publicKey ?? origin?.publicKey else { return [] }
        var headFile = try HeadFile(folder.head, for: .reading)
        let heads = try headFile.load(publicKey: key).heads
        // Without a first record any head of this key shows that there was one.
        return origin.map { origin in heads.filter { $0.log == origin.log } } ?? heads
    }

    private func headIsEmpty() throws -> Bool {
        guard PrivateFile.exists(folder.head) else { return true }
        return try PrivateFile(folder.head, for: .reading).state().size == 0
    }

    private func verify(size: Int, heads: [AuditHead], progress: ((Int, Int) -> Void)?) throws -> Verification {
        var chain = Chain()
        var told = 0
        func result(tornBytes: Int = 0, _ fault: AuditFault?) -> Verification {
            Verification(
                records: chain.count, hash: chain.hash.text, signedRecords: heads.last?.count ?? 0, tornBytes: tornBytes, fault: fault)
        }
        do {
            let end = try LineScanner(file: file).lines(in: 0..<size) { line in
                let start = chain.offset
                let record = try chain.follow(line)
                if record.number == 1 { try checkOrigin(line, record) }
                for head in heads where head.count == chain.count {
                    guard head.hash == chain.hash, head.offset == chain.offset else {
                        throw AuditFault(record: chain.count, offset: start, problem: .headMismatch)
                    }
                }
                if chain.offset - told >= 1 << 22 {
                    told = chain.offset
                    progress?(told, size)
                }
            }
            progress?(size, size)
            let torn = try file.read(end..<size)
            try TornTail.check(torn, after: chain)
            guard let newest = heads.last else {
                // A crash right after the first record leaves no head yet; nothing else does.
                let isNew = try chain.count == 0 && headIsEmpty() || chain.count == 1
                return result(
                    tornBytes: torn.count,
                    isNew ? nil : AuditFault(record: max(1, chain.count), offset: chain.offset, problem: .headMissing))
            }
            if newest.count > chain.count {
                return result(AuditFault(record: chain.count + 1, offset: chain.offset, problem: .missing(signed: newest.count)))
            }
            return result(tornBytes: torn.count, nil)
        } catch let fault as AuditFault {
            return result(fault)
        }
    }

    private func checkOrigin(_ line: UnsafeRawBufferPointer, _ record: RecordLine) throws {
        let fault = AuditFault(record: 1, offset: 0, problem: .unreadable)
        guard let origin = LogOrigin(line, record) else { throw fault }
        guard publicKey == nil || publicKey == origin.publicKey else {
            throw AuditFault(record: 1, offset: 0, problem: .foreignKey)
        }
    }
}

/// What a log's first record says: which log it is and who signs for it.
struct LogOrigin: Codable, Sendable {
    var format: Int
    var log: String
    var publicKey: Data

    init(log: String, publicKey: Data) {
        format = 1
        self.log = log
        self.publicKey = publicKey
    }

    init?(_ line: UnsafeRawBufferPointer, _ record: RecordLine) {
        guard record.kind == .created, let origin = try? JSONDecoder().decode(LogOrigin.self, from: Data(line[record.details])),
            origin.format == 1
        else { return nil }
        self = origin
    }

    /// Reads the first record of a log; nil when it is not one.
    static func read(_ file: PrivateFile) throws -> LogOrigin? {
        let bytes = try file.read(0..<4_096)
        guard let newline = bytes.firstIndex(of: 0x0A) else { return nil }
        return bytes[..<newline].withUnsafeBytes { line in
            RecordLine(line).flatMap { LogOrigin(line, $0) }
        }
    }
}

/// What a crash in the middle of a write leaves at the end of a log.
enum TornTail {
    /// Tells the start of a record, which a crash leaves, from a whole record whose newline was changed, which it does not.
    static func check(_ bytes: [UInt8], after chain: Chain) throws {
        guard bytes.count > 1 else { return }
        let isWhole = bytes.dropLast().withUnsafeBytes { line in
            var chain = chain
            return (try? chain.follow(line)) != nil
        }
        if isWhole {
            throw AuditFault(record: chain.count + 1, offset: chain.offset, problem: .unreadable)
        }
    }
}

/// The names of the files in a log's folder.
struct AuditFolder: Sendable {
    let path: String

    init(_ path: String) {
        self.path = path
    }

    /// One record a line.
    var log: String { path + "/audit.jsonl" }
    /// The signed head.
    var head: String { path + "/audit.head" }
    /// Where the start of a record is put that a crash cut off.
    func torn(_ number: Int) -> String { path + "/audit.torn-\(number)" }
}
