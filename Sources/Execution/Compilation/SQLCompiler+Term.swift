import Algebra

/// How tightly SQLite binds an expression; one that binds less tightly than its place asks for stands in brackets.
enum SQLLevel: Int {
    case or = 1, and, not, equality, comparison, sum, product, concatenation, unary, primary
}

/// A piece of SQL and how tightly it binds.
struct SQLPiece {
    var text: String
    var level: SQLLevel

    init(_ text: String, _ level: SQLLevel = .primary) {
        self.text = text
        self.level = level
    }
}

extension SQLCompiler {
    /// The term in SQL, in brackets if it binds less tightly than `minimum`.
    mutating func sql(_ term: Term, at minimum: SQLLevel = .or) throws(CompilationError) -> String {
        let piece = try piece(term)
        return piece.level.rawValue < minimum.rawValue ? "(" + piece.text + ")" : piece.text
    }

    /// The conjuncts of a condition, each in SQL, ready for AND.
    mutating func conditions(_ term: Term?) throws(CompilationError) -> [String] {
        guard let term else { return [] }
        var conditions: [String] = []
        for conjunct in term.conjuncts { conditions.append(try sql(conjunct, at: .not)) }
        return conditions
    }

    /// Long chains are grouped in brackets: SQLite limits how deep an expression is, and `a AND b AND …` is as deep as it is long.
    func conjunction(_ conditions: [String], separator: String) -> String { chain(conditions[...], separator) }

    private func chain(_ items: ArraySlice<String>, _ separator: String) -> String {
        guard items.count > 60 else { return items.joined(separator: separator) }
        let middle = items.startIndex + items.count / 2
        return "(" + chain(items[..<middle], separator) + ")" + separator + "(" + chain(items[middle...], separator) + ")"
    }

    mutating func piece(_ term: Term) throws(CompilationError) -> SQLPiece {
        switch term {
        case .literal(let literal): return SQLPiece(bind(literal))
        case .parameter(let name): return SQLPiece(bind(try value(of: name)))
        case .path(let steps):
            throw CompilationError(
                "The path '\(steps.joined(separator: "."))' is not resolved; resolve the query against the catalog first.")
        case .column(let source, let name): return SQLPiece(try column(source, name))
        case .unary(.not, let operand): return try negation(operand)
        case .unary(.minus, let operand): return SQLPiece("-" + (try sql(operand, at: .primary)), .unary)
        case .binary(let op, let left, let right): return try binary(op, left, right, of: term)
        case .oneOf(let operand, let items): return try membership(operand, items, negated: false)
        case .isNull(let operand): return SQLPiece(try sql(operand, at: .comparison) + " IS NULL", .equality)
        case .call(let function, let arguments): return try self.function(function, arguments)
        case .cases(let branches, let otherwise): return try cases(branches, otherwise)
        case .aggregate(let aggregate): return SQLPiece(try self.aggregate(aggregate))
        case .window(let window): return SQLPiece(try self.window(window))
        case .exists(let query): return SQLPiece("EXISTS " + bracketed(try existence(query)))
        case .scalar(let query):
            guard !query.columns.isEmpty else { throw CompilationError("A subquery that stands for a value selects nothing.") }
            return SQLPiece(bracketed(try firstColumn(try self.query(query, order: .first), of: query)))
        case .member(let operand, let query): return try membership(operand, query, negated: false)
        }
    }

    private mutating func negation(_ operand: Term) throws(CompilationError) -> SQLPiece {
        switch operand {
        case .isNull(let inner): return SQLPiece(try sql(inner, at: .comparison) + " IS NOT NULL", .equality)
        case .oneOf(let inner, let items): return try membership(inner, items, negated: true)
        case .member(let inner, let query):
            if let absence = try absence(inner, query) { return absence }
            return try membership(inner, query, negated: true)
        // What is not outside a list is in it, NULL or not.
        case .unary(.not, .member(let inner, let query)): return try membership(inner, query, negated: false)
        default: return SQLPiece("NOT " + (try sql(operand, at: .not)), .not)
        }
    }

    private mutating func binary(_ op: BinaryOperator, _ left: Term, _ right: Term, of term: Term) throws(CompilationError) -> SQLPiece {
        switch op {
        case .and: return SQLPiece(conjunction(try conditions(term), separator: " AND "), .and)
        case .or:
            let items = try alternatives(term)
            return SQLPiece(chain(items[...], " OR "), items.count == 1 ? .and : .or)
        case .equal, .notEqual:
            return SQLPiece(try "\(sql(left, at: .comparison)) \(op.rawValue) \(sql(right, at: .comparison))", .equality)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            return SQLPiece(try "\(sql(left, at: .sum)) \(op.rawValue) \(sql(right, at: .sum))", .comparison)
        case .starts: return try starts(left, right)
        case .contains: return try contains(left, right)
        case .plus, .minus: return SQLPiece(try "\(sql(left, at: .sum)) \(op.rawValue) \(sql(right, at: .product))", .sum)
        case .times: return SQLPiece(try "\(sql(left, at: .product)) * \(sql(right, at: .concatenation))", .product)
        case .divided:
            // 1.0 keeps whole numbers from being truncated; no divisor is zero.
            return SQLPiece(try "1.0 * \(sql(left, at: .concatenation)) / " + call("nullif", sql(right), "0"), .product)
        }
    }

    private mutating func membership(_ operand: Term, _ items: [Term], negated: Bool) throws(CompilationError) -> SQLPiece {
        // Nothing is in an empty list. SQLite would fold that to a literal number, which it takes for a position where it groups or sorts.
        if items.isEmpty { return SQLPiece(bind(.boolean(negated))) }
        var list: [String] = []
        for item in items { list.append(try sql(item)) }
        let sql = try sql(operand, at: .comparison) + (negated ? " NOT IN (" : " IN (") + list.joined(separator: ", ") + ")"
        return SQLPiece(sql, .equality)
    }

    private mutating func membership(_ operand: Term, _ query: Query, negated: Bool) throws(CompilationError) -> SQLPiece {
        guard query.columns.count == 1 else {
            throw CompilationError("The subquery of 'in' has \(query.columns.count) outputs; give it one.")
        }
        let inner = try self.query(query, order: .rows)
        return SQLPiece(try sql(operand, at: .comparison) + (negated ? " NOT IN " : " IN ") + bracketed(inner), .equality)
    }

    /// `x NOT IN (SELECT key …)` as a look for the row of that key, where SQLite would list all keys before it asks for the first.
    ///
    /// A list can be where a search starts, but none starts from what is not in one. Where x is NULL the answer depends on whether the list
    /// is empty, so there the list itself is asked, and made only then.
    private mutating func absence(_ operand: Term, _ query: Query) throws(CompilationError) -> SQLPiece? {
        guard case .column = operand, case .select(var select) = query, !select.isAggregate, select.limit == nil, select.having == nil,
            case .entity(let entity) = select.source.kind, select.outputs.count == 1, let key = select.outputs.first?.expression,
            case .column(let source, let name) = key, source == select.source.alias, schema.column(of: name, in: entity)?.isKey == true
        else { return nil }
        let list = try membership(operand, query, negated: true)
        select.filter = Term.all([.binary(.equal, key, operand), select.filter].compactMap { $0 })
        let row = try existence(.select(select))
        return SQLPiece("CASE WHEN \(try sql(operand)) IS NULL THEN \(list.text) ELSE NOT EXISTS " + bracketed(row) + " END")
    }

    /// Whether there is a row is asked without outputs and order, unless they decide it.
    private mutating func existence(_ query: Query) throws(CompilationError) -> String {
        guard case .select(var select) = query, !select.isAggregate else { return try self.query(query, order: .rows) }
        guard select.having?.containsWindow != true else { return try self.query(query, order: .rows) }
        select.outputs = []
        select.distinct = false
        select.order = []
        if let limit = select.limit, limit.count > 0 { select.limit = nil }
        return try self.query(.select(select), order: .rows)
    }

    /// The statement, narrowed to its first column if it has more.
    private mutating func firstColumn(_ sql: String, of query: Query) throws(CompilationError) -> String {
        guard query.columns.count > 1, let first = query.columns.first else { return sql }
        try checkNames(query)
        return try "SELECT \(quoted(first.name))\nFROM " + bracketed(sql) + " AS " + freshAlias()
    }

    private mutating func cases(_ branches: [Term.Branch], _ otherwise: Term?) throws(CompilationError) -> SQLPiece {
        guard !branches.isEmpty else { throw CompilationError("A case has no branches.") }
        var text = "CASE"
        for branch in branches { text += try " WHEN \(sql(branch.condition)) THEN \(sql(branch.value))" }
        if let otherwise { text += " ELSE " + (try sql(otherwise)) }
        return SQLPiece(text + " END")
    }

    private mutating func aggregate(_ aggregate: Aggregate) throws(CompilationError) -> String {
        var arguments = try aggregate.argument.map { term throws(CompilationError) in try sql(term) } ?? "*"
        guard aggregate.argument != nil || aggregate.function == .count && !aggregate.distinct else {
            throw CompilationError("The aggregate '\(aggregate.function.rawValue)' has no argument.")
        }
        var function = aggregate.function.rawValue
        if aggregate.function == .percentile {
            guard let parameter = aggregate.parameter, (0...100).contains(parameter) else {
                throw CompilationError("A percentile needs a number from 0 to 100.")
            }
            // SQLite knows DISTINCT only for aggregates of one argument.
            if aggregate.distinct { function = "percentile_distinct" }
            arguments += ", " + bind(.decimal(parameter))
        } else if aggregate.distinct, let most = aggregate.parameter, aggregate.function == .count {
            guard (1...1_000_000).contains(most) else { throw CompilationError("A count stops at a number from 1 to 1000000.") }
            function = SQLFunctions.cappedDistinctCount
            arguments += ", " + bind(.integer(Int64(most)))
        } else if aggregate.distinct {
            arguments = "DISTINCT " + arguments
        }
        note(function: function)
        let filter = try aggregate.filter.map { term throws(CompilationError) in " FILTER (WHERE " + (try sql(term)) + ")" } ?? ""
        return "\(function)(\(arguments))\(filter)"
    }

    private mutating func window(_ window: Window) throws(CompilationError) -> String {
        guard window.function.arity.contains(window.arguments.count) else {
            throw CompilationError("The window function '\(window.function.rawValue)' has \(window.arguments.count) arguments.")
        }
        var arguments: [String] = []
        for argument in window.arguments { arguments.append(try sql(argument)) }
        var partition: [String] = []
        for term in window.partition { partition.append(try sql(term)) }
        var order: [String] = []
        for key in window.order { order.append(try sql(key.expression) + (key.descending ? " DESC" : " NULLS LAST")) }
        // Rows that tie would be taken in any order. What is shown of them decides instead: where that is equal too, the rows look alike
        // whichever comes first. Ranks and totals do not depend on the order of ties.
        switch window.function {
        case .lag, .lead, .rowNumber:
            order += arguments.prefix(1).map { $0 + " NULLS LAST" }
            for output in outputs where try constant(output) == nil { order.append(try sql(output) + " NULLS LAST") }
        case .rank, .denseRank, .total: break
        }
        let function = window.function == .total ? "sum" : window.function.rawValue
        note(function: function)
        var over: [String] = []
        if !partition.isEmpty { over.append("PARTITION BY " + partition.joined(separator: ", ")) }
        if !order.isEmpty { over.append("ORDER BY " + order.joined(separator: ", ")) }
        return "\(function)(\(arguments.joined(separator: ", "))) OVER (\(over.joined(separator: " ")))"
    }
}
