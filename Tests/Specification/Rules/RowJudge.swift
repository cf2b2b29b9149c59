import Database

/// Judges conditions row by row, in the plainest way: true, false, or unknown (nil) as in SQL.
package struct RowJudge {
    package typealias Row = HouseData.Row

    let house: House
    let data: HouseData
    /// By name without `$`; one that is missing is null.
    let parameters: [String: Value]
    let named: [String: RowCondition]

    package init(house: House, data: HouseData, parameters: [String: Value], named: [String: RowCondition] = [:]) {
        self.house = house
        self.data = data
        self.parameters = parameters
        self.named = named
    }

    /// Whether a condition holds for a row of a table.
    package func judge(_ condition: RowCondition, _ row: Row, of table: String) -> Bool? {
        // Of a row whose way to the patient is broken nobody can tell whom it is about.
        if mentionsSubject(condition), patient(of: row, table) == nil { return nil }
        return judge(condition, row, table, outer: [:])
    }

    /// The key of the patient that a row is about, null where the last reference is; nil when a row on the way is missing.
    private func patient(of row: Row, _ table: String) -> Value? {
        let entity = house.table(table)
        guard let way = entity.patient else { return nil }
        guard let first = way.first, let step = entity.one.first(where: { $0.name == first }) else { return row[entity.key] }
        if way.count == 1 { return row[step.column] ?? .null }
        guard let next = partner(of: row, step) else { return nil }
        return patient(of: next, step.target)
    }

    private func partner(of row: Row, _ step: House.Step) -> Row? {
        guard let value = row[step.column] else { return nil }
        return (data.rows[step.target] ?? []).first { Self.compare($0[step.key] ?? .null, value) == 0 }
    }

    private func mentionsSubject(_ condition: RowCondition) -> Bool {
        switch condition {
        case .compare(let path, _, let operand): path == [RowCondition.subject] || operand == .outer(RowCondition.subject)
        case .isNull(let path), .oneOf(let path, _): path == [RowCondition.subject]
        case .member(let mine, _, _, let inner): mine == RowCondition.subject || inner.map(mentionsSubject) == true
        case .exists(_, _, let mine, let inner), .more(_, _, _, let mine, let inner):
            mine == RowCondition.subject || inner.map(mentionsSubject) == true
        case .not(let a): mentionsSubject(a)
        case .both(let a, let b), .either(let a, let b): mentionsSubject(a) || mentionsSubject(b)
        case .named(let name): named[name].map(mentionsSubject) ?? false
        }
    }

    private func judge(_ condition: RowCondition, _ row: Row, _ table: String, outer: Row) -> Bool? {
        // Rows of another table that are known to be meant, and with them those of which nobody can tell.
        func inner(_ other: String, _ column: String?, _ mine: Value?, _ condition: RowCondition?) -> (certain: [Row], possible: [Row]) {
            var around = row
            around[RowCondition.subject] = patient(of: row, table) ?? .null
            var found: (certain: [Row], possible: [Row]) = ([], [])
            for candidate in data.rows[other] ?? [] {
                let fits: Bool? = column.map { Self.compare(candidate[$0] ?? .null, mine ?? .null).map { $0 == 0 } } ?? true
                let holds: Bool? = condition.map { judge($0, candidate, other, outer: around) } ?? true
                guard fits != false, holds != false else { continue }
                found.possible.append(candidate)
                if fits == true, holds == true { found.certain.append(candidate) }
            }
            return found
        }
        switch condition {
        case .compare(let path, let op, let operand):
            return Self.holds(op, value(path, row, table), value(operand, row, table, outer))
        case .isNull(let path): return value(path, row, table).isNull
        case .oneOf(let path, let values): return Self.isAmong(value(path, row, table), values)
        case .member(let mine, let other, let column, let condition):
            let (value, rows) = (value([mine], row, table), inner(other, nil, nil, condition))
            if Self.isAmong(value, rows.certain.map { $0[column] ?? .null }) == true { return true }
            return Self.isAmong(value, rows.possible.map { $0[column] ?? .null }) == false ? false : nil
        case .exists(let other, let column, let mine, let condition):
            let rows = inner(other, column, value([mine], row, table), condition)
            return !rows.certain.isEmpty ? true : rows.possible.isEmpty ? false : nil
        case .more(let count, let other, let column, let mine, let condition):
            let rows = inner(other, column, value([mine], row, table), condition)
            return rows.certain.count > count ? true : rows.possible.count <= count ? false : nil
        case .not(let a): return judge(a, row, table, outer: outer).map { !$0 }
        case .both(let a, let b):
            let (x, y) = (judge(a, row, table, outer: outer), judge(b, row, table, outer: outer))
            return x == false || y == false ? false : x == nil || y == nil ? nil : true
        case .either(let a, let b):
            let (x, y) = (judge(a, row, table, outer: outer), judge(b, row, table, outer: outer))
            return x == true || y == true ? true : x == nil || y == nil ? nil : false
        case .named(let name): return named[name].flatMap { judge($0, row, table, outer: outer) }
        }
    }

    private func value(_ path: [String], _ row: Row, _ table: String) -> Value {
        if path == [RowCondition.subject] { return patient(of: row, table) ?? .null }
        guard let first = path.first, path.count > 1 else { return row[path.first ?? ""] ?? .null }
        guard let step = house.table(table).one.first(where: { $0.name == first }), let next = partner(of: row, step) else { return .null }
        return value(Array(path.dropFirst()), next, step.target)
    }

    private func value(_ operand: RowCondition.Operand, _ row: Row, _ table: String, _ outer: Row) -> Value {
        switch operand {
        case .value(let value): value
        case .parameter(let name): parameters[name] ?? .null
        case .column(let name): value([name], row, table)
        case .outer(let name): outer[name] ?? .null
        }
    }

    // MARK: Values

    static func isAmong(_ value: Value, _ values: [Value]) -> Bool? {
        let results = values.map { compare(value, $0).map { $0 == 0 } }
        return results.contains(true) ? true : results.contains(nil) ? nil : false
    }

    static func holds(_ op: RowCondition.Comparison, _ a: Value, _ b: Value) -> Bool? {
        if op == .starts {
            guard case .text(let text) = a, case .text(let start) = b else { return nil }
            return Array(text.utf8).starts(with: Array(start.utf8))
        }
        guard let order = compare(a, b) else { return nil }
        switch op {
        case .equal: return order == 0
        case .notEqual: return order != 0
        case .less: return order < 0
        case .lessOrEqual: return order <= 0
        case .greater: return order > 0
        case .greaterOrEqual: return order >= 0
        case .starts: return nil
        }
    }

    /// Numbers by size, texts by their bytes; nil when a side is null.
    static func compare(_ a: Value, _ b: Value) -> Int? {
        func number(_ value: Value) -> Double? {
            switch value {
            case .integer(let integer): Double(integer)
            case .real(let real): real
            case .null, .text: nil
            }
        }
        if case .text(let x) = a, case .text(let y) = b {
            return x.utf8.elementsEqual(y.utf8) ? 0 : x.utf8.lexicographicallyPrecedes(y.utf8) ? -1 : 1
        }
        guard let x = number(a), let y = number(b) else { return nil }
        return x == y ? 0 : x < y ? -1 : 1
    }
}
