import Algebra
import Catalog

// What a request is told: refusals and prompts are the policy's own texts, filled with what they speak of.

extension Request {
    /// What an answer must tell the reader besides its rows: obligations first, advice last.
    ///
    /// - Parameter approvable: Outputs that are withheld until a second person approves.
    func prompts(
        _ role: Role, _ purpose: String, _ used: [Rule], _ masks: MaskPlacement, approvable: Set<String>, identifies: Bool,
        smallGroups threshold: Int?
    ) -> [Prompt] {
        let values = placeholders(role, purpose)
        var codes: [String] = []
        func add(_ code: String) { if !codes.contains(code) { codes.append(code) } }
        for code in role.prompts + (policy.purposes[purpose]?.prompts ?? []) { add(code) }
        for case .prompt(let code) in used.flatMap(\.obligations) { add(code) }
        var prompts = codes.compactMap { policy.prompts[$0]?.filled(values) }
        let isWorded = policy.prompts["withheld-approval"] != nil
        let waiting = masks.withheld.filter { isWorded && approvable.contains($0.name) }
        let closed = masks.withheld.filter { !isWorded || !approvable.contains($0.name) }
        for (code, withheld) in [("withheld", closed), ("withheld-approval", waiting)] {
            guard let first = withheld.first, let prompt = policy.prompts[code] else { continue }
            let names = withheld.map { spoken($0.column) }.joined(separator: ", ")
            prompts.append(prompt.filled(values.merging(["columns": names, "column": spoken(first.column)]) { $1 }))
        }
        if identifies, let prompt = policy.prompts["identified"] { prompts.append(prompt.filled(values)) }
        if let threshold, let prompt = policy.prompts["small-groups"] {
            prompts.append(prompt.filled(values.merging(["threshold": String(threshold)]) { $1 }))
        }
        let advice = used.flatMap(\.advice)
        for (index, code) in advice.enumerated() where !codes.contains(code) && !advice[..<index].contains(code) {
            if let prompt = policy.prompts[code] { prompts.append(prompt.filled(values)) }
        }
        return prompts
    }

    func placeholders(_ role: Role?, _ purpose: String?) -> [String: String] {
        var values = parameters.mapValues(\.spoken)
        if let role {
            values["role"] = role.label.text(in: environment.language)
            if let agreement = role.agreement.flatMap({ policy.agreements[$0] }) {
                values["agreement"] = agreement.label.text(in: environment.language)
                values["agreement.from"] = agreement.validity.from
                values["agreement.until"] = agreement.validity.until
            }
        }
        if let purpose { values["purpose"] = policy.purposes[purpose]?.label.text(in: environment.language) ?? purpose }
        return values
    }

    /// A refusal with the policy's words.
    ///
    /// How a column was used and why it is closed change what would help, so a policy may word each: `column-not-covered-filter`,
    /// `column-not-covered-export`; the plain code serves where it does not.
    func refusal(
        _ code: String, _ role: Role? = nil, _ purpose: String? = nil, column: Lineage.Column? = nil, use: String? = nil,
        entity: String? = nil, _ entitlements: Entitlements? = nil
    ) -> Refusal {
        var values = placeholders(role, purpose)
        if let role { values["purposes"] = spoken(purposes: role.purposes.keys) }
        if let entity { values["entity"] = governor.names(entity, nil, environment.language) ?? entity.separated }
        var rule: String?
        var variants = [use].compactMap { $0 }
        if let column {
            values["column"] = spoken(column)
            values["allowed"] = allowed(column, inLists: entitlements?.isList)
            switch ground(column, entitlements) {
            case .rule(let name):
                rule = name
                let because = policy.rules.first { $0.name == name }?.because?.text(in: environment.language)
                values["because"] = because ?? name
                variants.insert(contentsOf: because == nil ? [] : ["rule"], at: 0)
            case .agreement: variants.insert("agreement", at: 0)
            case .export: variants.insert("export", at: 0)
            case .purpose, .level, .role, nil: break
            }
            // Where rows are refused for what all their columns have in common, none of these was asked for.
            if entity != nil { variants.insert(contentsOf: variants.first == "rule" ? ["rows-rule", "rows"] : ["rows"], at: 0) }
            if let entitlements, approvalOpens(column, use, entitlements) { variants.insert("approval", at: 0) }
        }
        let texts = variants.lazy.compactMap { policy.refusals["\(code)-\($0)"] }.first ?? policy.refusals[code]
        guard let texts else {
            return Refusal(code: code, text: Wording(["en": "The policy does not permit this (\(code))."]), rule: rule)
        }
        return Refusal(code: code, text: texts.text.filled(values), needed: texts.needed?.filled(values), rule: rule)
    }

    private func ground(_ column: Lineage.Column, _ entitlements: Entitlements?) -> Ground? {
        guard let entity = governor.catalog.entities[column.entity], let attribute = entity.attributes[column.attribute] else { return nil }
        return entitlements?.verdict(on: attribute, of: entity).ground
    }

    /// Whether a second person's approval of the running emergency access would let a column be used so.
    private func approvalOpens(_ column: Lineage.Column, _ use: String?, _ entitlements: Entitlements) -> Bool {
        guard let entity = governor.catalog.entities[column.entity], let attribute = entity.attributes[column.attribute],
            let verdict = approved(entitlements)?.verdict(on: attribute, of: entity)
        else { return false }
        return use == "show" ? verdict.treatment != .hide : verdict.treatment == .show && !verdict.isBarred
    }

    /// What the request may do with columns once a second person has approved the running emergency access; nil when none waits for it.
    func approved(_ entitlements: Entitlements) -> Entitlements? {
        guard var grant = environment.grant, !grant.isApproved else { return nil }
        grant.isApproved = true
        var approved = environment
        approved.grant = grant
        let (role, standing) = (entitlements.role, standing)
        return Request(governor: governor, caller: caller, environment: approved).entitlements(
            of: role, for: entitlements.purpose, isList: entitlements.isList, totalsAreSafe: entitlements.totalsAreSafe
        ) { rule in standing.counts(rule, role: role, purpose: entitlements.purpose) }
    }

    /// In which roles and for which purposes a column is read under the circumstances of this request, whoever has the role: in lists, in
    /// totals, or where that is nil in either.
    func allowed(_ column: Lineage.Column, inLists wanted: Bool?) -> String {
        guard let entity = governor.catalog.entities[column.entity], let attribute = entity.attributes[column.attribute] else { return "–" }
        // What opens it otherwise is told under emergency access too.
        var ordinary = environment
        ordinary.grant = nil
        let request = Request(governor: governor, caller: caller, environment: ordinary)
        let standing = request.standing
        var found: [String] = []
        for role in policy.roles {
            let purposes = role.purposes.keys.filter { purpose in
                (wanted.map { [$0] } ?? [true, false]).contains { isList in
                    let entitlements = request.entitlements(of: role, for: purpose, isList: isList, totalsAreSafe: !isList) { rule in
                        standing.counts(rule, role: role, purpose: purpose)
                    }
                    return (role.lists || !isList) && entitlements.verdict(on: attribute, of: entity).treatment != .hide
                }
            }
            if !purposes.isEmpty { found.append("\(role.label.text(in: environment.language)) (\(spoken(purposes: purposes)))") }
        }
        return found.isEmpty ? Self.nobody.text(in: environment.language) : found.joined(separator: "; ")
    }

    private static let nobody = Wording(["en": "nobody under these circumstances", "zh": "当前情况下任何人都不可查看"])

    private func spoken(purposes: some Sequence<String>) -> String {
        purposes.sorted().map { policy.purposes[$0]?.label.text(in: environment.language) ?? $0 }.joined(separator: ", ")
    }

    func spoken(_ column: Lineage.Column) -> String {
        guard !column.entity.isEmpty else { return column.attribute.separated }
        let language = environment.language
        let entity = governor.names(column.entity, nil, language) ?? column.entity.separated
        return "\(governor.names(column.entity, column.attribute, language) ?? column.attribute.separated) (\(entity))"
    }
}

extension String {
    /// A name of the catalog as words.
    fileprivate var separated: String { split(separator: "_").joined(separator: " ") }
}
