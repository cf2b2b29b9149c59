#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The append-only log of who asked what and what became of it; without a durable record there is no answer.
///
/// One JSON object a line in `audit.jsonl`; every record names the hash of the one before it, and `audit.head` holds the newest hash, signed.
/// Any number of threads and processes may write at once: threads that wait at the same time share one wait for the disk, processes take
/// turns by a lock on the file.
///
/// Opening verifies the log's first record, some megabytes before the signed head (thousands of records) and everything after it, and stays
/// fast however long the log is. Damage further back is found by `verify()` or `AuditVerifier`, not by opening. When damage is found,
/// every call throws `AuditError.broken` from then on.
///
/// What it cannot see: somebody who holds the workspace's keys and writes the whole log anew, or puts back an older copy of log and head together.
/// A note of `AuditVerifier.Verification.hash` kept elsewhere shows both.
///
///     let log = try AuditLog.open(folder: "audit", keys: .loadOrCreate(folder: "keys"))
///     let record = try log.intent(intent)      // durable now; rows may be read
///     try log.outcome(AuditOutcome(intent: record, status: "answered", rows: 1))
public final class AuditLog: @unchecked Sendable {
    /// What a thread waits for.
    private final class Ticket {
        let entry: LogWriter.Entry
        let durably: Bool
        var result: Result<Int, any Error>?

        init(_ entry: LogWriter.Entry, durably: Bool) {
            self.entry = entry
            self.durably = durably
        }
    }

    let folder: String
    let keys: AuditKeys
    let writer: LogWriter
    /// Guards what follows.
    ///
    /// Whoever sets `isWriting` has the writer to itself.
    private let monitor = Monitor()
    private var waiting: [Ticket] = []
    private var isWriting = false

    /// Opens a log, or begins one.
    ///
    /// - Parameters:
    ///   - folder: The log's folder; made if it is not there.
    ///   - keys: The workspace's keys.
    ///   - grantMinutes: The longest that a grant may run by the policy; so far back records are read for grants that still do.
    ///   - clock: The real time, for the records, and for when a grant is over.
    /// - Throws: `AuditError` when the files cannot be opened. A damaged log opens, and refuses every record; see `failure`.
    public static func open(
        folder: String, keys: AuditKeys, grantMinutes: Int = 0, clock: @escaping @Sendable () -> Date = { Date() }
    ) throws -> AuditLog {
        let writer = try LogWriter(folder: AuditFolder(folder), keys: keys, horizon: grantMinutes) { AuditTime.text(clock()) }
        return AuditLog(folder: folder, keys: keys, writer: writer)
    }

    private init(folder: String, keys: AuditKeys, writer: LogWriter) {
        self.folder = folder
        self.keys = keys
        self.writer = writer
    }

    deinit {
        // Nothing is lost when this fails: the next intent of any process signs for these records.
        try? writer.seal()
    }

    /// Why the log refuses records; nil while it takes them.
    public var failure: AuditError? {
        withWriter { writer.failure }
    }

    /// Writes an intent and waits until the disk has confirmed it.
    ///
    /// - Returns: The record's number.
    /// - Throws: `AuditError`; then nothing may be answered. `AuditGrantError.notRunning` when it names a grant that does not run, or is another's, at
    ///   the very moment when it is written: the log holds no answer under a grant that was over.
    public func intent(_ intent: AuditIntent) throws -> Int {
        let details = try RecordDetails.encode(IntentDetails(intent, keys: keys))
        let entry = LogWriter.Entry(kind: .intent, details: details) { standing in
            if let grant = intent.facts.grant {
                let running = try standing.grants.running(grant, at: standing.time)
                guard running.details.facts.caller == intent.facts.caller else { throw AuditGrantError.notRunning(grant) }
            }
            return nil
        }
        return try append(entry, durably: true)
    }

    /// Writes an outcome; it is in the log when this returns, and on the disk with the next intent or `seal()`.
    ///
    /// - Returns: The record's number.
    /// - Throws: `AuditError`; then the answer must not be handed over.
    @discardableResult
    public func outcome(_ outcome: AuditOutcome) throws -> Int {
        let details = try RecordDetails.encode(outcome)
        let entry = LogWriter.Entry(kind: .outcome, details: details) { standing in
            guard (1...standing.count).contains(outcome.intent) else { throw AuditError.unknownIntent(outcome.intent) }
            return nil
        }
        return try append(entry, durably: false)
    }

    /// Waits until the disk has confirmed all records, and signs for them: before a process ends, after the last answer is out.
    public func seal() throws {
        try withWriter { try writer.seal() }
    }

    /// Verifies the whole log, about a second for a million records, while others go on writing; damage stops all writing.
    ///
    /// Whoever keeps a log open for long does this at the start and now and then, since opening looks only at the newest records.
    public func verify() throws -> AuditVerifier.Verification {
        let verification = try AuditVerifier.verify(folder: folder, publicKey: keys.publicKey)
        if let fault = verification.fault {
            withWriter { writer.stop(fault) }
        }
        return verification
    }

    // MARK: Taking turns

    /// Writes an entry in its turn, together with those of other threads that wait.
    func append(_ entry: LogWriter.Entry, durably: Bool) throws -> Int {
        guard entry.details.count < LineScanner.longestLine / 2 else {
            throw AuditError.cannotWrite(path: "audit.jsonl", reason: "the record is too long")
        }
        let ticket = Ticket(entry, durably: durably)
        monitor.lock()
        waiting.append(ticket)
        while ticket.result == nil, isWriting { monitor.wait() }
        if let result = ticket.result {
            monitor.unlock()
            return try result.get()
        }
        // This thread writes for all that have come until now; those who come later wait for it and then share the next write.
        isWriting = true
        let batch = waiting
        waiting = []
        monitor.unlock()

        let results = writer.write(batch.map(\.entry), durably: batch.contains(where: \.durably))

        monitor.lock()
        for (ticket, result) in zip(batch, results) { ticket.result = result }
        isWriting = false
        monitor.tellAll()
        monitor.unlock()
        return try results[batch.firstIndex { $0 === ticket } ?? 0].get()
    }

    func withWriter<Result>(_ work: () throws -> Result) rethrows -> Result {
        monitor.lock()
        while isWriting { monitor.wait() }
        isWriting = true
        monitor.unlock()
        defer {
            monitor.lock()
            isWriting = false
            monitor.tellAll()
            monitor.unlock()
        }
        return try work()
    }
}
