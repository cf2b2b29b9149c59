import Catalog
import Database

/// A column as the database declares it.
struct DeclaredColumn: Sendable {
    var type: String
    /// Whether the primary key is this column and no other.
    var isOnlyKey: Bool
}

/// The catalog's tables and columns as the database really declares them, which tells where "starts with" can be a range of an index.
public struct DatabaseSchema: Schema {
    private let catalog: Catalog
    /// By table in lower case, the columns as declared, by name in lower case.
    private let declared: [String: [String: DeclaredColumn]]

    init(_ catalog: Catalog, declared: [String: [String: DeclaredColumn]]) {
        self.catalog = catalog
        self.declared = declared
    }

    /// The table of an entity.
    public func table(of entity: String) -> String? { catalog.table(of: entity) }

    /// The column of an attribute; nil also when the database has no such column.
    public func column(of attribute: String, in entity: String) -> SchemaColumn? {
        guard let column = catalog.column(of: attribute, in: entity), let table = catalog.table(of: entity),
            let found = declared[table.lowercased()]?[column.name.lowercased()]
        else { return nil }
        // SQLite's rules of affinity (https://www.sqlite.org/datatype3.html#determination_of_column_affinity).
        let type = found.type.uppercased()
        let isText = !type.contains("INT") && ["CHAR", "CLOB", "TEXT"].contains { type.contains($0) }
        // Other primary keys than the row's number may be NULL (https://www.sqlite.org/lang_createtable.html#the_primary_key).
        return SchemaColumn(column.name, isText: isText, isKey: found.isOnlyKey && type == "INTEGER")
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
        try DatabaseSchema(catalog, declared: declaredColumns(of: Set(catalog.entities.values.map(\.table))))
    }
}
