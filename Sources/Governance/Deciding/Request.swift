import Algebra
import Catalog

/// One request on its way through the passes: holds what they find out, and writes the trace.
struct Request {
    let governor: Governor
    let caller: Caller
    let environment: RequestEnvironment
    private(set) var trace: [String] = []
    private var parameters: [String: Literal] = [:]

    init(governor: Governor, caller: Caller, environment: RequestEnvironment) {
        self.governor = governor
        self.caller = caller
        self.environment = environment
        for (name, value) in environment.attributes { parameters["environment.\(name)"] = value }
        for (name, value) in caller.attributes { parameters["caller.\(name)"] = value }
        parameters["caller.id"] = .text(caller.id)
        parameters["now"] = .time(environment.now)
    }

    mutating func govern(_ query: Query, purpose asked: String?, facts: Governor.FactReader) throws -> GovernedQuery {
        let (role, purpose) = try role(for: asked)
        guard let guards = governor.rowGuards(of: role) else { throw refusal("no-role") }
        trace.append("role \(role.name), purpose \(purpose)")
        try require(role, facts)

        if let closed = RowWrapping(guards: guards, catalog: governor.catalog).closedEntity(in: query) {
            throw refusal("entity-not-covered", role, purpose, entity: closed)
        }
        let map = QueryMap(query, catalog: governor.catalog)
        let subject = RowSubject(query, map: map, catalog: governor.catalog)
        trace.append(
            "each row is about \(subject == .patient ? "one patient: a list" : subject == .group ? "several patients: a total" : "nobody")")
        if subject == .patient, !role.lists { throw refusal("list-not-covered", role, purpose) }

        let rights = (role.purposes[purpose] ?? ColumnRights()).over(role.columns)
        let level = subject == .patient ? rights.listLevel : rights.totalLevel
        let threshold = subject == .group ? role.smallCells : nil
        let tracer = LineageTracer(map: map, rights: rights, highestLevel: level, totalsAreSafe: threshold != nil)
        do {
            try ColumnAccess(tracer: tracer).check(query)
        } catch {
            throw refusal("column-not-covered", role, purpose, column: error.column, use: error.use.rawValue)
        }

        let masks = MaskPlacement(query, tracer: tracer)
        let asked = query.columns.filter { $0.role == .asked }.map(\.name)
        if let first = masks.withheld.first, !asked.isEmpty, asked.allSatisfy({ name in masks.withheld.contains { $0.name == name } }) {
            throw refusal("column-not-covered", role, purpose, column: first.column, use: "show")
        }
        for (name, column) in masks.withheld { trace.append("output \(name) withheld: \(column.entity).\(column.attribute)") }

        var guarded = SmallCells.Guarded(query: masks.query)
        var leavesOutGroups = false
        if let threshold {
            var pass = SmallCells(map: map, catalog: governor.catalog, threshold: threshold)
            guarded = pass.rewrite(masks.query)
            leavesOutGroups = pass.leavesOutGroups
            trace.append("cells with fewer than \(threshold) patients suppressed")
        }

        let ordered = TieBreaking(guarded.query, treatments: masks.treatments)
        var resolution = ScopeResolution(guards: guards)
        let scoped = resolution.rewrite(ordered.query)
        for entity in resolution.narrowed { trace.append("\(entity) beside filtered totals narrowed to the same scope") }

        var wrapping = RowWrapping(guards: guards, catalog: governor.catalog)
        let rewritten: Query
        do {
            rewritten = try wrapping.rewrite(scoped)
        } catch {
            throw refusal("entity-not-covered", role, purpose, entity: error.entity)
        }
        for entity in wrapping.filtered { trace.append("rows of \(entity) filtered") }

        bindMissing(rewritten)
        let values = placeholders(role, purpose)
        var prompts = role.prompts.compactMap { governor.policy.prompts[$0]?.filled(values) }
        if let first = masks.withheld.first, let prompt = governor.policy.prompts["withheld"] {
            let names = masks.withheld.map { spoken($0.column) }.joined(separator: ", ")
            prompts.append(prompt.filled(values.merging(["columns": names, "column": spoken(first.column)]) { $1 }))
        }
        if let prompt = governor.policy.prompts["identified"], masks.identifies(map) { prompts.append(prompt.filled(values)) }
        if leavesOutGroups, let prompt = governor.policy.prompts["small-groups"] {
            prompts.append(prompt.filled(values.merging(["threshold": threshold.map { String($0) } ?? ""]) { $1 }))
        }
        let plan = DisclosurePlan(
            query: query, rewritten: rewritten, treatments: masks.treatments, guards: guarded.guards, threshold: threshold,
            ties: ordered.ties, tracer: tracer,
            pseudonymDomain: role.pseudonymDomain.flatMap { parameters[$0]?.spoken },
            prompts: governor.policy.prompts.mapValues { $0.filled(values) })
        return GovernedQuery(
            query: rewritten, parameters: parameters, plan: plan, withheld: masks.withheld.map(\.name),
            scope: wrapping.scope.map { $0.filled(values) }, prompts: prompts, role: role.name, purpose: purpose,
            policy: governor.policy.identity, trace: trace)
    }

    // MARK: Role and purpose

    /// The first role in the policy's order that is the caller's and covers the purpose.
    private func role(for asked: String?) throws(Refusal) -> (Role, String) {
        let mine = governor.policy.roles.filter { caller.matches($0.subjects) }
        guard let first = mine.first else { throw refusal("no-role") }
        guard let asked = asked.map(purposeName) else {
            for role in mine { if let purpose = role.defaultPurpose { return (role, purpose) } }
            throw refusal("purpose-required", first)
        }
        guard governor.policy.purposes[asked] != nil else { throw refusal("purpose-unknown", first, asked) }
        for role in mine where role.purposes[asked] != nil { return (role, asked) }
        throw refusal("purpose-not-covered", first, asked)
    }

    /// The policy's name of a purpose that may be written with spaces, underscores or capitals.
    private func purposeName(_ asked: String) -> String {
        String(asked.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
    }

    private mutating func require(_ role: Role, _ read: Governor.FactReader) throws {
        for (requirement, query) in zip(role.requirements, governor.factQueries(of: role)) {
            bindMissing(query)
            let rows = try read(query, parameters)
            guard let row = rows.first else { throw refusal(requirement.refusal, role) }
            trace.append("requirement met: the fact of '\(requirement.refusal)' has a row")
            if let name = requirement.name {
                for (column, value) in zip(query.columns, row) { parameters["\(name).\(column.name)"] = value }
            }
        }
    }

    /// Gives null to the parameters of callers, environment and facts that have no value: null denies.
    private mutating func bindMissing(_ query: Query) {
        var names: Set<String> = []
        func note(_ term: Term) { if case .parameter(let name) = term { names.insert(name) } }
        _ = query.mapEverySelect { select in
            _ = select.mapExpressions(
                {
                    $0.walk({ note($0) }, query: { _ in })
                    return $0
                }, query: { $0 })
            return select
        }
        for name in names where parameters[name] == nil && (name.hasPrefix("caller.") || name.hasPrefix("environment.")) {
            parameters[name] = .null
        }
    }

    // MARK: Sentences

    private func placeholders(_ role: Role?, _ purpose: String?) -> [String: String] {
        var values = parameters.mapValues(\.spoken)
        if let role { values["role"] = role.label.text(in: environment.language) }
        if let purpose { values["purpose"] = governor.policy.purposes[purpose]?.text(in: environment.language) ?? purpose }
        return values
    }

    private func spoken(_ column: Lineage.Column) -> String {
        let name = column.attribute.split(separator: "_").joined(separator: " ")
        let entity = column.entity.split(separator: "_").joined(separator: " ")
        return entity.isEmpty ? name : "\(name) (\(entity))"
    }

    private func refusal(
        _ code: String, _ role: Role? = nil, _ purpose: String? = nil, column: Lineage.Column? = nil, use: String? = nil,
        entity: String? = nil
    ) -> Refusal {
        var values = placeholders(role, purpose)
        if let role {
            values["purposes"] = role.purposes.keys.sorted().map { governor.policy.purposes[$0]?.text(in: environment.language) ?? $0 }
                .joined(separator: ", ")
        }
        if let column { values["column"] = spoken(column) }
        if let entity { values["entity"] = entity.split(separator: "_").joined(separator: " ") }
        // How a column was used changes what would help, so a policy may word it for each use.
        let texts = use.flatMap { governor.policy.refusals["\(code)-\($0)"] } ?? governor.policy.refusals[code]
        guard let texts else {
            return Refusal(code: code, text: Wording(["en": "The policy does not permit this (\(code))."]))
        }
        return Refusal(code: code, text: texts.text.filled(values), needed: texts.needed?.filled(values))
    }
}
