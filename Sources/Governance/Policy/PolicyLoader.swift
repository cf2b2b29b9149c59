import Algebra
import Catalog
import Crypto
import Foundation

/// Reads a policy file and checks all that can be checked without a catalog.
struct PolicyLoader {
    let root: YAMLNode
    let text: Data

    func policy() throws(CatalogError) -> Policy {
        try root.check(keys: ["policy", "version", "purposes", "conditions", "everybody", "roles", "deny", "refusals", "prompts"])
        let digest = SHA256.hash(data: text).map { byte in String(UInt16(byte) + 256, radix: 16).dropFirst() }.joined()
        var policy = Policy(
            identity: PolicyIdentity(
                name: try root.required("policy").string(), version: try root.required("version").string(), digest: digest),
            purposes: [:], roles: [], everybody: [], denials: [], conditions: [:], refusals: [:], prompts: [:])
        for (name, node) in try root.required("purposes").pairs() {
            guard name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") }) else {
                throw node.error("The name of a purpose has small letters and hyphens only: 'public-health'; people read its label.")
            }
            policy.purposes[name] = try wording(node)
        }
        for (name, node) in try root.value("conditions")?.pairs() ?? [] {
            policy.conditions[name] = Condition(try term(node), place: node)
        }
        for (code, node) in try root.value("refusals")?.pairs() ?? [] {
            try node.check(keys: ["text", "needed"])
            policy.refusals[code] = (try wording(node.required("text")), try optionalWording(node.value("needed")))
        }
        for (code, node) in try root.value("prompts")?.pairs() ?? [] {
            try node.check(keys: ["severity", "text", "next"])
            policy.prompts[code] = Prompt(
                code: code, severity: try node.required("severity").one(of: Prompt.Severity.self),
                text: try wording(node.required("text")),
                next: try optionalWording(node.value("next")))
        }
        for node in try root.value("everybody")?.items() ?? [] {
            try node.check(keys: ["entities", "about", "where", "scope"])
            policy.everybody.append(try rows(node, policy))
        }
        for (name, node) in try root.required("roles").pairs() { policy.roles.append(try role(name, node, policy)) }
        for node in try root.value("deny")?.items() ?? [] {
            try node.check(keys: ["entities", "about", "where", "scope", "except"])
            let rule = try rows(node, policy)
            let exceptions = try node.value("except")
            for role in try exceptions?.strings() ?? [] where !policy.roles.contains(where: { $0.name == role }) {
                throw (exceptions ?? node).error(
                    "There is no role '\(role)'.", suggestion: nearest(to: role, among: policy.roles.map(\.name)))
            }
            policy.denials.append(Denial(rule: rule, exceptRoles: try exceptions?.strings() ?? []))
        }
        for index in policy.roles.indices { policy.roles[index] = try inherited(policy.roles[index], policy, []) }
        return policy
    }

    // MARK: Roles

    private func role(_ name: String, _ node: YAMLNode, _ policy: Policy) throws(CatalogError) -> Role {
        try node.check(keys: [
            "label", "subjects", "inherits", "purposes", "default-purpose", "lists", "small-cells", "rows", "columns", "beside", "requires",
            "prompts",
            "pseudonyms-per",
        ])
        var role = Role(
            name: name, label: try optionalWording(node.value("label")) ?? Wording(["en": name]), subjects: [],
            inherits: try node.value("inherits")?.strings() ?? [], purposes: [:],
            defaultPurpose: try node.value("default-purpose")?.string(),
            lists: try node.value("lists")?.boolean() ?? false, smallCells: try smallCells(node.required("small-cells")), rows: [],
            beside: [], columns: ColumnRights(), requirements: [], prompts: [], pseudonymDomain: try node.value("pseudonyms-per")?.string(),
            place: node
        )
        for subject in try node.value("subjects")?.items() ?? [] {
            var attributes: [String: [String]] = [:]
            for (attribute, values) in try subject.pairs() { attributes[attribute] = try values.strings() }
            guard !attributes.isEmpty else { throw subject.error("A subject without attributes would be everyone; name an attribute.") }
            role.subjects.append(attributes)
        }
        let purposes = try node.value("purposes")
        if let purposes, case .mapping = purposes.value {
            for (purpose, rights) in try purposes.pairs() {
                try check(purpose: purpose, rights, policy)
                role.purposes[purpose] = try columns(rights)
            }
        } else {
            for item in try purposes?.items() ?? [] {
                let purpose = try item.string()
                try check(purpose: purpose, item, policy)
                role.purposes[purpose] = ColumnRights()
            }
        }
        for item in try node.value("rows")?.items() ?? [] {
            try item.check(keys: ["entities", "about", "where", "scope"])
            role.rows.append(try rows(item, policy))
        }
        for item in try node.value("beside")?.items() ?? [] {
            try item.check(keys: ["entities", "where"])
            role.beside.append(try rows(item, policy))
        }
        if let rights = try node.value("columns") { role.columns = try columns(rights) }
        for item in try node.value("requires")?.items() ?? [] {
            try item.check(keys: ["fact", "as", "otherwise"])
            let code = try item.required("otherwise")
            let refusal = try code.string()
            guard policy.refusals[refusal] != nil else {
                throw code.error("There is no refusal '\(refusal)'.", suggestion: nearest(to: refusal, among: policy.refusals.keys))
            }
            role.requirements.append(
                Requirement(query: try query(item.required("fact")), name: try item.value("as")?.string(), refusal: refusal, place: item))
        }
        for item in try node.value("prompts")?.items() ?? [] {
            let code = try item.string()
            guard policy.prompts[code] != nil else {
                throw item.error("There is no prompt '\(code)'.", suggestion: nearest(to: code, among: policy.prompts.keys))
            }
            role.prompts.append(code)
        }
        return role
    }

    /// The role with what it inherits; its own words win for columns, rows and purposes add up.
    private func inherited(_ role: Role, _ policy: Policy, _ seen: [String]) throws(CatalogError) -> Role {
        var result = role
        guard !seen.contains(role.name) else {
            throw role.place.error("The role '\(role.name)' inherits from itself by way of \(seen.joined(separator: ", ")).")
        }
        for name in role.inherits {
            guard let found = policy.roles.first(where: { $0.name == name }) else {
                throw role.place.error(
                    "There is no role '\(name)' to inherit from.", suggestion: nearest(to: name, among: policy.roles.map(\.name)))
            }
            let parent = try inherited(found, policy, seen + [role.name])
            result.rows += parent.rows
            result.beside += parent.beside
            result.columns = result.columns.over(parent.columns)
            result.purposes.merge(parent.purposes) { mine, theirs in mine.over(theirs) }
            result.defaultPurpose = result.defaultPurpose ?? parent.defaultPurpose
            result.requirements += parent.requirements
            result.prompts += parent.prompts.filter { !result.prompts.contains($0) }
        }
        result.inherits = []
        if let purpose = result.defaultPurpose, result.purposes[purpose] == nil {
            throw role.place.error(
                "The default purpose '\(purpose)' is none of the role's purposes.",
                suggestion: nearest(to: purpose, among: result.purposes.keys))
        }
        return result
    }

    private func check(purpose: String, _ node: YAMLNode, _ policy: Policy) throws(CatalogError) {
        guard policy.purposes[purpose] != nil else {
            throw node.error("There is no purpose '\(purpose)'.", suggestion: nearest(to: purpose, among: policy.purposes.keys))
        }
    }

    private func smallCells(_ node: YAMLNode) throws(CatalogError) -> Int? {
        if try node.string() == "none" { return nil }
        guard let threshold = Int(try node.string()), threshold >= 2 else {
            throw node.error("Expected 'none', or the least number of patients that a cell may stand for (2 or more).")
        }
        return threshold
    }

    // MARK: Rows

    private func rows(_ node: YAMLNode, _ policy: Policy) throws(CatalogError) -> RowRule {
        let entities: RowRule.Entities
        if let about = try node.value("about") {
            guard try about.string() == "patients", try node.value("entities") == nil else {
                throw about.error("Expected 'about: patients' alone, or 'entities' with a list of names.")
            }
            entities = .aboutPatients
        } else {
            entities = .named(try node.required("entities").strings())
        }
        var conditions: [Condition] = []
        for item in try node.value("where")?.items() ?? [] {
            if let named = policy.conditions[try item.string()] {
                conditions.append(named)
            } else {
                conditions.append(Condition(try term(item), place: item))
            }
        }
        return RowRule(entities, conditions: conditions, scope: try optionalWording(node.value("scope")), place: node)
    }

    // MARK: Columns

    private func columns(_ node: YAMLNode) throws(CatalogError) -> ColumnRights {
        try node.check(keys: ["lists", "totals", "identifiers", "direct", "quasi", "filter"])
        var rights = ColumnRights()
        if let level = try node.value("lists") { rights.listLevel = try level.one(of: Level.self) }
        if let level = try node.value("totals") { rights.totalLevel = try level.one(of: Level.self) }
        for (kind, treatment) in try node.value("identifiers")?.pairs() ?? [] { rights.kinds[kind] = try self.treatment(treatment, kind) }
        if let direct = try node.value("direct") { rights.direct = try treatment(direct, "direct") }
        if let quasi = try node.value("quasi") { rights.quasi = try treatment(quasi, "quasi") }
        rights.filterable = Set(try node.value("filter")?.strings() ?? [])
        return rights
    }

    private func treatment(_ node: YAMLNode, _ kind: String) throws(CatalogError) -> Treatment {
        let word = try node.string()
        if let granularity = Treatment.Granularity(rawValue: word) { return .generalise(granularity) }
        switch word {
        case "show": return .show
        case "hide": return .hide
        case "partial": return .partial(kind: kind)
        case "pseudonym": return .pseudonym
        case "deidentify": return .deidentify
        default:
            let known = ["show", "hide", "partial", "pseudonym", "deidentify"] + Treatment.Granularity.allCases.map(\.rawValue)
            throw node.error("'\(word)' is none of \(known.joined(separator: ", ")).", suggestion: nearest(to: word, among: known))
        }
    }

    // MARK: Values

    private func term(_ node: YAMLNode) throws(CatalogError) -> Term {
        let text = try node.string()
        do {
            return try Term.parse(text)
        } catch {
            throw node.error("This is not a condition: \(error)")
        }
    }

    private func query(_ node: YAMLNode) throws(CatalogError) -> Query {
        let text = try node.string()
        do {
            return try Query.parse(text)
        } catch {
            throw node.error("This is not a query: \(error)")
        }
    }

    /// `{en: …, zh: …}`, or a text, which is English.
    private func wording(_ node: YAMLNode) throws(CatalogError) -> Wording {
        if case .scalar(let text, _) = node.value { return Wording(["en": text]) }
        var texts: [String: String] = [:]
        for (language, text) in try node.pairs() { texts[language] = try text.string() }
        guard !texts.isEmpty else { throw node.error("Expected a text, or a text for each language: '{en: …, zh: …}'.") }
        return Wording(texts)
    }

    private func optionalWording(_ node: YAMLNode?) throws(CatalogError) -> Wording? {
        guard let node else { return nil }
        return try wording(node)
    }
}
