// Values, paths, functions, case, and subqueries as values.

extension Parser {
    mutating func primary() throws(NotationError) -> Term {
        switch token.kind {
        case .integer, .decimal: return .literal(try number(negative: false, from: token.offset))
        case .text(let text):
            advance()
            return .literal(.text(text))
        case .time(let time):
            advance()
            return .literal(.time(time))
        case .parameter(let name):
            advance()
            return .parameter(name)
        case .symbol("("): return try bracketed()
        case .word("null"):
            advance()
            return .literal(.null)
        case .word("true"), .word("false"):
            let value = isWord("true")
            advance()
            return .literal(.boolean(value))
        case .word("case"): return try cases()
        case .word("exists"):
            advance()
            try expectSymbol("(")
            let query = try query()
            try expectSymbol(")")
            return .exists(query)
        case .word(let word) where following == .symbol("(") && !Keyword.reserved.contains(word): return try function(word)
        case .word, .quoted: return try reference()
        default: throw unexpected(expected: ["a value"])
        }
    }

    mutating func number(negative: Bool, from start: Int) throws(NotationError) -> Literal {
        let sign = negative ? "-" : ""
        switch token.kind {
        case .integer(let digits):
            guard let value = Int64(sign + digits) else {
                throw error("the number is out of range; add '.0' to make it a decimal", at: start)
            }
            advance()
            return .integer(value)
        case .decimal(let digits):
            guard let value = Double(sign + digits), value.isFinite else { throw error("the number is out of range", at: start) }
            advance()
            return .decimal(value)
        default: throw unexpected(expected: ["a number"])
        }
    }

    // '(' expression ')', or a query whose single value is meant.
    private mutating func bracketed() throws(NotationError) -> Term {
        try expectSymbol("(")
        if startsQuery {
            let query = try query()
            try expectSymbol(")")
            return .scalar(query)
        }
        var inner = try expression()
        // `((from …) union (from …))`: the operator tells that the first bracket held a query and not its value.
        if case .scalar(let first) = inner, let op = takeSetOperator() { inner = .scalar(try combination(op, first)) }
        try expectSymbol(")")
        return inner
    }

    // name {'.' name}, or alias '!' column
    private mutating func reference() throws(NotationError) -> Term {
        let first = try name("a value")
        if takeSymbol("!") { return .column(source: first, name: try step("a column")) }
        var steps = [first]
        while takeSymbol(".") { steps.append(try step("a step of the path")) }
        return .path(steps)
    }

    private mutating func cases() throws(NotationError) -> Term {
        try expect("case")
        var branches: [Term.Branch] = []
        try expect("when")
        repeat {
            let condition = try expression()
            try expect("then")
            branches.append(Term.Branch(condition, try expression()))
        } while take("when")
        let otherwise: Term? = take("else") ? try expression() : nil
        guard take("end") else { throw unexpected(expected: ["'when'", "'else'", "'end'"], words: ["when", "else", "end"]) }
        return .cases(branches, otherwise: otherwise)
    }

    private mutating func function(_ word: String) throws(NotationError) -> Term {
        if let function = ScalarFunction(rawValue: word) { return try scalarCall(function) }
        if let function = Aggregate.Function(rawValue: word) { return .aggregate(try aggregate(function)) }
        if let function = Window.Function(rawValue: word) { return .window(try window(function)) }
        throw error("there is no function '\(word)'", suggestion: NearestWord.find(word, among: Self.functionNames))
    }

    private static let functionNames =
        ScalarFunction.allCases.map(\.rawValue) + Aggregate.Function.allCases.map(\.rawValue) + Window.Function.allCases.map(\.rawValue)

    private mutating func scalarCall(_ function: ScalarFunction) throws(NotationError) -> Term {
        let start = token.offset
        advance()
        let arguments = try arguments()
        guard function.arity.contains(arguments.count) else {
            throw error("'\(function.rawValue)' takes \(Self.count(function.arity)), not \(arguments.count)", at: start)
        }
        return .call(function, arguments)
    }

    // '(' [expression {',' expression}] ')'
    private mutating func arguments() throws(NotationError) -> [Term] {
        try expectSymbol("(")
        var arguments: [Term] = []
        if takeSymbol(")") { return arguments }
        repeat { arguments.append(try expression()) } while takeSymbol(",")
        try expectSymbol(")")
        return arguments
    }

    // '(' ['distinct'] [expression] [',' percentile or cap] ['where' condition] ')'
    private mutating func aggregate(_ function: Aggregate.Function) throws(NotationError) -> Aggregate {
        let start = token.offset
        advance()
        try expectSymbol("(")
        var aggregate = Aggregate(function)
        aggregate.distinct = take("distinct")
        if !isSymbol(")"), !isWord("where") { aggregate.argument = try expression() }
        if aggregate.argument == nil, function != .count || aggregate.distinct {
            throw error("'\(function.rawValue)' needs what it is taken of", at: start)
        }
        if function == .percentile {
            try expectSymbol(",")
            aggregate.parameter = try percentage()
        } else if function == .count, aggregate.distinct, takeSymbol(",") {
            aggregate.parameter = try cap()
        }
        if take("where") { aggregate.filter = try expression() }
        try expectSymbol(")")
        return aggregate
    }

    private mutating func percentage() throws(NotationError) -> Double {
        let start = token.offset
        let value: Double
        switch try number(negative: false, from: start) {
        case .integer(let whole): value = Double(whole)
        case .decimal(let decimal): value = decimal
        default: value = -1
        }
        guard (0...100).contains(value) else { throw error("a percentile is a number from 0 to 100", at: start) }
        return value
    }

    private mutating func cap() throws(NotationError) -> Double {
        let start = token.offset
        guard case .integer(let most) = try number(negative: false, from: start), (1...1_000_000).contains(most) else {
            throw error("a count stops at a whole number from 1 to 1000000", at: start)
        }
        return Double(most)
    }

    // name '(' arguments ')' 'over' '(' ['partition' expressions] ['order' orderings] ')'
    private mutating func window(_ function: Window.Function) throws(NotationError) -> Window {
        let start = token.offset
        advance()
        var window = Window(function, try arguments())
        guard function.arity.contains(window.arguments.count) else {
            throw error("'\(function.rawValue)' takes \(Self.count(function.arity)), not \(window.arguments.count)", at: start)
        }
        try expect("over")
        try expectSymbol("(")
        if take("partition") {
            repeat { window.partition.append(try expression()) } while takeSymbol(",")
        }
        if take("order") { window.order = try orderings() }
        try expectSymbol(")")
        return window
    }

    private static func count(_ arity: ClosedRange<Int>) -> String {
        func arguments(_ count: Int) -> String { count == 0 ? "no arguments" : count == 1 ? "1 argument" : "\(count) arguments" }
        if arity.lowerBound == arity.upperBound { return arguments(arity.lowerBound) }
        if arity.upperBound == .max { return "at least " + arguments(arity.lowerBound) }
        return "\(arity.lowerBound) to " + arguments(arity.upperBound)
    }
}
