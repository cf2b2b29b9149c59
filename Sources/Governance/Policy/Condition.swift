import Algebra
import Catalog

/// A condition as it stands in a policy file, with its place, so that a mistake found later still names file and line.
public struct Condition: Sendable {
    /// The condition in the algebra's notation.
    ///
    /// On rows: over the row and `$caller.*`, `$environment.*`, `$policy.*`, `$now`; the path `subject` is the key of the patient the row is
    /// about, wherever the entity keeps it. On circumstances (`when`): over the parameters alone.
    public var term: Term
    /// Where it stands.
    public var place: YAMLNode

    /// A condition and its place.
    public init(_ term: Term, place: YAMLNode) {
        self.term = term
        self.place = place
    }
}
