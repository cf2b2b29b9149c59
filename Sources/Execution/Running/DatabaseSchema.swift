import Catalog
import Database

/// The catalog's tables and columns as the database really declares them, which tells where "starts with" can be a range of an index.
public struct DatabaseSchema: Schema {
    private let catalog: Catalog
    /// By table in lower case, the declared types by column in lower case.
    private let types: [String: [String: String]]

    init(_ catalog: Catalog, types: [String: [String: String]]) {
        self.catalog = catalog
        self.types = types
    }

    /// The table of an entity.
    public func table(of entity: String) -> String? { catalog.table(of: entity) }

    /// The column of an attribute; nil also when the database has no such column.
    public func column(of attribute: String, in entity: String) -> SchemaColumn? {
        guard let column = catalog.column(of: attribute, in: entity), let table = catalog.table(of: entity),
            let type = types[table.lowercased()]?[column.name.lowercased()]
        else { return nil }
        // SQLite's rules of affinity (https://www.sqlite.org/datatype3.html#determination_of_column_affinity).
        let declared = type.uppercased()
        let isText = !declared.contains("INT") && ["CHAR", "CLOB", "TEXT"].contains { declared.contains($0) }
        return SchemaColumn(column.name, isText: isText)
    }

    /// Attributes whose column the database lacks, as `entity.attribute`, sorted.
    public var missing: [String] {
        catalog.entities.values.flatMap { entity in
            entity.attributes.values.filter { $0.column != nil && column(of: $0.name, in: entity.name) == nil }.map {
                "\(entity.name).\($0.name)"
            }
        }.sorted()
    }
}

extension Executor {
    /// The catalog's tables and columns as this database declares them.
    public func schema(of catalog: Catalog) throws(ExecutionError) -> DatabaseSchema {
        try DatabaseSchema(catalog, types: declaredTypes(of: Set(catalog.entities.values.map(\.table))))
    }
}
