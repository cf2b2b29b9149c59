#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// One record of the log, read back.
public struct AuditRecord: Sendable, Hashable {
    /// What a record tells.
    public enum Content: Sendable, Hashable {
        /// The log was begun; which log it is, and the Ed25519 key that signs for it.
        case created(log: String, publicKey: Data)
        /// Something was about to be answered. The particulars are nil as long as they are sealed.
        case intent(AuditIntent.Facts, questionDigest: String, particulars: AuditIntent.Particulars?)
        /// What became of it.
        case outcome(AuditOutcome)
        /// A write that a crash had cut off was put into a file of its own.
        case recovered(file: String, bytes: Int, sha256: String)
        /// The details are damaged; `lamplight audit verify` says more.
        case unreadable
    }

    /// Its number, from 1.
    public var number: Int
    /// When it was written, in ISO 8601 with milliseconds, UTC.
    public var time: String
    /// Its hash, in hexadecimal.
    public var hash: String
    /// The hash of the record before it.
    public var previous: String
    /// Whether its hash fits its content.
    ///
    /// Whether it belongs at its place, only verification of the log tells.
    public var isIntact: Bool
    /// What it tells.
    public var content: Content

    /// Reads a line.
    ///
    /// - Throws: `AuditError.cannotUnseal` when keys are given and do not fit.
    init(_ line: UnsafeRawBufferPointer, _ record: RecordLine, keys: AuditKeys?) throws {
        number = record.number
        time = record.time
        hash = record.claimedHash.text
        previous = record.previous.text
        isIntact = RecordHash(of: UnsafeRawBufferPointer(rebasing: line[record.body])) == record.claimedHash
        do {
            content = try Self.content(of: record, details: Data(line[record.details]), keys: keys)
        } catch is DecodingError {
            content = .unreadable
        }
    }

    private static func content(of record: RecordLine, details: Data, keys: AuditKeys?) throws -> Content {
        switch record.kind {
        case .created:
            let origin: LogOrigin = try RecordDetails.decode(details)
            return .created(log: origin.log, publicKey: origin.publicKey)
        case .intent:
            let intent: IntentDetails = try RecordDetails.decode(details)
            var particulars: AuditIntent.Particulars?
            if let keys {
                guard let opened = keys.unseal(intent.sealed) else { throw AuditError.cannotUnseal(record: record.number) }
                particulars = try RecordDetails.decode(opened)
            }
            return .intent(intent.facts, questionDigest: intent.questionDigest, particulars: particulars)
        case .outcome:
            return .outcome(try RecordDetails.decode(details))
        case .recovered:
            let recovery: RecoveryDetails = try RecordDetails.decode(details)
            return .recovered(file: recovery.file, bytes: recovery.bytes, sha256: recovery.sha256)
        }
    }
}

/// An intent and what became of it.
public struct AuditEntry: Sendable, Hashable {
    /// The intent.
    public var intent: AuditRecord
    /// Its outcome; nil while it is being answered, or when the process was stopped before it answered.
    public var outcome: AuditRecord?
}

/// Which entries are wanted; everything that is given must hold.
public struct AuditFilter: Sendable, Hashable {
    /// Who asked.
    public var caller: String?
    /// The status of the outcome.
    public var status: String?
    /// Not before this time.
    public var since: Date?
    /// Before this time.
    public var until: Date?
    /// The question, letter for letter; needs the keys.
    public var question: String?
    /// At most so many, the newest.
    public var limit: Int

    /// A filter.
    public init(
        caller: String? = nil, status: String? = nil, since: Date? = nil, until: Date? = nil, question: String? = nil, limit: Int = 100
    ) {
        self.caller = caller
        self.status = status
        self.since = since
        self.until = until
        self.question = question
        self.limit = limit
    }
}
