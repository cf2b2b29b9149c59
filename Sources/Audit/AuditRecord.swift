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
        /// The glass was broken for a patient. The particulars are nil as long as they are sealed.
        case grant(AuditGrant.Facts, patientDigest: String, particulars: AuditGrant.Particulars?)
        /// A second person approved a grant.
        case approval(AuditGrantAct)
        /// The holder ended a grant early.
        case ending(AuditGrantAct)
        /// A review was closed. The words are nil as long as they are sealed.
        case finding(review: Int, caller: String, verdict: AuditFinding.Verdict, interface: String, words: String?)
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

    /// Who asked, opened, approved, ended or reviewed; nil for records of the log itself.
    public var caller: String? {
        switch content {
        case .intent(let facts, _, _): facts.caller
        case .grant(let facts, _, _): facts.caller
        case .approval(let act), .ending(let act): act.caller
        case .finding(_, let caller, _, _, _): caller
        case .created, .outcome, .recovered, .unreadable: nil
        }
    }

    private static func content(of record: RecordLine, details: Data, keys: AuditKeys?) throws -> Content {
        func unsealed(_ sealed: Data) throws -> Data? {
            guard let keys else { return nil }
            guard let opened = keys.unseal(sealed) else { throw AuditError.cannotUnseal(record: record.number) }
            return opened
        }
        switch record.kind {
        case .created:
            let origin: LogOrigin = try RecordDetails.decode(details)
            return .created(log: origin.log, publicKey: origin.publicKey)
        case .intent:
            let intent: IntentDetails = try RecordDetails.decode(details)
            let particulars: AuditIntent.Particulars? = try unsealed(intent.sealed).map { try RecordDetails.decode($0) }
            return .intent(intent.facts, questionDigest: intent.questionDigest, particulars: particulars)
        case .outcome:
            return .outcome(try RecordDetails.decode(details))
        case .grant:
            let grant: GrantDetails = try RecordDetails.decode(details)
            let particulars: AuditGrant.Particulars? = try unsealed(grant.sealed).map { try RecordDetails.decode($0) }
            return .grant(grant.facts, patientDigest: grant.patientDigest, particulars: particulars)
        case .approval: return .approval(try RecordDetails.decode(details))
        case .ending: return .ending(try RecordDetails.decode(details))
        case .finding:
            let finding: FindingDetails = try RecordDetails.decode(details)
            return .finding(
                review: finding.review, caller: finding.caller, verdict: finding.verdict, interface: finding.interface,
                words: try unsealed(finding.sealed).map { String(decoding: $0, as: UTF8.self) })
        case .recovered:
            let recovery: RecoveryDetails = try RecordDetails.decode(details)
            return .recovered(file: recovery.file, bytes: recovery.bytes, sha256: recovery.sha256)
        }
    }
}

/// What a person did, by its first record: an intent with what became of it, or a grant, an approval, an ending or a finding.
public struct AuditEntry: Sendable, Hashable {
    /// The first record.
    public var record: AuditRecord
    /// The outcome of an intent; nil while it is being answered, or when the process was stopped before it answered.
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
