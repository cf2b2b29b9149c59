import Algebra
import Catalog

/// Which columns a governed query reads and what for, and which of the same tables it leaves out: what "minimum necessary" came to
/// (45 CFR 164.502(b)).
public struct Necessity: Sendable, Hashable {
    /// What a column is read for.
    public enum Use: String, Sendable, Hashable, CaseIterable {
        case shown, filtered, grouped, sorted, linked, rule
    }

    /// A column that is read.
    public struct Reading: Sendable, Hashable {
        /// The entity's name.
        public var entity: String
        /// The attribute's name.
        public var attribute: String
        /// What for, in the order of `Use`.
        public var uses: [Use]
    }

    /// Columns of one table that are not read.
    public struct LeftOut: Sendable, Hashable {
        /// The entity's name.
        public var entity: String
        /// The attributes' names, in the catalog's order.
        public var attributes: [String]
    }

    /// What is read, by table in the catalog's order.
    public var read: [Reading]
    /// What is not needed, of tables that the question or a rule reads.
    public var leftOut: [LeftOut]

    /// What a query reads: for the question as it stood before rows were wrapped, for rules what wrapping brought in.
    init(question: Query, rewritten: Query, catalog: Catalog) {
        var uses: [Resource.Column: Set<Use>] = [:]
        var tables: [String: String] = [:]
        _ = rewritten.mapEverySelect { select in
            if case .entity(let name) = select.source.kind, let alias = select.source.alias { tables[alias] = name }
            for join in select.joins { tables[join.alias] = join.entity }
            return select
        }
        func note(_ term: Term, _ use: Use) {
            term.walk(
                { part in
                    guard case .column(let source, let name) = part, let entity = tables[source] else { return }
                    uses[Resource.Column(entity: entity, attribute: name), default: []].insert(use)
                },
                query: { if use == .rule { Self.everyTerm(of: $0) { note($0, .rule) } } })
        }
        _ = question.mapEverySelect { select in
            for output in select.outputs { note(output.expression, .shown) }
            for key in select.keys { note(key.expression, .grouped) }
            for key in select.order { note(key.expression, .sorted) }
            for join in select.joins { note(join.condition, .linked) }
            for term in [select.filter, select.having].compactMap({ $0 }) { note(term, .filtered) }
            return select
        }
        _ = rewritten.mapEverySelect { select in
            for term in ([select.source.visible] + select.joins.map(\.visible)).compactMap({ $0 }) { note(term, .rule) }
            return select
        }
        var read: [Reading] = []
        var leftOut: [LeftOut] = []
        for name in catalog.order {
            guard let entity = catalog.entities[name], tables.values.contains(name) else { continue }
            var idle: [String] = []
            for attribute in entity.attributeOrder {
                if let found = uses[Resource.Column(entity: name, attribute: attribute)] {
                    read.append(Reading(entity: name, attribute: attribute, uses: Use.allCases.filter(found.contains)))
                } else {
                    idle.append(attribute)
                }
            }
            if !idle.isEmpty { leftOut.append(LeftOut(entity: name, attributes: idle)) }
        }
        self.read = read
        self.leftOut = leftOut
    }

    private static func everyTerm(of query: Query, _ visit: (Term) -> Void) {
        _ = query.mapEverySelect { select in
            select.mapExpressions(
                {
                    visit($0)
                    return $0
                }, query: { $0 })
        }
    }
}
