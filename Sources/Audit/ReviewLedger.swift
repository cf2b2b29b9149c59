#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Something that was entered for review: a grant with what was asked under it, or an answer that a rule entered.
public struct AuditReview: Sendable, Hashable {
    /// A question that was asked under a grant, or entered for review itself.
    public struct Question: Sendable, Hashable {
        /// The number of its intent.
        public var intent: Int
        /// The number of its outcome; nil while there is none.
        public var outcome: Int?
        /// The outcome's status.
        public var status: String?
    }

    /// What a review was closed with.
    public struct Closing: Sendable, Hashable {
        /// The number of the finding's record.
        public var record: Int
        /// Who reviewed.
        public var caller: String
        /// What was found.
        public var verdict: AuditFinding.Verdict
        /// When: ISO 8601, UTC.
        public var time: String
    }

    /// The number of the grant's record, or of the answer's intent.
    public var number: Int
    /// When it was written: ISO 8601, UTC.
    public var time: String
    /// Who held the grant, or asked.
    public var caller: String
    /// For which purpose.
    public var purpose: String
    /// What the grant says openly; nil for an answer that a rule entered.
    public var grant: AuditGrant.Facts?
    /// Who approved the grant, if anybody did.
    public var approver: String?
    /// When the holder ended the grant early; nil when its minutes ran out, or run.
    public var ended: String?
    /// The questions, in their order.
    public var questions: [Question]
    /// What closed the review; nil while it is open.
    public var closing: Closing?

    /// How many of the questions were answered.
    public var answers: Int { questions.count { $0.status == "answered" } }

    /// When it was over: when the grant was ended or its minutes ran out, whichever came first; for an answer when it was asked.
    public var over: String {
        guard let grant, let opened = AuditTime.milliseconds(time) else { return time }
        let last = AuditTime.text(milliseconds: opened + grant.milliseconds)
        return min(ended ?? last, last)
    }

    /// How many whole minutes the grant ran, or has run until a time.
    public func minutesRun(until now: Date) -> Int {
        guard let opened = AuditTime.milliseconds(time), let end = AuditTime.milliseconds(min(over, AuditTime.text(now))) else { return 0 }
        return max(0, (end - opened) / 60_000)
    }

    /// Whether the grant may still run at a time.
    public func runs(at now: Date) -> Bool {
        grant != nil && ended == nil && AuditTime.text(now) < over
    }

    /// For how many whole days it has been open at a time; nil when it is closed.
    public func daysOpen(at now: Date) -> Int? {
        guard closing == nil, let start = AuditTime.milliseconds(time), let end = AuditTime.milliseconds(AuditTime.text(now)) else {
            return nil
        }
        return max(0, end - start) / 86_400_000
    }
}

/// All reviews of a log, gathered by reading it once from its beginning; what is appended later can be read on.
struct ReviewLedger {
    private(set) var reviews: [Int: AuditReview] = [:]
    /// Which review an intent belongs to that has no outcome yet.
    private var pending: [Int: Int] = [:]
    private var offset = 0

    private static let grantKey = Array(#""grant":"#.utf8)
    private static let reviewKey = Array(#""review":true"#.utf8)

    /// Reads on to the end of the log's last whole line.
    mutating func read(_ file: PrivateFile, progress: ((_ bytes: Int, _ of: Int) -> Void)? = nil) throws {
        let size = try file.state().size
        var position = offset
        var told = position
        offset = try LineScanner(file: file).lines(in: offset..<size) { line in
            position += line.count + 1
            if let record = RecordLine(line) { note(line, record) }
            if position - told >= 1 << 20 {
                told = position
                progress?(position, size)
            }
        }
        progress?(size, size)
    }

    private mutating func note(_ line: UnsafeRawBufferPointer, _ record: RecordLine) {
        func details<Details: Decodable>() -> Details? { try? RecordDetails.decode(line[record.details]) }
        switch record.kind {
        case .grant:
            guard let grant: GrantDetails = details() else { return }
            reviews[record.number] = AuditReview(
                number: record.number, time: record.time, caller: grant.facts.caller, purpose: grant.facts.purpose, grant: grant.facts,
                questions: [])
        case .approval:
            guard let act: AuditGrantAct = details() else { return }
            reviews[act.grant]?.approver = act.caller
        case .ending:
            guard let act: AuditGrantAct = details() else { return }
            reviews[act.grant]?.ended = record.time
        case .finding:
            guard let finding: FindingDetails = details(), reviews[finding.review]?.closing == nil else { return }
            reviews[finding.review]?.closing = AuditReview.Closing(
                record: record.number, caller: finding.caller, verdict: finding.verdict, time: record.time)
        case .intent:
            // Nearly all intents belong to no review, and reading JSON takes longest.
            guard line.holds(Self.grantKey, in: record.details) || line.holds(Self.reviewKey, in: record.details),
                let intent: IntentDetails = details()
            else { return }
            let question = AuditReview.Question(intent: record.number)
            if let grant = intent.facts.grant, reviews[grant] != nil {
                reviews[grant]?.questions.append(question)
                pending[record.number] = grant
            } else if intent.facts.review == true {
                reviews[record.number] = AuditReview(
                    number: record.number, time: record.time, caller: intent.facts.caller, purpose: intent.facts.purpose,
                    questions: [question])
                pending[record.number] = record.number
            }
        case .outcome:
            guard !pending.isEmpty, let outcome: AuditOutcome = details(), let review = pending.removeValue(forKey: outcome.intent),
                let index = reviews[review]?.questions.lastIndex(where: { $0.intent == outcome.intent })
            else { return }
            reviews[review]?.questions[index].outcome = record.number
            reviews[review]?.questions[index].status = outcome.status
        case .created, .recovered: return
        }
    }

    /// Whether a finding may close its review.
    func check(_ finding: AuditFinding) throws {
        guard let review = reviews[finding.review] else { throw AuditGrantError.nothingToReview(finding.review) }
        if let closing = review.closing { throw AuditGrantError.closed(finding: closing.record) }
        guard finding.caller != review.caller, finding.caller != review.approver else { throw AuditGrantError.involved(finding.review) }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether some bytes stand in a range.
    fileprivate func holds(_ bytes: [UInt8], in range: Range<Int>) -> Bool {
        guard let base = baseAddress, let first = bytes.first else { return false }
        var start = range.lowerBound
        while start + bytes.count <= range.upperBound, let found = memchr(base + start, Int32(first), range.upperBound - start) {
            start = UnsafeRawPointer(found) - base
            guard start + bytes.count <= range.upperBound else { return false }
            if memcmp(base + start, bytes, bytes.count) == 0 { return true }
            start += 1
        }
        return false
    }
}

extension AuditReader {
    /// All that was ever entered for review, in the order of the numbers; reads the whole log, about a second for a million records.
    public func reviews(progress: ((_ bytes: Int, _ of: Int) -> Void)? = nil) throws -> [AuditReview] {
        var ledger = ReviewLedger()
        try ledger.read(file, progress: progress)
        return ledger.reviews.values.sorted { $0.number < $1.number }
    }
}

extension AuditLog {
    /// Closes a review with a finding and waits until the disk has confirmed it.
    ///
    /// Reads the whole log first, beside those who write; what they add meanwhile is read before the finding is written.
    ///
    /// - Returns: The record's number.
    /// - Throws: `AuditGrantError` when there is no such review, it is closed, the grant still runs, or the reviewer held or approved it; `AuditError`.
    @discardableResult
    public func close(_ finding: AuditFinding, progress: ((_ bytes: Int, _ of: Int) -> Void)? = nil) throws -> Int {
        let file = try PrivateFile(AuditFolder(folder).log, for: .reading)
        var ledger = ReviewLedger()
        try ledger.read(file, progress: progress)
        let entry = LogWriter.Entry(kind: .finding, details: try RecordDetails.encode(FindingDetails(finding, keys: keys))) { standing in
            try ledger.read(file)
            try ledger.check(finding)
            if standing.grants.running(at: standing.time).contains(where: { $0.number == finding.review }) {
                throw AuditGrantError.stillRunning(finding.review)
            }
            return nil
        }
        return try append(entry, durably: true)
    }
}
