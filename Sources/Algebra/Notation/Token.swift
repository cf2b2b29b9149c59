/// A word of the notation with its place, so that the parser can say where it stopped understanding.
struct Token {
    enum Kind: Equatable {
        /// A name or a keyword; which of them depends on the place.
        case word(String)
        /// A name in backticks, never a keyword.
        case quoted(String)
        /// Digits.
        case integer(String)
        /// Digits with a fraction or an exponent.
        case decimal(String)
        case text(String)
        case time(String)
        case parameter(String)
        /// Punctuation or an operator.
        case symbol(String)
        case end
    }

    var kind: Kind
    /// Bytes of the text from the start to this token.
    var offset: Int
    /// Where the token ends, in bytes.
    var end: Int

    /// How an error message calls the token.
    var name: String {
        switch kind {
        case .word(let word): "'\(word)'"
        case .quoted(let name): "`\(name)`"
        case .integer(let digits), .decimal(let digits): "the number \(digits)"
        case .text: "a text"
        case .time: "a time"
        case .parameter(let name): "$\(name)"
        case .symbol(let symbol): "'\(symbol)'"
        case .end: "the end"
        }
    }
}

/// Names that need backticks when they stand where a value, a source or a clause could start.
enum Keyword {
    /// The words that are reserved in that place; others (`end`, `rank`, `asc`, …) are told apart by where they stand.
    static let reserved: Set<String> = [
        "from", "where", "group", "select", "distinct", "having", "order", "limit", "join", "as", "on", "visible", "union", "intersect",
        "except", "align", "or", "and", "not", "in", "is", "between", "case", "when", "then", "else", "exists", "null", "true", "false",
    ]
}
