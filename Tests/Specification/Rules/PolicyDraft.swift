import Database

/// A policy as the generator knows it: written out as a file for the governor, and read here by the plain reference.
package struct PolicyDraft: Sendable {
    /// What is done to a column that is within reach.
    package enum Mask: String, Sendable, Hashable {
        case show, hide, partial, pseudonym, month, year, age
        case ageBand5 = "age-band-5"
        case ageBand10 = "age-band-10"
    }

    /// How much of each column; nil says nothing.
    package struct Rights: Sendable, Hashable {
        package var lists: Int?
        package var totals: Int?
        /// The highest level that may leave the house.
        package var export: Int?
        package var kinds: [String: Mask] = [:]
        package var direct: Mask?
        package var quasi: Mask?
        package var filter: [String] = []

        /// These rights where they say something, the others elsewhere.
        func over(_ other: Rights) -> Rights {
            var result = self
            result.lists = lists ?? other.lists
            result.totals = totals ?? other.totals
            result.export = export ?? other.export
            result.direct = direct ?? other.direct
            result.quasi = quasi ?? other.quasi
            for (kind, mask) in other.kinds where result.kinds[kind] == nil { result.kinds[kind] = mask }
            result.filter += other.filter
            return result
        }
    }

    /// Rows of tables, or of all that are about patients (no tables named).
    package struct RowRule: Sendable {
        package var tables: [String]?
        package var conditions: [RowCondition]
        package var target = Target()

        func covers(_ table: House.Table) -> Bool { tables.map { $0.contains(table.name) } ?? (table.patient != nil) }
    }

    package struct Role: Sendable {
        package var name: String
        /// The one attribute by which callers have the role; nil for a role that is only inherited.
        package var subject: (attribute: String, value: String)?
        package var inherits: [String] = []
        package var purposes: [String: Rights]
        package var lists: Bool
        package var smallCells: Int?
        package var rows: [RowRule]
        package var rights: Rights
        /// Names of requirements.
        package var requires: [String] = []
        package var agreement: String?
        /// The parameter within whose value pseudonyms are stable; without it there are none.
        package var pseudonymsPer: String?
        /// Rows about nobody that count where they stand beside filtered totals.
        package var beside: [RowRule] = []
    }

    package static let purposes = ["care", "study"]

    package var named: [String: RowCondition] = [:]
    package var everybody: [RowRule] = []
    package var roles: [Role] = []
    package var rowsRules: [RowsRule] = []
    package var columnRules: [ColumnRule] = []
    /// The most that any role sees for a purpose.
    package var ceilings: [String: Rights] = [:]
    package var requirements: [Requirement] = []
    /// What purposes demand, by names of requirements.
    package var demands: [String: [String]] = [:]
    package var agreements: [String: Agreement] = [:]
    package var breakGlass: BreakGlass?
    /// Levels of the policy's own, lowest first; nil: those of the catalog.
    package var scale: [Step]?

    // MARK: Reading

    /// The first role in the file that is the caller's and covers the purpose, with all that it inherits.
    package func role(of caller: [String: Value], for purpose: String) -> Role? {
        for role in roles {
            guard let subject = role.subject, caller[subject.attribute] == .text(subject.value) else { continue }
            let whole = withInherited(role)
            if whole.purposes[purpose] != nil { return whole }
        }
        return nil
    }

    private func withInherited(_ role: Role) -> Role {
        var result = role
        for name in role.inherits {
            guard let parent = roles.first(where: { $0.name == name }).map(withInherited) else { continue }
            result.rows += parent.rows
            result.beside += parent.beside
            result.rights = result.rights.over(parent.rights)
            result.requires += parent.requires
            result.agreement = result.agreement ?? parent.agreement
            for (purpose, rights) in parent.purposes { result.purposes[purpose] = result.purposes[purpose]?.over(rights) ?? rights }
        }
        return result
    }

    /// The names of a role and of those that it inherits from.
    package func names(of role: Role) -> Set<String> {
        Set(role.inherits.compactMap { name in roles.first { $0.name == name } }.flatMap(names)).union([role.name])
    }

    private func permits(for asker: Asker, on table: House.Table) -> [RowRule] {
        // Emergency access is to one patient: nothing but its own rows is about any.
        let others = asker.grant != nil && table.patient != nil ? [] : everybody + rowsRules.filter(\.isPermit).map(\.rows)
        return (others + asker.role.rows).filter { $0.covers(table) && $0.target.fits(asker) == true }
    }

    /// Whether of a table some rows may not exist for the asker.
    package func filters(_ table: House.Table, for asker: Asker) -> Bool {
        permits(for: asker, on: table).allSatisfy { !$0.conditions.isEmpty }
            || rowsRules.contains { !$0.isPermit && $0.rows.covers(table) && $0.rows.target.fits(asker) != false }
    }

    /// Whether some row of a table may exist for the asker.
    package func opens(_ table: House.Table, to asker: Asker) -> Bool { !permits(for: asker, on: table).isEmpty }

    /// Whether a row exists: some rule permits it, and every denial is known not to be about it.
    package func permits(_ row: HouseData.Row, of table: House.Table, to asker: Asker, _ judge: RowJudge) -> Bool {
        func holds(_ rule: RowRule) -> Bool? {
            let results = rule.conditions.map { judge.judge($0, row, of: table.name) }
            return results.contains(false) ? false : results.contains(nil) ? nil : true
        }
        guard permits(for: asker, on: table).contains(where: { holds($0) == true }) else { return false }
        return rowsRules.allSatisfy { rule in
            rule.isPermit || !rule.rows.covers(table) || rule.rows.target.fits(asker) == false || holds(rule.rows) == false
        }
    }

    // MARK: Text

    /// The policy's file; with all rows open it is the policy for a database that holds nothing else.
    package func text(rowsAreOpen: Bool = false) -> String {
        var text = "policy: house\nversion: 1\npurposes:\n"
        for purpose in Self.purposes {
            let ceiling = ceilings[purpose].map { ", columns: { \(words($0)) }" } ?? ""
            let demanded = demands[purpose].map { ", demands: [\($0.joined(separator: ", "))]" } ?? ""
            text += "  \(purpose): { label: \(purpose)\(ceiling)\(demanded) }\n"
        }
        if !requirements.isEmpty {
            text += "refusals: { missing: { text: missing } }\nrequirements:\n"
            for requirement in requirements { text += "  \(requirement.name): \(requirement.text)\n" }
        }
        if !agreements.isEmpty { text += "agreements:\n" }
        for (name, agreement) in agreements.sorted(by: { $0.key < $1.key }) { text += "  \(name): \(agreement.text)\n" }
        if !named.isEmpty {
            text += "conditions:\n"
            for (name, condition) in named.sorted(by: { $0.key < $1.key }) { text += "  \(name): \(Self.quoted(condition.text))\n" }
        }
        func resource(_ rule: RowRule) -> String { rule.tables.map { "entities: [\($0.joined(separator: ", "))]" } ?? "about: patients" }
        func terms(_ rule: RowRule) -> String {
            let conditions = rule.conditions.map { Self.quoted($0.text) }.joined(separator: ", ")
            return (rule.conditions.isEmpty || rowsAreOpen ? "" : ", where: [\(conditions)]") + rule.target.text
        }
        if let scale { text += "levels:\n" + scale.map { "  - \($0.text)\n" }.joined() }
        func rule(_ rule: RowRule) -> String { "{ \(resource(rule))\(terms(rule)) }" }
        if !everybody.isEmpty {
            text += "everybody:\n"
            for item in everybody { text += "  - \(rule(item))\n" }
        }
        text += "roles:\n"
        for role in roles {
            text += "  \(role.name):\n"
            if let subject = role.subject { text += "    subjects: [{ \(subject.attribute): \(Self.quoted(subject.value)) }]\n" }
            if !role.inherits.isEmpty { text += "    inherits: [\(role.inherits.joined(separator: ", "))]\n" }
            let purposes = role.purposes.sorted { $0.key < $1.key }.map { "\($0.key): { \(words($0.value)) }" }
            text += "    purposes: { \(purposes.joined(separator: ", ")) }\n"
            text += "    lists: \(role.lists)\n    small-cells: \(role.smallCells.map { String($0) } ?? "none")\n"
            if !role.rows.isEmpty {
                text += "    rows:\n"
                for item in role.rows { text += "      - \(rule(item))\n" }
            }
            if !role.beside.isEmpty, !rowsAreOpen {
                text += "    beside:\n"
                for item in role.beside { text += "      - \(rule(item))\n" }
            }
            text += "    columns: { \(words(role.rights)) }\n"
            if !role.requires.isEmpty { text += "    requires: [\(role.requires.joined(separator: ", "))]\n" }
            if let agreement = role.agreement { text += "    agreement: \(agreement)\n" }
            if let parameter = role.pseudonymsPer { text += "    pseudonyms-per: \(parameter)\n" }
        }
        if let breakGlass {
            text += breakGlass.text(
                words: words,
                rule: { item in
                    // The loader wants the patient named where all rows are open too.
                    rowsAreOpen ? "{ \(resource(item)), where: '$grant.patient is not null'\(item.target.text) }" : rule(item)
                })
        }
        var rules: [String] = []
        for item in rowsRules where item.isPermit || !rowsAreOpen {
            rules.append("\(item.isPermit ? "permit" : "deny"): rows, on: { \(resource(item.rows)) }\(terms(item.rows))")
        }
        rules += columnRules.map { $0.text(levels: levels) }
        if !rules.isEmpty { text += "rules:\n" }
        for (number, item) in rules.enumerated() { text += "  - { name: rule_\(number), \(item) }\n" }
        return text
    }

    /// The names of levels, lowest first.
    var levels: [String] { scale?.map(\.name) ?? House.levels }

    private func words(_ rights: Rights) -> String {
        var words: [String] = []
        if let level = rights.lists { words.append("lists: \(levels[level])") }
        if let level = rights.totals { words.append("totals: \(levels[level])") }
        if let level = rights.export { words.append("export: \(levels[level])") }
        if !rights.kinds.isEmpty {
            let kinds = rights.kinds.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.rawValue)" }
            words.append("identifiers: { \(kinds.joined(separator: ", ")) }")
        }
        if let mask = rights.direct { words.append("direct: \(mask.rawValue)") }
        if let mask = rights.quasi { words.append("quasi: \(mask.rawValue)") }
        if !rights.filter.isEmpty { words.append("filter: [\(rights.filter.joined(separator: ", "))]") }
        return words.joined(separator: ", ")
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
