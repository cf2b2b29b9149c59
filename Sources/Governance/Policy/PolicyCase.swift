import Algebra
import Catalog

/// A case that stands in a policy: who asks for what on which rows, and what must come of it.
public struct PolicyCase: Sendable {
    /// What must come of it.
    public enum Expectation: Sendable, Hashable {
        case permit
        case refuse(code: String)
    }

    /// What it shows, in a sentence.
    public var name: String
    /// Rows of the case by entity, in the file's order; attributes that are not given are null.
    public var given: [(entity: String, rows: [[String: Literal]])]
    /// Who asks.
    public var caller: Caller
    /// What for; nil takes the role's default purpose.
    public var purpose: String?
    /// The circumstances.
    public var environment: [String: Literal]
    /// The running emergency access under which it is asked; nil for the caller's own rights.
    public var grant: Grant?
    /// The data's clock, `YYYY-MM-DD HH:MM:SS`.
    public var now: String
    /// A written query.
    public var query: Query
    /// What must come of it.
    public var expectation: Expectation
    /// The role in which it must be answered; nil for any.
    public var role: String?
    /// The rows that must leave, after masks and suppression; nil when it does not matter.
    public var rows: [[Literal]]?
    /// The outputs that must be withheld; nil when it does not matter.
    public var withheld: [String]?
    /// How outputs must be treated, in the words of a policy file.
    public var treatments: [String: String]
    /// Codes of prompts that must be there.
    public var prompts: [String]
    /// The rule that must have decided a refusal.
    public var because: String?
    /// Where it stands.
    public var place: YAMLNode
}
