import Algebra
import Catalog

/// What every alias of a resolved query stands for, so that a column can be followed to where its values come from.
struct QueryMap {
    /// What a source is.
    enum Origin {
        case entity(Entity)
        case derived(Query)
        case calendar
    }

    private(set) var origins: [String: Origin] = [:]
    /// For each joined alias the columns of other sources by which its row is found: who reads the row reads them.
    private(set) var links: [String: [Term]] = [:]
    /// For each joined alias its own columns by which its row is found.
    private(set) var keys: [String: Set<String>] = [:]

    init(_ query: Query, catalog: Catalog) {
        visit(query, catalog)
    }

    private mutating func visit(_ query: Query, _ catalog: Catalog) {
        var found: [(String, Origin)] = []
        var links: [String: [Term]] = [:]
        var keys: [String: Set<String>] = [:]
        _ = query.mapEverySelect { select in
            if let alias = select.source.alias {
                switch select.source.kind {
                case .entity(let name): if let entity = catalog.entities[name] { found.append((alias, .entity(entity))) }
                case .query(let inner): found.append((alias, .derived(inner)))
                case .calendar: found.append((alias, .calendar))
                case .related: break
                }
                if case .query(let inner) = select.source.kind { Self.parts(of: inner, &found) }
            }
            for join in select.joins {
                if let entity = catalog.entities[join.entity] { found.append((join.alias, .entity(entity))) }
                let columns = Self.columns(of: join)
                links[join.alias, default: []] += columns.filter { !$0.isColumn(of: join.alias) }
                for case .column(join.alias, let name) in columns { keys[join.alias, default: []].insert(name) }
            }
            return select
        }
        Self.parts(of: query, &found)
        for (alias, origin) in found { origins[alias] = origin }
        self.links = links
        self.keys = keys
    }

    /// The columns in the condition of a join.
    private static func columns(of join: Join) -> [Term] {
        var found: [Term] = []
        join.condition.walk(
            { term in
                if case .column = term, !found.contains(term) { found.append(term) }
            }, query: { _ in })
        return found
    }

    /// The parts of alignments, wherever they stand.
    private static func parts(of query: Query, _ found: inout [(String, Origin)]) {
        switch query {
        case .align(let alignment):
            for part in alignment.parts {
                found.append((part.name, .derived(part.query)))
                parts(of: part.query, &found)
            }
        case .combine(_, let left, let right):
            parts(of: left, &found)
            parts(of: right, &found)
        case .select(let select):
            if case .query(let inner) = select.source.kind { parts(of: inner, &found) }
            _ = select.mapExpressions(
                {
                    $0.walk({ _ in }, query: { parts(of: $0, &found) })
                    return $0
                }, query: { $0 })
        }
    }

    /// The term that gives a column of a derived table its values, on each side of a set operation.
    static func terms(of name: String, in query: Query) -> [Term] {
        switch query {
        case .select(let select): return select.outputs.filter { $0.name == name }.map(\.expression)
        case .combine(_, let left, let right):
            guard let index = left.columns.firstIndex(where: { $0.name == name }) else { return [] }
            var result = terms(of: name, in: left)
            let columns = right.columns
            if index < columns.count { result += terms(of: columns[index].name, in: right) }
            return result
        case .align(let alignment): return alignment.outputs.filter { $0.name == name }.map(\.expression)
        }
    }

    /// The entity whose rows a column's values are numbers of: the one that it refers to, else its own; nil for anything computed.
    func identified(by term: Term) -> String? {
        // Sides of an alignment are laid together by what they identify.
        if case .call(.coalesce, let sides) = term, let first = sides.first { return identified(by: first) }
        let found = attributes(of: term).map { entity, attribute in
            let references = entity.relations.values.filter { relation in
                !relation.toMany && relation.pairs.count == 1 && relation.pairs[0].local == attribute.name
            }
            return references.map(\.target).min() ?? entity.name
        }
        return Set(found).count == 1 ? found.first : nil
    }

    /// The entities and attributes whose values a plain column carries unchanged, one for each side of a set operation; none where any side
    /// is computed.
    func attributes(of term: Term) -> [(entity: Entity, attribute: Attribute)] {
        guard case .column(let source, let name) = term, let origin = origins[source] else { return [] }
        switch origin {
        case .entity(let entity): return entity.attributes[name].map { [(entity, $0)] } ?? []
        case .derived(let query):
            let sides = Self.terms(of: name, in: query).map(attributes)
            return sides.contains { $0.isEmpty } ? [] : sides.flatMap { $0 }
        case .calendar: return []
        }
    }

    /// The entities and attributes whose values a term may tell, whatever they passed through but counting and conditions.
    func carried(by term: Term) -> [(entity: Entity, attribute: Attribute)] {
        switch term {
        case .column(let source, let name):
            switch origins[source] {
            case .entity(let entity): return entity.attributes[name].map { [(entity, $0)] } ?? []
            case .derived(let query): return Self.terms(of: name, in: query).flatMap(carried)
            case .calendar, nil: return []
            }
        case .unary(.minus, let a): return carried(by: a)
        case .binary(.plus, let a, let b), .binary(.minus, let a, let b), .binary(.times, let a, let b), .binary(.divided, let a, let b):
            return carried(by: a) + carried(by: b)
        case .call(_, let arguments): return arguments.flatMap(carried)
        case .cases(let branches, let otherwise): return (branches.map(\.value) + [otherwise].compactMap { $0 }).flatMap(carried)
        case .aggregate(let aggregate): return aggregate.function == .count ? [] : aggregate.argument.map(carried) ?? []
        case .window(let window): return window.arguments.flatMap(carried)
        case .scalar(let query): return query.columns.first.map { Self.terms(of: $0.name, in: query).flatMap(carried) } ?? []
        case .literal, .parameter, .path, .unary, .binary, .oneOf, .isNull, .exists, .member: return []
        }
    }

    /// The terms of an output, on each side of a set operation.
    static func terms(at index: Int, of query: Query) -> [Term] {
        switch query {
        case .select(let select): return index < select.outputs.count ? [select.outputs[index].expression] : []
        case .combine(_, let left, let right): return terms(at: index, of: left) + terms(at: index, of: right)
        case .align(let alignment): return index < alignment.outputs.count ? [alignment.outputs[index].expression] : []
        }
    }
}

extension Term {
    fileprivate func isColumn(of alias: String) -> Bool {
        if case .column(alias, _) = self { true } else { false }
    }
}
