import Audit

/// The wish to be answered under emergency access to one patient; without it a question is never answered so, whatever runs.
public struct BreakGlassRequest: Sendable, Equatable {
    /// The patient's identifier as it was typed, such as a record number; nothing tells whether somebody has it.
    public var patient: String
    /// The code of the reason; needed to open, and left out to go on with what runs.
    public var reason: String?
    /// What happened, in the caller's words; as the reason.
    public var words: String?

    /// Bytes of the longest identifier.
    public static let longestPatient = 64

    /// A wish; space around the identifier does not count.
    public init(patient: String, reason: String? = nil, words: String? = nil) {
        self.patient = patient.trimmed
        self.reason = reason
        self.words = words
    }

    /// For the sealed part of records.
    var text: String {
        (["break-glass \(patient)"] + [reason, words].compactMap { $0.map { String($0.prefix(1_000)) } }).joined(separator: ", ")
    }

    /// Why the patient cannot be meant so; nil when they can.
    var fault: ServiceError? {
        let isText = !patient.isEmpty && patient.utf8.count <= Self.longestPatient && !patient.contains(where: \.isNewline)
        guard isText, QuestionLimits.fault(in: patient) == nil else {
            return ServiceError(
                .requestMalformed, "Emergency access needs the identifier of one patient, at most \(Self.longestPatient) bytes of text.",
                remedy: "Give the record number as it stands in the hospital's papers.")
        }
        return nil
    }
}

/// What a request asks for in place of an answer to a question.
public enum EmergencyAct: Sendable, Equatable {
    /// Open what the request's `breakGlass` says, and no more.
    case open
    /// Approve somebody else's emergency access by its number.
    case approve(Int)
    /// End one's own before its minutes are over.
    case end(Int)
    /// Close a review by its number, with a verdict and words.
    case find(review: Int, AuditFinding.Verdict, words: String)

    /// For the sealed part of the record of an attempt.
    var text: String {
        switch self {
        case .open: "break-glass open"
        case .approve(let number): "break-glass approve \(number)"
        case .end(let number): "break-glass close \(number)"
        case .find(let review, let verdict, let words): "audit review \(review): \(verdict.rawValue), \(words)"
        }
    }
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start[..<(start.lastIndex { !$0.isWhitespace }.map(start.index(after:)) ?? start.startIndex)])
    }
}
