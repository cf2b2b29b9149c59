import Algebra
import Catalog

extension PolicyLoader {
    private static let keys = [
        "label", "subjects", "when", "from", "until", "inherits", "purposes", "default-purpose", "lists", "most-rows", "small-cells",
        "rows",
        "columns", "beside", "agreement", "requires", "prompts", "pseudonyms-per",
    ]

    func role(_ name: String, _ node: YAMLNode) throws(CatalogError) -> Role {
        try node.check(keys: Self.keys)
        var role = Role(
            name: name, label: try optionalWording(node.value("label")) ?? Wording(["en": name]),
            subjects: try subjects(node.value("subjects")), when: try circumstances(node.value("when")), validity: try validity(node),
            inherits: try node.value("inherits")?.strings() ?? [], purposes: [:],
            defaultPurpose: try node.value("default-purpose")?.string(),
            lists: try node.value("lists")?.boolean() ?? false, mostRows: try node.read("most-rows", count),
            smallCells: try smallCells(node.required("small-cells")),
            rows: try rowRules(node.value("rows"), of: "\(name).rows"), beside: try rowRules(node.value("beside"), of: "\(name).beside"),
            columns: try node.read("columns", columns) ?? ColumnRights(), agreement: try node.value("agreement")?.string(),
            requirements: try requirements(node.value("requires")), prompts: try promptCodes(node.value("prompts")),
            pseudonymDomain: try node.value("pseudonyms-per")?.string(), place: node)
        role.purposes = try purposes(of: node)
        if let agreement = role.agreement, policy.agreements[agreement] == nil {
            throw node.error("There is no agreement '\(agreement)'.", suggestion: nearest(to: agreement, among: policy.agreements.keys))
        }
        return role
    }

    private func purposes(of node: YAMLNode) throws(CatalogError) -> [String: ColumnRights] {
        var result: [String: ColumnRights] = [:]
        guard let purposes = try node.value("purposes") else { return [:] }
        if case .mapping(let pairs) = purposes.value {
            for (purpose, rights) in pairs {
                try check(purpose: purpose, rights)
                result[purpose] = try columns(rights)
            }
        } else {
            for item in try purposes.items() {
                let purpose = try item.string()
                try check(purpose: purpose, item)
                result[purpose] = ColumnRights()
            }
        }
        return result
    }

    /// The role with what it inherits; its own words win for columns, everything else adds up.
    func inherited(_ role: Role, _ seen: [String]) throws(CatalogError) -> Role {
        var result = role
        guard !seen.contains(role.name) else {
            throw role.place.error("The role '\(role.name)' inherits from itself by way of \(seen.joined(separator: ", ")).")
        }
        for name in role.inherits {
            guard let found = policy.roles.first(where: { $0.name == name }) else {
                throw role.place.error(
                    "There is no role '\(name)' to inherit from.", suggestion: nearest(to: name, among: policy.roles.map(\.name)))
            }
            let parent = try inherited(found, seen + [role.name])
            result.ancestors.formUnion(parent.ancestors.union([name]))
            result.when += parent.when
            result.rows += parent.rows
            result.beside += parent.beside
            result.columns = result.columns.over(parent.columns)
            result.purposes.merge(parent.purposes) { mine, theirs in mine.over(theirs) }
            result.defaultPurpose = result.defaultPurpose ?? parent.defaultPurpose
            result.mostRows = result.mostRows ?? parent.mostRows
            result.agreement = result.agreement ?? parent.agreement
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

    func check(purpose: String, _ node: YAMLNode) throws(CatalogError) {
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

    // MARK: Break-glass

    func breakGlass(_ node: YAMLNode) throws(CatalogError) -> BreakGlass {
        try node.check(keys: [
            "label", "subjects", "when", "purposes", "minutes", "reasons", "rows", "columns", "approvers", "approved", "prompts",
        ])
        let role = Role(
            name: "break-glass", label: try optionalWording(node.value("label")) ?? Wording(["en": "emergency access"]),
            subjects: try subjects(node.required("subjects")), when: try circumstances(node.value("when")), inherits: [],
            purposes: try purposes(of: node), lists: true, smallCells: nil,
            rows: try rowRules(node.required("rows"), of: "break-glass.rows"), beside: [], columns: try columns(node.required("columns")),
            requirements: [], prompts: try promptCodes(node.required("prompts")), place: node)
        let highest = policy.scale.steps.count - 1
        guard
            ([role.columns] + role.purposes.values).allSatisfy({ $0.listLevel ?? 0 < highest && $0.totalLevel ?? 0 < highest })
        else {
            throw node.error(
                "Emergency access never reaches the highest level by itself; give that under 'approved', which a second person must approve."
            )
        }
        for rule in role.rows {
            guard rule.conditions.contains(where: { $0.term.mentions(parameter: "grant.patient") }) else {
                throw rule.place.error("Emergency access is to one patient: a condition must compare with $grant.patient.")
            }
        }
        var reasons: [(code: String, label: Wording)] = []
        for (code, text) in try node.required("reasons").pairs() { reasons.append((code, try wording(text))) }
        return BreakGlass(
            role: role, reasons: reasons, minutes: try node.read("minutes", count) ?? 60,
            approvers: try subjects(node.value("approvers")),
            approved: try node.read("approved", columns) ?? ColumnRights())
    }
}

extension Term {
    /// Whether a parameter stands in the term, or in a query in it.
    func mentions(parameter name: String) -> Bool {
        var found = false
        func visit(_ term: Term) {
            if term == .parameter(name) { found = true }
            _ = term.mapChildren(
                {
                    visit($0)
                    return $0
                },
                query: { query in
                    query.mapEverySelect { select in
                        select.mapExpressions(
                            {
                                visit($0)
                                return $0
                            }, query: { $0 })
                    }
                })
        }
        visit(self)
        return found
    }
}
