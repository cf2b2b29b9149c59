import Algebra

extension PostgresPrinter {
    mutating func term(_ term: Term) throws -> String {
        switch term {
        case .literal(let literal): return self.literal(literal)
        case .parameter(let name): return literal(try value(name))
        case .path(let steps): throw Unsupported(description: "the path \(steps.joined(separator: ".")) is not resolved")
        case .column(let source, let name): return try column(source, name)
        case .unary(.not, let a): return "(NOT \(try self.term(a)))"
        case .unary(.minus, let a): return "(- \(try self.term(a)))"
        case .binary(let op, let a, let b): return try binary(op, self.term(a), self.term(b))
        case .oneOf(let a, let items):
            if items.isEmpty { return "FALSE" }
            var list: [String] = []
            for item in items { list.append(try self.term(item)) }
            return "(\(try self.term(a)) IN (\(list.joined(separator: ", "))))"
        case .isNull(let a): return "(\(try self.term(a)) IS NULL)"
        case .call(let function, let arguments):
            var list: [String] = []
            for argument in arguments { list.append(try self.term(argument)) }
            return "(\(try call(function, list, arguments)))"
        case .cases(let branches, let otherwise):
            var text = "CASE"
            for branch in branches { text += " WHEN \(try self.term(branch.condition)) THEN \(try self.term(branch.value))" }
            if let otherwise { text += " ELSE \(try self.term(otherwise))" }
            return "(\(text) END)"
        case .aggregate(let aggregate): return try self.aggregate(aggregate)
        case .window(let window): return try self.window(window)
        case .exists(let inner): return "(EXISTS (\(try query(inner, .rows))))"
        case .scalar(let inner):
            guard let first = inner.columns.first else { throw Unsupported(description: "a value of nothing") }
            let sql = try query(inner, .first)
            return inner.columns.count == 1 ? "(\(sql))" : "(SELECT \(name(first.name)) FROM (\(sql)) AS only)"
        case .member(let a, let inner): return "(\(try self.term(a)) IN (\(try query(inner, .rows))))"
        }
    }

    private func binary(_ op: BinaryOperator, _ a: String, _ b: String) throws -> String {
        switch op {
        case .and, .or: return "(\(a) \(op.rawValue.uppercased()) \(b))"
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .minus, .times: return "(\(a) \(op.rawValue) \(b))"
        // Whole numbers divide as decimals, and nothing is divided by zero.
        case .divided: return "(\(a)::float8 / nullif(\(b)::float8, 0))"
        case .starts: return "(starts_with(\(a), \(b)))"
        case .contains: return "(position(lower(\(b)) IN lower(\(a))) > 0)"
        }
    }

    private mutating func aggregate(_ aggregate: Aggregate) throws -> String {
        var argument = "*"
        if let term = aggregate.argument { argument = try self.term(term) }
        let filter = try aggregate.filter.map { " FILTER (WHERE \(try term($0)))" } ?? ""
        let distinct = aggregate.distinct ? "DISTINCT " : ""
        switch aggregate.function {
        case .count, .sum, .min, .max: return "\(aggregate.function.rawValue)(\(distinct)\(argument))\(filter)"
        case .avg: return "avg(\(distinct)\(argument)::float8)\(filter)"
        case .median, .percentile:
            // DISTINCT makes no difference to a least rank only when there are no ties; PostgreSQL has no distinct percentile.
            if aggregate.distinct { throw Unsupported(description: "a percentile of distinct values") }
            let function = aggregate.function == .median ? "percentile_cont(0.5)" : "percentile_disc(\((aggregate.parameter ?? 0) / 100))"
            return "\(function) WITHIN GROUP (ORDER BY \(argument)::float8)\(filter)"
        }
    }

    private mutating func window(_ window: Window) throws -> String {
        var arguments: [String] = []
        for argument in window.arguments { arguments.append(try term(argument)) }
        var partition: [String] = []
        for key in window.partition { partition.append(try term(key)) }
        var order: [String] = []
        for key in window.order { order.append(try term(key.expression) + (key.descending ? " DESC" : "") + " NULLS LAST") }
        let function: String
        switch window.function {
        case .lag, .lead, .rowNumber:
            // Rows that tie are taken in the order of what is shown of them.
            order += arguments.prefix(1).map { $0 + " NULLS LAST" }
            for output in outputs { order.append(try term(output) + " NULLS LAST") }
            if arguments.count > 1 { arguments[1] += "::integer" }
            function = window.function.rawValue
        case .rank, .denseRank: function = window.function.rawValue
        case .total: function = "sum"
        }
        var over: [String] = []
        if !partition.isEmpty { over.append("PARTITION BY " + partition.joined(separator: ", ")) }
        if !order.isEmpty { over.append("ORDER BY " + order.joined(separator: ", ")) }
        return "(\(function)(\(arguments.joined(separator: ", "))) OVER (\(over.joined(separator: " "))))"
    }
}
