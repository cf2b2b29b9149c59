/// What went wrong around a question, told to the person who can mend it: what happened, where, and what to do next.
///
/// Messages never hold rows, patients' data or the question's text.
public struct ServiceError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable name for programs; the texts may change.
    public enum Code: String, Sendable, CaseIterable {
        case workspaceMissing = "workspace-missing"
        case workspaceInvalid = "workspace-invalid"
        case workspaceExists = "workspace-exists"
        case resourcesMissing = "resources-missing"
        case databaseUnusable = "database-unusable"
        case lexiconUnusable = "lexicon-unusable"
        case policyUnusable = "policy-unusable"
        case auditUnusable = "audit-unusable"
        case requestMalformed = "request-malformed"
        case questionEmpty = "question-empty"
        case questionTooLong = "question-too-long"
        case questionNotText = "question-not-text"
        case questionTooComplex = "question-too-complex"
        case questionNotUnderstood = "question-not-understood"
        case questionAmbiguous = "question-ambiguous"
        case unknownCaller = "unknown-caller"
        case notPrivacyOffice = "not-privacy-office"
        case choiceUnknown = "choice-unknown"
        case limitReached = "limit-reached"
        case fileUnusable = "file-unusable"
        case internalFault = "internal-fault"
    }

    /// The stable name.
    public var code: Code
    /// What happened, in a sentence.
    public var message: String
    /// What to do next.
    public var remedy: String
    /// Where, when it is about a file.
    public var file: String?
    /// From 1.
    public var line: Int?

    /// An error that says what to do next.
    public init(_ code: Code, _ message: String, remedy: String, file: String? = nil, line: Int? = nil) {
        self.code = code
        self.message = message
        self.remedy = remedy
        self.file = file
        self.line = line
    }

    /// Place, message and remedy in one line.
    public var description: String {
        let place = file.map { file in line.map { "\(file):\($0): " } ?? "\(file): " } ?? ""
        return "\(place)\(message) \(remedy)"
    }
}
