import Algebra
import Catalog
import Testing

@testable import Governance

private let visits = "from visit select visits: count()"

private func circumstances(_ attributes: [String: String] = [:], now: String = "2026-06-30 12:00:00") -> RequestEnvironment {
    RequestEnvironment(now: now, attributes: attributes.mapValues { .text($0) })
}

/// The clinic's policy with other words for one of its parts.
private func policy(_ old: String, _ new: String) throws -> String {
    let text = Clinic.policyText.replacing(old, with: new)
    try #require(text != Clinic.policyText)
    return text
}

@Test("a role is the caller's only while its circumstances and days hold, and the refusal says so")
func limitsRoles() throws {
    let text = try policy(
        "    subjects: [{ role: doctor }]\n",
        "    subjects: [{ role: doctor }]\n    when: [\"hour($now) >= 8 and hour($now) < 20\", \"$environment.zone in ('unit', 'ward')\"]\n"
            + "    until: 2026-06-30\n")
    _ = try Clinic.permit(visits, as: "doctor", policy: text, environment: circumstances(["zone": "ward"]))
    for environment in [
        circumstances(["zone": "ward"], now: "2026-06-30 20:00:00"), circumstances(["zone": "ward"], now: "2026-07-01 12:00:00"),
        circumstances(["zone": "home"]), circumstances(),
    ] {
        #expect(try Clinic.refuse(visits, as: "doctor", policy: text, environment: environment).code == "role-not-now")
    }
}

@Test("beside other roles, one that covers the purpose at another time is told")
func tellsTheRoleOfAnotherTime() throws {
    let text = try policy("    subjects: [{ role: doctor }]\n", "    subjects: [{ role: doctor }]\n    until: 2026-01-01\n").replacing(
        "refusals:\n",
        with: """
              staff:
                subjects: [{ kind: staff }]
                purposes: [research]
                small-cells: 5
            refusals:

            """)
    #expect(try Clinic.refuse(visits, as: "doctor", policy: text).code == "role-not-now")
    #expect(try Clinic.refuse(visits, as: "porter", policy: text).code == "purpose-not-covered")
}

@Test("a purpose is a ceiling on what any role sees for it")
func capsByPurpose() throws {
    let text = try policy(
        "purposes: { treatment: treatment, research: research }",
        "purposes: { treatment: { label: treatment, columns: { lists: sensitive, identifiers: { name: partial } } }, research: research }")
    let governed = try Clinic.permit("from patient select patient_id, name", as: "doctor", policy: text)
    #expect(governed.plan.columns[1].treatment == .partial(kind: "name"))
    #expect(try Clinic.permit("from visit select visit_id, secret", as: "doctor", policy: text).withheld == ["secret"])
    // Not even a rule opens what the purpose does not cover.
    let rule = "\nrules:\n  - { permit: values, on: { attributes: [visit.secret] } }\n"
    #expect(try Clinic.permit("from visit select visit_id, secret", as: "doctor", policy: text + rule).withheld == ["secret"])
}

@Test("what a purpose demands must be found, whoever asks")
func demandsByPurpose() throws {
    let text = try policy(
        "purposes: { treatment: treatment, research: research }",
        """
        purposes: { treatment: { label: treatment, demands: [study] }, research: research }
        requirements:
          study: { fact: "from dept where dept_id = $caller.dept_id select dept_id", as: study, otherwise: no-study }
        """)
    #expect(try Clinic.refuse(visits, as: "doctor", facts: [], policy: text).code == "no-study")
    #expect(try Clinic.permit(visits, as: "doctor", policy: text).parameters["study.dept_id"] == .integer(2))
    // A fact that is demanded under two names has both.
    let twice = text.replacing("demands: [study]", with: "demands: [study, place]").replacing(
        "  study: { fact",
        with:
            "  place: { fact: \"from dept where dept_id = $caller.dept_id select dept_id\", as: place, otherwise: no-study }\n  study: { fact"
    )
    let governed = try Clinic.permit(visits, as: "doctor", policy: twice)
    #expect(governed.parameters["study.dept_id"] == .integer(2) && governed.parameters["place.dept_id"] == .integer(2))
}

@Test("constants of the policy are parameters of its conditions and words of its texts")
func bindsConstants() throws {
    let text =
        try policy("scope: your patients }", "scope: \"your patients of {policy.days} days\" }").replacing(
            "staff_id = $caller.staff_id select", with: "staff_id = $policy.days select") + "\nparameters: { days: 3 }\n"
    let governed = try Clinic.permit(visits, as: "doctor", policy: text)
    #expect(governed.parameters["policy.days"] == .integer(3))
    #expect(governed.scope.first?.text(in: "en") == "your patients of 3 days")
}

@Test("nothing leaves the house but what may be exported, to where it may go")
func guardsExport() throws {
    let list = "from visit select visit_id, cost, finding"
    let abroad = circumstances(["destination": "CH"])
    #expect(try Clinic.refuse(list, as: "doctor", environment: abroad).code == "column-not-covered")
    let text = try policy(
        "columns: { lists: highly-sensitive, totals: highly-sensitive, quasi: show, identifiers: {",
        "columns: { lists: highly-sensitive, totals: highly-sensitive, export: internal, quasi: show, identifiers: {")
    #expect(try Clinic.permit(list, as: "doctor", policy: text, environment: abroad).withheld == ["finding"])
    // Nor does more leave for a purpose than the purpose lets out, whatever a rule permits.
    let capped = text.replacing("{ treatment: treatment,", with: "{ treatment: { label: treatment, columns: { export: public } },")
    let opening = "\nrules:\n  - { permit: export, on: { attributes: [visit.cost] } }\n"
    #expect(try Clinic.refuse(list, as: "doctor", policy: capped + opening, environment: abroad).code == "column-not-covered")
    let rule = "\nrules:\n  - { name: stays, deny: export, on: { attributes: [visit.cost] }, when: \"$environment.destination <> 'CN'\" }\n"
    #expect(try Clinic.permit(list, as: "doctor", policy: text + rule, environment: abroad).withheld == ["cost", "finding"])
    let home = circumstances(["destination": "CN"])
    #expect(try Clinic.permit(list, as: "doctor", policy: text + rule, environment: home).withheld == ["finding"])
    #expect(try Clinic.permit(list, as: "doctor", policy: text + rule).withheld.isEmpty)
}

@Test("where nothing of a table may leave the house, how many rows it has may not either")
func guardsExportOfCounts() throws {
    let abroad = circumstances(["destination": "CH"])
    for question in ["from visit select n: count()", "from visit select one: 1", "from room select n: (from visit select n: count())"] {
        #expect(try Clinic.refuse(question, as: "doctor", environment: abroad).code == "column-not-covered")
        _ = try Clinic.permit(question, as: "doctor")
    }
    let text = try policy(
        "columns: { lists: highly-sensitive, totals: highly-sensitive, quasi: show, identifiers: {",
        "columns: { lists: highly-sensitive, totals: highly-sensitive, export: internal, quasi: show, identifiers: {")
    _ = try Clinic.permit("from visit select n: count()", as: "doctor", policy: text, environment: abroad)
    let rule = "\nrules:\n  - { name: stays, deny: export, on: { entities: [visit] } }\n"
    let refusal = try Clinic.refuse("from visit select n: count()", as: "doctor", policy: text + rule, environment: abroad)
    #expect(refusal.rule == "stays")
}

@Test("a third party reads what its agreement names, while it runs, and takes it where it may go")
func keepsAgreements() throws {
    let text =
        try policy("          head:\n    subjects: [{ role: head }]".trimmed, "head:\n    agreement: party\n    subjects: [{ role: head }]")
        + "\nagreements:\n  party: { columns: [visit.cost, visit.dept_id], from: 2026-01-01, until: 2026-06-30, destinations: [CN] }\n"
    let list = "from visit select visit_id, cost, finding, at"
    #expect(try Clinic.permit(list, as: "head", policy: text).withheld == ["visit_id", "finding", "at"])
    #expect(try Clinic.refuse("from visit where finding = 'f' select cost", as: "head", policy: text).code == "column-not-covered")
    _ = try Clinic.permit("from visit select visits: count()", as: "head", policy: text)
    for now in ["2025-12-31 12:00:00", "2026-07-01 00:00:00"] {
        #expect(try Clinic.refuse(list, as: "head", policy: text, environment: circumstances(now: now)).code == "agreement-not-running")
    }
    #expect(
        try Clinic.refuse(list, as: "head", policy: text, environment: circumstances(["destination": "CH"])).code == "agreement-destination"
    )
    #expect(
        try Clinic.permit(list, as: "head", policy: text, environment: circumstances(["destination": "CN"])).withheld
            == ["visit_id", "finding", "at"])
}

@Test("a policy may have a scale of its own; what no level selects is closed")
func readsByItsOwnScale() throws {
    let text =
        try policy("columns: { lists: highly-sensitive, totals: highly-sensitive, quasi", "columns: { lists: L2, totals: L3, quasi")
        .replacing("lists: sensitive", with: "lists: L2").replacing("totals: sensitive", with: "totals: L2")
        .replacing("lists: highly-sensitive, totals: highly-sensitive", with: "lists: L2, totals: L2").replacing(
            "lists: L2\n      totals: sensitive", with: "lists: L2\n      totals: L2")
            + """

            levels:
              - { name: L1, on: { levels: [public] } }
              - { name: L2, on: [{ levels: [internal] }, { attributes: [visit.finding] }] }
              - { name: L3, on: { identifies: [direct] } }
            """
    // A name is level 3, and lists of the doctor end at level 2; `secret` and `value` have no level.
    let governed = try Clinic.permit("from visit select visit_id, finding, secret, patient.name", as: "doctor", policy: text)
    #expect(governed.withheld == ["secret", "name"])
    #expect(try Clinic.refuse("from test select n: avg(value)", as: "doctor", policy: text).code == "column-not-covered")
}

@Test("lists are bounded, one row more is asked for, and totals are left alone")
func boundsLists() throws {
    let text = try policy("    subjects: [{ role: doctor }]\n", "    subjects: [{ role: doctor }]\n    most-rows: 2\n")
    let governed = try Clinic.permit("from visit select visit_id", as: "doctor", policy: text)
    #expect(governed.query.description.hasSuffix("limit 3"))
    #expect(governed.plan.mostRows == 2)
    #expect(try Clinic.permit("from visit select visit_id limit 1", as: "doctor", policy: text).query.description.hasSuffix("limit 1"))
    #expect(try Clinic.permit(visits, as: "doctor", policy: text).plan.mostRows == nil)
}

extension String {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
