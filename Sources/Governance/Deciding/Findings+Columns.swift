import Algebra
import Catalog

extension Findings {
    /// How a policy stands to a column in lists, or in totals.
    public struct Column: Sendable {
        /// Which column.
        public var column: Resource.Column
        /// Whether it is asked about in lists; else in totals.
        public var isList: Bool
        /// Whether the role has no such answers at all.
        public var isBeyondRole: Bool
        /// The column's level on the policy's scale; nil when none selects it.
        public var level: String?
        /// The highest level that the role may read so.
        public var highest: String?
        /// The treatment that the role says for its kind; nil where it says none.
        public var treatment: Treatment?
        /// The highest level that the purpose covers, whoever asks; nil for no bound.
        public var ceiling: String?
        /// The treatment that the purpose demands at least.
        public var ceilingTreatment: Treatment?
        /// The agreement by which the caller has the role, and whether it names the column.
        public var agreement: (name: String, isNamed: Bool)?
        /// The highest level that may leave the house, where the answer does.
        public var export: (isLeaving: Bool, highest: String?)
        /// The rules beyond the roles that select it.
        public var rules: [Weighed]
        /// Whether nothing of it may be known.
        public var isClosed: Bool
        /// How its values are shown.
        public var shown: Treatment
        /// Whether rows may be chosen by it.
        public var mayFilter: Bool
        /// How values would be shown once a second person has approved the emergency access; nil when none waits for approval.
        public var approved: Treatment?
        /// What decided.
        public var ground: Ground
        /// In which roles and for which purposes it can be read so now.
        public var allowed: String
    }

    /// How the policy stands to a column; nil when the caller has no role, or there is no such column.
    public func column(_ column: Resource.Column, isList: Bool) -> Column? {
        let governor = request.governor
        guard let role, let purpose, let entity = governor.catalog.entities[column.entity],
            let attribute = entity.attributes[column.attribute]
        else { return nil }
        let standing = request.standing
        let entitlements = request.entitlements(
            of: role, for: purpose, isList: isList, totalsAreSafe: !isList && role.smallCells != nil
        ) { standing.counts($0, role: role, purpose: purpose) }
        let verdict = entitlements.verdict(on: attribute, of: entity)
        let rights = request.rights(of: role, for: purpose)
        let ceiling = request.ceiling(for: purpose)
        let steps = request.policy.scale.steps
        func level(_ rank: Int?) -> String? { rank.map { steps[$0].name } }
        return Column(
            column: column, isList: isList, isBeyondRole: isList && !role.lists, level: level(governor.book.ranks[column]),
            highest: level(isList ? rights.listLevel : rights.totalLevel), treatment: rights.treatment(of: attribute),
            ceiling: level(isList ? ceiling.listLevel : ceiling.totalLevel), ceilingTreatment: ceiling.treatment(of: attribute),
            agreement: role.agreement.flatMap { request.policy.agreements[$0] }.map { ($0.name, $0.columns.contains(column)) },
            export: (request.isLeaving, level(rights.exportLevel)),
            rules: (governor.book.columns[column] ?? []).map { weighed(governor.book.columnRules[$0], role, purpose) },
            isClosed: verdict.isClosed, shown: verdict.treatment,
            mayFilter: !verdict.isClosed && !verdict.isBarred && (verdict.treatment == .show || verdict.isFilterable),
            approved: request.approved(entitlements).map { $0.verdict(on: attribute, of: entity).treatment }, ground: verdict.ground,
            allowed: request.allowed(Lineage.Column(entity: entity.name, attribute: attribute.name, kind: attribute.kind), inLists: isList))
    }
}
