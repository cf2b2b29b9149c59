// Queries: select, set operations and alignments, with their clauses.

extension Parser {
    static let clauses = ["as", "visible", "join", "where", "group", "select", "having", "order", "limit"]
    static let calendarUnits = ["day", "week", "month", "quarter", "year"]

    /// Whether a query, and nothing else, starts here.
    var startsQuery: Bool { isWord("from") || isWord("align") }

    // query := select | align | '(' query ')' [set operator '(' query ')']
    mutating func query() throws(NotationError) -> Query {
        try enter()
        defer { leave() }
        if isWord("from") { return .select(try select()) }
        if isWord("align") { return .align(try alignment()) }
        guard takeSymbol("(") else {
            throw unexpected(expected: ["'from'", "'align'", "'('"], words: ["from", "align"])
        }
        let left = try query()
        try expectSymbol(")")
        guard let op = takeSetOperator() else { return left }
        return try combination(op, left)
    }

    mutating func takeSetOperator() -> SetOperator? {
        guard case .word(let word) = token.kind, let op = SetOperator(rawValue: word) else { return nil }
        advance()
        return op
    }

    /// The right side of a set operation.
    mutating func combination(_ op: SetOperator, _ left: Query) throws(NotationError) -> Query {
        try expectSymbol("(")
        let right = try query()
        try expectSymbol(")")
        return .combine(op, left, right)
    }

    private mutating func select() throws(NotationError) -> Select {
        try expect("from")
        var select = Select(try source())
        while take("join") { select.joins.append(try join()) }
        if take("where") { select.filter = try expression() }
        if take("group") { select.keys = try outputs() }
        if take("select") {
            select.distinct = take("distinct")
            if !select.distinct || startsOutput { select.outputs = try outputs() }
        }
        if take("having") { select.having = try expression() }
        select.order = try ordering()
        select.limit = try limit()
        if !endsQuery {
            throw unexpected(
                expected: ["a clause (\(Self.clauses.joined(separator: ", ")), in this order)"], words: Self.clauses + Self.infixWords)
        }
        return select
    }

    private var endsQuery: Bool {
        token.kind == .end || isSymbol(")")
    }

    private var startsOutput: Bool {
        !(endsQuery || isWord("having") || isWord("order") || isWord("limit"))
    }

    private mutating func source() throws(NotationError) -> Source {
        let kind: Source.Kind
        if takeSymbol(".") {
            var steps = [try step("a step of a path")]
            while takeSymbol(".") { steps.append(try step("a step of a path")) }
            kind = .related(steps)
        } else if takeSymbol("(") {
            kind = .query(try query())
            try expectSymbol(")")
        } else if isWord("calendar"), following == .symbol("(") {
            kind = try calendar()
        } else {
            kind = .entity(try name("an entity"))
        }
        var source = Source(kind)
        if take("as") { source.alias = try name("an alias") }
        source.visible = try visible()
        return source
    }

    private mutating func calendar() throws(NotationError) -> Source.Kind {
        advance()
        try expectSymbol("(")
        guard case .word(let unit) = token.kind, Self.calendarUnits.contains(unit) else {
            throw unexpected(expected: Self.calendarUnits.map { "'\($0)'" }, words: Self.calendarUnits)
        }
        advance()
        try expectSymbol(",")
        let from = try expression()
        try expectSymbol(",")
        let to = try expression()
        try expectSymbol(")")
        return .calendar(unit: unit, from: from, to: to)
    }

    private mutating func join() throws(NotationError) -> Join {
        let entity = try name("an entity")
        try expect("as")
        let alias = try name("an alias")
        try expect("on")
        let condition = try expression()
        return Join(entity: entity, alias: alias, condition: condition, visible: try visible())
    }

    private mutating func visible() throws(NotationError) -> Term? {
        guard take("visible") else { return nil }
        try expectSymbol("(")
        let condition = try expression()
        try expectSymbol(")")
        return condition
    }

    // out, …
    private mutating func outputs() throws(NotationError) -> [Output] {
        var outputs = [try output()]
        while takeSymbol(",") { outputs.append(try output()) }
        return outputs
    }

    // [name ':'] expression ['supporting' | 'hidden']
    private mutating func output() throws(NotationError) -> Output {
        var given: String?
        if following == .symbol(":") {
            given = try name("an output")
            advance()
        }
        let start = token.offset
        let expression = try expression()
        guard let name = given ?? expression.impliedName else {
            throw error("an output that is not a path needs a name, as in 'visits: count()'", at: start)
        }
        var output = Output(name, expression)
        for role in [Output.Role.supporting, .hidden] where take(role.rawValue) { output.role = role }
        return output
    }

    private mutating func ordering() throws(NotationError) -> [Ordering] {
        guard take("order") else { return [] }
        return try orderings()
    }

    mutating func orderings() throws(NotationError) -> [Ordering] {
        var orderings: [Ordering] = []
        repeat {
            let expression = try expression()
            let descending = take("desc")
            if !descending { _ = take("asc") }
            orderings.append(Ordering(expression, descending: descending))
        } while takeSymbol(",")
        return orderings
    }

    private mutating func limit() throws(NotationError) -> Limit? {
        guard take("limit") else { return nil }
        guard case .integer(let digits) = token.kind, let count = Int(digits) else {
            throw unexpected(expected: ["a whole number of rows"])
        }
        advance()
        for ties in [Limit.Ties.rank, .dense] where take(ties.rawValue) { return Limit(count, ties: ties) }
        return Limit(count)
    }

    private mutating func alignment() throws(NotationError) -> Alignment {
        try expect("align")
        let full = isWord("full") && following != .symbol("(") && take("full")
        var parts: [Alignment.Part] = []
        repeat {
            let name = try name("a part")
            try expectSymbol("(")
            let part = try query()
            try expectSymbol(")")
            parts.append(Alignment.Part(name, part))
        } while takeSymbol(",")
        var alignment = Alignment(parts, full: full, outputs: [])
        if take("on") {
            repeat { alignment.on.append(try name("a key")) } while takeSymbol(",")
        }
        if take("where") { alignment.filter = try expression() }
        try expect("select")
        alignment.outputs = try outputs()
        alignment.order = try ordering()
        alignment.limit = try limit()
        if !endsQuery { throw unexpected(expected: ["'order'", "'limit'", "the end"], words: ["order", "limit"] + Self.infixWords) }
        return alignment
    }
}

extension Term {
    /// The name that an output of this expression has when none is written.
    var impliedName: String? {
        switch self {
        case .path(let steps): steps.last
        case .column(_, let name): name
        default: nil
        }
    }
}
