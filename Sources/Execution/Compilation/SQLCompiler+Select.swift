import Algebra
import Database

extension SQLCompiler {
    mutating func select(_ select: Select, _ purpose: Purpose) throws(CompilationError) -> String {
        let outer = scope
        defer { scope = outer }
        var own: Set<String> = []
        var from = "FROM " + (try source(select.source))
        if let alias = select.source.alias { own.insert(alias) }
        let inner = NullRejection.innerJoins(of: select)
        let implied = ImpliedGuards(schema: schema)
        for join in select.joins {
            let guarded = try self.join(implied.without(in: join, of: select))
            from += "\n" + (inner.contains(join.alias) ? "JOIN " : "LEFT JOIN ") + guarded
            own.insert(join.alias)
        }
        try checkPlaces(select)
        var conditions = try conditions([select.source.visible, select.filter])
        var grouping: [String] = []
        var having = select.having
        if select.isAggregate {
            try checkGrouping(select, own: own)
            for key in select.keys where !isDetermined(key, beside: select.keys) {
                let sql = try sql(key.expression)
                if !grouping.contains(sql) { grouping.append(sql) }
            }
        } else if let condition = having, !condition.containsWindow {
            conditions += try self.conditions(condition)
            having = nil
        }
        return try arrange(select, from: from, conditions: conditions, grouping: grouping, having: having, purpose)
    }

    /// Whether another key is the primary key of the column's row, so that SQLite need not compare this one.
    private func isDetermined(_ key: Output, beside keys: [Output]) -> Bool {
        guard case .column(let source, let name) = key.expression, case .entity(let entity, _) = scope[source],
            schema.column(of: name, in: entity)?.isKey == false
        else { return false }
        return keys.contains { other in
            if case .column(source, let name) = other.expression { schema.column(of: name, in: entity)?.isKey == true } else { false }
        }
    }

    /// To-one joins keep a row that finds no partner.
    ///
    /// A partner that is not visible counts as absent, so its condition belongs to the join.
    private mutating func join(_ join: Join) throws(CompilationError) -> String {
        let table = try table(of: join.entity)
        scope[join.alias] = .entity(name: join.entity, table: table)
        let conditions = try conditions(join.condition) + conditions(join.visible)
        return try "\(quoted(table)) AS \(quoted(join.alias)) ON " + conjunction(conditions, separator: " AND ")
    }

    /// Projects, groups, sorts and cuts; from the plain clauses where they say it, else in stages.
    mutating func arrange(
        _ select: Select, from: String, conditions: [String], grouping: [String], having: Term?, _ purpose: Purpose
    ) throws(CompilationError) -> String {
        let enclosing = outputs
        let shown = tieBreakers(select.outputs.map { ($0.name, $0.role) }, purpose).map { select.outputs[$0 - 1].expression }
        outputs = shown.filter { !$0.containsWindow }
        defer { outputs = enclosing }
        var body = from
        if !conditions.isEmpty { body += "\nWHERE " + conjunction(conditions, separator: "\n  AND ") }
        if !grouping.isEmpty { body += "\nGROUP BY " + grouping.joined(separator: ", ") }
        var staged: Term?
        if let having {
            if having.containsWindow {
                staged = having
            } else {
                body += "\nHAVING " + conjunction(try self.conditions(having), separator: " AND ")
            }
        }
        let isSingle = select.isAggregate && grouping.isEmpty && select.limit == nil
        let keys = purpose == .rows && select.limit == nil || isSingle ? [] : try orderKeys(select)
        let ordered = !isSingle && (purpose != .rows || select.limit != nil)
        // SQLite takes an aggregate of a subquery for another one where it is sorted by, and computes it twice.
        let repeats = ordered && !grouping.isEmpty && select.outputs.contains { $0.expression.aggregatesSubquery }
        if staged != nil || repeats || select.limit.map({ $0.ties != .cut }) == true {
            return try arrangeInStages(select, body: body, keys: keys, having: staged, purpose)
        }
        return try plain(select, body: body, order: ordered ? sqlOrder(select, keys, purpose) : [], purpose)
    }

    private mutating func plain(_ select: Select, body: String, order: [String], _ purpose: Purpose) throws(CompilationError) -> String {
        var columns: [String] = []
        for output in select.outputs { columns.append(try sql(output.expression) + " AS " + quoted(output.name)) }
        var sql = lines("SELECT" + (select.distinct ? " DISTINCT" : ""), columns.isEmpty ? ["1"] : columns) + "\n" + body
        if !order.isEmpty { sql += "\nORDER BY " + order.joined(separator: ", ") }
        let isSingle = select.isAggregate && select.keys.isEmpty
        if let limit = select.limit {
            let count = purpose == .first ? min(limit.count, 1) : limit.count
            sql += "\nLIMIT " + bind(.integer(Int64(max(0, count))))
        } else if purpose == .first, !isSingle {
            sql += "\nLIMIT 1"
        }
        return sql
    }

    // MARK: Order

    /// A written sort key: an output by its position, or a term of its own.
    private enum OrderKey {
        case output(position: Int, descending: Bool)
        case term(Term, descending: Bool)
    }

    /// The written keys without those that cannot matter: constants, and repetitions.
    private func orderKeys(_ select: Select) throws(CompilationError) -> [OrderKey] {
        var keys: [OrderKey] = []
        var seen: Set<Term> = []
        for ordering in select.order where seen.insert(ordering.expression).inserted {
            if try constant(ordering.expression) != nil { continue }
            if let index = select.outputs.firstIndex(where: { $0.expression == ordering.expression }) {
                keys.append(.output(position: index + 1, descending: ordering.descending))
                continue
            }
            if select.distinct, !isFunction(ordering.expression, of: select.outputs.map(\.expression)) {
                throw CompilationError(
                    "Distinct rows cannot be sorted by '\(ordering.expression)', which they do not have; select it or group instead.")
            }
            keys.append(.term(ordering.expression, descending: ordering.descending))
        }
        return keys
    }

    /// Whether equal values of the terms make the term equal.
    private func isFunction(_ term: Term, of terms: [Term]) -> Bool {
        if terms.contains(term) { return true }
        switch term {
        case .column, .path, .aggregate, .window, .exists, .scalar, .member: return false
        default: break
        }
        var result = true
        _ = term.mapChildren(
            { child in
                result = result && isFunction(child, of: terms)
                return child
            }, query: { $0 })
        return result
    }

    /// NULLs come last: SQLite has them last when descending, and must be told when ascending.
    private func direction(_ descending: Bool) -> String { descending ? " DESC" : " NULLS LAST" }

    private mutating func sqlOrder(_ select: Select, _ keys: [OrderKey], _ purpose: Purpose) throws(CompilationError) -> [String] {
        var order: [String] = []
        var used: Set<Int> = []
        // Groups that differ in no key are one group: once all keys are sorted by, there is nothing left to tell apart.
        var open = Set(select.keys.filter { !isDetermined($0, beside: select.keys) }.map(\.expression))
        for key in keys {
            switch key {
            case .output(let position, let descending):
                used.insert(position)
                open.remove(select.outputs[position - 1].expression)
                order.append("\(position)" + direction(descending))
            case .term(let term, let descending):
                open.remove(term)
                order.append(try sql(term) + direction(descending))
            }
        }
        let breakers = tieBreakers(select.outputs.map { ($0.name, $0.role) }, purpose)
        for position in breakers where !used.contains(position) {
            if !select.keys.isEmpty, open.isEmpty { break }
            let term = select.outputs[position - 1].expression
            if try constant(term) != nil { continue }
            open.remove(term)
            order.append("\(position)" + direction(false))
        }
        return order
    }

    // MARK: Stages

    /// Ranks and conditions over windows need the rows before they are cut: the outputs and keys are computed within, ranked, and cut outside.
    private mutating func arrangeInStages(
        _ select: Select, body: String, keys: [OrderKey], having: Term?, _ purpose: Purpose
    ) throws(CompilationError) -> String {
        // Qualified, since an output may be called as a column within.
        let stage = freshAlias()
        func column(_ position: Int) -> String { "\(stage).\"c\(position)\"" }
        var inner: [String] = []
        for (index, output) in select.outputs.enumerated() { inner.append(try sql(output.expression) + " AS \"c\(index + 1)\"") }
        var order: [String] = []
        var extra: [String] = []
        var used: Set<Int> = []
        for (index, key) in keys.enumerated() {
            switch key {
            case .output(let position, let descending):
                used.insert(position)
                order.append(column(position) + direction(descending))
            case .term(let term, let descending):
                let name = "\"k\(index + 1)\""
                extra.append("\(stage).\(name)")
                inner.append(try sql(term) + " AS " + name)
                order.append("\(stage).\(name)" + direction(descending))
            }
        }
        if let having { inner.append(try sql(having) + " AS \"having\"") }
        if inner.isEmpty { inner = ["1"] }
        var source = lines("SELECT" + (select.distinct ? " DISTINCT" : ""), inner) + "\n" + body
        let condition = having == nil ? "" : "\nWHERE \(stage).\"having\""
        var cut = condition
        if let limit = select.limit, limit.ties != .cut {
            let function = limit.ties == .rank ? "rank" : "dense_rank"
            note(function: function)
            let columns = select.outputs.indices.map { column($0 + 1) } + extra
            let rank = function + "() OVER (" + (order.isEmpty ? "" : "ORDER BY " + order.joined(separator: ", ")) + ") AS \"rank\""
            source = lines("SELECT", columns + [rank]) + "\nFROM " + bracketed(source) + " AS " + stage + condition
            cut = "\nWHERE \(stage).\"rank\" <= " + bind(.integer(Int64(limit.count)))
        }
        var columns: [String] = []
        for (index, output) in select.outputs.enumerated() { columns.append(try column(index + 1) + " AS " + quoted(output.name)) }
        var sql = lines("SELECT", columns.isEmpty ? ["1"] : columns) + "\nFROM " + bracketed(source) + " AS " + stage + cut
        if purpose != .rows || select.limit?.ties == .cut {
            for position in tieBreakers(select.outputs.map { ($0.name, $0.role) }, purpose) where !used.contains(position) {
                order.append(column(position) + direction(false))
            }
            if !order.isEmpty { sql += "\nORDER BY " + order.joined(separator: ", ") }
        }
        if let limit = select.limit, limit.ties == .cut {
            sql += "\nLIMIT " + bind(.integer(Int64(max(0, purpose == .first ? min(1, limit.count) : limit.count))))
        } else if purpose == .first {
            sql += "\nLIMIT 1"
        }
        return sql
    }

    /// A keyword and its items, on one line if that is short.
    private func lines(_ keyword: String, _ items: [String]) -> String {
        let joined = items.joined(separator: ", ")
        if joined.utf8.count <= 100, !joined.contains("\n") { return keyword + " " + joined }
        return keyword + "\n" + items.map { "    " + $0.split(separator: "\n").joined(separator: "\n    ") }.joined(separator: ",\n")
    }
}

extension Term {
    /// Whether an aggregate in it has a subquery.
    fileprivate var aggregatesSubquery: Bool {
        var found = false
        walk(
            { term in
                guard case .aggregate(let aggregate) = term else { return }
                for part in [aggregate.argument, aggregate.filter].compactMap({ $0 }) { part.walk({ _ in }, query: { _ in found = true }) }
            }, query: { _ in })
        return found
    }
}
