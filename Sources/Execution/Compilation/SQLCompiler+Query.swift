import Algebra

/// What becomes of the rows of a query, which decides whether their order matters.
enum Purpose {
    /// They are the result: the order is total.
    case result
    /// They are a set to something else: the order matters only for a limit.
    case rows
    /// Only the first one counts.
    case first
}

extension SQLCompiler {
    mutating func query(_ query: Query, order purpose: Purpose) throws(CompilationError) -> String {
        switch query {
        case .select(let select): return try self.select(select, purpose)
        case .combine(let op, let left, let right): return try combine(op, left, right, purpose)
        case .align(let alignment): return try align(alignment, purpose)
        }
    }

    private mutating func combine(
        _ op: SetOperator, _ left: Query, _ right: Query, _ purpose: Purpose
    ) throws(CompilationError) -> String {
        let columns = left.columns
        guard columns.count == right.columns.count, !columns.isEmpty else {
            throw CompilationError(
                "The sides of '\(op.rawValue)' have \(columns.count) and \(right.columns.count) outputs; give both the same.")
        }
        var sql = try side(left) + "\n\(op.rawValue.uppercased())\n" + side(right)
        let breakers = purpose == .rows ? [] : tieBreakers(columns, purpose)
        if !breakers.isEmpty { sql += "\nORDER BY " + breakers.map { "\($0) NULLS LAST" }.joined(separator: ", ") }
        if purpose == .first { sql += "\nLIMIT 1" }
        return sql
    }

    /// A side of a set operation stands in brackets of its own, so that its limit stays its own.
    private mutating func side(_ query: Query) throws(CompilationError) -> String {
        let alias = freshAlias()
        var columns: [String] = []
        for name in query.columns.map(\.name) { columns.append(try alias + "." + quoted(name)) }
        try checkNames(query)
        return "SELECT " + columns.joined(separator: ", ") + "\nFROM " + bracketed(try self.query(query, order: .rows)) + " AS " + alias
    }

    private mutating func align(_ alignment: Alignment, _ purpose: Purpose) throws(CompilationError) -> String {
        let outer = scope
        defer { scope = outer }
        guard let first = alignment.parts.first else { throw CompilationError("An alignment has no parts.") }
        var from = ""
        // Parts are compiled before any alias is declared: a part cannot see another one.
        var parts: [(alias: String, sql: String)] = []
        for part in alignment.parts {
            try checkNames(part.query)
            parts.append((try quoted(part.name), bracketed(try query(part.query, order: .rows))))
        }
        for (index, part) in parts.enumerated() {
            guard index > 0 else {
                from += "FROM \(part.sql) AS \(part.alias)"
                continue
            }
            var conditions: [String] = []
            for key in alignment.on {
                let name = try quoted(key)
                // In a full alignment any earlier part may be the one that has the row.
                let sides = alignment.full ? parts[..<index].map { $0.alias + "." + name } : [parts[0].alias + "." + name]
                if sides.count > 1 { note(function: "coalesce") }
                let left = sides.count == 1 ? sides[0] : "coalesce(" + sides.joined(separator: ", ") + ")"
                conditions.append("\(left) IS \(part.alias).\(name)")
            }
            if conditions.isEmpty { conditions = ["1"] }
            from += "\n\(alignment.full ? "FULL" : "LEFT") JOIN \(part.sql) AS \(part.alias) ON " + conditions.joined(separator: " AND ")
        }
        for part in alignment.parts { scope[part.name] = .columns(Set(part.query.columns.map(\.name))) }
        // The rows of the parts, side by side, are a source like any other.
        let source = Select(
            Source(.entity(first.name)), filter: alignment.filter, outputs: alignment.outputs, order: alignment.order,
            limit: alignment.limit)
        guard !source.isAggregate, alignment.filter?.containsWindow != true, alignment.filter?.containsAggregate != true else {
            throw CompilationError("The outputs of an alignment cannot aggregate; aggregate in its parts.")
        }
        return try arrange(source, from: from, conditions: try conditions(alignment.filter), grouping: [], having: nil, purpose)
    }

    /// Column names of a query that others refer to must be distinct, for SQLite also when only their case differs.
    func checkNames(_ query: Query) throws(CompilationError) {
        var seen: Set<String> = []
        for column in query.columns where !seen.insert(column.name.lowercased()).inserted {
            throw CompilationError("A subquery has two outputs '\(column.name)'; rename one.")
        }
        guard !seen.isEmpty else { throw CompilationError("A subquery has no outputs; select what is needed from it.") }
    }

    /// Positions of the outputs that may break ties, in their order.
    ///
    /// Once they are all equal the rows look alike, and their order cannot be seen. Columns that do not leave, or only masked, take no part.
    func tieBreakers(_ columns: [(name: String, role: Output.Role)], _ purpose: Purpose) -> [Int] {
        columns.indices.filter { purpose != .result || columns[$0].role != .hidden && !opaque.contains(columns[$0].name) }.map { $0 + 1 }
    }

    /// A subquery in brackets, indented.
    func bracketed(_ sql: String) -> String {
        "(\n" + sql.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n") + "\n)"
    }
}
