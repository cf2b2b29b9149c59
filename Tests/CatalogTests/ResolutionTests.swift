import Algebra
import Catalog
import Testing

/// Written queries become resolved ones: columns of aliased sources, explicit joins, correlations.
@Suite struct ResolutionTests {
    struct Pair: Sendable {
        var about: String
        var written: String
        var resolved: String

        init(_ about: String, _ written: String, _ resolved: String) {
            (self.about, self.written, self.resolved) = (about, written, resolved)
        }
    }

    static let pairs = [
        Pair("own columns", "from visit where id = 1 select at", "from visit as t1 where t1!id = 1 select at: t1!at"),
        Pair(
            "a step is a join", "from visit where room.name = 'A' select n: count()",
            "from visit as t1 join room as t2 on t2!id = t1!room_id where t2!name = 'A' select n: count()"),
        Pair(
            "the same step is joined once", "from visit where room.name = 'A' select room.name, room.name_de",
            "from visit as t1 join room as t2 on t2!id = t1!room_id where t2!name = 'A' select name: t2!name, name_de: t2!name_de"),
        Pair(
            "two steps", "from test select visit.room.name",
            "from test as t1 join visit as t2 on t2!id = t1!visit_id join room as t3 on t3!id = t2!room_id select name: t3!name"),
        Pair(
            "a declared way stands for its steps", "from test select room.name",
            "from test as t1 join visit as t2 on t2!id = t1!visit_id join room as t3 on t3!id = t2!room_id select name: t3!name"),
        Pair("a to-one step alone is its column", "from visit select person", "from visit as t1 select person: t1!person_id"),
        Pair(
            "a formula is its columns", "from visit where is_old select n: count()",
            "from visit as t1 join person as t2 on t2!id = t1!person_id where age(t2!born, t1!at) >= 65 select n: count()"),
        Pair(
            "a formula behind a step", "from test where visit.age > 3 select id",
            "from test as t1 join visit as t2 on t2!id = t1!visit_id join person as t3 on t3!id = t2!person_id where age(t3!born, t2!at) > 3 select id: t1!id"
        ),
        Pair(
            "a to-many path is correlated", "from visit where exists(from .tests where value > 3 select one: 1) select n: count()",
            "from visit as t1 where exists(from test as t2 where t2!visit_id = t1!id and t2!value > 3 select one: 1) select n: count()"),
        Pair(
            "outer is the row around",
            "from visit where exists(from .tests where taken > outer.at select one: 1) select n: count()",
            "from visit as t1 where exists(from test as t2 where t2!visit_id = t1!id and t2!taken > t1!at select one: 1) select n: count()"),
        Pair(
            "a to-many path behind a step",
            "from test where exists(from .visit.person.visits where at > outer.taken select one: 1) select n: count()",
            """
            from test as t1 join visit as t3 on t3!id = t1!visit_id join person as t4 on t4!id = t3!person_id
            where exists(from visit as t2 where t2!person_id = t4!id and t2!at > t1!taken select one: 1) select n: count()
            """),
        Pair(
            "a to-many path of the row two around",
            "from person where exists(from .visits where exists(from .tests where value > 1 and taken > outer.outer.born select one: 1) select one: 1) select n: count()",
            """
            from person as t1 where exists(from visit as t2 where t2!person_id = t1!id and exists(
            from test as t3 where t3!visit_id = t2!id and t3!value > 1 and t3!taken > t1!born select one: 1) select one: 1) select n: count()
            """),
        Pair(
            "keys and outputs by their names", "from visit group room: room.name select room, n: count() having n > 3 order n desc",
            "from visit as t1 join room as t2 on t2!id = t1!room_id group room: t2!name select room: t2!name, n: count() having count() > 3 order count() desc"
        ),
        Pair(
            "a query as a source", "from (from visit group room_id select room_id, n: count()) as v where n > 3 select total: sum(n)",
            "from (from visit as t2 group room_id: t2!room_id select room_id: t2!room_id, n: count()) as t1 where t1!n > 3 select total: sum(t1!n)"
        ),
        Pair(
            "parts side by side",
            "align a (from visit group room: room.name select room, n: count()), b (from test group room: room.name select room, m: count()) on room select room, share: a.n / b.m order share",
            """
            align t3 (from visit as t1 join room as t2 on t2!id = t1!room_id group room: t2!name select room: t2!name, n: count()),
            t7 (from test as t4 join visit as t5 on t5!id = t4!visit_id join room as t6 on t6!id = t5!room_id group room: t6!name select room: t6!name, m: count())
            on room select room: t3!room, share: t3!n / t7!m order t3!n / t7!m
            """),
    ]

    /// Aliases may be numbered in any order; the normal form names them by their place.
    @Test(arguments: pairs) func resolves(_ pair: Pair) throws {
        let resolved = try Resolver.resolve(Query.parse(pair.written), in: Catalogs.clinic())
        #expect(resolved.normalized() == (try Query.parse(pair.resolved)).normalized(), "\(pair.about): \(resolved)")
    }

    @Test(arguments: pairs) func resolvingTwiceChangesNothing(_ pair: Pair) throws {
        let catalog = try Catalogs.clinic()
        let once = try Resolver.resolve(Query.parse(pair.written), in: catalog)
        #expect(try Resolver.resolve(once, in: catalog).normalized() == once.normalized(), "\(pair.about)")
    }

    /// No path is left: governance sees every table.
    @Test(arguments: pairs) func noPathIsLeft(_ pair: Pair) throws {
        try Resolver.resolve(Query.parse(pair.written), in: Catalogs.clinic()).walk { term in
            if case .path(let steps) = term { Issue.record("\(pair.about): \(steps) is still a path") }
        }
    }

    static let mistakes: [(String, [String])] = [
        ("from vist select n: count()", ["'vist'", "Did you mean 'visit'?"]),
        ("from visit where rom.name = 'A' select n: count()", ["'rom'", "Did you mean 'room'?"]),
        ("from visit where room.nam = 'A' select n: count()", ["'nam'", "Did you mean 'name'?"]),
        ("from visit where tests.value > 3 select n: count()", ["many rows", "exists(from .tests"]),
        ("from visit where exists(from .test where value > 3 select one: 1) select n: count()", ["'test'", "Did you mean 'tests'?"]),
        ("from visit where outer.at > at select n: count()", ["'outer'"]),
        ("from .tests select n: count()", ["no row to start from"]),
        ("from (from visit select at) as v select cost", ["'cost'"]),
        ("align a (from visit select n: count()), b (from test select m: count()) on room select a.n", ["'room'", "'a'"]),
        ("align a (from visit select n: count()), b (from test select m: count()) select x: a.m", ["'a.m'"]),
    ]

    @Test(arguments: mistakes) func tellsWhatIsUnknown(_ written: String, _ says: [String]) throws {
        let query = try Query.parse(written)
        let catalog = try Catalogs.clinic()
        let error = try #require(throws: CatalogError.self) { try Resolver.resolve(query, in: catalog) }
        for part in says { #expect(error.description.contains(part), "\(error)") }
    }

    // MARK: Conditions on rows, for row filters

    @Test func aConditionHasSubqueriesInPlaceOfJoins() throws {
        let condition = try Resolver(Catalogs.clinic()).resolve(
            condition: Term.parse("room.name = 'A' and at > @2026-01-01"), on: "visit", alias: "t9")
        var joins = 0
        try condition.walk({ _ in }, query: { if case .select(let select) = $0 { joins += select.joins.count } })
        #expect(joins == 0)
        #expect(condition.description.contains("t9!at") && condition.description.contains("from room as"), "\(condition)")
    }

    @Test func aConditionOnAPathOfTwoStepsResolves() throws {
        let condition = try Resolver(Catalogs.clinic()).resolve(condition: Term.parse("visit.room.name = 'A'"), on: "test", alias: "t9")
        #expect(condition.description.contains("t9!visit_id"), "\(condition)")
    }

    @Test func everyMeasureAndConceptOfTheHospitalResolves() throws {
        let catalog = try Catalogs.hospital()
        for measure in catalog.measures.values {
            guard let value = measure.value else { continue }
            let query = Query.select(Select(Source(.entity(measure.entity)), filter: measure.filter, outputs: [Output("v", value)]))
            try Resolver.resolve(query, in: catalog).walk { if case .path = $0 { Issue.record("\(measure.name) keeps a path") } }
        }
        for concept in catalog.concepts.values {
            let query = Query.select(
                Select(Source(.entity(concept.entity)), filter: concept.condition, outputs: [Output("n", .aggregate(Aggregate(.count)))]))
            try Resolver.resolve(query, in: catalog).walk { if case .path = $0 { Issue.record("\(concept.name) keeps a path") } }
        }
    }
}
