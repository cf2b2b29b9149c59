import Algebra

/// One way in which a begun text may go on.
public struct Completion: Sendable, Hashable {
    /// A word or phrase.
    public var text: String
    /// How many characters at the end of what was typed it takes the place of.
    public var replaces: Int

    /// A way to go on.
    public init(text: String, replaces: Int) {
        self.text = text
        self.replaces = replaces
    }
}

/// Questions that tell whether somebody may use a term: he may when one of them would be answered.
public struct TermUse: Sendable, Hashable {
    /// The term's kind and name, the same for all terms that stand or fall together.
    public var key: String
    /// Written queries that use it.
    public var queries: [Query]
}
