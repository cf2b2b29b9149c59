import Algebra
import Catalog

/// A way in which a caller may come by rows of one patient: a role, a purpose and a rule, with the query that tells whether it leads there.
public struct Reach: Sendable {
    /// The role in which the caller would be answered.
    public var role: Role
    /// For which purpose.
    public var purpose: String
    /// The rule that opens the rows.
    public var rule: Rule
    /// Whose rows.
    public var entity: String
    /// Has a row when the rule opens one of the patient's whose key is `$patient`, and no denial closes it: resolved.
    public var query: Query
    /// Values of its other parameters.
    public var parameters: [String: Literal]
    /// What an answer by the rule covers.
    public var scope: Wording?
}

extension Governor {
    /// Whether a caller may ask who sees a patient.
    public func isPrivacyOffice(_ caller: Caller) -> Bool { caller.matches(policy.privacyOffice) == true }

    /// The parameter that stands for the patient's key in queries of `reach`.
    public static let reachedPatient = "patient"

    /// The ways by which a caller may see rows about a patient, for every purpose in which the caller has a role now.
    ///
    /// Rows of the patient first: who sees that row by a rule needs not be asked about others by the same rule.
    /// - Throws: what `facts` throws, and `CatalogError` for a catalog without a patient.
    public func reach(of caller: Caller, environment: RequestEnvironment, facts: FactReader) throws -> [Reach] {
        try policy.purposes.keys.sorted().flatMap { purpose in
            let findings = try findings(caller: caller, purpose: purpose, environment: environment, facts: facts)
            return try findings.refusal == nil ? findings.reach() : []
        }
    }
}

extension Findings {
    fileprivate func reach() throws -> [Reach] {
        guard let role, let purpose else { return [] }
        let governor = request.governor
        let standing = request.standing
        let book = governor.book
        let values = request.placeholders(role, purpose)
        let about = governor.catalog.order.compactMap { governor.catalog.entities[$0] }.filter { $0.patient != nil }
        let ordered = about.filter { $0.patient == [] } + about.filter { $0.patient != [] }
        var ways: [Reach] = []
        for entity in ordered {
            for place in book.rows[role.name]?.permits[entity.name] ?? [] {
                let rule = book.entries[place].rule
                guard standing.counts(rule, role: role, purpose: purpose) else { continue }
                // One permit at a time, under every denial.
                let guards = RowGuards(role: role, entities: [entity.name], book: book) { other in
                    (other.effect == .deny || other.name == rule.name) && standing.counts(other, role: role, purpose: purpose)
                }
                guard let found = guards.byEntity[entity.name] else { continue }
                let own = Term.binary(.equal, .path(["subject"]), .parameter(Governor.reachedPatient))
                let written = try own.aboutPatient(of: entity, path: entity.patient, in: governor.catalog)
                let isPatients = try Resolver(governor.catalog).resolve(condition: written, on: entity.name, alias: RowGuards.row)
                let apart = isPatients.renamingAliases { $0 == RowGuards.row ? $0 : "p" + $0 }
                let query = Query.select(
                    Select(
                        Source(.entity(entity.name), alias: RowGuards.row), filter: Term.all([apart, found.condition].compactMap { $0 }),
                        outputs: [Output("found", .literal(.integer(1)))], limit: Limit(1)))
                var bound = request
                bound.bindMissing(query)
                ways.append(
                    Reach(
                        role: role, purpose: purpose, rule: rule, entity: entity.name, query: query, parameters: bound.parameters,
                        scope: rule.scope?.filled(values)))
            }
        }
        return ways
    }
}
