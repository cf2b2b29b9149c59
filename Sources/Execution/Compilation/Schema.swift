import Algebra
import Catalog

/// What the compiler must know of the database: which table and columns stand behind an entity and its attributes.
public protocol Schema: Sendable {
    /// The table of an entity; nil when there is no such entity.
    func table(of entity: String) -> String?
    /// The column of an attribute; nil when the entity has none of that name, or a formula.
    func column(of attribute: String, in entity: String) -> SchemaColumn?
}

/// A column of a table.
public struct SchemaColumn: Sendable, Hashable {
    /// Its name in the table.
    public var name: String
    /// Whether it holds text only, so that "starts with" can be a range of an index.
    public var isText: Bool
    /// Whether it alone is the table's primary key and no row lacks it, so that no two rows have the same value.
    public var isKey: Bool

    /// A column.
    public init(_ name: String, isText: Bool = false, isKey: Bool = false) {
        self.name = name
        self.isText = isText
        self.isKey = isKey
    }
}

extension Catalog: Schema {
    /// The table of an entity.
    public func table(of entity: String) -> String? { entities[entity]?.table }

    /// The column of an attribute.
    public func column(of attribute: String, in entity: String) -> SchemaColumn? {
        guard let found = entities[entity]?.attributes[attribute], let column = found.column else { return nil }
        // Identifiers may be numbers, and a code list may be one of numbers.
        let isText = found.type == .text || found.type == .date || found.type == .datetime
        return SchemaColumn(column, isText: isText)
    }
}
