import Algebra
import Catalog
import Foundation
import Testing

@testable import Governance

private let text =
    Clinic.policyText + """

        break-glass:
          label: emergency access
          subjects: [{ role: doctor }]
          purposes: [treatment]
          minutes: 30
          reasons: { unconscious: the patient cannot speak }
          rows:
            - about: patients
              where: subject in (from patient where mrn = $grant.patient select patient_id)
              scope: "patient {grant.patient} only, until {grant.until}"
          columns: { lists: internal, totals: internal, quasi: show, identifiers: { patient-number: show } }
          approvers: [{ role: head }]
          approved: { lists: highly-sensitive }
          prompts: [withheld]
        """

private func environment(approved: Bool = false) -> RequestEnvironment {
    RequestEnvironment(
        now: "2026-06-30 12:00:00",
        grant: Grant(number: 7, patient: "M1", reason: "unconscious", until: "2026-06-30 12:30", isApproved: approved))
}

@Test("under a grant the answer is about that patient alone, announced, and entered for review")
func answersUnderAGrant() throws {
    let governed = try Clinic.permit("from visit select visit_id, cost, finding", as: "doctor", policy: text, environment: environment())
    #expect(
        governed.query.description.contains(
            "visible (t1!patient_id in (from patient as g1t1001 where g1t1001!mrn = $grant.patient select g1t1001!patient_id))"))
    #expect(governed.role == "break-glass")
    #expect(governed.withheld == ["finding"])
    #expect(governed.scope.map { $0.text(in: "en") } == ["patient M1 only, until 2026-06-30 12:30"])
    #expect(governed.prompts.contains { $0.code == "withheld" })
    #expect(governed.isReviewed)
    #expect(governed.parameters["grant.patient"] == .text("M1"))
}

@Test("the highest level needs a second person's approval")
func opensMoreWhenApproved() throws {
    let query = "from visit select visit_id, finding, secret"
    #expect(try Clinic.permit(query, as: "doctor", policy: text, environment: environment()).withheld == ["finding", "secret"])
    #expect(try Clinic.permit(query, as: "doctor", policy: text, environment: environment(approved: true)).withheld.isEmpty)
}

@Test("a refusal that an approval would lift says so, and no other does")
func saysThatAnApprovalWouldHelp() throws {
    let worded = text.replacingOccurrences(
        of: "  list-not-covered:",
        with: "  column-not-covered-approval: { text: \"Not before '{column}' is approved.\" }\n  list-not-covered:")
    func words(_ query: String, approved: Bool = false) throws -> String? {
        try Clinic.refuse(query, as: "doctor", policy: worded, environment: environment(approved: approved)).text.text(in: "en")
    }
    #expect(try words("from visit select finding") == "Not before 'finding (visit)' is approved.")
    #expect(try words("from visit where secret = 'x' select visit_id") == "Not before 'secret (visit)' is approved.")
    #expect(try words("from patient select name") == "Not 'name (patient)'.")
    #expect(try words("from patient select name", approved: true) == "Not 'name (patient)'.")
}

@Test("what an approval would show is told apart from what stays withheld")
func saysWhatAnApprovalWouldShow() throws {
    let worded = text.replacing(
        "  small-groups:",
        with: "  withheld-approval: { severity: notice, text: \"Not before {grant.number} is approved: {columns}.\" }\n  small-groups:"
    ).replacing(
        "withheld: { severity: notice, text: \"Withheld: {columns}\" }", with: "withheld: { severity: notice, text: \"Not {columns}.\" }")
    func words(_ query: String, approved: Bool = false) throws -> [String] {
        try Clinic.permit(query, as: "doctor", policy: worded, environment: environment(approved: approved)).prompts
            .filter { $0.code.hasPrefix("withheld") && $0.text.text(in: "en").hasPrefix("Not") }.map { $0.text.text(in: "en") }
    }
    let query = "from visit select visit_id, finding, name: patient.name"
    #expect(
        try words(query).suffix(2) == ["Not name (patient).", "Not before 7 is approved: finding (visit)."])
    #expect(try words(query, approved: true).last == "Not name (patient).")
    // What is computed of a value that stays masked is withheld either way.
    #expect(try words("from visit select visit_id, name: lower(patient.name)").last == "Not name (patient).")
}

@Test("others may not break the glass, nor anybody where the policy has none")
func refusesOthers() throws {
    let query = "from visit select visit_id"
    #expect(try Clinic.refuse(query, as: "ward", policy: text, environment: environment()).code == "break-glass-not-yours")
    #expect(try Clinic.refuse(query, as: "doctor", environment: environment()).code == "break-glass-not-offered")
}

@Test("a policy that gives the highest level without approval, or more than one patient, is refused when it is read")
func refusesCarelessBreakGlass() throws {
    #expect(throws: CatalogError.self) {
        try Policy.load(
            text: text.replacing(
                "columns: { lists: internal, totals: internal, quasi: show, identifiers: { patient-number: show } }\n",
                with: "columns: { lists: highly-sensitive }\n"), file: "p.yaml")
    }
    #expect(throws: CatalogError.self) {
        try Policy.load(text: text.replacing("mrn = $grant.patient", with: "mrn = 'M1'"), file: "p.yaml")
    }
}
