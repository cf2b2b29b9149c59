#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The glass is broken: for some minutes a caller sees more of one patient than rights allow, and somebody will review it.
///
/// Opening it, approving it, ending it early and the finding of the review are records of their own; answers given under it name it in their intent.
/// Break-glass access as NIST SP 800-66 (emergency access procedure, 45 CFR 164.312(a)(2)(ii)) asks for it: given at once, never silent.
public struct AuditGrant: Sendable, Hashable {
    /// What names no patient, and stands open in the log.
    public struct Facts: Sendable, Hashable, Codable {
        /// Who holds it.
        public var caller: String
        /// For which purpose.
        public var purpose: String
        /// The code of the reason, as the policy names them.
        public var reason: String
        /// For how many minutes it runs.
        public var minutes: Int
        /// By which way in: `break-glass`, `ask`, `repl`, `serve`.
        public var interface: String
        /// The data's clock; when it ends is told by the log's own clock.
        public var dataTime: String?
        /// Digest of the policy.
        public var policy: String?

        /// Facts of a grant.
        public init(
            caller: String, purpose: String, reason: String, minutes: Int, interface: String, dataTime: String? = nil, policy: String? = nil
        ) {
            self.caller = caller
            self.purpose = purpose
            self.reason = reason
            self.minutes = minutes
            self.interface = interface
            self.dataTime = dataTime
            self.policy = policy
        }

        /// How long it runs, at most `longestMinutes`, whatever a record says.
        var milliseconds: Int { min(max(0, minutes), AuditGrant.longestMinutes) * 60_000 }
    }

    /// What names a patient, and is sealed in the log.
    public struct Particulars: Sendable, Hashable, Codable {
        /// The patient's identifier as it was typed.
        public var patient: String
        /// The reason in the caller's words.
        public var words: String

        /// Particulars of a grant.
        public init(patient: String, words: String) {
            self.patient = patient
            self.words = words
        }
    }

    /// The longest that a grant runs: a day.
    public static let longestMinutes = 1_440

    /// What names no patient.
    public var facts: Facts
    /// What names a patient.
    public var particulars: Particulars

    /// A grant.
    public init(_ facts: Facts, _ particulars: Particulars) {
        self.facts = facts
        self.particulars = particulars
    }
}

/// Something that a person does about a grant: approves it, or ends it early.
public struct AuditGrantAct: Sendable, Hashable, Codable {
    /// The record number of the grant.
    public var grant: Int
    /// Who does it.
    public var caller: String
    /// By which way in.
    public var interface: String
    /// Digest of the policy.
    public var policy: String?

    /// An act.
    public init(grant: Int, caller: String, interface: String, policy: String? = nil) {
        self.grant = grant
        self.caller = caller
        self.interface = interface
        self.policy = policy
    }
}

/// What came of reviewing a grant, or an answer that a rule entered for review; it closes the review.
public struct AuditFinding: Sendable, Hashable {
    /// What a reviewer finds.
    public enum Verdict: String, Sendable, Hashable, Codable, CaseIterable {
        case justified
        case notJustified = "not-justified"
        case needsFollowUp = "needs-follow-up"
    }

    /// The record number of the grant or of the answer's intent.
    public var review: Int
    /// Who reviewed.
    public var caller: String
    /// What was found.
    public var verdict: Verdict
    /// By which way in.
    public var interface: String
    /// The finding in words, sealed in the log.
    public var words: String

    /// A finding.
    public init(review: Int, caller: String, verdict: Verdict, interface: String, words: String) {
        self.review = review
        self.caller = caller
        self.verdict = verdict
        self.interface = interface
        self.words = words
    }
}

/// A grant that runs now.
public struct RunningGrant: Sendable, Hashable {
    /// The number of its record.
    public var number: Int
    /// What the record says openly.
    public var facts: AuditGrant.Facts
    /// What it seals.
    public var particulars: AuditGrant.Particulars
    /// When it was opened: ISO 8601, UTC.
    public var opened: String
    /// When it is over, by the log's clock.
    public var over: Date
    /// The second person who approved it; nil as long as nobody has.
    public var approver: String?
}

/// Why something cannot be done about a grant or a review; the log is whole, and nothing was written.
public enum AuditGrantError: Error, Sendable, Hashable {
    /// No grant of this number runs, or it is another's.
    case notRunning(Int)
    /// Nobody approves what they hold themselves.
    case ownGrant(Int)
    /// Somebody has approved it already.
    case approved(Int)
    /// No record of this number is to be reviewed.
    case nothingToReview(Int)
    /// A grant is reviewed when it is over.
    case stillRunning(Int)
    /// The reviewer holds the grant, asked the question, or approved.
    case involved(Int)
    /// The review was closed by the finding of this record.
    case closed(finding: Int)
}

extension AuditGrantError: CustomStringConvertible {
    /// What is the matter, and what to do.
    public var description: String {
        switch self {
        case .notRunning(let number): "Grant \(number) does not run, or is another's. Open a new one with reason and words."
        case .ownGrant(let number): "Grant \(number) is the caller's own. A second person must approve it."
        case .approved(let number): "Grant \(number) is approved already."
        case .nothingToReview(let number): "Record \(number) is not entered for review. `lamplight audit review` lists what is."
        case .stillRunning(let number): "Grant \(number) still runs. Review it when it is over, or have its holder close it."
        case .involved(let number): "The reviewer is involved in \(number). Somebody who neither held nor approved it must review it."
        case .closed(let finding): "The review was closed by record \(finding)."
        }
    }
}
