/// A word, number or mark of a question, with its place in the text.
public struct Token: Sendable, Hashable {
    /// What kind of token it is.
    public enum Kind: Sendable, Hashable {
        case word, number, ordinal, mark, quoted
    }

    /// Lower-cased text; a quoted token's text without the quotes keeps its case.
    public var text: String
    /// As it stands in the question.
    public var original: String
    /// What it looks like.
    public var kind: Kind
    /// The value of a number or ordinal; nil when it is out of range.
    public var number: Double?
    /// UTF-8 offsets in the question.
    public var range: Range<Int>
    /// The text and its lemmas: what a terminal of the grammar or a word of the lexicon may be equal to.
    public var forms: [String]
    /// The forms it has as a noun: without those that undo `-ed` and `-ing`, since "discharged" is no "discharge".
    public var nominalForms: [String]
}
