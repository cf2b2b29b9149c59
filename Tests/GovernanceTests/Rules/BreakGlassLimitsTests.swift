import Algebra
import Catalog
import Testing

@testable import Governance

// What emergency access does not open, however generous the rest of the policy is.

private func text(purposes: String = "[treatment]", rules: String = "") -> String {
    Clinic.policyText + """

        break-glass:
          subjects: [{ role: doctor }]
          purposes: \(purposes)
          reasons: { unconscious: the patient cannot speak }
          rows:
            - about: patients
              where: subject in (from patient where mrn = $grant.patient select patient_id)
          columns: { lists: internal, totals: internal, quasi: show, identifiers: { patient-number: show } }
          approvers: [{ role: head }]
          approved: { lists: highly-sensitive }
          prompts: [withheld]
        \(rules)
        """
}

private func environment(approved: Bool = false) -> RequestEnvironment {
    RequestEnvironment(
        now: "2026-06-30 12:00:00",
        grant: Grant(number: 7, patient: "M1", reason: "unconscious", until: "2026-06-30 12:30", isApproved: approved))
}

@Test("permits of rows for everybody bring no other patient into an answer under a grant")
func staysWithThePatient() throws {
    let rules = "rules: [{ name: open_house, permit: rows, on: { about: patients } }]"
    let query = "from visit select visits: count()"
    #expect(!(try Clinic.permit(query, as: "counter", policy: text(rules: rules)).query.description.contains("$grant")))
    let governed = try Clinic.permit(query, as: "doctor", policy: text(rules: rules), environment: environment())
    #expect(governed.query.description.contains("$grant.patient"))
    #expect(!governed.query.description.contains(" or "))
}

@Test("permits of columns for everybody reach the highest level only once a second person has approved")
func keepsTheHighestLevelClosed() throws {
    let rules = "rules: [{ name: open_columns, permit: [values, totals, filters], on: { levels: [sensitive, highly-sensitive] } }]"
    let query = "from visit select visit_id, finding, secret"
    #expect(try Clinic.permit(query, as: "doctor", policy: text(rules: rules), environment: environment()).withheld == ["secret"])
    #expect(try Clinic.permit(query, as: "doctor", policy: text(rules: rules), environment: environment(approved: true)).withheld.isEmpty)
    let filtered = "from visit where secret = 'x' select visit_id"
    #expect(
        try Clinic.refuse(filtered, as: "doctor", policy: text(rules: rules), environment: environment()).code == "column-not-covered")
}

@Test("a purpose of emergency access may not give the highest level either")
func refusesTheHighestLevelByPurpose() throws {
    #expect(throws: CatalogError.self) {
        try Policy.load(text: text(purposes: "{ treatment: { lists: highly-sensitive } }"), file: "p.yaml").identity
    }
    #expect(throws: Never.self) { try Policy.load(text: text(purposes: "{ treatment: { lists: sensitive } }"), file: "p.yaml").identity }
}
