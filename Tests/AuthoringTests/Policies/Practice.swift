import Catalog
import Foundation
import Governance

@testable import Authoring

/// A practice just large enough to write wrong policies about.
enum Practice {
    static let catalogText = """
        name: practice
        entities:
          room:
            key: room_id
            attributes:
              room_id: { type: identifier, level: public }
              name: { type: text, level: public }
          patient:
            key: patient_id
            patient: self
            attributes:
              patient_id: { type: identifier, level: internal, identifies: direct, kind: patient-number }
              mrn: { type: identifier, level: internal, identifies: direct, kind: mrn }
              name: { type: text, level: sensitive, identifies: direct, kind: name }
              phone: { type: text, level: sensitive, identifies: direct, kind: phone }
              born: { type: date, level: internal, identifies: quasi, kind: birth-date }
          visit:
            key: visit_id
            patient: patient
            attributes:
              visit_id: { type: identifier, level: internal }
              patient_id: { type: identifier, level: internal, identifies: direct, kind: patient-number }
              room_id: { type: identifier, level: internal }
              doctor_id: { type: identifier, level: internal }
              cost: { type: money, level: internal }
              finding: { type: text, level: sensitive }
            one:
              patient: { to: patient, by: patient_id }
              room: { to: room, by: room_id }
        """

    static let catalog = Result { try CatalogLoader.load(text: catalogText, file: "catalog.yaml") }

    /// A sound policy, one key a line, to be made worse.
    static let policyText = """
        policy: practice
        version: 1
        purposes:
          care: care
          billing: billing
        conditions:
          own: subject in (from visit where doctor_id = $caller.staff_id select patient_id)
        everybody:
          - { entities: [room] }
        roles:
          doctor:
            label: doctor
            subjects: [{ kind: staff, role: doctor }]
            purposes: [care]
            default-purpose: care
            lists: true
            small-cells: none
            rows:
              - { about: patients, where: own, scope: your patients }
            columns:
              lists: sensitive
              totals: sensitive
              quasi: show
              direct: hide
              identifiers: { mrn: show, patient-number: show, name: show, phone: partial }
          clerk:
            subjects: [{ account: clerk }]
            purposes: [billing]
            default-purpose: billing
            lists: true
            small-cells: 2
            rows:
              - { entities: [visit, patient] }
            columns: { lists: internal, totals: internal, quasi: show, direct: hide, identifiers: { mrn: show } }
        rules:
          - { name: no_findings, deny: [values, totals], on: { attributes: [visit.finding] }, for: [clerk] }
        refusals:
          circumstance-unknown: { text: Of what? }
          no-role: { text: No role. }
          purpose-required: { text: What for? }
          purpose-unknown: { text: No such purpose. }
          purpose-not-covered: { text: Not for that. }
          list-not-covered: { text: Totals only. }
          entity-not-covered: { text: "Not {entity}." }
          column-not-covered: { text: "Not {column}." }
        prompts:
          small-cells: { severity: notice, text: Small. }
          small-groups: { severity: notice, text: Small. }
          masked: { severity: info, text: Masked. }
          withheld: { severity: notice, text: Withheld. }
          identified: { severity: notice, text: Identifies. }
        cases:
          - name: A doctor sees the own patients only
            given:
              patient:
                - { patient_id: 1, mrn: M1, name: Ada, phone: "13812345678" }
                - { patient_id: 2, mrn: M2, name: Ben, phone: "13912345678" }
              visit: [{ visit_id: 1, patient_id: 1, doctor_id: 7 }]
            caller: { id: staff.7, kind: staff, role: doctor, staff_id: 7 }
            now: 2026-06-30 12:00:00
            ask: from patient select mrn, name, phone
            expect: permit
            role: doctor
            rows: [[M1, Ada, "138****5678"]]
            withheld: []
            treatments: { phone: partial }
            prompts: [identified, masked]
          - name: A clerk sees no finding
            caller: { id: clerk, kind: service }
            now: 2026-06-30 12:00:00
            ask: from visit select finding
            expect: { refuse: column-not-covered }
            role: clerk
            because: no_findings

        """

    /// The policy with some text of it exchanged.
    static func policy(_ changes: (old: String, new: String)...) -> String {
        changes.reduce(policyText) { text, change in
            precondition(text.contains(change.old), "the policy has no '\(change.old)'")
            return text.replacing(change.old, with: change.new)
        }
    }

    /// What a check finds in a policy.
    static func findings(_ text: String, catalog changed: String? = nil, today: String = "2026-06-30") throws -> [Finding] {
        let folder = try Folder()
        let path = folder.path + "/practice.yaml"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        let catalog = try changed.map { try CatalogLoader.load(text: $0, file: "catalog.yaml") } ?? catalog.get()
        return PolicyCheck(path: path, catalog: catalog, today: today).findings()
    }

    /// What running the cases of a policy gives.
    static func results(_ text: String) throws -> [CaseResult] {
        try CaseRunner(policy: Policy.load(text: text, file: "practice.yaml"), catalog: catalog.get()).run()
    }
}
