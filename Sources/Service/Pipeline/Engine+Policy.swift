import Algebra
import Audit
import Catalog
import Execution
import Governance
import Language

/// What a policy says of one caller and a column, a table or a question: for `policy explain`.
public struct PolicyExplanation: Sendable {
    /// What was asked about, as it was understood.
    public var subject: String
    /// How roles and requirements stand.
    public var findings: Findings
    /// How rules stand to the rows of each table.
    public var rows: [Findings.Rows]
    /// The same for columns.
    public var columns: [Findings.Column]
    /// What became of a question; nil for a column or table.
    public var decision: Decision?
    /// What a permitted question reads and what for.
    public var necessity: Necessity?
    /// The audit record.
    public var record: Int
}

/// What is to be explained.
public enum PolicySubject: Sendable {
    /// `patient.phone`, or `patient` for the rows; in lists, in totals, or as the role has answers.
    case resource(String, isList: Bool?)
    /// A question in plain words.
    case question(String)

    /// As it was typed.
    var text: String {
        switch self {
        case .resource(let text, _), .question(let text): text
        }
    }
}

/// Emergency access that is only supposed to run, to explain what it would open.
public enum SupposedAccess: String, Sendable, CaseIterable {
    /// Nobody has approved it.
    case opened
    /// A second person has.
    case approved
}

/// Somebody who can see rows of a patient.
public struct PatientViewer: Sendable, Hashable {
    /// As the directory names them.
    public var caller: String
    /// The role in which they would be answered.
    public var role: String
    /// For which purpose.
    public var purpose: String
    /// By which rule of the policy.
    public var rule: String
    /// Rows of which table; of the patient's own where the rule opens those.
    public var entity: String
    /// Whether the role has lists; else the rows are counted in totals only.
    public var isListed: Bool
    /// What an answer by it covers.
    public var scope: String?
}

extension Engine {
    /// Why a caller may or may not see something; no row is read but those of requirements, and the question is entered in the audit log.
    ///
    /// - Parameter access: Explained as under an emergency access, whether or not one runs; nil for the caller's own rights.
    public func explainPolicy(
        _ subject: PolicySubject, for request: Request, under access: SupposedAccess? = nil
    ) throws(ServiceError) -> PolicyExplanation {
        let started = ContinuousClock.now
        return try reporting {
            let now = try source.clock.now()
            let governor = try decider
            return try inSnapshot { rows in
                let caller = try known(request.caller, rows, asking: "policy explain \(subject.text)", governor, now: now, since: started)
                let environment = RequestEnvironment(
                    now: now, language: workspace.language, attributes: request.environment.mapValues { .text($0) },
                    grant: access.map { .supposed(isApproved: $0 == .approved) })
                let findings = try governor.findings(
                    caller: caller, purpose: request.purpose, environment: environment, facts: rows)
                let (title, query, entities, columns, isList) = try resources(of: subject, governor, role: findings.role, now: now)
                let decision = try query.map {
                    try governor.govern($0, caller: caller, purpose: request.purpose, environment: environment, facts: rows)
                }
                var necessity: Necessity?
                if case .permit(let governed)? = decision { necessity = governor.necessity(of: governed) }
                let record = try intend(
                    caller: caller.id, role: findings.role?.name, purpose: findings.purpose, now: now, decision: "explained",
                    question: "policy explain \(title)", governor)
                try audit.outcome(AuditOutcome(intent: record, status: "answered", duration: ContinuousClock.now - started))
                return PolicyExplanation(
                    subject: title, findings: findings, rows: entities.compactMap(findings.rows),
                    columns: columns.compactMap { column in
                        let isAboutNobody = governor.catalog.entities[column.entity]?.patient == nil
                        return findings.column(column, isList: isList && !isAboutNobody)
                    },
                    decision: decision, necessity: necessity, record: record)
            }
        }
    }

    /// Who sees rows of a patient now, and by what: every caller of the directory is decided upon as for a question.
    ///
    /// A number that nobody has and a patient whom nobody sees are answered alike. Only for those whom the policy names as its
    /// `privacy-office`; entered in the audit log with the patient sealed.
    /// - Parameters:
    ///   - patient: What people type for a patient, such as a record number.
    ///   - progress: Told how far it is, from 0 to 1.
    public func viewers(
        ofPatient patient: String, for request: Request, progress: (Double) -> Void = { _ in }
    ) throws(ServiceError) -> (viewers: [PatientViewer], record: Int) {
        let started = ContinuousClock.now
        return try reporting {
            let now = try source.clock.now()
            let governor = try decider
            return try inSnapshot { rows in
                let asker = try known(
                    request.caller, rows, asking: "policy who --patient \(patient)", governor, now: now, since: started)
                let isOffice = governor.isPrivacyOffice(asker)
                let record = try intend(
                    caller: asker.id, role: nil, purpose: nil, now: now, decision: isOffice ? "permit" : "not-privacy-office",
                    question: "policy who --patient \(patient)", governor)
                guard isOffice else {
                    try audit.outcome(
                        AuditOutcome(
                            intent: record, status: "refused", reason: "not-privacy-office", duration: ContinuousClock.now - started))
                    throw ServiceError(
                        .notPrivacyOffice, "Who sees a patient is told to the privacy office only.",
                        remedy: "Ask as one of those whom the policy names under 'privacy-office'.")
                }
                let keys = try self.keys(ofPatient: patient, rows)
                var found: [PatientViewer] = []
                var known: [Asked: Bool] = [:]
                let callers = try source.directory.everybody(rows)
                for (index, id) in callers.enumerated() {
                    progress(Double(index) / Double(callers.count))
                    guard let caller = try source.directory.caller(id, rows: rows) else { continue }
                    let environment = RequestEnvironment(
                        now: now, language: workspace.language, attributes: request.environment.mapValues { .text($0) })
                    var told: Set<String> = []
                    for way in try governor.reach(of: caller, environment: environment, facts: rows) {
                        let name = "\(way.purpose) \(way.rule.name)"
                        guard !told.contains(name) else { continue }
                        let sees = try keys.contains { key in
                            let asked = Asked(query: way.query, values: way.query.values(in: way.parameters), key: key)
                            if let sees = known[asked] { return sees }
                            let parameters = way.parameters.merging([Governor.reachedPatient: key]) { $1 }
                            let sees = try !rows(way.query, parameters).isEmpty
                            known[asked] = sees
                            return sees
                        }
                        guard sees else { continue }
                        told.insert(name)
                        found.append(
                            PatientViewer(
                                caller: id, role: way.role.name, purpose: way.purpose, rule: way.rule.name, entity: way.entity,
                                isListed: way.role.lists, scope: way.scope?.text(in: workspace.language)))
                    }
                }
                try audit.outcome(
                    AuditOutcome(intent: record, status: "answered", rows: found.count, duration: ContinuousClock.now - started))
                return (found, record)
            }
        }
    }

    /// A question that was asked of the database already, for another caller of whom it says the same.
    private struct Asked: Hashable {
        var query: Query
        var values: [String: Literal]
        var key: Literal
    }

    // MARK: Steps

    private func reporting<Result>(_ work: () throws -> Result) throws(ServiceError) -> Result {
        do {
            return try work()
        } catch {
            throw Passage.serviceError(error)
        }
    }

    /// Work whose rows all come from one state of the database.
    private func inSnapshot<Result>(_ work: (CallerDirectory.RowReader) throws -> Result) throws -> Result {
        try source.executor.inSnapshot { snapshot in
            try work { query, parameters in
                try snapshot.run(SQLCompiler.compile(query, schema: source.schema, parameters: parameters)).literals
            }
        }
    }

    /// The caller of an id; that nobody has it is recorded, as it is of questions.
    private func known(
        _ id: String, _ rows: CallerDirectory.RowReader, asking question: String, _ governor: Governor, now: String,
        since started: ContinuousClock.Instant
    ) throws -> Caller {
        if let caller = try source.directory.caller(id, rows: rows) { return caller }
        let code = ServiceError.Code.unknownCaller
        let record = try intend(
            caller: "unknown", role: nil, purpose: nil, now: now, decision: code.rawValue, question: question,
            reason: "asked as: \(id.prefix(200))", governor)
        try audit.outcome(
            AuditOutcome(intent: record, status: "refused", reason: code.rawValue, duration: ContinuousClock.now - started))
        throw ServiceError(
            code, "Nobody is called so here.",
            remedy: "Name a caller: staff.NUMBER of the database, or an account of \(Workspace.fileName).")
    }

    private func resources(
        of subject: PolicySubject, _ governor: Governor, role: Role?, now: String
    ) throws -> (title: String, query: Query?, entities: [String], columns: [Resource.Column], isList: Bool) {
        let catalog = governor.catalog
        switch subject {
        case .resource(let text, let asked):
            let isList = asked ?? role?.lists ?? true
            let (entity, attribute) = try catalog.resource(text)
            return (text, nil, [entity], attribute.map { [Resource.Column(entity: entity, attribute: $0)] } ?? [], isList)
        case .question(let text):
            if let fault = QuestionLimits.fault(in: text) { throw fault }
            let reading: Reading
            switch understanding.read(text, clock: now) {
            case .answered(let found): reading = found
            case .clarify:
                throw ServiceError(
                    .questionAmbiguous, "The question has several meanings.",
                    remedy: "Look with 'lamplight explain' at what they are, and ask for one of them.")
            case .unanswerable, .invalid:
                throw ServiceError(
                    .questionNotUnderstood, "The question is not understood.",
                    remedy: "Look with 'lamplight explain' at which words are not known, and ask it another way.")
            }
            let query = try Resolver.resolve(reading.query, in: catalog)
            let (entities, columns) = governor.resources(of: query)
            return (reading.restatement, query, entities, columns, governor.isList(query))
        }
    }

    /// The keys of the patients that somebody may have meant: those with such an identifier that people type, or such a key.
    private func keys(ofPatient text: String, _ rows: CallerDirectory.RowReader) throws -> [Literal] {
        guard let unit = source.catalog.privacyUnit else { return [] }
        let typed = unit.attributes.values.filter { $0.column != nil && $0.type == .identifier && $0.pattern != nil }.map(\.name).sorted()
        let ways = (typed.isEmpty ? [unit.key] : typed).map {
            Term.binary(.equal, .path([$0]), .parameter(Governor.reachedPatient))
        }
        let query = Query.select(
            Select(Source(.entity(unit.name)), filter: Term.any(ways), outputs: [Output("key", .path([unit.key]))], limit: Limit(2)))
        return try rows(Resolver.resolve(query, in: source.catalog), [Governor.reachedPatient: .text(text)]).compactMap(\.first)
    }

    private func intend(
        caller: String, role: String?, purpose: String?, now: String, decision: String, question: String,
        reason: String? = nil, _ governor: Governor
    ) throws -> Int {
        let facts = AuditIntent.Facts(
            caller: caller, role: role ?? "none", purpose: purpose ?? "none", interface: interface, dataTime: now, catalog: catalogDigest,
            grammar: grammarDigest, policy: governor.policy.identity.digest, decision: decision, notes: ["version": Version.text])
        return try audit.intent(AuditIntent(facts, AuditIntent.Particulars(question: question, reason: reason)))
    }
}

extension Query {
    /// The values of the parameters that stand in it.
    fileprivate func values(in parameters: [String: Literal]) -> [String: Literal] {
        var values: [String: Literal] = [:]
        for name in self.parameters { values[name] = parameters[name] }
        return values
    }
}

extension Catalog {
    /// What somebody who asks about a policy means by `patient.phone`, or by `patient` alone.
    public func resource(_ text: String) throws(ServiceError) -> (entity: String, attribute: String?) {
        let parts = text.split(separator: ".", maxSplits: 1).map(String.init)
        do throws(CatalogError) {
            let entity = try entity(parts.first ?? "")
            guard parts.count == 2 else { return (entity.name, nil) }
            guard entity.attributes[parts[1]] != nil else {
                throw CatalogError(
                    "'\(entity.name)' has no attribute '\(parts[1])'.", suggestion: nearest(to: parts[1], among: entity.attributes.keys))
            }
            return (entity.name, parts[1])
        } catch {
            throw ServiceError(
                .requestMalformed, error.description, remedy: "Name a column as entity.attribute, or an entity, of the catalog.")
        }
    }
}
