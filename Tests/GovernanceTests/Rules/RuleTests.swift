import Algebra
import Catalog
import Testing

@testable import Governance

/// The clinic's policy with rules beyond the roles.
private func policy(_ rules: String) -> String { Clinic.policyText + "\nrules:\n" + rules }

private func circumstances(_ attributes: [String: String] = [:], now: String = "2026-06-30 12:00:00") -> RequestEnvironment {
    RequestEnvironment(now: now, attributes: attributes.mapValues { .text($0) })
}

private let visits = "from visit select visits: count()"

// MARK: Rows

@Test("a permit of rows adds to what a role sees, and only for whom and when it says")
func permitsRows() throws {
    let rules = policy(
        """
          - name: stroke_unit
            permit: rows
            on: { entities: [visit] }
            for: [doctor]
            subjects: [{ dept_id: 2 }]
            purposes: [treatment]
            when: "$environment.zone = 'unit'"
            where: finding = 'stroke'
            from: 2026-06-01
            until: 2026-06-30
            scope: strokes
        """)
    func isOpen(_ attributes: [String: String], now: String = "2026-06-30 12:00:00") throws -> Bool {
        let governed = try Clinic.permit(visits, as: "doctor", policy: rules, environment: circumstances(attributes, now: now))
        #expect(governed.scope.contains { $0.text(in: "en") == "strokes" } == governed.query.description.contains("'stroke'"))
        return governed.query.description.contains("or t1!finding = 'stroke'")
    }
    #expect(try isOpen(["zone": "unit"]))
    #expect(try !isOpen(["zone": "home"]))
    #expect(try !isOpen([:]), "what is unknown permits nothing")
    #expect(try !isOpen(["zone": "unit"], now: "2026-05-31 23:59:59"), "it has not begun")
    #expect(try isOpen(["zone": "unit"], now: "2026-06-30 23:59:59"), "the last day is included")
    #expect(try !isOpen(["zone": "unit"], now: "2026-07-01 00:00:00"), "it is over")
}

@Test("a denial counts unless its circumstances are known not to hold")
func deniesTheUnknown() throws {
    let rules = policy(
        """
          - name: outside
            deny: rows
            on: { about: patients }
            when: $environment.zone <> 'unit'
            where: finding = 'hiv'
        """.replacing("about: patients", with: "entities: [visit]"))
    func isDenied(_ attributes: [String: String]) throws -> Bool {
        try Clinic.permit(visits, as: "doctor", policy: rules, environment: circumstances(attributes)).query.description
            .contains("not t1!finding = 'hiv'")
    }
    #expect(try isDenied(["zone": "home"]))
    #expect(try isDenied([:]))
    #expect(try !isDenied(["zone": "unit"]))
}

@Test("a denial without a condition leaves no row")
func deniesEveryRow() throws {
    let rules = policy("  - { deny: rows, on: { entities: [visit] } }")
    let governed = try Clinic.permit(visits, as: "doctor", policy: rules)
    #expect(governed.query.description.contains("and false)"))
}

// MARK: Columns

@Test("a denial closes a column in every use, wins over every permit, and says why")
func deniesColumns() throws {
    let rules = policy(
        """
          - { name: findings, deny: all, on: { attributes: [visit.finding] }, because: "findings are under review" }
          - { name: opened, permit: values, on: { attributes: [visit.finding] } }
        """)
    #expect(try Clinic.permit("from visit select visit_id, finding", as: "doctor", policy: rules).withheld == ["finding"])
    let refusal = try Clinic.refuse("from visit where finding = 'f1' select visit_id", as: "doctor", policy: rules)
    #expect(refusal.code == "column-not-covered")
    #expect(refusal.rule == "findings")
    #expect(try Clinic.refuse("from visit group finding select finding, n: count()", as: "counter", policy: rules).rule == "findings")
}

@Test("a permit opens a column above the role's level, with the treatment that it names")
func permitsColumns() throws {
    let closed = try Clinic.permit("from visit select visit_id, secret", as: "head")
    #expect(closed.withheld == ["secret"])
    let rules = policy("  - { permit: values, on: { attributes: [visit.secret] }, for: [head], as: month }")
    let open = try Clinic.permit("from visit select visit_id, secret", as: "head", policy: rules)
    #expect(open.withheld.isEmpty)
    #expect(open.plan.columns[1].treatment == .generalise(.month))
    // Shown coarser is not chosen by.
    #expect(try Clinic.refuse("from visit where secret = 'x' select visit_id", as: "head", policy: rules).code == "column-not-covered")
    // A list's permit is none for totals.
    #expect(try Clinic.refuse("from visit select n: max(secret)", as: "head", policy: rules).code == "column-not-covered")
}

@Test("what may be shown may still not be chosen by, and the other way round")
func separatesFilters() throws {
    let barred = policy("  - { deny: filters, on: { attributes: [visit.finding] } }")
    #expect(try Clinic.permit("from visit select finding", as: "doctor", policy: barred).withheld.isEmpty)
    for query in [
        "from visit where finding = 'f' select visit_id", "from visit select finding order finding",
        "from visit group finding select finding, n: count()", "from visit where finding is null select visit_id",
        "from visit select n: count(where lower(finding) = 'f')",
    ] {
        #expect(try Clinic.refuse(query, as: "doctor", policy: barred).code == "column-not-covered", "\(query)")
    }
    let filterable = policy("  - { permit: filters, on: { attributes: [patient.mrn] } }")
    #expect(try Clinic.refuse("from patient where mrn = 'M1' select name", as: "doctor").code == "column-not-covered")
    _ = try Clinic.permit("from patient where mrn = 'M1' select name", as: "doctor", policy: filterable)
}

@Test("the order of permits means nothing: shown where one shows, else the strictest")
func combinesPermits() throws {
    func treatment(_ words: [String]) throws -> Treatment? {
        let rules = words.map { "  - { permit: values, on: { attributes: [visit.secret] }, as: \($0) }" }
        return try Clinic.permit("from visit select visit_id, secret", as: "head", policy: policy(rules.joined(separator: "\n"))).plan
            .columns[1].treatment
    }
    for (words, expected) in [
        (["month", "year"], Treatment.generalise(.year)), (["month", "show"], .show), (["hide", "month"], .hide),
    ] {
        #expect(try treatment(words) == expected)
        #expect(try treatment(words.reversed()) == expected)
    }
}

@Test("a permit to choose by a column opens none that is denied, nor one beyond what the purpose shows")
func keepsFiltersWithinDenialsAndPurposes() throws {
    let permit = "  - { permit: filters, on: { attributes: [patient.mrn] } }\n"
    let query = "from patient where mrn = 'M1' select name"
    let denied = policy(permit + "  - { deny: all, on: { attributes: [patient.mrn] } }\n")
    #expect(try Clinic.refuse(query, as: "doctor", policy: denied).code == "column-not-covered")
    #expect(try Clinic.refuse("from patient select n: count(distinct mrn)", as: "doctor", policy: denied).code == "column-not-covered")
    let limited = policy(permit).replacing(
        "purposes: { treatment: treatment,",
        with: "purposes: { treatment: { label: treatment, columns: { identifiers: { mrn: partial } } },")
    #expect(try Clinic.refuse(query, as: "doctor", policy: limited).code == "column-not-covered")
    _ = try Clinic.permit(query, as: "doctor", policy: limited.replacing("{ mrn: partial } }", with: "{ mrn: partial }, filter: [mrn] }"))
}

@Test("rules select columns by level and by kind of identifier")
func selectsByLevelAndKind() throws {
    let levels = policy("  - { deny: values, on: { levels: [sensitive] }, for: [doctor] }")
    #expect(try Clinic.permit("from visit select visit_id, finding, cost", as: "doctor", policy: levels).withheld == ["finding"])
    let kinds = policy("  - { deny: values, on: { identifiers: [name] } }")
    #expect(try Clinic.permit("from patient select patient_id, name", as: "doctor", policy: kinds).withheld == ["name"])
}

// MARK: Obligations

@Test("a permit that is used brings its obligations and advice with it; one that is not brings none")
func bringsObligations() throws {
    let rules =
        policy(
            """
              - name: night
                permit: rows
                on: { entities: [visit] }
                where: finding = 'stroke'
                obligations: [announce, reason, review]
                advice: [hint]
            """) + "\n"
    let text = rules.replacing(
        "prompts:\n", with: "prompts:\n  announce: { severity: notice, text: Announced }\n  hint: { severity: info, text: A hint }\n")
    #expect(try Clinic.refuse(visits, as: "doctor", policy: text).code == "reason-required")
    let governed = try Clinic.permit(visits, as: "doctor", policy: text, environment: circumstances(["reason": "ward round"]))
    #expect(governed.prompts.map(\.code) == ["announce", "hint"])
    #expect(governed.isReviewed)
    let other = try Clinic.permit("from room select rooms: count()", as: "doctor", policy: text)
    #expect(other.prompts.isEmpty)
    #expect(!other.isReviewed)
}

// MARK: Many rules

@Test("rules that concern other tables and roles change nothing")
func ignoresOtherRules() throws {
    let many = (1...200).map { "  - { deny: rows, on: { entities: [test] }, for: [ward], where: value = \($0) }" }.joined(separator: "\n")
    #expect(try Clinic.permit(visits, as: "doctor", policy: policy(many)).query == Clinic.permit(visits, as: "doctor").query)
}

// MARK: Subjects

@Test("a denial counts for a subject that is not known; a permit does not")
func knowsUnknownSubjects() throws {
    let rules = policy(
        """
          - { name: north, deny: rows, on: { entities: [visit] }, subjects: [{ department: North }], where: finding = 'north' }
          - { name: south, permit: rows, on: { entities: [visit] }, subjects: [{ department: North }], where: finding = 'south' }
        """)
    let governor = try Governor(policy: Policy.load(text: rules, file: "p.yaml"), catalog: Clinic.catalog())
    func conditions(_ department: Literal?) throws -> [Bool] {
        var caller = Clinic.caller("doctor")
        caller.attributes["department"] = department
        let decision = try governor.govern(
            Clinic.resolve(visits), caller: caller, purpose: "treatment", environment: circumstances()
        ) { _, _ in [] }
        guard case .permit(let governed) = decision else { return [] }
        return ["north", "south"].map { governed.query.description.contains("'\($0)'") }
    }
    #expect(try conditions(.text("North")) == [true, true])
    #expect(try conditions(.text("South")) == [false, false])
    #expect(try conditions(.null) == [true, false])
    #expect(try conditions(nil) == [false, false], "who has no department is in none")
}

@Test("what a rule says of a role it says of those that inherit from it")
func reachesHeirs() throws {
    let heir = Clinic.policyText.replacing(
        "ward:\n",
        with: "intern:\n    subjects: [{ role: intern }]\n    inherits: [doctor]\n    lists: true\n    small-cells: none\n  ward:\n")
    let rules = "\nrules:\n  - { deny: rows, on: { entities: [visit] }, for: [doctor], where: finding = 'hiv' }\n"
    #expect(try Clinic.permit(visits, as: "intern", policy: heir + rules).query.description.contains("not t1!finding = 'hiv'"))
    let except = rules.replacing("for: [doctor]", with: "except: [doctor]")
    #expect(try !Clinic.permit(visits, as: "intern", policy: heir + except).query.description.contains("hiv"))
}
