import Algebra

/// Makes any query, not only sensible ones, of constants and names that each occur once, so that it can be seen whether a sentence has them all.
struct MarkedQueryGenerator {
    private var random: SeededGenerator
    /// What the sentence must hold.
    private(set) var marks: [String] = []
    private var count = 0

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
    private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    private mutating func mark(_ prefix: String) -> String {
        count += 1
        let mark = "\(prefix)\(count)x"
        marks.append(mark)
        return mark
    }

    private mutating func number() -> Int64 {
        count += 1
        marks.append(String(70_000 + count))
        return Int64(70_000 + count)
    }

    // MARK: Queries

    mutating func query(depth: Int) -> Query {
        guard depth > 0 else { return .select(select(depth: 0)) }
        switch below(8) {
        case 0: return .combine(SetOperator.allCases[below(3)], query(depth: depth - 1), query(depth: depth - 1))
        case 1:
            let parts = (0..<2).map {
                Alignment.Part("part\($0)", .select(select(depth: depth - 1, grouped: false, columns: ["one\($0)"])))
            }
            var outputs = [
                Output("first", .path(["part0", "one0"])),
                Output("second", .call(.coalesce, [.path(["part1", "one1"]), .literal(.integer(0))])),
            ]
            if chance(50) {
                outputs.append(
                    Output(
                        "third",
                        .binary(.divided, .binary(.times, .literal(.integer(number())), outputs[0].expression), outputs[1].expression)))
            }
            if chance(30) { outputs.removeFirst(2 - below(2)) }
            // What is laid side by side but not shown has no place in the sentence, so the outputs name every part.
            if outputs.count < 2 { outputs.append(Output("sum", .binary(.plus, .path(["part0", "one0"]), .path(["part1", "one1"])))) }
            return .align(
                Alignment(
                    parts, outputs: outputs, filter: chance(30) ? condition(depth: depth - 1) : nil,
                    limit: chance(30) ? Limit(Int(number())) : nil))
        default: return .select(select(depth: depth))
        }
    }

    private mutating func select(depth: Int, grouped: Bool? = nil, columns: [String]? = nil) -> Select {
        let kind: Source.Kind
        switch below(6) {
        case 0: kind = .entity(mark("entity"))
        case 1 where depth > 0: kind = .query(query(depth: depth - 1))
        case 2 where depth > 0 && columns == nil:
            kind = .calendar(unit: "month", from: value(depth: depth - 1), to: value(depth: depth - 1))
        case 3: kind = .entity("admission")
        default: kind = .entity("patient")
        }
        var result = Select(Source(kind))
        let groups = grouped ?? chance(40)
        if chance(70) { result.filter = condition(depth: depth) }
        if groups { result.keys = (0..<(1 + below(2))).map { Output("key\($0)", value(depth: depth - 1)) } }
        let names = columns ?? (0..<(1 + below(2))).map { "column\($0)" }
        result.outputs = result.keys + names.map { Output($0, chance(50) ? .aggregate(aggregate(depth: depth - 1)) : value(depth: depth)) }
        if groups, chance(40) { result.having = condition(depth: depth - 1) }
        result.distinct = chance(10)
        if chance(40) { result.order = (0..<(1 + below(2))).map { _ in Ordering(value(depth: depth - 1), descending: chance(50)) } }
        if chance(30) { result.limit = Limit(Int(number()), ties: Limit.Ties.allCases[below(3)]) }
        return result
    }

    // MARK: Terms

    private mutating func literal() -> Term {
        switch below(3) {
        case 0: return .literal(.integer(number()))
        case 1: return .literal(.decimal(Double(number()) + 0.5))
        default: return .literal(.text(mark("text")))
        }
    }

    private mutating func value(depth: Int) -> Term {
        guard depth > 0 else {
            switch below(4) {
            case 0: return .parameter(mark("parameter"))
            case 1: return .column(source: mark("source"), name: mark("name"))
            case 2: return literal()
            default: return .path([mark("attribute")])
            }
        }
        switch below(9) {
        case 0: return .unary(.minus, value(depth: depth - 1))
        case 1:
            let op: [BinaryOperator] = [.plus, .minus, .times, .divided]
            return .binary(op[below(4)], value(depth: depth - 1), value(depth: depth - 1))
        case 2: return call(depth: depth - 1)
        case 3:
            let branches = (0..<(1 + below(3))).map { _ in Term.Branch(condition(depth: depth - 1), value(depth: depth - 1)) }
            return .cases(branches, otherwise: chance(50) ? value(depth: depth - 1) : nil)
        case 4: return .aggregate(aggregate(depth: depth - 1))
        case 5:
            let function = Window.Function.allCases[below(Window.Function.allCases.count)]
            let takes = function == .lag || function == .lead || function == .total
            return .window(
                Window(
                    function, takes ? [value(depth: depth - 1)] : [], partition: chance(50) ? [value(depth: depth - 1)] : [],
                    order: function == .total ? [] : [Ordering(value(depth: depth - 1), descending: chance(50))]))
        case 6: return .scalar(.select(subquery(depth: depth - 1)))
        case 7: return condition(depth: depth - 1)
        default: return value(depth: 0)
        }
    }

    private mutating func call(depth: Int) -> Term {
        let function = ScalarFunction.allCases[below(ScalarFunction.allCases.count)]
        let arguments: Int
        switch function {
        case .age, .days, .hours, .coalesce, .nullif, .least, .greatest, .concat: arguments = 2
        case .overlapDays: arguments = 4
        case .shift: return .call(.shift, [value(depth: depth), .literal(.integer(number())), .literal(.text("day"))])
        case .round: return .call(.round, [value(depth: depth), .literal(.integer(number()))])
        default: arguments = 1
        }
        return .call(function, (0..<arguments).map { _ in value(depth: depth) })
    }

    private mutating func aggregate(depth: Int) -> Aggregate {
        let function = Aggregate.Function.allCases[below(Aggregate.Function.allCases.count)]
        return Aggregate(
            function, function == .count && chance(50) ? nil : value(depth: depth), distinct: function == .count && chance(30),
            filter: chance(30) ? condition(depth: depth) : nil, parameter: function == .percentile ? Double(number()) : nil)
    }

    private mutating func subquery(depth: Int) -> Select {
        let known = [["diagnoses"], ["patient", "admissions"], ["outer", "diagnoses"], [mark("relation")]]
        if chance(75) { marks.removeLast() }
        let path = marks.last?.hasPrefix("relation") == true ? known[3] : known[below(3)]
        return Select(
            Source(.related(path)), filter: chance(80) ? condition(depth: depth) : nil, outputs: [Output("value", value(depth: depth))],
            order: chance(20) ? [Ordering(value(depth: depth), descending: true)] : [], limit: chance(20) ? Limit(Int(number())) : nil)
    }

    /// A subquery of which only matters whether it has a row.
    private mutating func existence(depth: Int) -> Select {
        var select = subquery(depth: 0)
        marks = []
        select.outputs = [Output("one", .literal(.integer(1)))]
        select.source = Source(.related(["diagnoses"]))
        select.filter = condition(depth: depth)
        select.order = []
        select.limit = nil
        return select
    }

    private mutating func condition(depth: Int) -> Term {
        guard depth > 0 else { return .binary(.equal, .path([mark("attribute")]), literal()) }
        switch below(9) {
        case 0: return .unary(.not, condition(depth: depth - 1))
        case 1: return .binary(.and, condition(depth: depth - 1), condition(depth: depth - 1))
        case 2: return .binary(.or, condition(depth: depth - 1), condition(depth: depth - 1))
        case 3: return .oneOf(value(depth: depth - 1), (0..<(1 + below(3))).map { _ in literal() })
        case 4: return .isNull(value(depth: depth - 1))
        case 5:
            let before = marks
            var select = existence(depth: depth - 1)
            select.outputs = [Output("one", .literal(.integer(1)))]
            marks = before + marks
            return .exists(.select(select))
        case 6: return .member(value(depth: depth - 1), .select(subquery(depth: depth - 1)))
        default:
            let op: [BinaryOperator] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .starts, .contains]
            return .binary(op[below(op.count)], value(depth: depth - 1), value(depth: depth - 1))
        }
    }
}
