import Catalog

extension Policy {
    /// Checks names of tables and columns in rules about columns, in the policy's own levels and in agreements: a denial of a table that is
    /// misspelt would deny nothing.
    func checkNames(over catalog: Catalog) throws(CatalogError) {
        for rule in rules where !rule.actions.contains(.rows) {
            try Self.check(rule.resource.entities ?? [], rule.resource.columns ?? [], at: rule.place, catalog)
        }
        for agreement in agreements.values { try Self.check([], agreement.columns, at: agreement.place, catalog) }
        for step in scale.steps {
            guard let place = step.place else { continue }
            for resource in step.resources { try Self.check(resource.entities ?? [], resource.columns ?? [], at: place, catalog) }
        }
    }

    private static func check(
        _ entities: Set<String>, _ columns: Set<Resource.Column>, at place: YAMLNode, _ catalog: Catalog
    ) throws(CatalogError) {
        let columns = columns.sorted { ($0.entity, $0.attribute) < ($1.entity, $1.attribute) }
        for name in entities.sorted() + columns.map(\.entity) where catalog.entities[name] == nil {
            throw place.error("The catalog has no entity '\(name)'.", suggestion: nearest(to: name, among: catalog.entities.keys))
        }
        for column in columns {
            guard let known = catalog.entities[column.entity]?.attributes, known[column.attribute] == nil else { continue }
            throw place.error(
                "'\(column.entity)' has no attribute '\(column.attribute)'.", suggestion: nearest(to: column.attribute, among: known.keys))
        }
    }
}
