import Algebra
import Testing

@Suite struct RoundTripTests {
    @Test func everyQueryIsReadBackAsItWasPrinted() throws {
        for seed in 0..<10_000 {
            var generator = Generator(seed: UInt64(seed))
            let query = generator.query(depth: seed % 4)
            let text = query.description
            let read = try Query.parse(text)
            try #require(read == query, "seed \(seed): \(text)")
            if seed % 10 == 0 { try #require(try Query.parse(query.formatted()) == query, "seed \(seed), formatted") }
        }
    }

    @Test func everyExpressionIsReadBackAsItWasPrinted() throws {
        for seed in 0..<10_000 {
            var generator = Generator(seed: UInt64(seed))
            let expression = generator.expression(depth: seed % 5)
            let text = expression.description
            try #require(try Term.parse(text) == expression, "seed \(seed): \(text)")
        }
    }

    @Test(arguments: [
        "from admission where discharge_time is null and department.name = 'Cardiology' select inpatients: count()",
        "from admission as t1 join department as t2 on t1!dept_id = t2!dept_id visible (t2!dept_id = $caller.dept_id) "
            + "where t1!admit_time >= @2026-05-01 and t1!admit_time < @2026-06-01T12:00:00 group department: t2!name "
            + "select department, admissions: count() supporting order admissions desc limit 5 rank",
        "from patient where exists(from .diagnoses where code starts with 'E11') and not exists(from .prescriptions where drug.name "
            + "contains 'insulin') select patients: count(distinct patient_id)",
        "align e (from adverse_event where kind = 'fall' group dept_id select dept_id, falls: count()), n (from bed_stay group "
            + "bed.ward.dept_id select dept_id, days: sum(overlap_days(start_time, end_time, $from, $to))) on dept_id select dept_id, rate: "
            + "round(1000 * e.falls / n.days, 2)",
        "(from a select x) union ((from b select x) except (from c select x))",
        "from calendar(month, @2026-01-01, @2026-07-01) as m select label, start, beds: (from bed where status = 'open' select n: count())",
        "from lab_result select value, previous: lag(value) over (partition patient_id order collected_at) order collected_at desc limit 1",
        "from x where a not in (1, 2) or b is not null and not (c or d) select v: case when a > -1 then - -b else -(5) end",
    ])
    func readableQueriesPrintAsTheyWereWritten(text: String) throws {
        let printed = try Query.parse(text).description
        #expect(printed == text.replacing("- -b", with: "-(-b)"))
    }

    @Test func aQueryIsLaidOutAClauseALine() throws {
        let query = try Query.parse(
            "from admission as a where exists(from .diagnoses where code starts with 'I21') group department.name select name, n: count() order n desc limit 3"
        )
        #expect(
            query.formatted() == """
                from admission as a
                where exists(
                    from .diagnoses
                    where code starts with 'I21'
                )
                group department.name
                select name, n: count()
                order n desc
                limit 3
                """)
    }

    @Test func sugarIsReadAsWhatItMeans() throws {
        #expect(try Term.parse("x between 1 and 2 + 3") == Term.parse("x >= 1 and x <= 2 + 3"))
        #expect(try Term.parse("x not between 1 and 2") == Term.parse("not (x >= 1 and x <= 2)"))
        #expect(try Term.parse("x not in (1)") == Term.parse("not x in (1)"))
    }
}
