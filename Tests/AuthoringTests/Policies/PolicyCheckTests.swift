import Foundation
import Testing

@testable import Authoring

/// A mistake in a policy: what is written instead of what, and what must be told.
struct Mistake: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var severity: Finding.Severity
    var message: String

    init(_ old: String, _ new: String, _ severity: Finding.Severity, _ message: String) {
        (self.old, self.new, self.severity, self.message) = (old, new, severity, message)
    }

    var testDescription: String { message }

    /// One more rule beyond the roles.
    static func rule(_ rules: String..., told severity: Finding.Severity, _ message: String) -> Mistake {
        Mistake("rules:\n", "rules:\n" + rules.map { "  - { \($0) }\n" }.joined(), severity, message)
    }

    /// One more role after the others.
    static func role(_ lines: String..., told severity: Finding.Severity, _ message: String) -> Mistake {
        Mistake("rules:\n", lines.map { "  \($0)\n" }.joined() + "rules:\n", severity, message)
    }
}

/// What is wrong with a policy is told with file, line and what to do.
@Suite struct PolicyCheckTests {
    @Test func findsNothingInASoundPolicy() throws {
        #expect(try Practice.findings(Practice.policyText) == [])
    }

    @Test(
        "contradictions and rules that can do nothing",
        arguments: [
            Mistake.rule(
                "name: a, permit: values, on: { attributes: [visit.finding] }, for: [clerk]", told: .error,
                "'a' can never count: 'no_findings' (line 37) denies the same of the same columns"),
            .rule(
                "name: a, permit: rows, on: { entities: [visit] }, for: [clerk], where: cost > 5",
                "name: b, deny: rows, on: { entities: [visit] }", told: .error, "'a' can never count: 'b' (line 37) denies the same rows"),
            .rule(
                "name: b, deny: rows, on: { about: patients }, for: [doctor], where: own", told: .error,
                "'doctor.rows.1' can never count: 'b' (line 36)"),
            .rule(
                "name: a, permit: values, as: show, on: { attributes: [patient.phone] }, for: [clerk, doctor]",
                "name: b, permit: values, as: partial, on: { identifiers: [phone] }, for: [doctor], purposes: [care]", told: .error,
                "'b' says partial of patient.phone, 'a' (line 36) says show, and both count for doctor"),
            .rule(
                "name: a, permit: values, as: show, on: { attributes: [patient.phone] }, when: \"$environment.zone = 'in'\"",
                "name: b, permit: values, as: partial, on: { identifiers: [phone] }, when: $caller.level > 2", told: .warning,
                "both may count for clerk, doctor"),
            .rule(
                "name: a, permit: rows, on: { entities: [visit] }, for: [clerk], where: cost > 5", told: .warning,
                "'a' adds nothing: 'clerk.rows.1'"),
            .rule(
                "name: a, deny: values, on: { attributes: [visit.finding] }, for: [clerk], purposes: [billing]", told: .warning,
                "'a' adds nothing: 'no_findings'"),
            .rule(
                "name: a, deny: rows, on: { entities: [visit] }, where: own", "name: b, deny: rows, on: { about: patients }, where: own",
                told: .warning, "'a' adds nothing: 'b' (line 37) denies as much"),
            .rule(
                "name: a, deny: values, on: { entities: [visit] }, for: [clerk], purposes: [care]", told: .warning,
                "'a' never counts: no role that it is for"),
            .rule(
                "name: a, deny: values, on: { entities: [visit] }, for: [clerk], subjects: [{ kind: staff }]", told: .warning,
                "'a' never counts: no role that it is for"),
            .rule(
                "name: a, deny: values, on: { entities: [room], identifiers: [phone] }", told: .warning, "'a' is about nothing"),
            .rule(
                "name: a, deny: values, on: { entities: [patient] }, until: 2026-06-29", told: .warning, "'a' is over since 2026-06-29"),
            .rule(
                "name: a, deny: values, on: { entities: [patient] }, when: \"1 = 2\"", told: .error, "'1 = 2' never holds"),
            .rule(
                "name: a, deny: values, on: { entities: [patient] }, when: \"1 < 2\"", told: .warning, "'1 < 2' always holds"),
            .rule(
                "name: a, deny: values, on: { entities: [patient] }, when: [\"$environment.zone = 'a'\", \"$environment.zone in ('b', 'c')\"]",
                told: .error, "The conditions of a exclude each other"),
            .rule(
                "name: a, deny: values, on: { entities: [patient] }, when: $policy.hours > 3", told: .error,
                "'$policy.hours' is never known: 'parameters' has no 'hours'"),
            .rule(
                "name: a, permit: rows, on: { entities: [visit] }, for: [doctor], where: room_id = $project.room", told: .error,
                "no requirement of the role is called 'project'"),
            .rule(
                "name: a, permit: export, on: { entities: [visit] }, for: [clerk]", told: .warning,
                "'a' lets data leave the house for any destination"),
            .rule(
                "name: a, permit: rows, on: { entities: [visit] }, where: owm", told: .error,
                "visit has no attribute or path 'owm'. Did you mean 'own'?"),
            .rule(
                "name: a, deny: values, on: { entities: [patient, vist] }", told: .error,
                "The catalog has no entity 'vist'. Did you mean 'visit'?"),
            .rule(
                "name: a, permit: values, on: { attributes: [visit.cost] }, obligations: [resaon]", told: .error,
                "'resaon' is none. Did you mean 'reason'?"),
            .rule(
                "name: a, deny: values, on: { entities: [patient] }, when: \"$environment.zoen <> 'in'\"", told: .warning,
                "'$environment.zoen' is nothing that requests usually tell. Did you mean '$environment.zone'?"),
        ])
    func tellsOfRules(_ mistake: Mistake) throws { try expect(mistake) }

    @Test(
        "roles that nobody has and that lack what they need",
        arguments: [
            Mistake.role(
                "intern: { subjects: [{ kind: staff, role: doctor }], purposes: [care], small-cells: none, columns: { totals: internal } }",
                told: .warning, "The role 'intern' is never taken: whoever has it has 'doctor' too"),
            .role("ghost: { purposes: [care], small-cells: none }", told: .warning, "The role 'ghost' has no subjects"),
            .role(
                "idle: { subjects: [{ account: x }], small-cells: none, columns: { totals: internal } }", told: .warning,
                "'idle' covers no purpose"),
            .role(
                "blind: { subjects: [{ account: x }], purposes: [care], small-cells: none }", told: .warning,
                "'blind' has no level in 'columns'"),
            .role(
                "late: { subjects: [{ account: x }], purposes: [care], small-cells: none, columns: { totals: internal }, until: 2026-01-31 }",
                told: .warning, "'late' is over since 2026-01-31"),
            .role(
                "research: { subjects: [{ account: x }], purposes: [care], small-cells: none, columns: { totals: internal, direct: pseudonym } }",
                told: .warning, "does not say within what they are stable"),
            .role(
                "research: { subjects: [{ account: x }], purposes: [care], small-cells: none, pseudonyms-per: project.id, columns: { totals: internal, direct: pseudonym } }",
                told: .error, "no requirement of the role is called 'project'"),
            .role(
                "sender: { subjects: [{ account: x }], purposes: [care], small-cells: none, columns: { totals: internal, export: internal } }",
                told: .warning, "The role 'sender' may take data out of the house to any destination"),
            Mistake(
                "    subjects: [{ account: clerk }]\n", "    subjects: [{ account: clerk }]\n    when: $policy.open\n", .error,
                "'parameters' has no 'open'"),
            Mistake(
                "  billing: billing\n", "  billing: billing\n  teaching: teaching\n", .warning, "No role covers the purpose 'teaching'"),
        ])
    func tellsOfRoles(_ mistake: Mistake) throws { try expect(mistake) }

    @Test(
        "what nothing uses, and texts that are missing",
        arguments: [
            Mistake("conditions:\n", "conditions:\n  spare: cost > 3\n", .warning, "Nothing uses the condition 'spare'"),
            Mistake("conditions:\n", "parameters: { hours: 3 }\nconditions:\n", .warning, "Nothing uses the parameter 'hours'"),
            Mistake(
                "conditions:\n", "requirements: { open: { fact: from room, otherwise: no-role } }\nconditions:\n", .warning,
                "Nothing uses the requirement 'open'"),
            Mistake(
                "conditions:\n", "agreements: { firm: { columns: [visit.cost], until: 2027-01-01 } }\nconditions:\n", .warning,
                "Nothing uses the agreement 'firm'"),
            Mistake("prompts:\n", "prompts:\n  spare: { severity: info, text: Spare. }\n", .warning, "Nothing uses the prompt 'spare'"),
            Mistake("refusals:\n", "refusals:\n  spare: { text: Spare. }\n", .warning, "Nothing uses the refusal 'spare'"),
            Mistake("  no-role: { text: No role. }\n", "", .warning, "'refusals' has no 'no-role'"),
            Mistake("  withheld: { severity: notice, text: Withheld. }\n", "", .warning, "'prompts' has no 'withheld'"),
            Mistake("label: doctor\n", "label: { en: doctor, zh: 医师 }\n", .warning, "'purposes.care' has no text in zh"),
            Mistake("identifiers: { mrn: show }", "identifiers: { mrm: show }", .warning, "the kind 'mrm'. Did you mean 'mrn'?"),
            Mistake("role: doctor\n    rows", "role: docter\n    rows", .error, "there is no role 'docter'. Did you mean 'doctor'?"),
            Mistake("because: no_findings", "because: no_findings\n    rows: [[1]]", .error, "says 'rows' of a refusal, which has none"),
            Mistake("prompts: [identified, masked]", "because: no_findings", .error, "says 'because' of an answer, which has none"),
            Mistake("because: no_findings", "because: no_finding", .error, "there is no rule 'no_finding'. Did you mean 'no_findings'?"),
        ])
    func tellsOfTexts(_ mistake: Mistake) throws { try expect(mistake) }

    @Test(
        "columns without a level or treatment, tables without a reader",
        arguments: [
            Mistake(
                "conditions:\n",
                "levels: [{ name: low, on: { levels: [public, internal] } }, { name: sensitive, on: { entities: [patient], levels: [sensitive] } }, { name: internal, on: { levels: [highly-sensitive] } }]\nconditions:\n",
                .warning, "No level selects visit.finding: closed to everybody"),
            Mistake(
                "conditions:\n",
                "levels: [{ name: internal, on: { levels: [public, internal] } }, { name: sensitive, on: { levels: [sensitive] } }, { name: top, on: { levels: [highly-sensitive] } }]\nconditions:\n",
                .note, "The level 'top' selects no column"),
            Mistake(
                "conditions:\n",
                "levels: [{ name: internal, on: { levels: [public, internal] } }, { name: sensitive, on: { attributes: [visit.finding, patient.phon] } }, { name: top, on: { levels: [highly-sensitive] } }]\nconditions:\n",
                .error, "'patient' has no attribute 'phon'. Did you mean 'phone'?"),
            Mistake("  - { entities: [room] }\n", "  - { entities: [] }\n", .warning, "Nobody can see rows of room"),
        ])
    func tellsOfColumns(_ mistake: Mistake) throws { try expect(mistake) }

    @Test func tellsOfKindsThatNoRoleTreats() throws {
        let bare = Practice.policy(("      quasi: show\n      direct: hide\n", ""), ("quasi: show, direct: hide, ", ""))
        #expect(try has(Practice.findings(bare), .warning, "No role says how the kind 'birth-date' is shown, so patient.born is hidden"))
    }

    @Test func tellsOfTablesWithoutAPathToThePatient() throws {
        let pathless = Practice.catalogText.replacing("key: visit_id\n    patient: patient\n", with: "key: visit_id\n")
        #expect(pathless != Practice.catalogText)
        let found = try Practice.findings(
            Practice.policy(
                ("about: patients, where: own", "entities: [patient]"),
                ("conditions:\n  own: subject in (from visit where doctor_id = $caller.staff_id select patient_id)\n", "")),
            catalog: pathless)
        #expect(has(found, .warning, "visit has no path to the patient, but 'patient' leads to patient"))
    }

    /// Not only the first: each is told once, and nothing that is wrong only because of another.
    @Test func tellsEveryMistakeThatKeepsAFileFromBeingRead() throws {
        let text = Practice.policy(
            ("  own: subject in", "  own: subject inn"), ("default-purpose: care", "default-purpose: cure"),
            ("rows: [[M1", "rws: [[M1"), ("for: [clerk] }", "for: [clark] }"),
            ("{ entities: [visit, patient] }", "{ entities: [visits, patient] }"))
        let errors = try Practice.findings(text).filter { $0.severity == .error }
        #expect(errors.count == 5, "\(errors)")
        #expect(has(errors, .error, "This is not a condition"))
        #expect(has(errors, .error, "The default purpose 'cure'"))
        #expect(has(errors, .error, "Did you mean 'rows'?"))
        #expect(has(errors, .error, "There is no role 'clark'. Did you mean 'clerk'?"))
        #expect(has(errors, .error, "The catalog has no entity 'visits'. Did you mean 'visit'?"))
        #expect(errors.allSatisfy { $0.line != nil && $0.file.hasSuffix("practice.yaml") })
    }

    /// What is only wrong, or only missing, because a mistake was put aside is no mistake of the author's.
    @Test(
        "a mistake alone",
        arguments: [
            ("small-cells: 2", "small-cells: -3", "Expected 'none', or the least number"),
            ("purposes: [billing]", "purposes: [biling]", "There is no purpose 'biling'. Did you mean 'billing'?"),
            ("default-purpose: care", "default-purpose: cure", "The default purpose 'cure'"),
            ("small-cells: none", "small-cels: none", "Did you mean 'small-cells'?"),
            ("    label: doctor\n", "    label: { en: [] }\n", "Expected text."),
            ("version: 1\npurposes:\n  care: care\n  billing: billing\n", "version: 1\n", "'purposes' is missing here"),
            ("policy: practice", "polcy: practice", "Did you mean 'policy'?"),
        ])
    func tellsOneMistakeOnce(_ old: String, _ new: String, _ message: String) throws {
        let found = try Practice.findings(Practice.policy((old, new)))
        #expect(found.count == 1 && has(found, .error, message), "\(found)")
    }

    @Test func tellsThatAFileIsNoYAML() throws {
        let found = try Practice.findings("policy: [")
        #expect(found.count == 1 && has(found, .error, "This is not YAML"))
    }

    /// What is missing is told at the section where it would stand.
    @Test func tellsOfAPolicyAsAWholeWithALine() throws {
        let text = Practice.policy(("  - { entities: [room] }\n", "  - { entities: [] }\n"), ("  no-role: { text: No role. }\n", ""))
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let found = try Practice.findings(String(text.prefix(upTo: try #require(text.range(of: "cases:")).lowerBound)))
        func line(_ message: String) -> Int? { found.first { $0.message.contains(message) }?.line }
        #expect(line("Nobody can see rows of room") == lines.firstIndex { $0.contains("{ entities: [] }") }.map { $0 + 1 })
        #expect(line("'refusals' has no 'no-role'") == lines.firstIndex { $0.contains("circumstance-unknown:") }.map { $0 + 1 })
        #expect(line("The policy has no 'cases'") == 1)
    }

    private func expect(_ mistake: Mistake, location: SourceLocation = #_sourceLocation) throws {
        let found = try Practice.findings(Practice.policy((mistake.old, mistake.new)))
        #expect(has(found, mistake.severity, mistake.message), "\(found)", sourceLocation: location)
        #expect(found.allSatisfy { $0.line != nil }, "\(found)", sourceLocation: location)
    }

    private func has(_ findings: [Finding], _ severity: Finding.Severity, _ message: String) -> Bool {
        findings.contains { $0.severity == severity && $0.message.contains(message) }
    }
}
