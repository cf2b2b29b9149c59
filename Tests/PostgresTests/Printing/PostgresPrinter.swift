import Algebra
import Catalog

/// Writes resolved queries as PostgreSQL's SQL, as plainly as they can be said: brackets everywhere, constants in their place.
///
/// It knows nothing of the compiler for SQLite, so that the two cannot share a mistake. Dates and times are texts in both databases, and
/// become dates and timestamps only where a function takes them.
struct PostgresPrinter {
    /// What has no faithful counterpart in PostgreSQL.
    struct Unsupported: Error, CustomStringConvertible {
        let description: String
    }

    /// What the order of rows is for.
    enum Purpose {
        /// The whole result.
        case result
        /// A set to something else; only a limit asks for order.
        case rows
        /// Only the first row counts.
        case first
    }

    let catalog: Catalog
    let parameters: [String: Literal]
    /// The entity behind every alias of the query.
    private let entities: [String: String]
    /// The outputs of the select that is being printed, by which windows break ties.
    var outputs: [Term] = []

    /// The query as one SELECT; its rows come in the query's order.
    static func print(_ query: Query, catalog: Catalog, parameters: [String: Literal] = [:]) throws -> String {
        var entities: [String: String] = [:]
        query.walkQueries { query in
            guard case .select(let select) = query else { return }
            if case .entity(let name) = select.source.kind, let alias = select.source.alias { entities[alias] = name }
            for join in select.joins { entities[join.alias] = join.entity }
        }
        var printer = PostgresPrinter(catalog: catalog, parameters: parameters, entities: entities)
        return try printer.query(query, .result)
    }

    private init(catalog: Catalog, parameters: [String: Literal], entities: [String: String]) {
        self.catalog = catalog
        self.parameters = parameters
        self.entities = entities
    }

    func name(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

    func column(_ source: String, _ attribute: String) throws -> String {
        guard let entity = entities[source] else { return "\(name(source)).\(name(attribute))" }
        guard let column = catalog.entities[entity]?.attributes[attribute]?.column else {
            throw Unsupported(description: "\(entity) has no column for \(attribute)")
        }
        return "\(name(source)).\(name(column))"
    }

    func table(_ entity: String) throws -> String {
        guard let table = catalog.entities[entity]?.table else { throw Unsupported(description: "there is no entity \(entity)") }
        return name(table)
    }

    func literal(_ literal: Literal) -> String {
        switch literal {
        case .null: "NULL"
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .integer(let value): "(\(value)::bigint)"
        case .decimal(let value): "(\(value)::float8)"
        case .text(let text), .time(let text): "('" + text.replacing("'", with: "''") + "'::text)"
        }
    }

    func value(_ parameter: String) throws -> Literal {
        guard let value = parameters[parameter] else { throw Unsupported(description: "the parameter \(parameter) has no value") }
        return value
    }
}
