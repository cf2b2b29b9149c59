import Algebra
import Catalog

extension Findings {
    /// How a policy stands to the rows of an entity.
    public struct Rows: Sendable {
        /// The entity's name.
        public var entity: String
        /// The rules that speak of its rows: those for everybody, the role's own, those beyond the roles.
        public var rules: [Weighed]
        /// Which rows the caller has.
        public var extent: Extent
        /// What an answer from them covers.
        public var scope: [Wording]
    }

    /// Which rows of an entity exist for a caller.
    public enum Extent: Sendable, Hashable {
        case none, all
        /// Those that a condition holds for, in the notation, on the row called `row`.
        case some(String)
    }

    /// How the policy stands to the rows of an entity; nil when the caller has no role, or there is no such entity.
    public func rows(of name: String) -> Rows? {
        guard let role, let purpose, let entity = request.governor.catalog.entities[name] else { return nil }
        let policy = request.policy
        let rules = (policy.everybody + role.rows + policy.rules.filter { $0.actions.contains(.rows) })
            .filter { $0.resource.covers(entity) }.map { listed($0, name, role, purpose) }
        let standing = request.standing
        let guards = RowGuards(role: role, entities: [name], book: request.governor.book) {
            standing.counts($0, role: role, purpose: purpose)
        }
        let values = request.placeholders(role, purpose)
        let found = guards.byEntity[name]
        return Rows(
            entity: name, rules: rules,
            extent: found.map { $0.condition.map { .some($0.description) } ?? .all } ?? .none,
            scope: found?.scope.map { $0.filled(values) } ?? [])
    }

    /// A rule about rows of an entity, which may be left out of a role whatever its target, as permits are of emergency access.
    private func listed(_ rule: Rule, _ entity: String, _ role: Role, _ purpose: String) -> Weighed {
        var weighed = weighed(rule, role, purpose)
        let book = request.governor.book
        let rules = book.rows[role.name] ?? RuleBook.RowRules()
        let places = (rules.permits[entity] ?? []) + (rules.denials[entity] ?? [])
        if weighed.counts, !places.contains(where: { book.entries[$0].rule.name == rule.name }) {
            weighed.counts = false
            weighed.obstacle = .role
        }
        return weighed
    }
}
