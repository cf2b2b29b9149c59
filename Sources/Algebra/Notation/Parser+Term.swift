// Operators, from the loosest to the tightest.

extension Parser {
    static let infixWords = ["or", "and", "in", "is", "between", "starts", "contains", "not"]

    // expression := and {'or' and}
    mutating func expression() throws(NotationError) -> Term {
        try enter()
        defer { leave() }
        var left = try conjunction()
        while take("or") {
            try countOperator()
            left = .binary(.or, left, try conjunction())
        }
        return left
    }

    private mutating func conjunction() throws(NotationError) -> Term {
        var left = try negation()
        while take("and") {
            try countOperator()
            left = .binary(.and, left, try negation())
        }
        return left
    }

    private mutating func negation() throws(NotationError) -> Term {
        guard take("not") else { return try comparison() }
        try enter()
        defer { leave() }
        return .unary(.not, try negation())
    }

    private mutating func comparison() throws(NotationError) -> Term {
        let left = try sum()
        guard let result = try comparison(of: left) else { return left }
        try countOperator()
        if case .symbol(let symbol) = token.kind, Self.comparisons[symbol] != nil {
            throw error("comparisons cannot be chained; join two with 'and', or use brackets")
        }
        return result
    }

    private static let comparisons: [String: BinaryOperator] = [
        "=": .equal, "<>": .notEqual, "<": .less, "<=": .lessOrEqual, ">": .greater, ">=": .greaterOrEqual,
    ]

    /// The comparison whose left side is `left`; nil when no comparison follows.
    private mutating func comparison(of left: Term) throws(NotationError) -> Term? {
        if case .symbol(let symbol) = token.kind, let op = Self.comparisons[symbol] {
            advance()
            return .binary(op, left, try sum())
        }
        if take("starts") {
            try expect("with")
            return .binary(.starts, left, try sum())
        }
        if take("contains") { return .binary(.contains, left, try sum()) }
        if take("is") {
            let negated = take("not")
            try expect("null")
            return negated ? .unary(.not, .isNull(left)) : .isNull(left)
        }
        if take("in") { return try membership(of: left) }
        if take("between") { return try between(left) }
        guard isWord("not"), following == .word("in") || following == .word("between") else { return nil }
        advance()
        if take("in") { return .unary(.not, try membership(of: left)) }
        try expect("between")
        return .unary(.not, try between(left))
    }

    /// `a between b and c` is read as `a >= b and a <= c`.
    private mutating func between(_ left: Term) throws(NotationError) -> Term {
        try countOperator()
        let low = try sum()
        try expect("and")
        return .binary(.and, .binary(.greaterOrEqual, left, low), .binary(.lessOrEqual, left, try sum()))
    }

    // '(' list ')' or '(' query ')'
    private mutating func membership(of left: Term) throws(NotationError) -> Term {
        try expectSymbol("(")
        if takeSymbol(")") { return .oneOf(left, []) }
        if startsQuery {
            let query = try query()
            try expectSymbol(")")
            return .member(left, query)
        }
        var items = [try expression()]
        // A set operation starts like a list whose first item is a subquery; its operator tells it apart.
        if case .scalar(let first) = items[0], let op = takeSetOperator() {
            let query = try combination(op, first)
            try expectSymbol(")")
            return .member(left, query)
        }
        while takeSymbol(",") { items.append(try expression()) }
        try expectSymbol(")")
        return .oneOf(left, items)
    }

    private mutating func sum() throws(NotationError) -> Term {
        var left = try product()
        while true {
            let op: BinaryOperator
            if takeSymbol("+") { op = .plus } else if takeSymbol("-") { op = .minus } else { return left }
            try countOperator()
            left = .binary(op, left, try product())
        }
    }

    private mutating func product() throws(NotationError) -> Term {
        var left = try factor()
        while true {
            let op: BinaryOperator
            if takeSymbol("*") { op = .times } else if takeSymbol("/") { op = .divided } else { return left }
            try countOperator()
            left = .binary(op, left, try factor())
        }
    }

    /// A minus right before a number belongs to the number.
    private mutating func factor() throws(NotationError) -> Term {
        guard isSymbol("-") else { return try primary() }
        let start = token.offset
        advance()
        switch token.kind {
        case .integer, .decimal: return .literal(try number(negative: true, from: start))
        default: break
        }
        try enter()
        defer { leave() }
        return .unary(.minus, try factor())
    }
}
