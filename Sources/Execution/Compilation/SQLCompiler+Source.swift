import Algebra

extension SQLCompiler {
    /// A source with its alias, which it declares.
    mutating func source(_ source: Source) throws(CompilationError) -> String {
        let alias = try source.alias.map { name throws(CompilationError) in try quoted(name) } ?? freshAlias()
        switch source.kind {
        case .entity(let entity):
            let table = try table(of: entity)
            if let name = source.alias { scope[name] = .entity(name: entity, table: table) }
            return try quoted(table) + " AS " + alias
        case .related(let path):
            throw CompilationError(
                "The path '.\(path.joined(separator: "."))' is not resolved; resolve the query against the catalog first.")
        case .query(let inner):
            try checkNames(inner)
            // A subquery in FROM sees nothing of its neighbours, only of enclosing queries.
            let sql = bracketed(try query(inner, order: .rows))
            if let name = source.alias { scope[name] = .columns(Set(inner.columns.map(\.name))) }
            return sql + " AS " + alias
        case .calendar(let unit, let from, let to):
            let sql = bracketed(try calendar(unit, from, to))
            if let name = source.alias { scope[name] = .columns(["start", "end", "label"]) }
            return sql + " AS " + alias
        }
    }

    /// The periods as a recursion over their first days; the first and the last are cut to the interval.
    private mutating func calendar(_ unit: String, _ from: Term, _ to: Term) throws(CompilationError) -> String {
        let first = try moment(from)
        let last = try moment(to)
        let start: String
        let next: String
        let label: String
        note(function: "date")
        switch unit {
        case "day":
            start = "date(\(first))"
            next = "date(\"first\", '+1 day')"
            label = "\"first\""
        case "week":
            start = "date(\(first), 'weekday 0', '-6 days')"
            next = "date(\"first\", '+7 days')"
            label = "\"first\""
        case "month":
            start = "date(\(first), 'start of month')"
            next = "date(\"first\", '+1 month')"
            label = call("substr", "\"first\"", "1", "7")
        case "quarter":
            note(function: "strftime")
            start = "date(\(first), 'start of month', '-' || ((strftime('%m', \(first)) - 1) % 3) || ' months')"
            next = "date(\"first\", '+3 months')"
            label = quarter(of: "\"first\"")
        case "year":
            start = "date(\(first), 'start of year')"
            next = "date(\"first\", '+1 year')"
            label = "CAST(" + call("substr", "\"first\"", "1", "4") + " AS INTEGER)"
        default: throw CompilationError("There is no calendar of '\(unit)'; use day, week, month, quarter or year.")
        }
        isRecursive = true
        note(function: "max")
        note(function: "min")
        // The period is empty when the interval is, and SQLite stops where dates end.
        return """
            WITH RECURSIVE "calendar periods"("first") AS (
                SELECT \(start) WHERE \(first) < \(last)
                UNION ALL
                SELECT \(next) FROM "calendar periods" WHERE \(next) < \(last)
            )
            SELECT max("first", \(first)) AS "start", min(\(next), \(last)) AS "end", \(label) AS "label"
            FROM "calendar periods"
            """
    }

    /// A time without a trailing midnight, so that a day and its first second compare as equal.
    private mutating func moment(_ term: Term) throws(CompilationError) -> String {
        if let constant = try constant(term) {
            guard case .time(let text) = constant.asTime else { return bind(constant) }
            return bind(.time(text.hasSuffix(" 00:00:00") ? String(text.prefix(10)) : text))
        }
        let sql = try sql(term)
        return "CASE WHEN " + call("substr", sql, "12") + " = '00:00:00' THEN " + call("substr", sql, "1", "10") + " ELSE \(sql) END"
    }
}

extension Literal {
    /// A text that is a time, as a time.
    var asTime: Literal {
        if case .text(let text) = self, LocalTime.isValid(text) { return .time(text) }
        return self
    }
}
