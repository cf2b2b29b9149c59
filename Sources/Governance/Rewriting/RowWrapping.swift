import Algebra
import Catalog

/// The pass that makes rows exist or not: every occurrence of every table gets the role's condition as its `visible`.
///
/// Root, joins, derived tables, subqueries in any term, all parts of an alignment. The conditions themselves read the tables as they
/// are; otherwise a care team that a caller may not list could not decide what the caller may see.
struct RowWrapping {
    private let guards: RowGuards
    private var count = 0
    /// What the filters that were put on tables about patients cover, in the order of their first use.
    private(set) var scope: [Wording] = []
    /// The permits that were put on tables, in the order of their first use.
    private(set) var rules: [Rule] = []
    /// The entities that were filtered, for the trace.
    private(set) var filtered: [String] = []

    init(guards: RowGuards) {
        self.guards = guards
    }

    /// The query that finds only rows that exist for the caller; throws the name of an entity that is closed altogether.
    mutating func rewrite(_ query: Query) throws(ClosedEntity) -> Query {
        var run = self
        defer { self = run }
        do {
            return try query.mapEverySelect { try run.wrap($0) }
        } catch let error as ClosedEntity {
            throw error
        } catch {
            throw ClosedEntity(entity: "")
        }
    }

    /// A table of which no row exists for the caller's role.
    struct ClosedEntity: Error {
        var entity: String
    }

    private mutating func wrap(_ select: Select) throws(ClosedEntity) -> Select {
        var result = select
        if case .entity(let name) = select.source.kind {
            let condition = try condition(on: name, alias: select.source.alias ?? name)
            result.source.visible = Term.all([select.source.visible, condition].compactMap { $0 })
        }
        for index in result.joins.indices {
            let join = result.joins[index]
            let condition = try condition(on: join.entity, alias: join.alias)
            result.joins[index].visible = Term.all([join.visible, condition].compactMap { $0 })
        }
        return result
    }

    private mutating func condition(on entity: String, alias: String) throws(ClosedEntity) -> Term? {
        guard let found = guards.byEntity[entity] else { throw ClosedEntity(entity: entity) }
        for rule in found.rules where !rules.contains(where: { $0.name == rule.name }) { rules.append(rule) }
        guard let condition = found.condition else { return nil }
        for sentence in found.scope where !scope.contains(sentence) { scope.append(sentence) }
        if !filtered.contains(entity) { filtered.append(entity) }
        count += 1
        let prefix = "g\(count)"
        return condition.renamingAliases { $0 == RowGuards.row ? alias : prefix + $0 }
    }
}
