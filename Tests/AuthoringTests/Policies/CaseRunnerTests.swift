import Governance
import Testing

@testable import Authoring

/// The cases of a policy are run by the code that answers questions, and fail where it decides otherwise.
@Suite struct CaseRunnerTests {
    private let doctors = "A doctor sees the own patients only"
    private let clerks = "A clerk sees no finding"

    @Test func passesWhatComesOutAsTheCasesSay() throws {
        let results = try Practice.results(Practice.policyText)
        #expect(results.map(\.name) == [doctors, clerks])
        #expect(results.filter { !$0.passed } == [])
        #expect(results.map(\.role) == ["doctor", "clerk"])
        #expect(results.first?.rules == ["doctor.rows.1"])
        #expect(results.last?.rules.contains("no_findings") == true)
    }

    @Test(
        "a case fails that says otherwise",
        arguments: [
            (
                "rows: [[M1, Ada", "rows: [[M2, Ada", "rows", "1 row (mrn, name, phone): [M2, Ada, 138****5678]",
                "1 row (mrn, name, phone): [M1, Ada, 138****5678]"
            ),
            ("role: doctor\n    rows", "role: clerk\n    rows", "role", "clerk", "doctor"),
            ("withheld: []", "withheld: [name]", "withheld", "name", "none"),
            ("treatments: { phone: partial }", "treatments: { phone: hide }", "treatment of phone", "hide", "partial"),
            ("prompts: [identified, masked]", "prompts: [withheld]", "prompts", "withheld", "identified, masked"),
            (
                "expect: permit", "expect: { refuse: no-role }", "decision", "refused, no-role",
                "permit, 1 row (mrn, name, phone): [M1, Ada, 138****5678]"
            ),
            (
                "expect: { refuse: column-not-covered }", "expect: permit", "decision", "permit",
                "refused, column-not-covered: Not finding (visit)."
            ),
            ("expect: { refuse: column-not-covered }", "expect: { refuse: no-role }", "decision", "no-role", "column-not-covered"),
            ("because: no_findings", "because: other", "because", "other", "no_findings"),
        ])
    func fails(old: String, new: String, what: String, expected: String, got: String) throws {
        let failed = try Practice.results(Practice.policy((old, new))).filter { !$0.passed }
        #expect(failed.count == 1)
        #expect(failed.first?.differences == [CaseResult.Difference(what: what, expected: expected, got: got)])
        #expect(failed.first?.trace.isEmpty == false)
    }

    @Test func failsWhenThePolicyChanges() throws {
        let open = Practice.policy(("{ about: patients, where: own, scope: your patients }", "{ about: patients }"))
        let failed = try Practice.results(open).filter { !$0.passed }
        #expect(failed.map(\.name) == [doctors])
        #expect(failed.first?.differences.first?.got.hasPrefix("2 rows") == true)
    }

    @Test(
        "a case that cannot be run says why, with its place",
        arguments: [
            ("mrn: M1, name: Ada", "mrn: M1, nme: Ada", "'patient' has no attribute 'nme'. Did you mean 'name'?"),
            ("      visit: [{", "      visits: [{", "The catalog has no entity 'visits'. Did you mean 'visit'?"),
            ("ask: from visit select finding", "ask: from visit select findng", "'ask' does not fit the catalog"),
        ])
    func tellsFaults(old: String, new: String, message: String) throws {
        let failed = try Practice.results(Practice.policy((old, new))).filter { !$0.passed }
        #expect(failed.count == 1)
        #expect(failed.first?.fault?.contains(message) == true, "\(failed)")
        #expect(failed.first?.fault?.hasPrefix("practice.yaml:") == true)
    }

    @Test func suppressedCellsAndPseudonymsAreWrittenByTheirNames() throws {
        let cases = """
              - name: A clerk gets no small numbers
                given: { visit: [{ visit_id: 1, patient_id: 1, room_id: 4, cost: 5 }] }
                caller: { id: clerk, kind: service }
                now: 2026-06-30 12:00:00
                ask: "from visit select n: count()"
                expect: permit
                rows: [[suppressed]]
                prompts: [small-cells]

            """
        let results = try Practice.results(Practice.policyText + cases)
        #expect(results.count == 3)
        #expect(results.filter { !$0.passed } == [])
    }

    @Test func tellsWhatNoCaseTouches() throws {
        let text = Practice.policy(
            ("rules:\n", "rules:\n  - { name: idle, deny: values, on: { attributes: [visit.cost] }, for: [doctor] }\n"))
        let policy = try Policy.load(text: text, file: "practice.yaml")
        let results = try Practice.results(text)
        let all = CaseCoverage(policy, results)
        #expect(all.idleRoles == [] && all.roles == 2)
        #expect(all.idleRules == ["everybody.1", "idle"])
        let few = CaseCoverage(policy, Array(results.prefix(1)))
        #expect(few.idleRoles == ["clerk"])
        #expect(few.idleRules == ["everybody.1", "clerk.rows.1", "idle", "no_findings"])
    }
}
