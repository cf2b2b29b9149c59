internal import Crypto

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The one who writes a log's file: keeps to the chain, looks after each lock whether others wrote or tampered, and signs what the disk has confirmed.
///
/// Not safe for several threads; `AuditLog` lets one at a time in.
final class LogWriter {
    /// A record to write.
    struct Entry {
        var kind: RecordLine.Kind
        var details: [UInt8]
        /// Asked when its turn has come and all records before it are known: what it throws keeps the entry out of the log, and a number
        /// stands for a record that says the same already.
        var admission: (Standing) throws -> Int? = { _ in nil }
    }

    /// What an entry finds in the log when its turn has come.
    struct Standing {
        /// The number of records before it.
        var count: Int
        /// The grants.
        var grants: GrantRegister
        /// The time that it will bear.
        var time: String
    }

    /// How many bytes before the signed head are verified when a log is opened or was touched by others: some thousand records.
    static let window = 4 << 20

    /// For how many minutes a grant may run: so far back the log is read when it is opened.
    private let horizon: Int
    private let folder: AuditFolder
    private let keys: AuditKeys
    private let clock: @Sendable () -> String
    private let file: PrivateFile
    private var headFile: HeadFile
    private var origin: LogOrigin
    private var chain = Chain()
    /// The grants of the records that were followed.
    private var grants = GrantRegister()
    private var lastState: PrivateFile.State?
    private var signedCount = 0
    /// Why nothing can be written any more.
    private(set) var failure: AuditError?

    init(folder: AuditFolder, keys: AuditKeys, horizon: Int, clock: @escaping @Sendable () -> String) throws {
        self.folder = folder
        self.horizon = horizon
        self.keys = keys
        self.clock = clock
        try KeyFile.makeFolder(folder.path)
        file = try PrivateFile(folder.log, for: .appending)
        headFile = try HeadFile(folder.head, for: .writing)
        origin = LogOrigin(log: Hexadecimal.text(SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }), publicKey: keys.publicKey)
        try file.locked {
            try failingClosed {
                try examine()
                lastState = try file.state()
            }
        }
    }

    // MARK: Writing

    /// Writes records together.
    ///
    /// - Parameters:
    ///   - entries: What to write, in this order.
    ///   - durably: Whether to wait until the disk has confirmed them.
    /// - Returns: The number of each, or why it was not written.
    func write(_ entries: [Entry], durably: Bool) -> [Result<Int, any Error>] {
        do {
            if let failure { throw failure }
            return try file.locked {
                try failingClosed { try catchUp() }
                return try append(entries, durably: durably)
            }
        } catch {
            return entries.map { _ in .failure(error) }
        }
    }

    /// Waits until the disk has confirmed all records, and signs the head for them.
    func seal() throws {
        if let failure { throw failure }
        try file.locked {
            try failingClosed { try catchUp() }
            if signedCount < chain.count { try confirm() }
        }
    }

    /// What the log holds now, other processes' records included.
    func standing() throws -> Standing {
        if let failure { throw failure }
        return try file.locked {
            try failingClosed { try catchUp() }
            return Standing(count: chain.count, grants: grants, time: clock())
        }
    }

    /// Stops all writing for a fault that somebody else has found.
    func stop(_ fault: AuditFault) {
        failure = failure ?? .broken(file: folder.log, fault: fault)
    }

    private func append(_ entries: [Entry], durably: Bool) throws -> [Result<Int, any Error>] {
        var standing = Standing(count: chain.count, grants: grants, time: clock())
        var bytes: [UInt8] = []
        var results: [Result<Int, any Error>] = []
        var hash = chain.hash
        for entry in entries {
            let number = standing.count + 1
            do {
                if let same = try entry.admission(standing) {
                    results.append(.success(same))
                    continue
                }
            } catch {
                results.append(.failure(error))
                continue
            }
            let line = RecordLine.bytes(
                number: number, kind: entry.kind, previous: hash, time: standing.time, details: entry.details)
            bytes += line.line
            hash = line.hash
            standing.count = number
            standing.grants.note(number: number, kind: entry.kind, time: standing.time, details: Data(entry.details))
            results.append(.success(number))
        }
        guard !bytes.isEmpty else { return results }
        do {
            try file.write(bytes)
        } catch {
            // What was written of it is no record that anybody was told of.
            do {
                try file.truncate(to: chain.offset)
                lastState = try file.state()
            } catch {
                failure = .notDurable(path: folder.log, reason: "a write failed and could not be undone")
            }
            throw error
        }
        chain = Chain(count: standing.count, hash: hash, offset: chain.offset + bytes.count)
        grants = standing.grants
        if durably { try confirm() }
        lastState = try file.state()
        return results
    }

    private func confirm() throws {
        do {
            try file.synchronize()
        } catch let error as AuditError {
            // After a failed fsync the system may have dropped the pages: trying again would prove nothing.
            failure = error
            throw error
        }
        // The head needs no fsync: one that is behind is valid.
        try headFile.write(AuditHead(log: origin.log, count: chain.count, offset: chain.offset, hash: chain.hash), keys: keys)
        signedCount = chain.count
    }

    // MARK: Looking

    /// Remembers a fault for good, and tells it with the first damaged record of the whole log.
    private func failingClosed(_ work: () throws -> Void) throws {
        do {
            try work()
        } catch let fault as AuditFault {
            let first = try? AuditVerifier(file: file, folder: folder, publicKey: keys.publicKey).runUnderLock().fault
            let error = AuditError.broken(file: folder.log, fault: first ?? fault)
            failure = error
            // Opening succeeds, so that the program can say what is wrong; every write fails.
            if lastState != nil { throw error }
        }
    }

    /// Takes in what other processes have written since this one wrote last.
    private func catchUp() throws {
        let state = try file.state()
        guard state != lastState || file.stateOfPath() != state else { return }
        guard file.stateOfPath()?.inode == state.inode, state.size >= chain.offset else {
            throw AuditFault(record: max(1, chain.count), offset: chain.offset, problem: .replaced)
        }
        guard state.size > chain.offset else {
            // The same length, but not untouched: look at what opening looks at.
            let known = chain
            try examine()
            guard chain.count == known.count, chain.hash == known.hash else {
                throw AuditFault(record: known.count, offset: known.offset, problem: .replaced)
            }
            lastState = try file.state()
            return
        }
        lastState = state
        let end = try follow(chain.offset..<state.size, &chain, &grants)
        // The others have signed too: the next head goes over the older of the two.
        signedCount = try headFile.load(publicKey: keys.publicKey).heads.last?.count ?? 0
        if end < state.size { try setAside(end..<state.size) }
    }

    /// Verifies the log's beginning, the window before its signed head, and all that comes after it; sets aside what a crash cut off.
    private func examine() throws {
        let size = try file.state().size
        guard let origin = try LogOrigin.read(file) else { return try begin(size: size) }
        guard origin.publicKey == keys.publicKey else { throw AuditFault(record: 1, offset: 0, problem: .foreignKey) }
        self.origin = origin
        let heads = try headFile.load(publicKey: keys.publicKey).heads.filter { $0.log == origin.log }
        var found = Chain()
        var granted = GrantRegister()
        if let head = heads.last {
            guard size >= head.offset else {
                throw AuditFault(record: head.count, offset: size, problem: .missing(signed: head.count))
            }
            found = try windowStart(before: head.offset)
            _ = try follow(found.offset..<head.offset, &found, &granted)
            guard found.count == head.count, found.hash == head.hash, found.offset == head.offset else {
                throw AuditFault(record: head.count, offset: found.offset, problem: .headMismatch)
            }
        }
        let end = try follow(found.offset..<size, &found, &granted)
        guard !heads.isEmpty || found.count == 1 else {
            throw AuditFault(record: max(1, found.count), offset: end, problem: .headMissing)
        }
        chain = found
        grants = granted
        signedCount = heads.last?.count ?? 0
        if end < size { try setAside(end..<size) }
        if heads.isEmpty { try confirm() }
    }

    /// Goes along the chain and takes in the grants that stand in it; gives back where the bytes start that no newline ends.
    private func follow(_ range: Range<Int>, _ chain: inout Chain, _ grants: inout GrantRegister) throws -> Int {
        try LineScanner(file: file).lines(in: range) { line in
            let record = try chain.follow(line)
            grants.note(number: record.number, kind: record.kind, time: record.time, details: Data(line[record.details]))
        }
    }

    private func windowStart(before end: Int) throws -> Chain {
        let start = try min(end - Self.window, horizonStart(before: end))
        guard start > 0 else { return Chain() }
        // The line that the window cuts is left out. A line longer than the window leaves nothing to look at but what follows the head.
        let bytes = try file.read(start..<min(start + Self.window, end))
        guard let newline = bytes.firstIndex(of: 0x0A), start + newline + 1 < end else { return Chain() }
        return Chain(trustingLineAt: start + newline + 1)
    }

    /// A place in the log before which no grant stands that may still run.
    ///
    /// Where a clock was set back the place may be too late: then a grant is not found, and does not run.
    private func horizonStart(before end: Int) throws -> Int {
        guard horizon > 0, let now = AuditTime.milliseconds(clock()) else { return end }
        let earliest = AuditTime.text(milliseconds: now - min(horizon, AuditGrant.longestMinutes) * 60_000)
        return try LineScanner(file: file).start(in: 0..<end) { $0.time < earliest }
    }

    /// Writes the first record.
    ///
    /// The file is empty, or holds the start of a first record that a crash cut off.
    private func begin(size: Int) throws {
        guard try headFile.load(publicKey: keys.publicKey).isEmpty else {
            throw AuditFault(record: 1, offset: 0, problem: size == 0 ? .missing(signed: 1) : .unreadable)
        }
        let bytes = try file.read(0..<size)
        guard !bytes.contains(0x0A) else { throw AuditFault(record: 1, offset: 0, problem: .unreadable) }
        chain = Chain()
        if size > 0 { try keep(bytes) }
        _ = try append([Entry(kind: .created, details: try RecordDetails.encode(origin))], durably: true)
        try headFile.synchronize()
        try PrivateFile.synchronize(folder: folder.path)
    }

    /// Puts the start of a record that a crash cut off into a file of its own, and notes that.
    private func setAside(_ range: Range<Int>) throws {
        let bytes = try file.read(range)
        try TornTail.check(bytes, after: chain)
        let name = try keep(bytes)
        let details = RecoveryDetails(file: name, bytes: bytes.count, sha256: Hexadecimal.text(SHA256.hash(data: bytes)))
        _ = try append([Entry(kind: .recovered, details: try RecordDetails.encode(details))], durably: true)
    }

    @discardableResult
    private func keep(_ bytes: [UInt8]) throws -> String {
        var number = 1
        while PrivateFile.exists(folder.torn(number)) { number += 1 }
        let copy = try PrivateFile(folder.torn(number), for: .making)
        try copy.write(bytes)
        try copy.synchronize()
        try PrivateFile.synchronize(folder: folder.path)
        try file.truncate(to: chain.offset)
        return "audit.torn-\(number)"
    }
}
