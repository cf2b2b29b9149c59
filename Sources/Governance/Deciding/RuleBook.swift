import Algebra
import Catalog

/// A policy made ready for decisions over one catalog: conditions resolved, rules found by role, entity and column.
///
/// Made once; a decision then looks only at the rules that concern the tables and columns of its query, however many rules there are.
struct RuleBook: Sendable {
    /// A rule with its conditions on the rows of each entity that it is about.
    struct Entry: Sendable {
        var rule: Rule
        /// Resolved, on the row known as `RowGuards.row`.
        ///
        /// Of a denial the negations: one of them holds for a row that it spares.
        var conditions: [String: [Term]]
    }

    /// The rules about rows of a role, its own before those of the whole policy, by entity.
    struct RowRules: Sendable {
        var permits: [String: [Int]] = [:]
        var denials: [String: [Int]] = [:]
        var beside: [String: [Int]] = [:]
    }

    /// All rules about rows; the others refer to them by place.
    let entries: [Entry]
    /// By role.
    let rows: [String: RowRules]
    /// Rules about columns, in the file's order.
    let columnRules: [Rule]
    /// Those that select a column.
    let columns: [Resource.Column: [Int]]
    /// The place of every column on the policy's scale; one that is not here has no level.
    let ranks: [Resource.Column: Int]
    /// Resolved queries of requirements, by the written ones.
    private let facts: [Query: Query]

    /// Resolves a policy over a catalog; throws where it speaks of something that the catalog does not have.
    init(policy: Policy, catalog: Catalog) throws(CatalogError) {
        var builder = Builder(policy: policy, catalog: catalog)
        try builder.build()
        entries = builder.entries
        rows = builder.rows
        columnRules = builder.columnRules
        columns = builder.columns
        ranks = builder.ranks
        facts = builder.facts
    }

    /// The resolved query of a requirement.
    func fact(of requirement: Requirement) -> Query? { facts[requirement.query] }

    // MARK: Building

    fileprivate struct Builder {
        let policy: Policy
        let catalog: Catalog
        var entries: [Entry] = []
        var rows: [String: RowRules] = [:]
        var columnRules: [Rule] = []
        var columns: [Resource.Column: [Int]] = [:]
        var ranks: [Resource.Column: Int] = [:]
        var facts: [Query: Query] = [:]
        /// Conditions that have been resolved, since those with names serve many rules.
        private var resolved: [Resolution: Term] = [:]

        private struct Resolution: Hashable {
            var condition: Term
            var entity: String
        }

        init(policy: Policy, catalog: Catalog) {
            self.policy = policy
            self.catalog = catalog
        }

        mutating func build() throws(CatalogError) {
            let everybody = try policy.everybody.places(adding: &self)
            let (rowRules, others) = (
                policy.rules.filter { $0.actions.contains(.rows) }, policy.rules.filter { !$0.actions.contains(.rows) }
            )
            let beyond = try rowRules.places(adding: &self)
            for role in policy.roles + (policy.breakGlass.map { [$0.role] } ?? []) {
                var found = RowRules()
                let own = try role.rows.places(adding: &self)
                let permits = beyond.filter { entries[$0].rule.effect == .permit && entries[$0].rule.target.concerns(role) }
                // Emergency access is to one patient: what the rest of the policy permits brings in nobody else.
                let isEmergency = role.name == policy.breakGlass?.role.name
                for place in everybody + own + permits {
                    note(place, in: &found.permits) { !isEmergency || own.contains(place) || catalog.entities[$0]?.patient == nil }
                }
                for place in beyond where entries[place].rule.effect == .deny && entries[place].rule.target.concerns(role) {
                    note(place, in: &found.denials)
                }
                for place in try role.beside.places(adding: &self) { note(place, in: &found.beside) }
                rows[role.name] = found
                for requirement in role.requirements { try resolve(requirement) }
            }
            for purpose in policy.purposes.values { for requirement in purpose.requirements { try resolve(requirement) } }
            columnRules = others
            for entity in catalog.entities.values { note(entity) }
        }

        private func note(_ place: Int, in found: inout [String: [Int]], of isMeant: (String) -> Bool = { _ in true }) {
            for entity in entries[place].conditions.keys where isMeant(entity) { found[entity, default: []].append(place) }
        }

        /// The level of every column of an entity, and the rules that select it.
        private mutating func note(_ entity: Entity) {
            for attribute in entity.attributes.values {
                let column = Resource.Column(entity: entity.name, attribute: attribute.name)
                let rank = policy.scale.rank(of: attribute, of: entity)
                ranks[column] = rank
                let level = rank.map { policy.scale.steps[$0].name }
                let places = columnRules.indices.filter { columnRules[$0].resource.covers(attribute, of: entity, level: level) }
                if !places.isEmpty { columns[column] = places }
            }
        }

        /// Takes in a rule about rows and gives back its place.
        mutating func add(_ rule: Rule) throws(CatalogError) -> Int {
            for name in rule.resource.entities ?? [] where catalog.entities[name] == nil {
                throw rule.place.error("The catalog has no entity '\(name)'.", suggestion: nearest(to: name, among: catalog.entities.keys))
            }
            var conditions: [String: [Term]] = [:]
            for entity in catalog.entities.values where rule.resource.covers(entity) {
                var terms: [Term] = []
                for condition in rule.conditions { terms.append(try resolve(condition, of: rule.effect, on: entity)) }
                conditions[entity.name] = terms
            }
            entries.append(Entry(rule: rule, conditions: conditions))
            return entries.count - 1
        }

        private mutating func resolve(_ condition: Condition, of effect: Rule.Effect, on entity: Entity) throws(CatalogError) -> Term {
            // Negated here and not outside: where the condition moves to the entity that knows the patient, a row whose patient is unknown is
            // not among those for which it holds, nor among those for which it does not.
            let term = effect == .deny ? Term.unary(.not, condition.term) : condition.term
            let key = Resolution(condition: term, entity: entity.name)
            if let known = resolved[key] { return known }
            do {
                let written = try term.aboutPatient(of: entity, path: entity.patient, in: catalog)
                let term = try Resolver(catalog).resolve(condition: written, on: entity.name, alias: RowGuards.row).approximated()
                resolved[key] = term
                return term
            } catch {
                // A single name may have been meant for a condition of the policy.
                let name: String? = if case .path(let path) = condition.term, path.count == 1 { path[0] } else { nil }
                throw condition.place.error(
                    "On \(entity.name): \(error.message)",
                    suggestion: error.suggestion ?? name.flatMap { nearest(to: $0, among: policy.conditions.keys) })
            }
        }

        private mutating func resolve(_ requirement: Requirement) throws(CatalogError) {
            guard facts[requirement.query] == nil else { return }
            do {
                facts[requirement.query] = try Resolver.resolve(requirement.query, in: catalog).approximated()
            } catch {
                throw requirement.place.error(error.message, suggestion: error.suggestion)
            }
        }
    }
}

extension [Rule] {
    /// The places of rules in a rule book, taken in one after another.
    fileprivate func places(adding builder: inout RuleBook.Builder) throws(CatalogError) -> [Int] {
        var places: [Int] = []
        for rule in self { places.append(try builder.add(rule)) }
        return places
    }
}

extension Target {
    /// Whether rules for it can be a role's at all; what is said of a role is said of those that inherit from it.
    public func concerns(_ role: Role) -> Bool {
        let names = role.ancestors.union([role.name])
        return exceptRoles.isDisjoint(with: names) && !(roles?.isDisjoint(with: names) ?? false)
    }
}
