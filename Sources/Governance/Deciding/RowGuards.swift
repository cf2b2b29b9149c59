import Algebra
import Catalog

/// The row filters of one role, resolved once against the catalog: for each entity what a row must fulfil to exist for the caller.
struct RowGuards: Sendable {
    /// The filter of one entity.
    struct Guard: Sendable {
        /// A resolved condition on the row known as `RowGuards.row`; nil when every row exists.
        var condition: Term?
        /// What an answer filtered by it covers.
        var scope: [Wording]
    }

    /// The alias that stands for the filtered row in a guard's condition.
    static let row = "row"

    /// By entity; an entity that is not here is closed.
    private(set) var byEntity: [String: Guard] = [:]
    /// Conditions on rows about nobody where they stand beside filtered totals, by entity; on the row known as `RowGuards.row`.
    private(set) var beside: [String: Term] = [:]

    /// The guards of a role; throws where the policy speaks of something the catalog does not have.
    init(role: Role, policy: Policy, catalog: Catalog) throws(CatalogError) {
        for name in catalog.order {
            guard let entity = catalog.entities[name] else { continue }
            var number = 0
            func next() -> Int {
                number += 1
                return number
            }
            var permits: [Term] = []
            var scope: [Wording] = []
            var isPermitted = false
            var isOpen = false
            for rule in policy.everybody + role.rows where try Self.covers(rule, entity, catalog) {
                isPermitted = true
                if rule.conditions.isEmpty {
                    isOpen = true
                } else {
                    var terms: [Term] = []
                    for condition in rule.conditions { terms.append(try Self.resolved(condition, number: next(), on: entity, catalog)) }
                    if let all = Term.all(terms), !permits.contains(all) { permits.append(all) }
                    if let said = rule.scope, !scope.contains(said) { scope.append(said) }
                }
            }
            var companions: [Term] = []
            for rule in role.beside where try Self.covers(rule, entity, catalog) {
                for condition in rule.conditions { companions.append(try Self.resolved(condition, number: next(), on: entity, catalog)) }
            }
            beside[name] = Term.all(companions)
            guard isPermitted else { continue }
            var conditions: [Term] = isOpen ? [] : [Term.any(permits)].compactMap { $0 }
            if isOpen { scope = [] }
            for denial in policy.denials where !denial.exceptRoles.contains(role.name) {
                guard try Self.covers(denial.rule, entity, catalog) else { continue }
                var terms: [Term] = []
                for condition in denial.rule.conditions { terms.append(try Self.resolved(condition, number: next(), on: entity, catalog)) }
                // An unknown denial is unknown when negated too, and what is unknown does not exist.
                conditions.append(.unary(.not, Term.all(terms) ?? .literal(.boolean(true))))
            }
            byEntity[name] = Guard(condition: Term.all(conditions), scope: scope)
        }
    }

    private static func covers(_ rule: RowRule, _ entity: Entity, _ catalog: Catalog) throws(CatalogError) -> Bool {
        switch rule.entities {
        case .aboutPatients: return entity.patient != nil
        case .named(let names):
            for name in names where catalog.entities[name] == nil {
                throw rule.place.error("The catalog has no entity '\(name)'.", suggestion: nearest(to: name, among: catalog.entities.keys))
            }
            return names.contains(entity.name)
        }
    }

    /// The condition on rows of an entity; the number keeps its aliases apart from those of other conditions on the same row.
    private static func resolved(_ condition: Condition, number: Int, on entity: Entity, _ catalog: Catalog) throws(CatalogError) -> Term {
        do {
            let written = try condition.term.aboutPatient(of: entity, path: entity.patient, in: catalog)
            let resolved = try Resolver(catalog).resolve(condition: written, on: entity.name, alias: row)
            return number == 1 ? resolved : resolved.renamingAliases { $0 == row ? row : "c\(number)\($0)" }
        } catch {
            throw condition.place.error("On \(entity.name): \(error.message)", suggestion: error.suggestion)
        }
    }
}

extension Term {
    /// The condition with `subject` replaced by the patient of a row of `entity`.
    ///
    /// Where the patient is more than one step away the whole condition moves to the entity next to it, as a membership: SQLite computes
    /// that once for all rows, a scalar subquery once for each.
    fileprivate func aboutPatient(of entity: Entity, path: [String]?, in catalog: Catalog) throws(CatalogError) -> Term {
        guard mentionsSubject else { return self }
        guard let path else { throw CatalogError("'subject' is the patient of a row, and rows of \(entity.name) are about nobody.") }
        guard let first = path.first else { return withSubject(as: entity.key) }
        guard let relation = entity.relations[first], let pair = relation.pairs.first, relation.pairs.count == 1 else {
            throw CatalogError("The path '\(path.joined(separator: "."))' to the patient does not start with a relation by one column.")
        }
        if path.count == 1 { return withSubject(as: pair.local) }
        let target = try catalog.entity(relation.target)
        let inner = try aboutPatient(of: target, path: Array(path.dropFirst()), in: catalog)
        return .member(
            .path([pair.local]),
            .select(Select(Source(.entity(target.name)), filter: inner, outputs: [Output("value", .path([pair.foreign]))])))
    }

    private var mentionsSubject: Bool {
        var found = false
        _ = replacingPaths { path, depth in
            if path == Array(repeating: "outer", count: depth) + ["subject"] { found = true }
            return path
        }
        return found
    }

    private func withSubject(as attribute: String) -> Term {
        replacingPaths { path, depth in
            let outers = Array(repeating: "outer", count: depth)
            return path == outers + ["subject"] ? outers + [attribute] : path
        }
    }

    /// Every path changed by what stands there and how many queries enclose it.
    private func replacingPaths(depth: Int = 0, _ change: ([String], Int) -> [String]) -> Term {
        if case .path(let path) = self { return .path(change(path, depth)) }
        return mapChildren(
            { $0.replacingPaths(depth: depth, change) },
            query: { query in
                query.mapSelects { select in
                    select.mapExpressions({ $0.replacingPaths(depth: depth + 1, change) }, query: { $0 })
                }
            })
    }
}
