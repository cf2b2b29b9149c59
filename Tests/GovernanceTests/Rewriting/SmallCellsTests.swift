import Testing

@testable import Governance

// What the small-cells pass does to totals, for a role whose cells must stand for five patients. Whom it counts it counts up to
// four times as many: `count(distinct …, 20)`.

@Test(
    "patients behind every cell are counted",
    arguments: [
        // A total and a mean of a column that may be empty: the mean stands for those who have a value.
        (
            "from visit group dept_id select dept_id, visits: count(), mean: avg(cost)",
            """
            from visit as t1 group t1!dept_id select t1!dept_id, visits: count(), mean: avg(t1!cost),
            people_1: count(distinct t1!patient_id, 20) hidden, people_2: count(distinct t1!patient_id, 20 where t1!cost is not null) hidden
            order t1!dept_id
            """
        ),
        // A share: those in it and those not in it; where both are enough or nobody, so are all.
        (
            "from visit select share: 100.0 * count(where cost > 10) / count()",
            """
            from visit as t1 select share: 100.0 * count(where t1!cost > 10) / count(),
            people_1: count(distinct t1!patient_id, 20 where t1!cost > 10) hidden,
            people_2: count(distinct t1!patient_id, 20 where case when t1!cost > 10 then false else true end) hidden
            """
        ),
        // Rows whose patient is two steps away; one that cannot be reached stands for somebody, perhaps counted already.
        (
            "from test select highest: max(value)",
            """
            from test as t1 join visit as people_of_1 on people_of_1!visit_id = t1!visit_id select highest: max(t1!value),
            people_2: greatest(count(distinct people_of_1!patient_id, 20 where t1!value is not null),
            least(1, count(where t1!value is not null and people_of_1!patient_id is null))) hidden
            """
        ),
        // A number of patients that is shown is its own guard.
        (
            "from visit group dept_id select dept_id, patients: count(distinct patient_id)",
            """
            from visit as t1 group t1!dept_id select t1!dept_id, patients: count(distinct t1!patient_id),
            people_1: count(distinct t1!patient_id) hidden order t1!dept_id
            """
        ),
        // A total as a subquery of rows about nobody.
        (
            "from dept select name, visits: (from .visits select n: count())",
            """
            from dept as t1 select t1!name, visits: (from visit as t2 where t2!dept_id = t1!dept_id select n: count()),
            people_2: (from visit as n1_t2 where n1_t2!dept_id = t1!dept_id select people: count(distinct n1_t2!patient_id, 20)) hidden
            order t1!name
            """
        ),
        // Groups of one patient inside, a total of patients outside: the patient is handed out.
        (
            "from (from visit group patient_id select n: count()) where n > 3 select patients: count()",
            """
            from (from visit as t2 group t2!patient_id select n: count(), patient_1: t2!patient_id hidden) as t1 where t1!n > 3
            select patients: count(), people_2: count(distinct t1!patient_1, 20) hidden
            """
        ),
        // Totals of totals: a mean has the patients of its largest part at least, the largest may be any part.
        (
            "from (from visit group dept_id select n: count()) select mean: avg(n), most: max(n)",
            """
            from (from visit as t2 group t2!dept_id select n: count(), people_1: count(distinct t2!patient_id, 20) hidden) as t1
            select mean: avg(t1!n), most: max(t1!n), people_2: max(t1!people_1) hidden, people_3: min(t1!people_1) hidden
            """
        ),
        // Totals side by side: a rate stands for the patients of both.
        (
            "align a (from visit select n: count()), b (from team select m: count()) select rate: a.n / b.m",
            """
            align t2 (from visit as t1 select n: count(), people_1: count(distinct t1!patient_id, 20) hidden),
            t4 (from team as t3 select m: count(), people_2: count(distinct t3!patient_id, 20) hidden)
            select rate: t2!n / t4!m, people_3: t2!people_1 hidden, people_4: t4!people_2 hidden
            """
        ),
        // A value of another row stands for that row's patients.
        (
            "from visit group dept_id select dept_id, before: lag(count()) over (order dept_id)",
            """
            from visit as t1 group t1!dept_id select t1!dept_id, before: lag(count()) over (order t1!dept_id),
            people_1: lag(count(distinct t1!patient_id, 20)) over (order t1!dept_id) hidden order t1!dept_id
            """
        ),
        // A set of patients, counted.
        (
            "from ((from visit select patient_id) except (from team select patient_id)) select n: count()",
            """
            from ((from visit as t2 select t2!patient_id) except (from team as t3 select t3!patient_id)) as t1
            select n: count(), people_1: count(distinct t1!patient_id, 20) hidden
            """
        ),
        // Beds and rooms are nobody's.
        (
            "from room group dept_id select dept_id, rooms: count()",
            "from room as t1 group t1!dept_id select t1!dept_id, rooms: count()"
        ),
    ])
func countsPatients(before: String, after: String) throws {
    #expect(try Clinic.permit(before, as: "counter").query.description == Clinic.line(after))
}

@Test("what cannot be counted is guarded by the constant 1, which suppresses")
func suppressesWhatItCannotCount() throws {
    let governed = try Clinic.permit(
        "from ((from visit select dept_id) union (from team select staff_id)) select n: count()", as: "counter")
    #expect(governed.plan.columns.first?.guards.isEmpty == false)
    #expect(governed.query.description.contains("people_1: 1 hidden"))
}

@Test("small cells sort last, in the order of their names, and win no place among the first three")
func sortsSmallCellsLast() throws {
    let governed = try Clinic.permit("from visit group dept_id select dept_id, mean: sum(cost) order mean desc limit 3", as: "counter")
    let people = "count(distinct t1!patient_id, 20 where t1!cost is not null)"
    #expect(
        governed.query.description.hasSuffix(
            "order case when \(people) >= 5 or \(people) = 0 then sum(t1!cost) end desc, t1!dept_id limit 3"))
    #expect(governed.plan.columns[1].sorts)
}

@Test("a condition on totals passes only groups of enough patients, and the answer says so")
func narrowsConditionsOnTotals() throws {
    let governed = try Clinic.permit("from visit group dept_id select dept_id having count() > 3", as: "counter")
    let people = "count(distinct t1!patient_id, 20)"
    #expect(governed.query.description.contains("having count() > 3 and (\(people) >= 5 or \(people) = 0)"))
    #expect(governed.prompts.map(\.code) == ["small-groups"])
}

@Test("which departments have no costly visit tells of few patients, so it is answered for enough of them")
func narrowsExistence() throws {
    let governed = try Clinic.permit("from dept where not exists(from .visits where cost > 10) select name", as: "counter")
    #expect(governed.query.description.contains("select people: count(distinct n1_t2!patient_id, 20)) >= 5"))
}

@Test("a condition on a patient's own rows needs no more than the count of patients, one on those of others does")
func narrowsConditionsOnOthers() throws {
    for own in [
        "from visit where exists(from .tests where value > 3) select n: count()",
        "from visit where patient_id in (from team where staff_id = 1 select patient_id) select n: count()",
        "from patient where (from .visits select n: count()) > 1 select n: count()",
        "from test where exists(from .visit.patient.visits where cost > 10) select n: count()",
    ] {
        #expect(try !Clinic.permit(own, as: "counter").query.description.contains(">= 5"), "\(own)")
    }
    for others in [
        "from visit where exists(from visit as o where o.dept_id = outer.dept_id and o.cost > 10) select n: count()",
        "from visit where cost > (from visit select m: avg(cost)) select n: count()",
        "from visit where dept_id in (from visit where cost > 10 select dept_id) select n: count()",
    ] {
        #expect(try Clinic.permit(others, as: "counter").query.description.contains(">= 5"), "\(others)")
    }
}

@Test("the plan knows keys, guards, and what adds up")
func plans() throws {
    let plan = try Clinic.permit("from visit group dept_id select dept_id, visits: count(), mean: avg(cost)", as: "counter").plan
    #expect(plan.threshold == 5)
    #expect(plan.columns.map(\.isKey) == [true, false, false, false, false])
    #expect(plan.columns.map(\.guards) == [[], [3], [4], [], []])
    #expect(plan.columns.map(\.additive) == [false, true, false, false, false])
    #expect(plan.columns.map(\.role) == [.asked, .asked, .asked, .hidden, .hidden])
}

@Test("groups that are described by two quasi-identifiers or more leave no row when they are small")
func dropsDescribingGroups() throws {
    #expect(try Clinic.permit("from patient group born, city select born, city, n: count()", as: "counter").plan.dropsSmallGroups)
    #expect(try !Clinic.permit("from patient group city select city, n: count()", as: "counter").plan.dropsSmallGroups)
}

@Test(
    "where a question names single patients, not even nobody is told",
    arguments: [
        ("from visit where patient_id = 3 and finding = 'f1' select n: count()", true),
        ("from visit where patient_id in (3, 4) select n: count()", true),
        ("from patient where mrn starts with 'M1' select n: count()", true),
        ("from visit where visit_id = 7 select n: count()", true),
        ("from dept where not exists(from .visits where patient_id = 3) select name", true),
        ("from (from visit select p: concat('', patient_id)) where p = '3' select n: count()", true),
        ("from ((from dept select n: dept_id) union (from visit select n: patient_id)) where n = 3 select n: count()", true),
        ("from visit select n: count(nullif(patient_id, 3))", true), ("from visit select n: sum(least(patient_id, 3))", true),
        ("from visit where patient_id in (from team select patient_id) select n: count()", false),
        ("from visit where finding = 'f1' select n: count()", false),
        ("from visit where dept_id = 3 select n: count()", false),
    ])
func suppressesNobody(query: String, isNamed: Bool) throws {
    let text = Clinic.policyText.replacing(
        "identifiers: { patient-number: show } }", with: "identifiers: { patient-number: show, mrn: show } }")
    #expect(try Clinic.permit(query, as: "counter", policy: text).plan.suppressesNobody == isNamed)
}

@Test(
    "groups by what is made of a patient's number, or holds one on any side, are a list",
    arguments: [
        "from visit group m: lower(patient.mrn) select m, n: count()",
        "from visit group m: case when cost > 3 then concat('a', patient.mrn) else '' end select m, n: count()",
        "from (from visit select m: lower(patient.mrn)) group m select m, n: count()",
        "from ((from dept select x: dept_id) union (from visit select x: patient_id)) group x select x, n: count()",
    ])
func refusesGroupsOfOne(query: String) throws {
    let text = Clinic.policyText.replacing(
        "identifiers: { patient-number: show } }", with: "identifiers: { patient-number: show, mrn: show } }")
    #expect(try Clinic.refuse(query, as: "counter", policy: text).code == "list-not-covered")
}

@Test(
    "who meets a condition that makes a value is counted as who meets one that filters",
    arguments: [
        ("sum(case when cost > 9 then 1 else 0 end)", ["{c}", "case when {c} then false else true end"]),
        ("count(case when cost > 9 then cost end)", ["{c}"]),
        ("avg(integer(cost > 9))", ["{c}", "case when {c} then false else true end"]),
        (
            "max(case when cost > 9 then 1 when finding = 'a' then 2 end)",
            [
                "case when {c} then true else false end", "case when {c} then false when t1!finding = 'a' then true else false end",
                "case when {c} then false when t1!finding = 'a' then false else true end",
            ]
        ),
        ("count(nullif(cost, 9))", ["t1!cost = 9"]), ("sum(least(9, cost))", ["9 < t1!cost"]),
        ("sum(1 / (cost - 9))", ["t1!cost - 9 = 0"]), ("sum(coalesce(cost, 0))", ["t1!cost is not null"]),
        ("sum(cost where finding = 'a')", ["t1!finding = 'a' and t1!cost is not null"]),
    ])
func countsParts(value: String, filters: [String]) throws {
    let query = try Clinic.permit("from visit select x: \(value)", as: "counter").query.description
    for filter in filters {
        let written = filter.replacing("{c}", with: "t1!cost > 9")
        #expect(query.contains("count(distinct t1!patient_id, 20 where \(written)) hidden"), "\(query)")
    }
}

@Test(
    "who has what a subquery or an inner query gives is counted",
    arguments: [
        ("from patient select x: sum((from .visits where cost > 9 select n: count()))", ") <> 0) hidden"),
        ("from (from visit group patient_id select p: patient_id, n: count(where cost > 9)) select x: sum(n)", "!n <> 0) hidden"),
    ])
func countsInnerParts(query: String, guards: String) throws {
    #expect(try Clinic.permit(query, as: "counter").query.description.contains(guards))
}

@Test(
    "a total that is a single patient's number, or is made of one, is nobody else's",
    arguments: ["max(patient_id)", "sum(cost / patient_id)", "min(concat(cost, patient_id))", "max(visit_id)"])
func suppressesNumbers(value: String) throws {
    let governed = try Clinic.permit("from visit select x: \(value), n: count(distinct patient_id)", as: "counter")
    #expect(governed.query.description.contains(": 1 hidden"))
    #expect(governed.plan.columns[0].guards.count > governed.plan.columns[1].guards.count)
}

@Test(
    "small cells have no place among others, in windows too",
    arguments: [
        (
            "from visit group dept_id select dept_id, n: count(), r: rank() over (order count() desc)",
            "r: rank() over (order case when {e} then count() end desc)"
        ),
        (
            "from visit group dept_id select dept_id, l: lag(count()) over (order count())",
            "l: lag(count()) over (order case when {e} then count() end, t1!dept_id)"
        ),
        (
            "from visit group dept_id select dept_id, l: lag(count()) over (order count())",
            "people_1: lag({c}) over (order case when {e} then count() end, t1!dept_id) hidden"
        ),
        (
            "from visit group dept_id select dept_id having row_number() over (order count()) < 3",
            "having row_number() over (order case when {e} then count() end, t1!dept_id) < 3"
        ),
        (
            "from visit group dept_id select dept_id order rank() over (order count())",
            "then rank() over (order case when {e} then count() end) end"
        ),
        (
            "from (from visit group dept_id select dept_id, n: count()) select dept_id, r: rank() over (order n)",
            "r: rank() over (order case when t1!people_1 >= 5 or t1!people_1 = 0 then t1!n end)"
        ),
        (
            "align a (from visit group dept_id select dept_id, n: count()), b (from room group dept_id select dept_id, m: count()) "
                + "on dept_id select dept_id, r: dense_rank() over (order a.n)",
            "r: dense_rank() over (order case when t2!people_1 >= 5 or t2!people_1 = 0 then t2!n end)"
        ),
    ])
func placesSmallCellsLast(question: String, window: String) throws {
    let people = "count(distinct t1!patient_id, 20)"
    let written = window.replacing("{e}", with: "\(people) >= 5 or \(people) = 0").replacing("{c}", with: people)
    let query = try Clinic.permit(question, as: "counter").query.description
    #expect(query.contains(written), "\(query)")
}

@Test(
    "what adds up to a total that stands beside it is known, however it is written",
    arguments: [
        ("count()", true), ("2 * count() - 1", true), ("round(100.0 * count() / 7, 1)", true), ("nullif(-count(), 0)", true),
        ("count() / total(count()) over ()", true), ("avg(cost) / total(avg(cost)) over ()", true), ("avg(cost)", false),
        ("1000 * count() / sum(cost)", false), ("rank() over (order count())", false),
    ])
func knowsWhatAddsUp(value: String, addsUp: Bool) throws {
    let plan = try Clinic.permit("from visit group dept_id select dept_id, x: \(value)", as: "counter").plan
    #expect(plan.columns[1].additive == addsUp)
}

@Test("beside the total of values, which it sums, a mean is told by the others")
func knowsSummedMeans() throws {
    let plan = try Clinic.permit(
        "from visit group dept_id select dept_id, mean: avg(cost), share: 100 * avg(cost) / total(avg(cost)) over ()", as: "counter"
    ).plan
    #expect(plan.columns.prefix(3).map(\.additive) == [false, true, true])
}

@Test(
    "totals over parts of a table, which give back its cells, are guarded by the constant 1",
    arguments: ["total(count()) over (partition city)", "total(count()) over (order city)"])
func suppressesPartialTotals(total: String) throws {
    let governed = try Clinic.permit("from patient group born, city select born, city, x: \(total)", as: "counter")
    let guards = governed.plan.columns[2].guards.map { governed.plan.columns[$0].name }
    #expect(guards.contains { governed.query.description.contains("\($0): 1 hidden") })
    let whole = try Clinic.permit("from patient group born, city select born, city, x: total(count()) over ()", as: "counter")
    #expect(!whole.query.description.contains(": 1 hidden"))
}

@Test(
    "the plan knows values of other rows, wherever they were found",
    arguments: [
        ("from visit group dept_id select dept_id, x: count() - lag(count()) over (order dept_id)", true),
        ("from (from visit group dept_id select dept_id, b: lead(count()) over (order dept_id)) select dept_id, x: b", true),
        ("from visit group dept_id select dept_id, x: rank() over (order count())", false),
    ])
func knowsValuesOfOtherRows(query: String, isOfOtherRow: Bool) throws {
    #expect(try Clinic.permit(query, as: "counter").plan.columns[1].isOfOtherRow == isOfOtherRow)
}

@Test(
    "what one value has and another beside it has not is told by subtraction, so it is counted too",
    arguments: [
        (
            "from visit select a: count(where cost > 9), b: count(where cost > 8)",
            [
                "case when count(where t1!cost > 9 and {n t1!cost > 8}) = 0 then {c t1!cost > 8 and {n t1!cost > 9}} end hidden",
                "case when count(where t1!cost > 8 and {n t1!cost > 9}) = 0 then {c t1!cost > 9 and {n t1!cost > 8}} end hidden",
            ], 4
        ),
        // Nobody is in both, so that nothing can be subtracted; nor can one kind of value from another.
        ("from visit select a: count(where dept_id = 1), b: count(where dept_id = 2)", [], 2),
        ("from visit select a: count(where dept_id = 1), b: sum(cost where cost > 9)", [], 2),
        (
            "align a (from visit select n: count()), b (from visit where cost > 9 select n: count()) select a: a.n, b: b.n",
            ["{c {n t1!cost > 9}} hidden"], 3
        ),
        (
            "align a (from visit where at is not null and at > @2026-01-01 group dept_id select dept_id, n: count()), "
                + "b (from visit where at > @2026-01-01 and patient.city = 'A' group dept_id select dept_id, n: count()) on dept_id "
                + "select dept_id, a: a.n, b: b.n",
            ["{c {n d1_t4!city = 'A'}} hidden"], 3
        ),
        (
            "from visit select a: count(), b: (from visit as v where v.cost > 9 select n: count())",
            ["{c {n t1!cost > 9}} hidden"], 3
        ),
        (
            "from dept select name, a: (from .visits select n: count()), b: (from .visits where cost > 9 select n: count())",
            ["count(distinct n3_t2!patient_id, 20 where {n n3_t2!cost > 9})) hidden"], 3
        ),
        // Neither chooses among the rows of the other.
        (
            "align a (from visit where at < @2026-01-01 select n: count()), b (from visit where at >= @2026-01-01 select n: count()) "
                + "select a: a.n, b: b.n", [], 2
        ),
        ("align a (from visit select n: count()), b (from team where staff_id = 1 select n: count()) select a: a.n, b: b.n", [], 2),
    ])
func countsDifferences(question: String, filters: [String], guards: Int) throws {
    let governed = try Clinic.permit(question, as: "counter")
    let query = governed.query.description
    for filter in filters {
        let written = filter.replacing("{c ", with: "count(distinct t1!patient_id, 20 where ").replacing("}}", with: "})")
            .replacing("{n ", with: "case when ").replacing("}", with: " then false else true end")
        #expect(query.contains(written), "\(written) in \(query)")
    }
    #expect(query.components(separatedBy: "count(distinct").count - 1 == guards, "\(query)")
}
