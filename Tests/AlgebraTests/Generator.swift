import Algebra

/// Makes any expression or query that the notation can write, not only meaningful ones: the round trip must not depend on meaning.
struct Generator {
    private var random: SplitMix64
    private let names = [
        "a", "b", "dept_id", "x1", "_", "order", "from", "in", "end", "rank", "count", "calendar", "full", "Name", "部门", "a`b",
        "with space",
    ]

    init(seed: UInt64) { random = SplitMix64(seed) }

    private mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    private mutating func pick<Element>(_ items: [Element]) -> Element { items[below(items.count)] }

    private mutating func many<Element>(_ range: ClosedRange<Int>, _ make: (inout Generator) -> Element) -> [Element] {
        (0..<(range.lowerBound + below(range.count))).map { _ in make(&self) }
    }

    private mutating func maybe<Element>(_ percent: Int, _ make: (inout Generator) -> Element) -> Element? {
        chance(percent) ? make(&self) : nil
    }

    private mutating func name() -> String { pick(names) }

    mutating func literal() -> Literal {
        switch below(8) {
        case 0: .null
        case 1: .boolean(chance(50))
        case 2: .integer(pick([0, 1, -1, 42, .max, .min]))
        case 3: .integer(Int64(below(100)))
        case 4: .decimal(pick([0.5, -2.25, 1e20, 1e-7, 3.0, 5e-324, .greatestFiniteMagnitude, -1e16]))
        case 5: .text(pick(["", "it's", "''", "a\nb", "心内科", "%_", "select", "`"]))
        case 6: .time(pick(["2026-05-01", "2024-02-29 23:59:59"]))
        default: .text("x\(below(10))")
        }
    }

    mutating func expression(depth: Int) -> Term {
        guard depth > 0 else {
            switch below(4) {
            case 0: return .literal(literal())
            case 1: return .parameter(pick(["now", "caller.staff_id"]))
            case 2: return .column(source: name(), name: name())
            default: return .path(many(1...3) { $0.name() })
            }
        }
        let next = depth - 1
        switch below(13) {
        case 0, 1: return .binary(pick(BinaryOperator.allCases), expression(depth: next), expression(depth: next))
        case 2: return .binary(pick([.and, .or]), expression(depth: next), expression(depth: next))
        case 3: return .unary(pick(UnaryOperator.allCases), expression(depth: next))
        case 4: return .oneOf(expression(depth: next), many(0...3) { $0.expression(depth: next) })
        case 5: return .isNull(expression(depth: next))
        case 6:
            let function = pick(ScalarFunction.allCases)
            let count = min(function.arity.upperBound, function.arity.lowerBound + below(3))
            return .call(function, (0..<count).map { _ in expression(depth: next) })
        case 7:
            return .cases(
                many(1...2) { Term.Branch($0.expression(depth: next), $0.expression(depth: next)) },
                otherwise: maybe(50) { $0.expression(depth: next) })
        case 8: return .aggregate(aggregate(depth: next))
        case 9: return .window(window(depth: next))
        case 10: return .exists(query(depth: next))
        case 11: return .scalar(query(depth: next))
        default: return .member(expression(depth: next), query(depth: next))
        }
    }

    private mutating func aggregate(depth: Int) -> Aggregate {
        let function = pick(Aggregate.Function.allCases)
        let argument = function == .count && chance(50) ? nil : expression(depth: depth)
        let distinct = argument != nil && chance(30)
        return Aggregate(
            function, argument, distinct: distinct, filter: maybe(30) { $0.expression(depth: depth) },
            parameter: function == .percentile ? pick([90, 99.5, 0]) : function == .count && distinct && chance(50) ? 44 : nil)
    }

    private mutating func window(depth: Int) -> Window {
        let function = pick(Window.Function.allCases)
        let count = function.arity.lowerBound + below(function.arity.count)
        return Window(
            function, (0..<count).map { _ in expression(depth: depth) }, partition: many(0...2) { $0.expression(depth: depth) },
            order: many(0...2) { $0.ordering(depth: depth) })
    }

    private mutating func ordering(depth: Int) -> Ordering { Ordering(expression(depth: depth), descending: chance(50)) }

    private mutating func output(depth: Int) -> Output {
        Output(name(), expression(depth: depth), role: pick(Output.Role.allCases))
    }

    private mutating func limit() -> Limit { Limit(below(20), ties: pick(Limit.Ties.allCases)) }

    mutating func query(depth: Int) -> Query {
        let next = max(0, depth - 1)
        switch depth > 0 ? below(6) : 5 {
        case 0: return .combine(pick(SetOperator.allCases), query(depth: next), query(depth: next))
        case 1:
            return .align(
                Alignment(
                    many(1...3) { Alignment.Part($0.name(), $0.query(depth: next)) }, on: many(0...2) { $0.name() }, full: chance(50),
                    outputs: many(1...3) { $0.output(depth: next) }, filter: maybe(30) { $0.expression(depth: next) },
                    order: many(0...2) { $0.ordering(depth: next) }, limit: maybe(30) { $0.limit() }))
        default:
            return .select(
                Select(
                    source(depth: next), joins: many(0...2) { $0.join(depth: next) }, filter: maybe(60) { $0.expression(depth: next) },
                    keys: many(0...2) { $0.output(depth: next) }, outputs: many(0...3) { $0.output(depth: next) },
                    having: maybe(20) { $0.expression(depth: next) }, distinct: chance(20), order: many(0...2) { $0.ordering(depth: next) },
                    limit: maybe(30) { $0.limit() }))
        }
    }

    private mutating func source(depth: Int) -> Source {
        let kind: Source.Kind
        switch below(depth > 0 ? 5 : 2) {
        case 0: kind = .related(many(1...3) { $0.name() })
        case 2: kind = .query(query(depth: depth - 1))
        case 3:
            kind = .calendar(
                unit: pick(["day", "week", "month", "quarter", "year"]), from: expression(depth: depth - 1),
                to: expression(depth: depth - 1))
        default: kind = .entity(name())
        }
        return Source(kind, alias: maybe(50) { $0.name() }, visible: maybe(20) { $0.expression(depth: depth) })
    }

    private mutating func join(depth: Int) -> Join {
        Join(entity: name(), alias: name(), condition: expression(depth: depth), visible: maybe(30) { $0.expression(depth: depth) })
    }
}

/// A small generator of random numbers with a seed (Steele, Lea, Flood 2014), so that every run tests the same queries.
struct SplitMix64 {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
