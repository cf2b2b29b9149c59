import Algebra
import Catalog
import Testing

@testable import Governance

// What becomes of outputs, by where their values come from: an output that may not leave is emptied in its place, so that nothing is read for it.

@Test(
    "what may not leave is emptied, and a patient's numbers become the patient's key",
    arguments: [
        // A name in full is not the scholar's; the city beside it is not either; the cost is.
        ("from patient select patient_id, name, city", "from patient as t1 select t1!patient_id, name: null, city: null"),
        // What is made of a masked value has no mask of its own: it is withheld.
        ("from patient select patient_id, m: length(mrn)", "from patient as t1 select t1!patient_id, m: null"),
        // Either number of a patient is the same pseudonym.
        ("from patient select mrn", "from patient as t1 select mrn: t1!patient_id"),
        (
            "from patient group mrn select mrn, n: count()",
            "from patient as t1 group mrn: t1!patient_id select mrn: t1!patient_id, n: count()"
        ),
        // So it is where nothing else could be put in its place.
        (
            "from patient select patient_id, m: lag(mrn) over (partition patient_id), n: lower(mrn)",
            "from patient as t1 select t1!patient_id, m: null, n: null"
        ),
        // A total stays one when its only aggregate is emptied.
        ("from visit select m: max(secret), one: 1", "from visit as t1 select m: null, one: 1, total: count() hidden"),
        // A month is made of a date when it leaves, so the date is read as it is.
        ("from visit select at, cost", "from visit as t1 select t1!at, t1!cost"),
    ])
func emptiesWhatMayNotLeave(before: String, after: String) throws {
    #expect(try Clinic.permit(before, as: "scholar", for: "research").query.description == Clinic.line(after))
}

@Test("a withheld column leaves the others in the answer, is not read, and is said")
func withholdsOneOfSeveral() throws {
    let governed = try Clinic.permit("from patient select name, x: length(mrn)", as: "doctor")
    #expect(governed.withheld == ["x"])
    #expect(governed.query.description.hasSuffix("select t1!name, x: null"))
    #expect(governed.prompts.map { $0.text.text(in: "en") } == ["Withheld: mrn (patient)"])
}

@Test("a scholar sees months, years and pseudonyms, and one pseudonym a patient")
func pseudonymises() throws {
    let governed = try Clinic.permit("from visit select patient.mrn, patient_id, at, patient.born", as: "scholar", for: "research")
    #expect(governed.plan.columns.map(\.treatment) == [.pseudonym, .pseudonym, .generalise(.month), .generalise(.year)])
    #expect(governed.plan.columns.prefix(2).map(\.identifies) == ["patient", "patient"])
    #expect(governed.plan.pseudonymDomain == "2")
    #expect(governed.query.description.contains("select mrn: t2!patient_id, t1!patient_id, t1!at, t2!born"))
}

@Test("within a value that the request does not have no pseudonym is stable, whatever else reads it")
func hasNoDomainWithoutValue() throws {
    let text = Clinic.policyText.replacing("study.dept_id", with: "environment.project")
        .replacing("- { about: patients }", with: "- { about: patients, where: \"subject > 0 or $environment.project = 'a'\" }")
    let without = try Clinic.permit("from visit select patient_id", as: "scholar", for: "research", policy: text)
    #expect(without.parameters["environment.project"] == .null)
    #expect(without.plan.pseudonymDomain == nil)
    let environment = RequestEnvironment(now: "2026-06-30 12:00:00", attributes: ["project": .text("a")])
    let within = try Clinic.permit("from visit select patient_id", as: "scholar", for: "research", policy: text, environment: environment)
    #expect(within.plan.pseudonymDomain == "a")
}

@Test("means of coarse values over enough patients are no one's, extremes are someone's")
func releasesMeans() throws {
    let governed = try Clinic.permit(
        "from visit select mean: avg(age(patient.born, at)), oldest: max(age(patient.born, at)), last: max(at)", as: "scholar",
        for: "research")
    #expect(governed.plan.columns.prefix(3).map(\.treatment) == [.show, .generalise(.age), .generalise(.month)])
}

@Test("where only ages may be known of a birth, an age worked out from it comes in their bands, and its year is withheld")
func showsAgesOfHiddenBirths() throws {
    let text = Clinic.policyText.replacing("birth-date: year", with: "birth-date: age-band-5")
    let governed = try Clinic.permit(
        "from visit select today: age(patient.born, $now), earlier: age(patient.born, at), born: year(patient.born)", as: "scholar",
        for: "research",
        policy: text)
    #expect(governed.plan.columns.prefix(2).map(\.treatment) == [.generalise(.ageBand5), .generalise(.ageBand5)])
    #expect(governed.withheld == ["born"])
}

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

@Test("direct identifiers in part are shown in the way of their kind")
func masksByTheColumnsKind() throws {
    let text = Clinic.policyText.replacing("quasi: show, direct: show }", with: "quasi: show, direct: partial }")
    let governor = try Governor(policy: Policy.load(text: text, file: "policy.yaml"), catalog: Clinic.catalog())
    let query = try Resolver.resolve(Query.parse("from patient select name, mrn"), in: Clinic.catalog())
    let decision = try governor.govern(
        query, caller: Clinic.caller("ward"), purpose: "treatment", environment: RequestEnvironment(now: "2026-06-30 12:00:00")
    ) { _, _ in [] }
    guard case .permit(let governed) = decision else {
        Issue.record("refused")
        return
    }
    #expect(governed.plan.columns.prefix(2).map(\.treatment) == [.partial(kind: "name"), .partial(kind: "mrn")])
}
