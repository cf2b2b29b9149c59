import Algebra
import Catalog
import Testing

@testable import Governance

// How columns may be used: for a doctor (record numbers in part, names whole), a counter (totals, no names), and a scholar (pseudonyms,
// months, years).

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
        "days(at, @2026-01-09) > 3", "days(at, coalesce(at, $now)) > 3", "days(at, case when cost > 1 then at else @2026-01-09 end) > 3",
        "age(patient.born, @2026-01-09) >= 65", "age(@1950-01-09, at) >= 65",
        "patient.born < @1950-02-01", "month(patient.born) = '1950-02'", "weekday(at) = 1", "age(patient.born, at) = 93",
    ])
func refusesFinerSteps(condition: String) throws {
    #expect(
        try Clinic.refuse("from visit where \(condition) select n: count()", as: "scholar", for: "research").code == "column-not-covered")
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

@Test("a row that is found by a key beyond the level is closed: what is read of it would tell the key")
func closesWhatAClosedKeyFinds() throws {
    let catalog = try CatalogLoader.load(
        text: Clinic.catalogText.replacing(
            "dept_id: { type: identifier, level: public }", with: "dept_id: { type: identifier, level: highly-sensitive }"),
        file: "clinic.yaml")
    let governor = try Governor(policy: Clinic.policy(), catalog: catalog)
    let query = try Resolver.resolve(Query.parse("from visit select visit_id, dept.name"), in: catalog)
    let decision = try governor.govern(
        query, caller: Clinic.caller("head"), purpose: "treatment", environment: RequestEnvironment(now: "2026-06-30 12:00:00")
    ) { _, _ in [] }
    guard case .permit(let governed) = decision else {
        Issue.record("refused")
        return
    }
    #expect(governed.withheld == ["name"])
}

@Test(
    "what hides a column hides whether it has a value, how many different ones, and what it equals",
    arguments: [
        "from patient group patient_id select patient_id, x: count(mrn)", "from patient group city select city, x: count(distinct name)",
        "from patient select city, x: nullif('M1', mrn)", "from patient select city, x: nullif(mrn, 'M1')",
    ])
func withholdsCounts(query: String) throws {
    let text = Clinic.policyText.replacing("mrn: partial, name: show }", with: "mrn: hide, name: partial }")
    #expect(try Clinic.permit(query, as: "doctor", policy: text).withheld == ["x"])
}

@Test(
    "rows are not compared as wholes by what is masked",
    arguments: [
        "(from patient where patient_id = 3 select mrn) intersect (from dept select m: 'M1')",
        "(from patient select born) except (from dept select b: @2000-01-01)",
        "(from patient select name) union (from dept select name)",
        "from patient select distinct name limit 3 rank", "from (from patient select distinct name) select n: count()",
        "align a (from patient select mrn, x: city), b (from dept select mrn: 'M1', y: 1) on mrn select a.x, b.y",
    ])
func refusesComparedRows(query: String) throws {
    let text = Clinic.policyText.replacing(
        "quasi: show, identifiers: { patient-number: show, mrn: partial, name: show }",
        with: "quasi: show, identifiers: { patient-number: show, mrn: partial, name: partial, birth-date: year }")
    #expect(try Clinic.refuse(query, as: "doctor", policy: text).code == "column-not-covered")
}

@Test(
    "the least and greatest of masked values are withheld where the hidden part chooses them",
    arguments: [
        ("x: max(mrn)", "partial", true), ("x: min(mrn)", "pseudonym", true), ("x: max(mrn where name = 'A')", "partial", true),
        ("x: max(city)", "district", true), ("x: max(city)", "postcode-3", true), ("x: max(born)", "month", false),
        ("x: min(born)", "year", false), ("x: max(age(born, $now))", "age-band-5", false),
    ])
func withholdsExtremes(output: String, treatment: String, isWithheld: Bool) throws {
    let text = Clinic.policyText.replacing(
        "mrn: partial, name: show }", with: "mrn: \(treatment), city: \(treatment), birth-date: \(treatment), name: show }")
    let governed = try Clinic.permit("from patient group patient_id select patient_id, \(output)", as: "doctor", policy: text)
    #expect(governed.withheld == (isWithheld ? ["x"] : []))
}

@Test("the greatest of masked values is shown in part to those who may choose rows by them")
func showsExtremesOfFilterable() throws {
    let text = Clinic.policyText.replacing("mrn: partial, name: show } }", with: "mrn: partial, name: show }, filter: [mrn] }")
    let governed = try Clinic.permit("from patient group city select x: max(mrn)", as: "doctor", policy: text)
    #expect(governed.plan.columns[0].treatment == .partial(kind: "mrn"))
}

@Test(
    "what is not shown chooses no row of a query within another",
    arguments: [
        "from (from patient select mrn order born limit 3) select mrn", "from (from patient select mrn, city limit 3) select city",
        "from visit select visit_id, m: (from patient where city = 'A' select mrn)",
        "from (from patient group city select m: max(mrn), city order count() limit 3) select city",
    ])
func refusesHiddenPlaces(query: String) throws {
    let refusal = try Clinic.refuse(query, as: "doctor")
    #expect(refusal.text.text(in: "en") == "Not 'mrn (patient)'.")
    #expect(refusal.trace.last == "refused: column-not-covered")
}

@Test(
    "what is not shown may be read of rows that shown values or their keys choose",
    arguments: [
        "from (from patient select mrn order born, patient_id limit 3) select mrn",
        "from (from patient select mrn limit 3 rank) select mrn",
        "from visit select visit_id, m: (from patient where patient_id = outer.patient_id select mrn)",
        "from visit select visit_id, m: (from patient where city = 'A' select mrn order patient_id)",
        "from (from patient group city select m: max(mrn), city order city limit 3) select city",
        "from visit select visit_id, c: (from patient where city = 'A' select name)",
    ])
func permitsShownPlaces(query: String) throws {
    _ = try Clinic.permit(query, as: "doctor")
}

@Test(
    "rows are gathered by what they are linked by and by pseudonyms, not by other numbers that are shown in part or not at all",
    arguments: [
        "from patient group mrn select n: count()", "from patient select name, n: total(1) over (partition mrn)",
        "from patient where mrn in (from patient where name = 'A' select mrn) select n: count()",
        "from patient where (from patient as p where p.mrn = outer.mrn select n: count()) > 1 select n: count()",
        "align a (from patient select mrn, x: city), b (from patient select mrn, y: city) on mrn select a.x, b.y",
    ], ["hide", "partial"])
func refusesOtherNumbers(query: String, treatment: String) throws {
    let text = Clinic.policyText.replacing("mrn: partial, name: show }", with: "mrn: \(treatment), name: show }")
    #expect(try Clinic.refuse(query, as: "doctor", policy: text).code == "column-not-covered")
}

@Test("pseudonyms and what rows are linked by gather rows", arguments: ["mrn", "patient_id"])
func permitsNumbers(number: String) throws {
    for query in [
        "from patient group \(number) select n: count()", "from patient select n: total(1) over (partition \(number))",
        "from patient where \(number) in (from patient where born >= @1990-01-01 select \(number)) select n: count()",
    ] {
        _ = try Clinic.permit(query, as: "scholar", for: "research")
    }
}
