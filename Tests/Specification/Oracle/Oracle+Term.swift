import Algebra
import Database

extension Oracle {
    package func holds(_ term: Term, _ environment: Environment) throws -> Bool { truth(try value(term, environment)) == true }

    func value(_ term: Term, _ environment: Environment) throws -> Value {
        let unit = Unit([environment], outer: environment)
        return try value(term, unit, [unit], nil)
    }

    /// The value of a term for a unit, among all units of the result.
    func value(_ term: Term, _ unit: Unit, _ units: [Unit], _ select: Select?) throws -> Value {
        func of(_ term: Term) throws -> Value { try value(term, unit, units, select) }
        switch term {
        case .literal(let literal): return Value(literal)
        case .parameter(let name): return Value(parameters[name] ?? .null)
        case .path: throw Failure(reason: "a path")
        case .column(let source, let name):
            guard let row = unit.first[source] else { throw Failure(reason: "no source \(source)") }
            return row[name] ?? .null
        case .unary(.not, let operand): return truthValue(truth(try of(operand)).map { !$0 })
        case .unary(.minus, let operand): return minus(try of(operand))
        case .binary(.and, let left, let right):
            let (a, b) = (truth(try of(left)), truth(try of(right)))
            return truthValue(a == false || b == false ? false : a == nil || b == nil ? nil : true)
        case .binary(.or, let left, let right):
            let (a, b) = (truth(try of(left)), truth(try of(right)))
            return truthValue(a == true || b == true ? true : a == nil || b == nil ? nil : false)
        case .binary(let op, let left, let right): return binary(op, try of(left), try of(right))
        case .oneOf(let operand, let items): return among(try of(operand), try items.map(of))
        case .isNull(let operand): return truthValue(try of(operand).isNull)
        case .call(let function, let arguments): return try call(function, try arguments.map(of))
        case .cases(let branches, let otherwise):
            for branch in branches where truth(try of(branch.condition)) == true { return try of(branch.value) }
            return try otherwise.map(of) ?? .null
        case .aggregate(let aggregate): return try self.aggregate(aggregate, unit)
        case .window(let window): return try self.window(window, unit, units, select)
        case .exists(let query): return truthValue(try !rows(query, unit.first).isEmpty)
        case .scalar(let query): return try rows(query, unit.first).first?.first ?? .null
        case .member(let operand, let query): return among(try of(operand), try rows(query, unit.first).map { $0[0] })
        }
    }

    private func among(_ value: Value, _ items: [Value]) -> Value {
        if items.isEmpty { return .integer(0) }
        let results = items.map { compare(value, $0).map { $0 == 0 } }
        return truthValue(results.contains(true) ? true : results.contains(nil) ? nil : false)
    }

    private func minus(_ value: Value) -> Value {
        switch value {
        case .integer(let integer): .integer(-integer)
        case .real(let real): .real(-real)
        default: .null
        }
    }

    private func binary(_ op: BinaryOperator, _ a: Value, _ b: Value) -> Value {
        switch op {
        case .equal: return truthValue(compare(a, b).map { $0 == 0 })
        case .notEqual: return truthValue(compare(a, b).map { $0 != 0 })
        case .less: return truthValue(compare(a, b).map { $0 < 0 })
        case .lessOrEqual: return truthValue(compare(a, b).map { $0 <= 0 })
        case .greater: return truthValue(compare(a, b).map { $0 > 0 })
        case .greaterOrEqual: return truthValue(compare(a, b).map { $0 >= 0 })
        case .starts:
            guard case .text(let text) = a, case .text(let prefix) = b else { return .null }
            return truthValue(Array(text.utf8).starts(with: Array(prefix.utf8)))
        case .contains:
            guard case .text(let text) = a, case .text(let part) = b else { return .null }
            let (haystack, needle) = (lowered(text), lowered(part))
            return truthValue(needle.isEmpty || haystack.indices.contains { haystack[$0...].starts(with: needle) })
        case .divided:
            guard let x = number(a), let y = number(b), y != 0 else { return .null }
            return .real(x / y)
        case .plus, .minus, .times:
            if case .integer(let x) = a, case .integer(let y) = b { return .integer(op == .plus ? x + y : op == .minus ? x - y : x * y) }
            guard let x = number(a), let y = number(b) else { return .null }
            return .real(op == .plus ? x + y : op == .minus ? x - y : x * y)
        case .or, .and: return .null
        }
    }

    private func lowered(_ text: String) -> [UInt8] { text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 } }

    // MARK: Functions

    private func call(_ function: ScalarFunction, _ values: [Value]) throws -> Value {
        let times = values.map(time)
        switch function {
        case .coalesce: return values.first { !$0.isNull } ?? .null
        case .nullif: return compare(values[0], values[1]) == 0 ? .null : values[0]
        case .overlapDays: return overlap(times)
        default: break
        }
        if values.contains(where: \.isNull) { return .null }
        switch function {
        case .least: return values.dropFirst().reduce(values[0]) { compare($1, $0) == -1 ? $1 : $0 }
        case .greatest: return values.dropFirst().reduce(values[0]) { compare($1, $0) == 1 ? $1 : $0 }
        case .abs: return (number(values[0]) ?? 0) < 0 ? minus(values[0]) : values[0]
        case .lower:
            guard case .text(let text) = values[0] else { return .null }
            return .text(String(decoding: lowered(text), as: UTF8.self))
        case .length:
            guard case .text(let text) = values[0] else { return .null }
            return .integer(Int64(text.unicodeScalars.count))
        case .round:
            let scale = values.count > 1 && number(values[1]) == 1 ? 10.0 : 1.0
            return .real(((number(values[0]) ?? 0) * scale).rounded(.toNearestOrAwayFromZero) / scale)
        case .integer: return .integer(Int64((number(values[0]) ?? 0).rounded(.towardZero)))
        case .concat:
            return .text(
                values.map { value in
                    switch value {
                    case .text(let text): text
                    case .integer(let integer): String(integer)
                    default: ""
                    }
                }.joined())
        default: return try timeCall(function, times, values)
        }
    }

    private func timeCall(_ function: ScalarFunction, _ times: [CivilTime?], _ values: [Value]) throws -> Value {
        guard let time = times[0] else { throw Failure(reason: "no time for \(function)") }
        switch function {
        case .date: return .text(time.date)
        case .year: return .integer(Int64(time.parts.year))
        case .month: return .text(String(time.date.prefix(7)))
        case .quarter: return .text("\(time.date.prefix(4))-Q\(time.quarter)")
        case .week:
            var monday = time
            monday.day -= time.weekday
            return .text(monday.date)
        case .hour: return .integer(Int64(time.second / 3600))
        case .weekday: return .integer(Int64(time.weekday + 1))
        case .monthOfYear: return .integer(Int64(time.parts.month))
        case .age:
            guard let at = times[1] else { throw Failure(reason: "no time") }
            let (birth, now) = (time.parts, at.parts)
            let hasPassed = (now.month, now.day) >= (birth.month, birth.day)
            return .integer(Int64(now.year - birth.year - (hasPassed ? 0 : 1)))
        case .days:
            guard let to = times[1] else { throw Failure(reason: "no time") }
            return .integer(Int64(to.day - time.day))
        case .hours:
            guard let to = times[1] else { throw Failure(reason: "no time") }
            return .real(Double((to.day - time.day) * 86_400 + to.second - time.second) / 3600)
        case .shift: return try shift(time, values)
        default: throw Failure(reason: "\(function)")
        }
    }

    private func shift(_ time: CivilTime, _ values: [Value]) throws -> Value {
        guard case .integer(let count) = values[1], case .text(let unit) = values[2] else { throw Failure(reason: "shift") }
        let amount = Int(count)
        switch unit {
        case "hour":
            var moved = time.adding(seconds: amount * 3600)
            moved.hasTime = true
            return .text(moved.text)
        case "day": return .text(time.adding(seconds: amount * 86_400).text)
        case "month": return .text(time.adding(months: amount).text)
        case "year": return .text(time.adding(months: amount * 12).text)
        default: throw Failure(reason: unit)
        }
    }

    private func overlap(_ times: [CivilTime?]) -> Value {
        guard let start = times[0], let from = times[2], let to = times[3] else { return .null }
        return .integer(Int64(max(0, min((times[1] ?? to).day, to.day) - max(start.day, from.day))))
    }

    // MARK: Aggregates and windows

    private func aggregate(_ aggregate: Aggregate, _ unit: Unit) throws -> Value {
        let rows = try unit.rows.filter { row in try aggregate.filter.map { try holds($0, row) } ?? true }
        guard let argument = aggregate.argument else { return .integer(Int64(rows.count)) }
        var values = try rows.map { try value(argument, $0) }.filter { !$0.isNull }
        if aggregate.distinct { values = distinct(values.map { [$0] }).map { $0[0] } }
        let numbers = values.compactMap(number)
        switch aggregate.function {
        case .count: return .integer(Int64(min(values.count, aggregate.parameter.map { Int($0) } ?? Int.max)))
        case .sum:
            if values.isEmpty { return .null }
            let areIntegers = values.allSatisfy { if case .integer = $0 { true } else { false } }
            return areIntegers ? .integer(Int64(numbers.reduce(0, +))) : .real(numbers.reduce(0, +))
        case .avg: return values.isEmpty ? .null : .real(numbers.reduce(0, +) / Double(numbers.count))
        case .min: return values.min { compare($0, $1) == -1 } ?? .null
        case .max: return values.max { compare($0, $1) == -1 } ?? .null
        case .median:
            let sorted = numbers.sorted()
            if sorted.isEmpty { return .null }
            return .real((sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2)
        case .percentile:
            let sorted = numbers.sorted()
            // The least value with at least that share of the values at or below it.
            let found = sorted.first { value in
                100 * Double(sorted.count { $0 <= value }) >= (aggregate.parameter ?? 0) * Double(sorted.count)
            }
            return found.map { .real($0) } ?? .null
        }
    }

    private func window(_ window: Window, _ unit: Unit, _ units: [Unit], _ select: Select?) throws -> Value {
        let all = units
        func values(_ terms: [Term], _ unit: Unit) throws -> [Value] { try terms.map { try value($0, unit, all, select) } }
        let mine = try values(window.partition, unit)
        let partition = try units.filter { same(try values(window.partition, $0), mine) }
        let descending = window.order.map(\.descending)
        let keys = window.order.map(\.expression)
        let myKeys = try values(keys, unit)
        let before = try partition.filter { precedes(try values(keys, $0), myKeys, descending: descending) }
        switch window.function {
        case .rank: return .integer(Int64(before.count + 1))
        case .denseRank: return .integer(Int64(distinct(try before.map { try values(keys, $0) }).count + 1))
        case .total:
            // With an order it is a running total, to the last row that ties.
            let summed = keys.isEmpty ? partition : try partition.filter { !precedes(myKeys, try values(keys, $0), descending: descending) }
            let numbers = try summed.map { try value(window.arguments[0], $0, all, select) }.filter { !$0.isNull }
            if numbers.isEmpty { return .null }
            return numbers.dropFirst().reduce(numbers[0]) { binary(.plus, $0, $1) }
        case .lag, .lead, .rowNumber:
            let ties = window.arguments.prefix(1) + (select?.outputs.map(\.expression).filter { !$0.containsWindow } ?? [])
            let lines = try partition.map { ($0, try values(keys + ties, $0)) }.enumerated()
            // Rows that tie in everything that shows are interchangeable; the oracle keeps them in the order of the source.
            let sorted = lines.sorted { a, b in
                if precedes(a.element.1, b.element.1, descending: descending) { return true }
                if precedes(b.element.1, a.element.1, descending: descending) { return false }
                return a.offset < b.offset
            }
            guard let position = sorted.firstIndex(where: { $0.element.0 === unit }) else { throw Failure(reason: "no position") }
            if window.function == .rowNumber { return .integer(Int64(position + 1)) }
            var distance = 1
            if window.arguments.count > 1, case .integer(let given) = try value(window.arguments[1], unit, all, select) {
                distance = Int(given)
            }
            let target = window.function == .lag ? position - distance : position + distance
            return sorted.indices.contains(target) ? try value(window.arguments[0], sorted[target].element.0, all, select) : .null
        }
    }
}
