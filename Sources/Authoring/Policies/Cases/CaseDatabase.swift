import Algebra
import Catalog
import Database
import Execution
import Governance

/// The rows of one case in a database in memory, with all tables of a catalog, as the real ones would be asked.
struct CaseDatabase {
    let executor: Executor
    let schema: DatabaseSchema

    /// Makes the tables and fills in the rows that a case gives.
    ///
    /// - Throws: `CatalogError` with the case's place where it gives what the catalog does not have.
    init(_ given: PolicyCase, catalog: Catalog) throws {
        let connection = try Connection.inMemory()
        for (table, columns) in Self.tables(catalog).sorted(by: { $0.key < $1.key }) {
            let declared = columns.sorted { $0.key < $1.key }.map { Self.quoted($0.key) + $0.value }
            try connection.execute("CREATE TABLE \(Self.quoted(table)) (\(declared.joined(separator: ", ")))")
        }
        for (name, rows) in given.given {
            guard let entity = catalog.entities[name] else {
                throw given.place.error("The catalog has no entity '\(name)'.", suggestion: nearest(to: name, among: catalog.entities.keys))
            }
            for row in rows { try Self.insert(row, into: entity, of: given, connection) }
        }
        executor = try Executor(connection)
        schema = try executor.schema(of: catalog)
    }

    /// Columns with what SQLite calls their types, by table; several entities may share one.
    private static func tables(_ catalog: Catalog) -> [String: [String: String]] {
        var tables: [String: [String: String]] = [:]
        for entity in catalog.entities.values {
            for attribute in entity.attributes.values {
                guard let column = attribute.column else { continue }
                tables[entity.table, default: [:]][column] = type(of: attribute.type)
            }
        }
        return tables
    }

    private static func type(of type: AttributeType) -> String {
        switch type {
        case .integer, .boolean: " INTEGER"
        case .decimal, .money: " REAL"
        case .text, .code, .date, .datetime: " TEXT"
        // Numbers in one database and text in another: kept as the case writes them.
        case .identifier: ""
        }
    }

    private static func insert(_ row: [String: Literal], into entity: Entity, of given: PolicyCase, _ connection: Connection) throws {
        var columns: [String] = []
        var values: [Value] = []
        for (name, value) in row.sorted(by: { $0.key < $1.key }) {
            guard let attribute = entity.attributes[name] else {
                throw given.place.error(
                    "'\(entity.name)' has no attribute '\(name)'.", suggestion: nearest(to: name, among: entity.attributes.keys))
            }
            guard let column = attribute.column else {
                throw given.place.error("'\(entity.name).\(name)' is computed: give the columns that it is computed from.")
            }
            columns.append(quoted(column))
            values.append(Value(value))
        }
        guard !columns.isEmpty else { throw given.place.error("A row of '\(entity.name)' has no values.") }
        let marks = values.indices.map { "?\($0 + 1)" }
        let statement = try connection.prepare(
            "INSERT INTO \(quoted(entity.table)) (\(columns.joined(separator: ", "))) VALUES (\(marks.joined(separator: ", ")))")
        try statement.bind(values)
        while try statement.step() {}
    }

    private static func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
