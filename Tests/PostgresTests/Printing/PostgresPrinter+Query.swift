import Algebra

extension PostgresPrinter {
    mutating func query(_ query: Query, _ purpose: Purpose) throws -> String {
        switch query {
        case .select(let select): return try self.select(select, purpose)
        case .combine(let op, let left, let right):
            let sides = try "(\(self.query(left, .rows))) \(op.rawValue.uppercased()) (\(self.query(right, .rows)))"
            return sides + order(query.columns.indices.map { "\($0 + 1) NULLS LAST" }, purpose)
        case .align(let alignment): return try align(alignment, purpose)
        }
    }

    private func order(_ keys: [String], _ purpose: Purpose) -> String {
        if purpose == .rows { return "" }
        return (keys.isEmpty ? "" : " ORDER BY " + keys.joined(separator: ", ")) + (purpose == .first ? " LIMIT 1" : "")
    }

    private mutating func select(_ select: Select, _ purpose: Purpose) throws -> String {
        let enclosing = outputs
        defer { outputs = enclosing }
        outputs = select.outputs.map(\.expression).filter { !$0.containsWindow }
        var body = " FROM " + (try source(select.source))
        for join in select.joins {
            body += " LEFT JOIN \(try table(join.entity)) AS \(name(join.alias)) ON \(try term(join.condition))"
        }
        var conditions = try [select.filter].compactMap { try $0.map { try term($0) } }
        var having = select.having
        if let condition = having, !select.isAggregate, !condition.containsWindow {
            conditions.append(try term(condition))
            having = nil
        }
        if !conditions.isEmpty { body += " WHERE " + conditions.joined(separator: " AND ") }
        if !select.keys.isEmpty { body += " GROUP BY " + (try select.keys.map { try term($0.expression) }).joined(separator: ", ") }
        if let condition = having, !condition.containsWindow {
            body += " HAVING \(try term(condition))"
            having = nil
        }
        if having == nil, select.limit.map({ $0.ties == .cut }) ?? true { return try plain(select, body, purpose) }
        return try staged(select, body, having, purpose)
    }

    private mutating func source(_ source: Source) throws -> String {
        guard let alias = source.alias else { throw Unsupported(description: "a source without a name") }
        switch source.kind {
        case .entity(let entity): return "\(try table(entity)) AS \(name(alias))"
        case .query(let inner): return "(\(try query(inner, .rows))) AS \(name(alias))"
        case .related, .calendar: throw Unsupported(description: "a source that is neither table nor query")
        }
    }

    private func direction(_ key: Ordering) -> String { key.descending ? " DESC NULLS LAST" : " NULLS LAST" }

    /// An output may be sorted by its place, anything else by its term; after the written keys come the outputs.
    private mutating func plain(_ select: Select, _ body: String, _ purpose: Purpose) throws -> String {
        var keys: [String] = []
        for key in select.order {
            if let index = select.outputs.firstIndex(where: { $0.expression == key.expression }) {
                keys.append("\(index + 1)" + direction(key))
            } else if case .literal = key.expression {
                continue
            } else if select.distinct {
                throw Unsupported(description: "distinct rows in the order of what they do not have")
            } else {
                keys.append(try term(key.expression) + direction(key))
            }
        }
        keys += select.outputs.indices.map { "\($0 + 1) NULLS LAST" }
        let columns = try select.outputs.map { "\(try term($0.expression)) AS \(name($0.name))" }
        var sql = "SELECT \(select.distinct ? "DISTINCT " : "")\(columns.isEmpty ? "1" : columns.joined(separator: ", "))\(body)"
        guard let limit = select.limit else { return sql + order(keys, purpose) }
        if !keys.isEmpty { sql += " ORDER BY " + keys.joined(separator: ", ") }
        return sql + " LIMIT \(purpose == .first ? min(1, max(0, limit.count)) : max(0, limit.count))"
    }

    /// Ranks of rows and conditions on windows need a query around the one that computes them.
    private mutating func staged(_ select: Select, _ body: String, _ having: Term?, _ purpose: Purpose) throws -> String {
        if select.distinct, select.limit != nil { throw Unsupported(description: "ranks of distinct rows") }
        var columns: [String] = []
        for (index, output) in select.outputs.enumerated() { columns.append("\(try term(output.expression)) AS c\(index + 1)") }
        var keys: [String] = []
        for (index, key) in select.order.enumerated() {
            columns.append("\(try term(key.expression)) AS k\(index + 1)")
            keys.append("k\(index + 1)" + direction(key))
        }
        columns.append("\(try having.map { try term($0) } ?? "TRUE") AS holds")
        let written = keys.isEmpty ? "" : "ORDER BY " + keys.joined(separator: ", ")
        let rank = select.limit?.ties == .dense ? "dense_rank" : "rank"
        var sql = "SELECT *, \(rank)() OVER (\(written)) AS place FROM (SELECT \(columns.joined(separator: ", "))\(body)) AS computed"
        sql += " WHERE holds"
        let names = select.outputs.enumerated().map { "c\($0.offset + 1) AS \(name($0.element.name))" }
        sql = "SELECT \(select.distinct ? "DISTINCT " : "")\(names.joined(separator: ", ")) FROM (\(sql)) AS ranked"
        keys += select.outputs.indices.map { "c\($0 + 1) NULLS LAST" }
        switch select.limit {
        case nil: return sql + (select.distinct ? "" : order(keys, purpose))
        case .some(let limit) where limit.ties == .cut:
            return sql + " ORDER BY \(keys.joined(separator: ", ")) LIMIT \(purpose == .first ? min(1, limit.count) : limit.count)"
        case .some(let limit): return sql + " WHERE place <= \(limit.count)" + order(keys, purpose)
        }
    }

    // MARK: Alignments

    /// Rows by the keys that any part has (or the first part), each part joined to them.
    ///
    /// PostgreSQL has no full join on keys that may be null.
    private mutating func align(_ alignment: Alignment, _ purpose: Purpose) throws -> String {
        var parts: [String] = []
        for part in alignment.parts { parts.append("(\(try query(part.query, .rows)))") }
        let names = alignment.parts.map { name($0.name) }
        let keys = alignment.on.map { name($0) }
        guard let first = parts.first, let firstName = names.first else { throw Unsupported(description: "an alignment of nothing") }
        var from = "\(first) AS \(firstName)"
        var joined = parts.indices.dropFirst()
        func condition(_ side: String, _ other: String) -> String {
            let pairs = keys.map { "\(side).\($0) IS NOT DISTINCT FROM \(other).\($0)" }
            return pairs.isEmpty ? "TRUE" : pairs.joined(separator: " AND ")
        }
        var anchor = firstName
        if alignment.full, !keys.isEmpty {
            let list = keys.joined(separator: ", ")
            let all = parts.map { "SELECT \(list) FROM \($0) AS part" }.joined(separator: " UNION ")
            from = "(\(all)) AS keys"
            anchor = "keys"
            joined = parts.indices[...]
        }
        for index in joined { from += " LEFT JOIN \(parts[index]) AS \(names[index]) ON \(condition(anchor, names[index]))" }
        let aligned = Select(
            Source(.entity("")), filter: alignment.filter, outputs: alignment.outputs, order: alignment.order, limit: alignment.limit)
        var body = " FROM \(from)"
        if let filter = alignment.filter { body += " WHERE \(try term(filter))" }
        let enclosing = outputs
        defer { outputs = enclosing }
        outputs = alignment.outputs.map(\.expression).filter { !$0.containsWindow }
        if alignment.limit.map({ $0.ties == .cut }) ?? true { return try plain(aligned, body, purpose) }
        return try staged(aligned, body, nil, purpose)
    }
}
