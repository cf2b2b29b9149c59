import Algebra
import Catalog

/// A condition on rows as it stands in a policy file, with its place, so that a mistake found later still names file and line.
public struct Condition: Sendable {
    /// The condition in the algebra's notation.
    ///
    /// Over the row and `$caller.*`, `$environment.*`, `$now`; the path `subject` is the key of the patient the row is about, wherever the
    /// entity keeps it.
    public var term: Term
    /// Where it stands.
    public var place: YAMLNode

    /// A condition and its place.
    public init(_ term: Term, place: YAMLNode) {
        self.term = term
        self.place = place
    }
}

/// Which rows of which entities a role may see.
public struct RowRule: Sendable {
    /// Entities by name, or all that have a path to the patient.
    public enum Entities: Sendable, Hashable {
        case named([String])
        case aboutPatients
    }

    /// Of which entities.
    public var entities: Entities
    /// All of the conditions must hold; none means every row.
    public var conditions: [Condition]
    /// What an answer filtered by this rule covers, to be said in it.
    public var scope: Wording?
    /// Where it stands.
    public var place: YAMLNode

    /// A rule that permits rows.
    public init(_ entities: Entities, conditions: [Condition], scope: Wording?, place: YAMLNode) {
        self.entities = entities
        self.conditions = conditions
        self.scope = scope
        self.place = place
    }
}

/// Rows that are closed to everyone, except to the roles named.
public struct Denial: Sendable {
    /// Which rows.
    public var rule: RowRule
    /// Roles to which they stay open.
    public var exceptRoles: [String]
}
