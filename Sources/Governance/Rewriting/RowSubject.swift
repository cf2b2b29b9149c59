import Algebra
import Catalog

/// Whom each row of a result is about: decides whether an answer is a list or a total.
enum RowSubject: Int, Comparable {
    /// Beds, staff, drugs.
    case nobody
    /// Several patients, or nobody can tell how many.
    case group
    /// One patient: a list.
    case patient

    static func < (a: RowSubject, b: RowSubject) -> Bool { a.rawValue < b.rawValue }

    /// Whom the rows of a query are about.
    init(_ query: Query, map: QueryMap, catalog: Catalog) {
        switch query {
        case .select(let select): self = Self.of(select, map, catalog)
        case .combine(_, let left, let right):
            self = max(RowSubject(left, map: map, catalog: catalog), RowSubject(right, map: map, catalog: catalog))
        case .align(let alignment):
            self = alignment.parts.map { RowSubject($0.query, map: map, catalog: catalog) }.max() ?? .nobody
        }
    }

    /// Whom the rows that a select draws from are about, before they are grouped.
    static func base(of select: Select, _ map: QueryMap, _ catalog: Catalog) -> RowSubject {
        if select.joins.contains(where: { catalog.entities[$0.entity]?.patient != nil }) { return .patient }
        switch select.source.kind {
        case .entity(let name): return catalog.entities[name]?.patient == nil ? .nobody : .patient
        case .query(let inner): return RowSubject(inner, map: map, catalog: catalog)
        case .calendar: return .nobody
        case .related: return .patient
        }
    }

    private static func of(_ select: Select, _ map: QueryMap, _ catalog: Catalog) -> RowSubject {
        let base = base(of: select, map, catalog)
        if base == .patient, !select.isAggregate || select.keys.contains(where: { singlesOut($0.expression, map, catalog) }) {
            return .patient
        }
        if base != .nobody { return .group }
        // Rows about nobody still tell about patients when a subquery in them does.
        var subject = RowSubject.nobody
        _ = select.mapExpressions(
            { term in
                term.walk(
                    { _ in },
                    query: { inner in
                        if RowSubject(inner, map: map, catalog: catalog) != .nobody { subject = .group }
                    })
                return term
            }, query: { $0 })
        return subject
    }

    /// Whether groups by this key are about one patient each: it identifies a patient, or one event of a patient, or is made of what does.
    static func singlesOut(_ key: Term, _ map: QueryMap, _ catalog: Catalog) -> Bool {
        map.carried(by: key).contains { singlesOut($0.entity, $0.attribute, catalog) }
    }

    /// Whether a plain column holds numbers of patients or of their events, and nothing else.
    static func isNumber(_ term: Term, _ map: QueryMap, _ catalog: Catalog) -> Bool {
        let found = map.attributes(of: term)
        return !found.isEmpty && found.allSatisfy { singlesOut($0.entity, $0.attribute, catalog) }
    }

    /// Whether values of an attribute identify a patient, or one event of a patient.
    static func singlesOut(_ entity: Entity, _ attribute: Attribute, _ catalog: Catalog) -> Bool {
        if attribute.identifies == .direct { return true }
        if entity.patient != nil, attribute.name == entity.key { return true }
        return entity.relations.values.contains { relation in
            !relation.toMany && relation.pairs.contains { $0.local == attribute.name } && catalog.entities[relation.target]?.patient != nil
        }
    }
}
