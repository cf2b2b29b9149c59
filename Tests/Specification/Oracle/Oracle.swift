import Algebra
import Database

/// Evaluates resolved queries row by row, in the plainest way, as the specification that compiled queries are compared with.
///
/// It knows nothing of SQL: joins are loops, groups are lists, subqueries are evaluated anew for every row.
package struct Oracle {
    package typealias Row = [String: Value]
    /// The rows of the sources that can be seen, by alias; an empty row is one that a join did not find.
    package typealias Environment = [String: Row]

    package struct Failure: Error { package var reason: String }

    package var tables: [String: [Row]]
    package var parameters: [String: Literal]

    /// A specification over rows by table and name of column.
    package init(tables: [String: [Row]], parameters: [String: Literal] = [:]) {
        self.tables = tables
        self.parameters = parameters
    }

    /// A row of a result before it is projected: one row of the source, or the rows of a group.
    final class Unit {
        let rows: [Environment]
        let outer: Environment
        init(_ rows: [Environment], outer: Environment) {
            self.rows = rows
            self.outer = outer
        }
        var first: Environment { rows.first ?? outer }
    }

    // MARK: Queries

    package func rows(_ query: Query, _ outer: Environment = [:]) throws -> [[Value]] {
        switch query {
        case .select(let select): return try self.select(select, outer)
        case .combine(let op, let left, let right):
            let (left, right) = (try rows(left, outer), try rows(right, outer))
            let combined =
                switch op {
                case .union: left + right
                case .intersect: left.filter { row in right.contains { same($0, row) } }
                case .except: left.filter { row in !right.contains { same($0, row) } }
                }
            return distinct(combined).sorted { precedes($0, $1, descending: []) }
        case .align(let alignment): return try align(alignment, outer)
        }
    }

    private func select(_ select: Select, _ outer: Environment) throws -> [[Value]] {
        var environments: [Environment] = []
        for row in try sourceRows(select.source, outer) {
            var environment = outer
            if let alias = select.source.alias { environment[alias] = row }
            if let visible = select.source.visible, try !holds(visible, environment) { continue }
            for join in select.joins { environment[join.alias] = try partner(join, environment) }
            if let filter = select.filter, try !holds(filter, environment) { continue }
            environments.append(environment)
        }
        var units: [Unit]
        if select.isAggregate {
            units = try groups(environments, by: select.keys.map(\.expression)).map { Unit($0, outer: outer) }
            if select.keys.isEmpty, units.isEmpty { units = [Unit([], outer: outer)] }
        } else {
            units = environments.map { Unit([$0], outer: outer) }
        }
        if let having = select.having, !having.containsWindow {
            units = try units.filter { truth(try value(having, $0, units, select)) == true }
        }
        if let having = select.having, having.containsWindow {
            let all = units
            let kept = try units.map { truth(try value(having, $0, all, select)) == true }
            return try arrange(select, all, kept: kept)
        }
        return try arrange(select, units, kept: units.map { _ in true })
    }

    /// Projects, sorts and cuts; windows see all units, the result has those that are kept.
    private func arrange(_ select: Select, _ units: [Unit], kept: [Bool]) throws -> [[Value]] {
        var lines: [(outputs: [Value], keys: [Value])] = []
        for (unit, isKept) in zip(units, kept) where isKept {
            let outputs = try select.outputs.map { try value($0.expression, unit, units, select) }
            if select.distinct, lines.contains(where: { same($0.outputs, outputs) }) { continue }
            lines.append((outputs, try select.order.map { try value($0.expression, unit, units, select) }))
        }
        return cut(lines, select.order.map(\.descending), select.limit)
    }

    private func cut(_ lines: [(outputs: [Value], keys: [Value])], _ descending: [Bool], _ limit: Limit?) -> [[Value]] {
        let sorted = lines.sorted { precedes($0.keys + $0.outputs, $1.keys + $1.outputs, descending: descending) }
        guard let limit else { return sorted.map(\.outputs) }
        switch limit.ties {
        case .cut: return sorted.prefix(limit.count).map(\.outputs)
        case .rank:
            return sorted.filter { line in sorted.count { precedes($0.keys, line.keys, descending: descending) } < limit.count }.map(
                \.outputs)
        case .dense:
            return sorted.filter { line in
                distinct(sorted.map(\.keys).filter { precedes($0, line.keys, descending: descending) }).count < limit.count
            }.map(\.outputs)
        }
    }

    private func align(_ alignment: Alignment, _ outer: Environment) throws -> [[Value]] {
        let parts = try alignment.parts.map { part in
            try rows(part.query, outer).map { Dictionary(uniqueKeysWithValues: zip(part.query.columns.map(\.name), $0)) }
        }
        let names = alignment.parts.map(\.name)
        var combined: [Environment] = parts[0].map { [names[0]: $0] }
        for (index, rows) in parts.enumerated().dropFirst() {
            var next: [Environment] = []
            var found: Set<Int> = []
            for environment in combined {
                let matches = rows.indices.filter { row in
                    alignment.on.allSatisfy { key in
                        let earlier = alignment.full ? Array(names[..<index]) : [names[0]]
                        let left = earlier.lazy.compactMap { environment[$0]?[key] }.first { !$0.isNull } ?? .null
                        return same([left], [rows[row][key] ?? .null])
                    }
                }
                found.formUnion(matches)
                for row in matches { next.append(environment.merging([names[index]: rows[row]]) { $1 }) }
                if matches.isEmpty { next.append(environment) }
            }
            if alignment.full { for row in rows.indices where !found.contains(row) { next.append([names[index]: rows[row]]) } }
            combined = next
        }
        let select = Select(Source(.entity("")), outputs: alignment.outputs, order: alignment.order, limit: alignment.limit)
        var units: [Unit] = []
        for environment in combined {
            let full = names.reduce(into: outer.merging(environment) { $1 }) { if $0[$1] == nil { $0[$1] = [:] } }
            if let filter = alignment.filter, try !holds(filter, full) { continue }
            units.append(Unit([full], outer: outer))
        }
        return try arrange(select, units, kept: units.map { _ in true })
    }

    private func sourceRows(_ source: Source, _ outer: Environment) throws -> [Row] {
        switch source.kind {
        case .entity(let name): return tables[name] ?? []
        case .query(let query): return try rows(query, outer).map { Dictionary(uniqueKeysWithValues: zip(query.columns.map(\.name), $0)) }
        case .calendar(let unit, let from, let to): return try calendar(unit, from, to, outer)
        case .related: throw Failure(reason: "a path")
        }
    }

    private func calendar(_ unit: String, _ from: Term, _ to: Term, _ outer: Environment) throws -> [Row] {
        guard let from = time(try value(from, outer)), let to = time(try value(to, outer)) else { return [] }
        var rows: [Row] = []
        var day = from
        day.hasTime = false
        while day.date < to.date {
            let label: Value
            var next = day
            switch unit {
            case "day": label = .text(day.date)
            case "week":
                next.day -= next.weekday
                label = .text(next.date)
            case "month": label = .text(String(day.date.prefix(7)))
            case "quarter": label = .text("\(day.date.prefix(4))-Q\(day.quarter)")
            default: label = .integer(Int64(day.parts.year))
            }
            let name = label
            let start = day
            while day.date < to.date, try calendarLabel(unit, day) == name { day.day += 1 }
            rows.append(["start": .text(start.date), "end": .text(day.date), "label": name])
        }
        return rows
    }

    private func calendarLabel(_ unit: String, _ day: CivilTime) throws -> Value {
        switch unit {
        case "day": return .text(day.date)
        case "week":
            var monday = day
            monday.day -= monday.weekday
            return .text(monday.date)
        case "month": return .text(String(day.date.prefix(7)))
        case "quarter": return .text("\(day.date.prefix(4))-Q\(day.quarter)")
        default: return .integer(Int64(day.parts.year))
        }
    }

    private func partner(_ join: Join, _ environment: Environment) throws -> Row {
        for row in tables[join.entity] ?? [] {
            let candidate = environment.merging([join.alias: row]) { $1 }
            guard try holds(join.condition, candidate) else { continue }
            if let visible = join.visible, try !holds(visible, candidate) { continue }
            return row
        }
        return [:]
    }

    private func groups(_ environments: [Environment], by keys: [Term]) throws -> [[Environment]] {
        guard !keys.isEmpty else { return environments.isEmpty ? [] : [environments] }
        var groups: [(key: [Value], rows: [Environment])] = []
        for environment in environments {
            let key = try keys.map { try value($0, environment) }
            if let index = groups.firstIndex(where: { same($0.key, key) }) {
                groups[index].rows.append(environment)
            } else {
                groups.append((key, [environment]))
            }
        }
        return groups.map(\.rows)
    }

    // MARK: Values and order

    func truth(_ value: Value) -> Bool? {
        switch value {
        case .null: nil
        case .integer(let integer): integer != 0
        case .real(let real): real != 0
        case .text: false
        }
    }

    func truthValue(_ truth: Bool?) -> Value { truth.map { .integer($0 ? 1 : 0) } ?? .null }

    package func number(_ value: Value) -> Double? {
        switch value {
        case .integer(let integer): Double(integer)
        case .real(let real): real
        case .null, .text: nil
        }
    }

    func time(_ value: Value) -> CivilTime? {
        if case .text(let text) = value { CivilTime(text) } else { nil }
    }

    /// -1, 0 or 1; nil when a side is null.
    func compare(_ a: Value, _ b: Value) -> Int? {
        switch (a, b) {
        case (.null, _), (_, .null): return nil
        case (.text(let x), .text(let y)):
            if x.utf8.elementsEqual(y.utf8) { return 0 }
            return x.utf8.lexicographicallyPrecedes(y.utf8) ? -1 : 1
        case (.text, _): return 1
        case (_, .text): return -1
        default:
            let (x, y) = (number(a) ?? 0, number(b) ?? 0)
            return x == y ? 0 : x < y ? -1 : 1
        }
    }

    package func same(_ a: [Value], _ b: [Value]) -> Bool {
        zip(a, b).allSatisfy { $0.isNull && $1.isNull || compare($0, $1) == 0 }
    }

    func distinct(_ rows: [[Value]]) -> [[Value]] {
        rows.reduce(into: []) { result, row in if !result.contains(where: { same($0, row) }) { result.append(row) } }
    }

    /// Nulls last in both directions.
    func precedes(_ a: [Value], _ b: [Value], descending: [Bool]) -> Bool {
        for (index, (x, y)) in zip(a, b).enumerated() {
            if x.isNull || y.isNull {
                if x.isNull == y.isNull { continue }
                return y.isNull
            }
            let order = compare(x, y) ?? 0
            if order != 0 { return (order < 0) != (index < descending.count && descending[index]) }
        }
        return false
    }
}
