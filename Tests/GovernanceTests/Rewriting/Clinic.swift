import Algebra
import Catalog
import Testing

@testable import Governance

/// A house just large enough to show what each pass does to a query, so that fixtures fit on a few lines.
enum Clinic {
    static let catalogText = """
        name: clinic
        entities:
          dept:
            key: dept_id
            attributes:
              dept_id: { type: identifier, level: public }
              name: { type: text, level: public }
            many:
              visits: { to: visit, by: dept_id }
          room:
            key: room_id
            attributes:
              room_id: { type: identifier, level: public }
              dept_id: { type: identifier, level: public }
            one:
              dept: { to: dept, by: dept_id }
          patient:
            key: patient_id
            patient: self
            attributes:
              patient_id: { type: identifier, level: internal, identifies: direct, kind: patient-number }
              mrn: { type: identifier, level: internal, identifies: direct, kind: mrn }
              name: { type: text, level: sensitive, identifies: direct, kind: name }
              born: { type: date, level: internal, identifies: quasi, kind: birth-date }
              city: { type: text, level: internal, identifies: quasi, kind: city }
            many:
              visits: { to: visit, by: patient_id }
          visit:
            key: visit_id
            patient: patient
            attributes:
              visit_id: { type: identifier, level: internal }
              patient_id: { type: identifier, level: internal, identifies: direct, kind: patient-number }
              dept_id: { type: identifier, level: internal }
              at: { type: datetime, level: internal, identifies: quasi, kind: event-time }
              cost: { type: money, level: internal }
              finding: { type: text, level: sensitive }
              secret: { type: text, level: highly-sensitive }
            one:
              patient: { to: patient, by: patient_id }
              dept: { to: dept, by: dept_id }
            many:
              tests: { to: test, by: visit_id }
          test:
            key: test_id
            patient: visit.patient
            attributes:
              test_id: { type: identifier, level: internal }
              visit_id: { type: identifier, level: internal }
              value: { type: decimal, level: sensitive }
            one:
              visit: { to: visit, by: visit_id }
          team:
            key: patient_id
            patient: patient
            attributes:
              patient_id: { type: identifier, level: internal, identifies: direct, kind: patient-number }
              staff_id: { type: identifier, level: internal }
            one:
              patient: { to: patient, by: patient_id }
        """

    static let policyText = """
        policy: clinic
        version: 1
        purposes: { treatment: treatment, research: research }
        conditions:
          mine: subject in (from team where staff_id = $caller.staff_id select patient_id)
        everybody:
          - entities: [dept, room]
        roles:
          doctor:
            subjects: [{ role: doctor }]
            purposes: [treatment]
            default-purpose: treatment
            lists: true
            small-cells: none
            rows:
              - { about: patients, where: mine, scope: your patients }
            columns: { lists: highly-sensitive, totals: highly-sensitive, quasi: show, identifiers: { patient-number: show, mrn: partial, name: show } }
          head:
            subjects: [{ role: head }]
            purposes: [treatment]
            lists: true
            small-cells: none
            rows:
              - { entities: [visit], where: dept_id = $caller.dept_id, scope: "your department {caller.dept_id}" }
            beside:
              - { entities: [room], where: dept_id = $caller.dept_id }
            columns: { lists: sensitive, totals: sensitive, quasi: show, direct: show }
          ward:
            subjects: [{ role: ward }]
            purposes: [treatment]
            lists: true
            small-cells: none
            rows:
              - { entities: [visit], where: dept_id = $caller.dept_id, scope: your ward }
              - { entities: [patient], where: mine, scope: your patients }
              - { entities: [test], where: value > 2 }
              - { entities: [team] }
            columns: { lists: highly-sensitive, totals: highly-sensitive, quasi: show, direct: show }
          counter:
            subjects: [{ role: counter }]
            purposes: [treatment]
            lists: false
            small-cells: 5
            rows:
              - { about: patients }
            columns: { totals: sensitive, quasi: show, identifiers: { patient-number: show } }
          scholar:
            subjects: [{ role: scholar }]
            purposes: [research]
            default-purpose: research
            lists: true
            small-cells: 5
            requires:
              - { fact: "from dept where dept_id = $caller.dept_id select dept_id", as: study, otherwise: no-study }
            pseudonyms-per: study.dept_id
            rows:
              - { about: patients }
            columns:
              lists: sensitive
              totals: sensitive
              quasi: hide
              identifiers: { patient-number: pseudonym, mrn: pseudonym, event-time: month, birth-date: year, age: age }
        refusals:
          no-study: { text: "You have no study.", needed: "A study." }
          column-not-covered: { text: "Not '{column}'.", needed: "Another role." }
          list-not-covered: { text: "No lists for {role}.", needed: "Ask for numbers." }
        prompts:
          small-cells: { severity: notice, text: "{count} suppressed" }
          withheld: { severity: notice, text: "Withheld: {columns}" }
          small-groups: { severity: notice, text: "Small groups left out" }
        """

    static func catalog() throws -> Catalog { try CatalogLoader.load(text: catalogText, file: "clinic.yaml") }
    static func policy() throws -> Policy { try Policy.load(text: policyText, file: "policy.yaml") }
    static func governor() throws -> Governor { try Governor(policy: policy(), catalog: catalog()) }

    /// A query resolved over the catalog.
    static func resolve(_ text: String) throws -> Query { try Resolver.resolve(Query.parse(text), in: catalog()) }

    static func caller(_ role: String, attributes: [String: Literal] = ["staff_id": .integer(1), "dept_id": .integer(2)]) -> Caller {
        Caller(id: "staff.1", kind: .staff, attributes: attributes.merging(["role": .text(role)]) { $1 })
    }

    static func decide(
        _ text: String, as role: String, for purpose: String? = "treatment", facts: [[Literal]] = [[.integer(2)]],
        policy: String = policyText, environment: RequestEnvironment = RequestEnvironment(now: "2026-06-30 12:00:00")
    ) throws -> Decision {
        let governor = try Governor(policy: Policy.load(text: policy, file: "policy.yaml"), catalog: catalog())
        return try governor.govern(resolve(text), caller: caller(role), purpose: purpose, environment: environment) { _, _ in facts }
    }

    /// The governed query; a refusal is a fault of the test.
    static func permit(
        _ text: String, as role: String, for purpose: String? = "treatment", policy: String = policyText,
        environment: RequestEnvironment = RequestEnvironment(now: "2026-06-30 12:00:00"), location: SourceLocation = #_sourceLocation
    ) throws -> GovernedQuery {
        switch try decide(text, as: role, for: purpose, policy: policy, environment: environment) {
        case .permit(let governed): return governed
        case .refuse(let refusal):
            Issue.record("refused: \(refusal.code) \(refusal.text.text(in: "en"))", sourceLocation: location)
            throw refusal
        }
    }

    /// The refusal; a permit is a fault of the test.
    static func refuse(
        _ text: String, as role: String, for purpose: String? = "treatment", facts: [[Literal]] = [[.integer(2)]],
        policy: String = policyText, environment: RequestEnvironment = RequestEnvironment(now: "2026-06-30 12:00:00"),
        location: SourceLocation = #_sourceLocation
    ) throws -> Refusal {
        switch try decide(text, as: role, for: purpose, facts: facts, policy: policy, environment: environment) {
        case .refuse(let refusal): return refusal
        case .permit(let governed):
            Issue.record("permitted: \(governed.query.description)", sourceLocation: location)
            throw Refusal(code: "permitted", text: Wording([:]))
        }
    }

    /// One line for a text that was broken for reading.
    static func line(_ text: String) -> String {
        text.split(whereSeparator: { $0 == "\n" || $0 == " " }).joined(separator: " ")
    }
}
