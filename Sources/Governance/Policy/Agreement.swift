import Catalog

/// An agreement with a third party: which columns it may have, until when, and where they may go.
public struct Agreement: Sendable {
    /// The name by which roles refer to it.
    public var name: String
    /// What people call it.
    public var label: Wording
    /// The columns that it names; no others are read for the party.
    public var columns: Set<Resource.Column>
    /// While it runs.
    public var validity: Validity
    /// Where the data may go, as a request's `destination` says; none for staying in the house.
    public var destinations: Set<String>
    /// Where it stands.
    public var place: YAMLNode
}
