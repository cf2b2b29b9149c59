import Algebra
import Testing

@Suite struct NormalFormTests {
    @Test func normalisingTwiceChangesNothing() throws {
        for seed in 0..<5_000 {
            var generator = Generator(seed: UInt64(seed))
            let query = generator.query(depth: seed % 4)
            let once = query.normalized()
            try #require(once.normalized() == once, "seed \(seed): \(query)\n\(once)\n\(once.normalized())")
            try #require(try Query.parse(once.description) == once, "seed \(seed): \(once)")
        }
    }

    /// Each line says one condition in several ways.
    @Test(arguments: [
        ["a = 1 and b = 2", "b = 2 and a = 1", "2 = b and (a = 1 and a = 1)", "a in (1) and true and b = 2", "not (b <> 2 or not 1 = a)"],
        ["a < 5", "5 > a", "not a >= 5", "not not a < 5", "a < 5 or false"],
        ["a in (1, 2, 3)", "a = 3 or a = 1 or 2 = a", "a in (3, 2, 1, 1)", "a in (2, 3) or a = 1", "not (a <> 1 and a not in (2, 3))"],
        ["a not in (1, 2)", "a <> 1 and a <> 2", "not (a = 2 or a = 1)"],
        ["a between 1 and 2", "a <= 2 and a >= 1", "1 <= a and 2 >= a"],
        ["a is null or not b", "not (a is not null and b)"],
        ["false", "a in ()", "a = 1 and false", "not true"],
        ["x + y = 3", "3 = y + x"],
        ["x = y", "y = x"],
        ["exists(from .d where c = 1)", "exists(from .d as z where 1 = c select c, d order d limit 5)"],
        ["a in (from e select x)", "a in (from e as e1 select distinct x order y)"],
        ["case when not not a then 1 else null end = 2", "2 = case when a then 1 end"],
        ["count(x where true) > 1", "1 < count(x)"],
        ["-(5) < a", "a > -5"],
    ])
    func sayingItDifferentlyIsTheSame(conditions: [String]) throws {
        let normal = try conditions.map { try Term.parse($0).normalizedCondition() }
        for (condition, form) in zip(conditions, normal) { #expect(form == normal[0], "\(condition)") }
    }

    @Test(arguments: [
        ("a = 1", "a <> 1"), ("a - b = 1", "b - a = 1"), ("a is null", "not a"), ("a in (1, null)", "a = 1"), ("a and b", "a or b"),
        ("a starts with 'x'", "a contains 'x'"), ("not (a starts with 'x')", "a starts with 'x'"), ("a <> 1 or a <> 2", "a not in (1, 2)"),
        ("exists(from e limit 0)", "exists(from e)"), ("exists(from e select n: count())", "exists(from e)"),
        ("a in (from e select x limit 1)", "a in (from e select x)"), ("a < b", "a > b"), ("'1' = a", "1 = a"), ("a / b = 1", "b / a = 1"),
    ])
    func differentConditionsStayDifferent(one: String, other: String) throws {
        #expect(try Term.parse(one).normalizedCondition() != Term.parse(other).normalizedCondition())
    }

    /// Each group says one query in several ways.
    @Test(arguments: [
        ["from a as x select x.b", "from a as y select y.b"],
        ["from a select n: count()", "from a as x select n: count(1)", "from a where true select distinct n: count() order n"],
        ["from a select b order b desc, 5, b", "from a select b order b desc"],
        [
            "from a as t7 join b as t9 on t9!id = t7!b_id join c as t8 on t8!id = t7!c_id where t8!x = 1 and t9!y = 2 select t7!z",
            "from a as q join c as r on q!c_id = r!id join b as s on s!id = q!b_id where s!y = 2 and r!x = 1 select q!z",
            "from a as q join c as r on q!c_id = r!id join b as s on s!id = q!b_id join b as s2 on q!b_id = s2!id where s2!y = 2 and r!x = 1 select q!z",
            "from a as q join d as u on u!id = q!d_id join c as r on q!c_id = r!id join b as s on s!id = q!b_id where s!y = 2 and r!x = 1 select q!z",
        ],
        [
            "from a as t1 where exists(from b as t2 where t2!x = t1!x) and exists(from c as t3 where t3!x = t1!x) select t1!z",
            "from a as t4 where exists(from c as t2 where t4!x = t2!x) and exists(from b as t1 where t1!x = t4!x) select t4!z",
        ],
        [
            "align a (from x group k select k, n: count()), b (from y group k select k, n: count()) on k select k, r: a.n / b.n",
            "align one (from x group k select k, n: count() order n), two (from y group k select k, n: count()) on k select k, r: one.n / two.n",
        ],
    ])
    func queriesSaidDifferentlyAreTheSame(texts: [String]) throws {
        let normal = try texts.map { try Query.parse($0).normalized() }
        for form in normal { #expect(form == normal[0]) }
    }

    @Test(arguments: [
        ("from a select b order b", "from a select b"), ("from a select b, c", "from a select c, b"),
        ("from a select b", "from a select x: b"),
        ("from a select b limit 1", "from a select b limit 1 rank"), ("from a visible (b)", "from a where b"),
        ("from a as t1 join b as t2 on t2!id = t1!x where t2!y", "from a as t1 join b as t2 on t2!id = t1!z where t2!y"),
    ])
    func differentQueriesStayDifferent(one: String, other: String) throws {
        #expect(try Query.parse(one).normalized() != Query.parse(other).normalized())
    }

    @Test func newAliasesCaptureNoPath() throws {
        // `t1` is an attribute here, not the alias.
        let query = try Query.parse("from a as x where x.t1 = t1.name and exists(from b as y where y.c = x.c) select t1.name")
        let normal = query.normalized()
        #expect(normal == query.normalized().normalized())
        #expect(normal.description.contains("select t1.name"))
        #expect(!normal.description.contains("as t1"))
    }

    @Test func theOrderOfWritingDoesNotMatter() throws {
        for seed in 0..<2_000 {
            var generator = Generator(seed: UInt64(seed))
            let query = generator.query(depth: seed % 4)
            var scrambler = Scrambler(random: SplitMix64(UInt64(seed)))
            let scrambled = scrambler.scramble(query)
            try #require(scrambled.normalized() == query.normalized(), "seed \(seed):\n\(query)\n\(scrambled)")
        }
    }
}

/// Says the same in another order: operands of `and`, `or`, `+`, `*`, sides of comparisons, items of lists.
private struct Scrambler {
    var random: SplitMix64

    mutating func scramble(_ query: Query) -> Query { query.mapTerms({ scramble($0) }, query: { scramble($0) }) }

    private mutating func scramble(_ term: Term) -> Term {
        let inner = term.mapChildren({ scramble($0) }, query: { scramble($0) })
        guard random.next() % 2 == 0 else { return inner }
        switch inner {
        case .binary(let op, let left, let right):
            let mirrors: [BinaryOperator: BinaryOperator] = [
                .and: .and, .or: .or, .plus: .plus, .times: .times, .equal: .equal, .notEqual: .notEqual, .less: .greater, .greater: .less,
                .lessOrEqual: .greaterOrEqual, .greaterOrEqual: .lessOrEqual,
            ]
            return mirrors[op].map { .binary($0, right, left) } ?? inner
        case .oneOf(let operand, let items): return .oneOf(operand, items.reversed() + items.prefix(1))
        default: return inner
        }
    }
}
