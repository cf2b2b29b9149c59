import Algebra
import Catalog

/// What became of a request.
public enum Decision: Sendable {
    case permit(GovernedQuery)
    case refuse(Refusal)
}

/// Why a caller does not get an answer, and what would be needed.
///
/// Depends on the question and the caller's rights, never on data that they hide.
public struct Refusal: Error, Sendable, Hashable {
    /// Stable identity for programs, such as `purpose-not-covered`, `column-not-covered`, `list-not-covered`.
    public var code: String
    /// Why.
    public var text: Wording
    /// What would allow it.
    public var needed: Wording?
    /// The rule that denied, by its name; nil where none did.
    public var rule: String?
    /// The decision, step by step, for `explain` and the audit record.
    public var trace: [String]

    /// A refusal.
    public init(code: String, text: Wording, needed: Wording? = nil, rule: String? = nil, trace: [String] = []) {
        self.code = code
        self.text = text
        self.needed = needed
        self.rule = rule
        self.trace = trace
    }
}

/// A query that holds exactly what the caller may see, with all that must happen to its rows afterwards.
public struct GovernedQuery: Sendable {
    /// The rewritten query: resolved, every occurrence of every table filtered, hidden outputs appended after those that were asked for.
    public var query: Query
    /// The query with all that the question needs and nothing else, before rows were filtered: what `Governor.necessity(of:)` tells of.
    public var question: Query
    /// Values of `$caller.*`, `$environment.*` and `$now`, for binding; names without the `$`.
    public var parameters: [String: Literal]
    /// For `Disclosure`: treatment, guards and role of every column of `query`.
    public var plan: DisclosurePlan
    /// Names of asked-for outputs that the caller may not see; in `query` they are null.
    public var withheld: [String]
    /// What the answer covers, in sentences ("within your department: Cardiology"); empty when it covers everything.
    public var scope: [Wording]
    /// Obligations to tell the reader.
    public var prompts: [Prompt]
    /// Whether the answer is entered for review.
    public var isReviewed: Bool
    /// The role under which the caller was answered.
    public var role: String
    /// For which purpose.
    public var purpose: String
    /// The policy that decided.
    public var policy: PolicyIdentity
    /// The decision, step by step, for `explain` and the audit record.
    public var trace: [String]
}

/// Which policy decided: name and version from the file, digest of its bytes.
public struct PolicyIdentity: Sendable, Hashable {
    /// The name in the file.
    public var name: String
    /// The version in the file.
    public var version: String
    /// SHA-256 of the file's text in lower-case hexadecimal.
    public var digest: String

    /// An identity.
    public init(name: String, version: String, digest: String) {
        self.name = name
        self.version = version
        self.digest = digest
    }
}
