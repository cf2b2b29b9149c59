import Algebra
import Testing

@testable import Governance

private func holds(_ condition: String) throws -> Bool? {
    let parameters: [String: Literal] = [
        "now": .time("2026-06-30 07:05:00"), "caller.title": .text("Chief"), "caller.is_head": .boolean(true),
        "caller.dept_id": .integer(2),
        "environment.zone": .text("unit"),
    ]
    let term = try Term.parse(condition)
    #expect(Circumstances.fault(in: term) == nil)
    return Circumstances(parameters: parameters).holds(term)
}

@Test(
    "conditions on circumstances hold, or do not",
    arguments: [
        ("hour($now) = 7", true), ("weekday($now) = 2", true), ("date($now) >= '2026-06-30'", true), ("year($now) = 2025", false),
        ("month_of_year($now) in (5, 6)", true), ("lower($caller.title) = 'chief'", true), ("$caller.is_head", true),
        ("not $caller.is_head", false), ("$caller.dept_id > 1 and $environment.zone starts with 'un'", true),
        ("$environment.place is null", true),
        ("coalesce($environment.place, 'ward') = 'ward'", true), ("$environment.place = 'x' or $caller.dept_id = 2", true),
        ("$environment.place = 'x' and $caller.dept_id = 3", false), ("-1 < $caller.dept_id", true),
    ])
func decidesCircumstances(condition: String, expected: Bool) throws {
    #expect(try holds(condition) == expected)
}

@Test("circumstances that no rule asks about and that are none of the common ones are refused: a misspelt one would pass for a missing one")
func refusesMisspeltCircumstances() throws {
    let rules = """

        rules:
          - { name: outside, deny: rows, on: { entities: [visit] }, when: "coalesce($environment.zone, 'in') <> 'in'" }
          - { name: night, deny: rows, on: { entities: [visit] }, when: "$environment.rota = 'night'", where: cost > 5 }
        """
    let texts = "refusals:\n  circumstance-unknown: { text: \"Not '{circumstance}'.\", needed: \"{circumstances}\" }\n"
    let policy = Clinic.policyText.replacing("refusals:\n", with: texts) + rules
    func environment(_ name: String) -> RequestEnvironment {
        RequestEnvironment(now: "2026-06-30 12:00:00", attributes: [name: .text("out")])
    }
    let query = "from visit select visits: count()"
    let refusal = try Clinic.refuse(query, as: "doctor", policy: policy, environment: environment("zoen"))
    #expect(refusal.code == "circumstance-unknown" && refusal.text.text(in: "en") == "Not 'zoen'.")
    #expect(refusal.needed?.text(in: "en") == "destination, device, place, project, reason, rota, shift, zone")
    for name in ["rota", "place"] {
        #expect(throws: Never.self) { try Clinic.permit(query, as: "doctor", policy: policy, environment: environment(name)) }
    }
}

@Test(
    "what is missing or does not compare is unknown, also when negated",
    arguments: [
        "$environment.place = 'x'", "not $environment.place = 'x'", "$environment.place in ('x', 'y')", "$environment.zone = 3",
        "$environment.zone in ('x', $environment.place)", "hour($environment.place) > 3",
        "$environment.place = 'x' and $caller.dept_id = 2",
    ])
func knowsTheUnknown(condition: String) throws {
    #expect(try holds(condition) == nil)
}

@Test("weekdays are those of the calendar", arguments: [("2000-02-29", 2), ("2024-12-31", 2), ("2026-03-01", 7), ("1970-01-01", 4)])
func knowsWeekdays(day: String, weekday: Int) throws {
    #expect(Circumstances(parameters: ["now": .time(day)]).holds(try Term.parse("weekday($now) = \(weekday)")) == true)
}

@Test(
    "conditions that read rows or other parameters are none on circumstances",
    arguments: ["exists(from patient)", "dept_id = 2", "$grant.patient = 'M1'", "$project.id = 1", "days($now, $now) > 3"])
func refusesRows(condition: String) throws {
    #expect(Circumstances.fault(in: try Term.parse(condition)) != nil)
}
