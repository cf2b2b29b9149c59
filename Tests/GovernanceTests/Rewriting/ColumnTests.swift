import Catalog
import Testing

@testable import Governance

// Column access, masks by lineage, and what is withheld: for a doctor (record numbers in part, names whole), a counter (totals, no
// names), and a scholar (pseudonyms, months, years).

@Test(
    "the mask follows the value through what it is made of",
    arguments: [
        ("from patient select x: mrn", Treatment.partial(kind: "mrn")),
        ("from patient select x: name", .show),
        ("from visit select x: patient.mrn", .partial(kind: "mrn")),
        ("from patient select x: lower(mrn)", .partial(kind: "mrn")),
        ("from patient select x: coalesce(mrn, 'none')", .partial(kind: "mrn")),
        ("from patient select x: case when born < @2000-01-01 then mrn end", .partial(kind: "mrn")),
        ("from (from patient select mrn) select x: mrn", .partial(kind: "mrn")),
        ("from patient select x: length(name)", .show),
        ("from visit group patient_id select x: max(patient.mrn)", .partial(kind: "mrn")),
    ])
func followsLineage(query: String, treatment: Treatment) throws {
    #expect(try Clinic.permit(query, as: "doctor").plan.columns.first?.treatment == treatment)
}

@Test(
    "what a mask no longer fits is withheld, and alone refused",
    arguments: [
        "from patient select x: concat('number ', mrn)",
        "from patient select x: length(mrn)",
        "from visit select x: (from patient where patient_id = outer.patient_id select n: length(mrn))",
    ])
func withholdsWhatNoMaskFits(query: String) throws {
    let refusal = try Clinic.refuse(query, as: "doctor")
    #expect(refusal.code == "column-not-covered")
    #expect(refusal.text.text(in: "en") == "Not 'mrn (patient)'.")
}

@Test("a withheld column leaves the others in the answer, is not read, and is said")
func withholdsOneOfSeveral() throws {
    let governed = try Clinic.permit("from patient select name, x: length(mrn)", as: "doctor")
    #expect(governed.withheld == ["x"])
    #expect(governed.query.description.hasSuffix("select t1!name, x: null"))
    #expect(governed.prompts.map { $0.text.text(in: "en") } == ["Withheld: mrn (patient)"])
}

@Test(
    "a column that may not be seen may not be filtered, sorted or grouped by either",
    arguments: [
        ("from patient where mrn = 'M1' select name", "filter"),
        ("from patient where mrn in ('M1', 'M2') select name", "filter"),
        ("from patient where mrn starts with 'M' select n: count()", "filter"),
        ("from patient where name = 'A' and (born > @2000-01-01 or lower(mrn) = 'm1') select name", "filter"),
        ("from visit where exists(from patient where mrn = 'M1' and patient_id = outer.patient_id) select visit_id", "filter"),
        ("from visit where patient_id in (from patient where mrn = 'M1' select patient_id) select visit_id", "filter"),
        ("from patient select name, x: case when mrn = 'M1' then 1 else 0 end", "filter"),
        ("from patient select n: count(where mrn = 'M1')", "filter"),
        ("from (from patient select name, m: mrn) where m = 'M1' select name", "filter"),
        ("from patient group born select born, n: count() having max(mrn) > 'M5'", "filter"),
        ("from patient select name order mrn", "sort"),
        ("from patient select name, r: rank() over (order mrn)", "sort"),
        ("from patient group m: lower(mrn) select m, n: count()", "group"),
    ])
func refusesOtherUses(query: String, use: String) throws {
    let refusal = try Clinic.refuse(query, as: "doctor")
    #expect(refusal.code == "column-not-covered")
    #expect(refusal.text.text(in: "en") == "Not 'mrn (patient)'.")
}

@Test("linking rows by identifiers and counting them is free")
func permitsLinks() throws {
    _ = try Clinic.permit("from visit where patient_id in (from team select patient_id) select n: count()", as: "scholar", for: "research")
    _ = try Clinic.permit("from patient where not exists(from .visits) select n: count(distinct mrn)", as: "scholar", for: "research")
}

@Test("a scholar sees months, years and pseudonyms, and one pseudonym a patient")
func pseudonymises() throws {
    let governed = try Clinic.permit("from visit select patient.mrn, patient_id, at, patient.born", as: "scholar", for: "research")
    #expect(governed.plan.columns.map(\.treatment) == [.pseudonym, .pseudonym, .generalise(.month), .generalise(.year)])
    #expect(governed.plan.columns.prefix(2).map(\.identifies) == ["patient", "patient"])
    #expect(governed.plan.pseudonymDomain == "2")
    #expect(governed.query.description.contains("select mrn: t2!patient_id, t1!patient_id, t1!at, t2!born"))
}

@Test(
    "coarse values may be compared where that splits no step",
    arguments: [
        "at >= @2026-01-01", "at < @2026-02-01", "month(at) = '2026-01'", "year(at) = 2026", "at is null", "year(patient.born) < 1950",
        "age(patient.born, at) >= 65", "days(at, at) > 3",
    ])
func permitsWholeSteps(condition: String) throws {
    _ = try Clinic.permit("from visit where \(condition) select n: count()", as: "scholar", for: "research")
}

@Test(
    "coarse values may not be compared with anything finer",
    arguments: [
        "at >= @2026-01-05", "at > @2026-01-01", "at = @2026-01-01", "date(at) = @2026-01-01", "at < @2026-01-01T08:00:00",
        "days(at, @2026-01-09) > 3",
        "patient.born < @1950-02-01", "month(patient.born) = '1950-02'", "weekday(at) = 1", "age(patient.born, at) = 93",
    ])
func refusesFinerSteps(condition: String) throws {
    #expect(
        try Clinic.refuse("from visit where \(condition) select n: count()", as: "scholar", for: "research").code == "column-not-covered")
}

@Test("means of coarse values over enough patients are no one's, extremes are someone's")
func releasesMeans() throws {
    let governed = try Clinic.permit(
        "from visit select mean: avg(age(patient.born, at)), oldest: max(age(patient.born, at)), last: max(at)", as: "scholar",
        for: "research")
    #expect(governed.plan.columns.prefix(3).map(\.treatment) == [.show, .generalise(.age), .generalise(.month)])
}

@Test("a column above the level of the role is closed in every use")
func closesByLevel() throws {
    for query in [
        "from visit select n: count(secret)", "from visit where secret = 'x' select n: count()",
        "from visit group secret select n: count()",
        "from visit select secret", "from visit select visit_id order secret", "from visit where secret is null select n: count()",
    ] {
        #expect(try Clinic.refuse(query, as: "head").text.text(in: "en") == "Not 'secret (visit)'.", "\(query)")
    }
}

@Test("lists of masked values come in the order of what is shown, not of what is hidden")
func breaksTies() throws {
    let plain = try Clinic.permit("from patient select name order name", as: "doctor")
    #expect(plain.plan.ties == nil)
    let masked = try Clinic.permit("from patient select mrn order born", as: "doctor")
    #expect(masked.query.description.hasSuffix("select t1!mrn, order_1: t1!born hidden order t1!born"))
    #expect(masked.plan.ties == [1])
}

@Test("a rate within a department is divided by the department's rooms")
func resolvesScope() throws {
    let governed = try Clinic.permit(
        "align v (from visit select n: count()), r (from room select m: count()) select rate: v.n / r.m", as: "head")
    #expect(
        governed.query.description
            == Clinic.line(
                """
                align t2 (from visit as t1 visible (t1!dept_id = $caller.dept_id) select n: count()),
                t4 (from room as t3 where t3!dept_id = $caller.dept_id select m: count()) select rate: t2!n / t4!m
                """))
    #expect(governed.scope.map { $0.text(in: "en") } == ["your department 2"])
    #expect(try Clinic.permit("from room select m: count()", as: "head").query.description == "from room as t1 select m: count()")
}
