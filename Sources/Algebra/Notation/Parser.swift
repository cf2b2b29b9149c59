/// Reads the notation by recursive descent, one function a rule of the EBNF in Documentation/algebra.md.
///
/// Clauses, sources and joins stand in Parser+Query, operators in Parser+Term, values and functions in Parser+Primary.
struct Parser {
    /// How deeply brackets, subqueries and prefix operators may nest.
    static let maximumNesting = 100
    /// How many infix operators a text may have: a chain `a and b and …` is as deep a tree as it is long.
    static let maximumOperators = 500

    let text: String
    private let tokens: [Token]
    private var index = 0
    private var nesting = 0
    private var operators = 0

    init(_ text: String) throws(NotationError) {
        self.text = text
        tokens = try Lexer.tokens(of: text)
    }

    // MARK: Looking ahead

    var token: Token { tokens[index] }

    /// The token after the current one.
    var following: Token.Kind { tokens[min(index + 1, tokens.count - 1)].kind }

    func isWord(_ word: String) -> Bool { token.kind == .word(word) }

    func isSymbol(_ symbol: String) -> Bool { token.kind == .symbol(symbol) }

    // MARK: Moving on

    mutating func advance() {
        if index < tokens.count - 1 { index += 1 }
    }

    /// Takes the keyword if it stands here.
    mutating func take(_ word: String) -> Bool {
        guard isWord(word) else { return false }
        advance()
        return true
    }

    mutating func takeSymbol(_ symbol: String) -> Bool {
        guard isSymbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func expect(_ word: String) throws(NotationError) {
        guard take(word) else { throw unexpected(expected: ["'\(word)'"], words: [word]) }
    }

    mutating func expectSymbol(_ symbol: String) throws(NotationError) {
        guard takeSymbol(symbol) else { throw unexpected(expected: ["'\(symbol)'"]) }
    }

    mutating func expectEnd(words: [String]) throws(NotationError) {
        guard token.kind == .end else { throw unexpected(expected: ["the end"], words: words) }
    }

    /// A name: a word that is not reserved, or anything in backticks.
    mutating func name(_ what: String) throws(NotationError) -> String {
        switch token.kind {
        case .quoted(let name):
            advance()
            return name
        case .word(let word):
            guard !Keyword.reserved.contains(word) else {
                throw NotationError(
                    "'\(word)' is a keyword; as the name of \(what) it stands in backticks", at: token.offset, in: text, expected: [what])
            }
            advance()
            return word
        default: throw unexpected(expected: [what])
        }
    }

    /// A name after a dot or an exclamation mark, where no keyword can stand.
    mutating func step(_ what: String) throws(NotationError) -> String {
        switch token.kind {
        case .quoted(let name), .word(let name):
            advance()
            return name
        default: throw unexpected(expected: [what])
        }
    }

    // MARK: Bounds

    mutating func enter() throws(NotationError) {
        nesting += 1
        guard nesting <= Self.maximumNesting else {
            throw NotationError("nested more than \(Self.maximumNesting) deep", at: token.offset, in: text)
        }
    }

    mutating func leave() { nesting -= 1 }

    mutating func countOperator() throws(NotationError) {
        operators += 1
        guard operators <= Self.maximumOperators else {
            throw NotationError(
                "more than \(Self.maximumOperators) operators; use 'in' with a list for long alternatives", at: token.offset, in: text)
        }
    }

    // MARK: Errors

    func error(_ message: String, at offset: Int? = nil, expected: [String] = [], suggestion: String? = nil) -> NotationError {
        NotationError(message, at: offset ?? token.offset, in: text, expected: expected, suggestion: suggestion)
    }

    /// `words`: the keywords that could stand here, for "did you mean".
    func unexpected(expected: [String], words: [String] = []) -> NotationError {
        var suggestion: String?
        if case .word(let word) = token.kind { suggestion = NearestWord.find(word, among: words) }
        return NotationError("unexpected \(token.name)", at: token.offset, in: text, expected: expected, suggestion: suggestion)
    }
}

extension Query {
    /// The query that the text writes down.
    ///
    /// The notation is described in Documentation/algebra.md; printing a query and parsing it gives the same query.
    ///
    ///     let query = try Query.parse("from admission where discharge_time is null select inpatients: count()")
    public static func parse(_ text: String) throws(NotationError) -> Query {
        var parser = try Parser(text)
        let query = try parser.query()
        try parser.expectEnd(words: Parser.clauses)
        return query
    }
}

extension Term {
    /// The expression that the text writes down, see `Query.parse`.
    ///
    ///     let condition = try Term.parse("patient.birth_date < @2008-06-30 and department.name in ('Cardiology', 'Oncology')")
    public static func parse(_ text: String) throws(NotationError) -> Term {
        var parser = try Parser(text)
        let expression = try parser.expression()
        try parser.expectEnd(words: Parser.infixWords)
        return expression
    }
}
