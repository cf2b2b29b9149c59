/// A value of a public column that counts as a word of the language: a department's name, a drug, an ICD title.
public struct VocabularyEntry: Sendable, Hashable {
    /// The entity that has the value.
    public var entity: String
    /// The public attribute that holds it.
    public var attribute: String
    /// The value as it stands in the database.
    public var value: String

    /// A value of an attribute.
    public init(entity: String, attribute: String, value: String) {
        self.entity = entity
        self.attribute = attribute
        self.value = value
    }
}
