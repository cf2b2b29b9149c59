/// A value of a public column that counts as a word of the language: a department's name, a drug, an ICD title.
public struct VocabularyEntry: Sendable, Hashable {
    public var entity: String
    public var attribute: String
    public var value: String

    public init(entity: String, attribute: String, value: String) {
        self.entity = entity
        self.attribute = attribute
        self.value = value
    }
}
