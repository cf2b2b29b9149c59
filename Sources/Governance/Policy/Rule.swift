import Algebra
import Catalog

/// One rule of a policy: what it permits or denies, of which resources, to whom and when.
///
/// The vocabulary is that of XACML 3.0: effect, action, resource, subject, environment, obligation, advice. Permits add up, a denial that
/// counts wins over every permit, and what is unknown denies.
public struct Rule: Sendable {
    /// What a rule does when it counts.
    public enum Effect: String, Sendable, Hashable, CaseIterable {
        case permit, deny
    }

    /// What may be done with a resource.
    public enum Action: String, Sendable, Hashable, CaseIterable {
        /// Rows exist for the caller.
        case rows
        /// Values are shown in lists: answers with a row for one patient or event.
        case values
        /// Rows are filtered, sorted, grouped or joined by a column.
        case filters
        /// A column is read for totals.
        case totals
        /// Values leave the house, to the `destination` that a request names.
        case export
    }

    /// Unique in the policy: the name in the file, or `nurse.rows.2` for one that has none.
    public var name: String
    /// What it does.
    public var effect: Effect
    /// With which actions; rules about rows have no other.
    public var actions: Set<Action>
    /// Of what.
    public var resource: Resource
    /// To whom, for what and under which circumstances.
    public var target: Target
    /// For rules about rows: which; all of the conditions must hold, none means every row.
    public var conditions: [Condition]
    /// How a permitted value is shown.
    public var treatment: Treatment
    /// What an answer filtered by this rule covers, to be said in it.
    public var scope: Wording?
    /// Why a denial denies, for the refusal.
    public var because: Wording?
    /// What a permit that is used brings with it.
    public var obligations: [Obligation]
    /// Codes of prompts that may accompany an answer that uses it.
    public var advice: [String]
    /// Where it stands.
    public var place: YAMLNode
}

/// What an answer must bring with it.
public enum Obligation: Sendable, Hashable {
    /// A prompt, by its code.
    case prompt(String)
    /// The request must say why, in `$environment.reason`.
    case reason
    /// The answer is entered for review.
    case review
}
