import Algebra
import Catalog

/// One request on its way through the passes: holds what they find out, and writes the trace.
struct Request {
    let governor: Governor
    let caller: Caller
    let environment: RequestEnvironment
    var trace: [String] = []
    var parameters: [String: Literal] = [:]

    var policy: Policy { governor.policy }

    init(governor: Governor, caller: Caller, environment: RequestEnvironment) {
        self.governor = governor
        self.caller = caller
        self.environment = environment
        for (name, value) in governor.policy.parameters { parameters["policy.\(name)"] = value }
        for (name, value) in environment.attributes { parameters["environment.\(name)"] = value }
        for (name, value) in caller.attributes { parameters["caller.\(name)"] = value }
        parameters["caller.id"] = .text(caller.id)
        parameters["now"] = .time(environment.now)
        if let grant = environment.grant {
            parameters["grant.patient"] = .text(grant.patient)
            parameters["grant.reason"] = .text(grant.reason)
            parameters["grant.until"] = .text(grant.until)
            parameters["grant.number"] = .integer(Int64(grant.number))
        }
    }

    /// How rules and roles stand to the request.
    var standing: Standing { Standing(caller: caller, circumstances: Circumstances(parameters: parameters), now: environment.now) }

    mutating func govern(_ query: Query, purpose asked: String?, facts: Governor.FactReader) throws -> GovernedQuery {
        let standing = standing
        let (role, purpose) = try role(for: asked, standing)
        trace.append("policy \(policy.identity.name) \(policy.identity.version), role \(role.name), purpose \(purpose)")
        try require(role, purpose, facts)
        try agree(role, purpose)

        let counts = { (rule: Rule) in standing.counts(rule, role: role, purpose: purpose) }
        let entities = query.entities
        let guards = RowGuards(role: role, entities: entities, book: governor.book, counts: counts)
        if let closed = entities.first(where: { guards.byEntity[$0] == nil }) {
            throw refusal("entity-not-covered", role, purpose, entity: closed)
        }
        let map = QueryMap(query, catalog: governor.catalog)
        let subject = RowSubject(query, map: map, catalog: governor.catalog)
        trace.append(
            "each row is about \(subject == .patient ? "one patient: a list" : subject == .group ? "several patients: a total" : "nobody")")
        if subject == .patient, !role.lists { throw refusal("list-not-covered", role, purpose) }

        let threshold = subject == .group ? role.smallCells : nil
        let entitlements = self.entitlements(
            of: role, for: purpose, isList: subject == .patient, totalsAreSafe: threshold != nil, counts: counts)
        if let kept = entities.compactMap({ governor.catalog.entities[$0] }).first(where: { !entitlements.mayLeave($0) }) {
            let key = Lineage.Column(entity: kept.name, attribute: kept.key, kind: kept.attributes[kept.key]?.kind)
            throw refusal("column-not-covered", role, purpose, column: key, use: "show", entity: kept.name, entitlements)
        }
        let tracer = LineageTracer(map: map, entitlements: entitlements)
        do {
            try ColumnAccess(tracer: tracer).check(query)
        } catch {
            throw refusal("column-not-covered", role, purpose, column: error.column, use: error.use.rawValue, entitlements)
        }

        let masks = MaskPlacement(query, tracer: tracer)
        let wanted = query.columns.filter { $0.role == .asked }.map(\.name)
        if let first = masks.withheld.first, !wanted.isEmpty, wanted.allSatisfy({ name in masks.withheld.contains { $0.name == name } }) {
            throw refusal("column-not-covered", role, purpose, column: first.column, use: "show", entitlements)
        }
        for (name, column) in masks.withheld { trace.append("output \(name) withheld: \(column.entity).\(column.attribute)") }

        // Withheld now, and not any more once a second person approves.
        var approvable: Set<String> = []
        if !masks.withheld.isEmpty, let approved = approved(entitlements) {
            let later = MaskPlacement(query, tracer: LineageTracer(map: map, entitlements: approved))
            approvable = Set(masks.withheld.map(\.name)).subtracting(later.withheld.map(\.name))
        }

        let distinctness = Distinctness(masks.query, treatments: masks.treatments, tracer: tracer)
        let placed = WindowPlaces(tracer: tracer).rewrite(distinctness.query)
        var guarded = SmallCells.Guarded(query: placed)
        var leavesOutGroups = false
        var namesPatients = false
        if let threshold {
            var pass = SmallCells(map: map, catalog: governor.catalog, threshold: threshold)
            guarded = pass.rewrite(placed)
            leavesOutGroups = pass.leavesOutGroups
            namesPatients = pass.namesPatients
            trace.append("cells with fewer than \(threshold) patients suppressed")
        }

        let ordered = TieBreaking(
            guarded.query, treatments: masks.treatments, isCut: subject == .patient && role.mostRows != nil,
            keys: tracer.readableKeys)
        var resolution = ScopeResolution(guards: guards)
        let scoped = resolution.rewrite(ordered.query)
        for entity in resolution.narrowed { trace.append("\(entity) beside filtered totals narrowed to the same scope") }

        var pruning = ColumnPruning(catalog: governor.catalog)
        let pruned = pruning.rewrite(scoped)
        for removed in pruning.removed { trace.append("not needed: \(removed)") }
        let limits = Limits(pruned, most: subject == .patient ? role.mostRows : nil, later: distinctness.isMasked)

        // What stands beside totals may bring in tables of its own.
        var wrapping = RowWrapping(
            guards: RowGuards(role: role, entities: limits.query.entities, book: governor.book, counts: counts))
        let rewritten: Query
        do {
            rewritten = try wrapping.rewrite(limits.query)
        } catch {
            throw refusal("entity-not-covered", role, purpose, entity: error.entity)
        }
        for entity in wrapping.filtered { trace.append("rows of \(entity) filtered") }

        bindMissing(rewritten)
        let used = wrapping.rules + entitlements.usedRules.map { governor.book.columnRules[$0] }
        let obligations = Set(used.flatMap(\.obligations))
        if obligations.contains(.reason), parameters["environment.reason"].map({ $0.spoken.allSatisfy(\.isWhitespace) }) ?? true {
            throw refusal("reason-required", role, purpose)
        }
        let values = placeholders(role, purpose)
        var plan = DisclosurePlan(
            query: query, rewritten: rewritten, treatments: masks.treatments, guards: guarded.guards, threshold: threshold,
            ties: ordered.ties, mostRows: limits.most, tracer: tracer,
            // What is null is nobody's value: within it pseudonyms would link everything.
            pseudonymDomain: role.pseudonymDomain.flatMap { parameters[$0] }.flatMap { $0 == .null ? nil : $0.spoken },
            prompts: policy.prompts.mapValues { $0.filled(values) })
        plan.suppressesNobody = namesPatients
        plan.isDistinct = distinctness.isMasked
        plan.limit = distinctness.limit
        return GovernedQuery(
            query: rewritten, question: limits.query, parameters: parameters, plan: plan, withheld: masks.withheld.map(\.name),
            scope: wrapping.scope.map { $0.filled(values) },
            prompts: prompts(
                role, purpose, used, masks, approvable: approvable, identifies: masks.identifies(map),
                smallGroups: leavesOutGroups ? threshold : nil),
            isReviewed: environment.grant != nil || obligations.contains(.review), role: role.name, purpose: purpose,
            policy: policy.identity, trace: trace)
    }

    /// What the request may do with columns.
    func entitlements(
        of role: Role, for purpose: String, isList: Bool, totalsAreSafe: Bool, counts: @escaping (Rule) -> Bool
    ) -> Entitlements {
        Entitlements(
            governor: governor, role: role, rights: rights(of: role, for: purpose), ceiling: ceiling(for: purpose), purpose: purpose,
            isList: isList, isLeaving: isLeaving, totalsAreSafe: totalsAreSafe, counts: counts)
    }

    /// Whether the answer leaves the house.
    var isLeaving: Bool { parameters["environment.destination"].map { $0 != .null } ?? false }

    /// What a role says of columns for a purpose, with what a second person approved.
    func rights(of role: Role, for purpose: String) -> ColumnRights {
        let rights = (role.purposes[purpose] ?? ColumnRights()).over(role.columns)
        guard environment.grant?.isApproved == true, let breakGlass = policy.breakGlass else { return rights }
        return breakGlass.approved.over(rights)
    }

    /// What nobody sees more of, whatever roles and rules permit: the purpose's ceiling, and under emergency access everything below the
    /// highest level until a second person has approved.
    func ceiling(for purpose: String) -> ColumnRights {
        var ceiling = policy.purposes[purpose]?.ceiling ?? ColumnRights()
        guard let grant = environment.grant, !grant.isApproved else { return ceiling }
        let highest = policy.scale.steps.count - 2
        ceiling.listLevel = min(ceiling.listLevel ?? highest, highest)
        ceiling.totalLevel = min(ceiling.totalLevel ?? highest, highest)
        return ceiling
    }

    /// Whether the agreement by which a third party has its role runs, and reaches where the answer goes.
    func agree(_ role: Role, _ purpose: String) throws(Refusal) {
        guard let agreement = role.agreement.flatMap({ policy.agreements[$0] }) else { return }
        guard agreement.validity.covers(environment.now) else { throw refusal("agreement-not-running", role, purpose) }
        guard let destination = parameters["environment.destination"], destination != .null else { return }
        guard agreement.destinations.contains(destination.spoken) else { throw refusal("agreement-destination", role, purpose) }
    }

    private mutating func require(_ role: Role, _ purpose: String, _ read: Governor.FactReader) throws {
        for requirement in requirements(of: role, for: purpose) {
            guard try meets(requirement, read) else { throw refusal(requirement.refusal, role, purpose) }
            trace.append("requirement met: the fact of '\(requirement.refusal)' has a row")
        }
    }

    /// What purpose and role demand; what both do, once.
    func requirements(of role: Role, for purpose: String) -> [Requirement] {
        var seen: [Query: Set<String?>] = [:]
        // The same fact under another name gives other parameters.
        return ((policy.purposes[purpose]?.requirements ?? []) + role.requirements).filter {
            seen[$0.query, default: []].insert($0.name).inserted
        }
    }

    /// Whether the fact of a requirement has a row, the first of which becomes parameters.
    mutating func meets(_ requirement: Requirement, _ read: Governor.FactReader) throws -> Bool {
        guard let query = governor.book.fact(of: requirement) else { return false }
        bindMissing(query)
        guard let row = try read(query, parameters).first else { return false }
        if let name = requirement.name {
            for (column, value) in zip(query.columns, row) { parameters["\(name).\(column.name)"] = value }
        }
        return true
    }

    /// Gives null to the parameters that have no value: null denies.
    mutating func bindMissing(_ query: Query) {
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
        let known = ["caller.", "environment.", "grant."]
        for name in names where parameters[name] == nil && known.contains(where: { name.hasPrefix($0) }) { parameters[name] = .null }
    }
}
