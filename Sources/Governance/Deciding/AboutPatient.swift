import Algebra
import Catalog

extension Term {
    /// The condition with `subject` replaced by the patient of a row of `entity`.
    ///
    /// Where the patient is more than one step away the whole condition moves to the entity next to it, as a membership: SQLite computes
    /// that once for all rows, a scalar subquery once for each.
    func aboutPatient(of entity: Entity, path: [String]?, in catalog: Catalog) throws(CatalogError) -> Term {
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
