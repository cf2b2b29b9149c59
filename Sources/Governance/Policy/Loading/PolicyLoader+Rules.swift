import Algebra
import Catalog

extension PolicyLoader {
    /// The rules about rows that stand in a role, or for everybody.
    func rowRules(_ node: YAMLNode?, of owner: String) throws(CatalogError) -> [Rule] {
        var rules: [Rule] = []
        for (index, item) in (try node?.items() ?? []).enumerated() {
            try item.check(keys: [
                "name", "entities", "about", "where", "when", "purposes", "from", "until", "scope", "obligations", "advice",
            ])
            var target = Target()
            target.purposes = try purposeNames(item.value("purposes"))
            target.when = try circumstances(item.value("when"))
            target.validity = try validity(item)
            let resource = try resource(item, keys: nil)
            guard resource.entities != nil || resource.aboutPatients else {
                throw item.error("Say of what: 'entities: […]', or 'about: patients'.")
            }
            rules.append(
                Rule(
                    name: try item.value("name")?.string() ?? "\(owner).\(index + 1)", effect: .permit, actions: [.rows],
                    resource: resource,
                    target: target, conditions: try rowConditions(item.value("where")), treatment: .show,
                    scope: try optionalWording(item.value("scope")), obligations: try obligations(item.value("obligations")),
                    advice: try promptCodes(item.value("advice")), place: item))
        }
        return rules
    }

    /// A rule beyond the roles.
    func rule(_ node: YAMLNode, number: Int) throws(CatalogError) -> Rule {
        try node.check(keys: [
            "name", "permit", "deny", "on", "for", "except", "subjects", "purposes", "when", "where", "as", "from", "until", "scope",
            "because",
            "obligations", "advice",
        ])
        let (permit, deny) = (try node.value("permit"), try node.value("deny"))
        guard let said = permit ?? deny, permit == nil || deny == nil else {
            throw node.error("A rule has either 'permit' or 'deny', with its actions.")
        }
        let actions = try actions(said)
        var target = Target()
        target.roles = try node.read("for", roleNames).map(Set.init)
        target.exceptRoles = Set(try node.read("except", roleNames) ?? [])
        target.subjects = try subjects(node.value("subjects"))
        target.purposes = try purposeNames(node.value("purposes"))
        target.when = try circumstances(node.value("when"))
        target.validity = try validity(node)
        let rule = Rule(
            name: try node.value("name")?.string() ?? "rules.\(number)", effect: permit == nil ? .deny : .permit, actions: actions,
            resource: try resource(node.required("on"), keys: ["entities", "about", "attributes", "levels", "identifiers", "identifies"]),
            target: target, conditions: try rowConditions(node.value("where")),
            treatment: try node.read("as", ownTreatment) ?? .show, scope: try optionalWording(node.value("scope")),
            because: try optionalWording(node.value("because")), obligations: try obligations(node.value("obligations")),
            advice: try promptCodes(node.value("advice")), place: node)
        try check(rule)
        return rule
    }

    private func check(_ rule: Rule) throws(CatalogError) {
        guard !policy.rules.contains(where: { $0.name == rule.name }) else {
            throw rule.place.error("There are two rules '\(rule.name)'.")
        }
        if rule.actions.contains(.rows) {
            guard rule.actions == [.rows] else {
                throw rule.place.error("Rows and columns are two rules: 'rows' stands alone.")
            }
            guard rule.resource.isAboutEntities else {
                throw rule.place.error("A rule about rows names entities, or 'about: patients'; columns have no rows of their own.")
            }
            guard rule.effect == .permit || rule.scope == nil else {
                throw rule.place.error("A denial covers nothing: 'scope' belongs to a permit.")
            }
        } else {
            guard rule.conditions.isEmpty else {
                throw rule.place.error("'where' chooses rows and belongs to rules about rows; say 'when' for caller and circumstances.")
            }
        }
        guard rule.effect == .permit || rule.obligations.isEmpty && rule.advice.isEmpty && rule.treatment == .show else {
            throw rule.place.error("'as', 'obligations' and 'advice' belong to a permit.")
        }
    }

    private func actions(_ node: YAMLNode) throws(CatalogError) -> Set<Rule.Action> {
        if case .scalar("all", _) = node.value { return [.values, .filters, .totals, .export] }
        var actions: Set<Rule.Action> = []
        for item in try node.items() { actions.insert(try item.one(of: Rule.Action.self)) }
        guard !actions.isEmpty else {
            throw node.error("Name actions: \(Rule.Action.allCases.map(\.rawValue).joined(separator: ", ")), or 'all' of a column.")
        }
        return actions
    }

    private func roleNames(_ node: YAMLNode) throws(CatalogError) -> [String] {
        var names: [String] = []
        let known = policy.roles.map(\.name) + (policy.breakGlass.map { [$0.role.name] } ?? [])
        for item in try node.items() {
            let name = try item.string()
            guard known.contains(name) else { throw item.error("There is no role '\(name)'.", suggestion: nearest(to: name, among: known)) }
            names.append(name)
        }
        return names
    }

    private func purposeNames(_ node: YAMLNode?) throws(CatalogError) -> Set<String>? {
        guard let node else { return nil }
        var names: Set<String> = []
        for item in try node.items() {
            let name = try item.string()
            try check(purpose: name, item)
            names.insert(name)
        }
        return names
    }

    private func obligations(_ node: YAMLNode?) throws(CatalogError) -> [Obligation] {
        var result: [Obligation] = []
        for item in try node?.items() ?? [] {
            switch try item.string() {
            case "reason": result.append(.reason)
            case "review": result.append(.review)
            case let code where policy.prompts[code] == nil:
                throw item.error(
                    "An obligation is 'reason', 'review' or the code of a prompt; '\(code)' is none.",
                    suggestion: nearest(to: code, among: policy.prompts.keys + ["reason", "review"]))
            case let code: result.append(.prompt(code))
            }
        }
        return result
    }

    // MARK: Conditions

    /// Conditions on rows: names of conditions, or terms.
    private func rowConditions(_ node: YAMLNode?) throws(CatalogError) -> [Condition] { try conditions(node) }

    /// Conditions on caller, environment and clock.
    func circumstances(_ node: YAMLNode?) throws(CatalogError) -> [Condition] {
        let result = try conditions(node)
        for condition in result {
            if let fault = Circumstances.fault(in: condition.term) { throw (node ?? condition.place).error(fault) }
        }
        return result
    }

    private func conditions(_ node: YAMLNode?) throws(CatalogError) -> [Condition] {
        var result: [Condition] = []
        for item in try node?.items() ?? [] {
            if let named = policy.conditions[try item.string()] {
                result.append(named)
            } else {
                result.append(Condition(try term(item), place: item))
            }
        }
        return result
    }
}
