import Algebra
import Catalog
import Database
import Execution
import Foundation
import Language

/// An OMOP database read with the lexicon of the common data model; without permissions, since what is tested is what is understood.
struct OmopDatabase {
    let catalog: Catalog
    let understanding: Understanding
    let executor: Executor
    let connection: Connection
    let clock: String

    /// Opens a database file.
    init(file: String) throws {
        connection = try Connection(path: file, mode: .readOnly)
        catalog = try Self.lexiconCatalog()
        executor = try Executor(path: file)
        guard let (table, column) = catalog.clock,
            case .text(let day)? = try connection.rows("SELECT max(\(column)) FROM \(table)").first?.first
        else { throw LanguageError("The OMOP database has no clock.") }
        clock = day + " 00:00:00"
        let lexicon = try Lexicon.load(
            directory: CorpusItem.root + "/Lexicons/omop", language: "en", grammarDirectory: CorpusItem.root + "/Grammars",
            catalog: catalog,
            vocabulary: executor.vocabulary(of: catalog))
        understanding = Understanding(lexicon: lexicon)
    }

    /// Makes a database with every table that the lexicon names, without a row.
    static func make(at file: String) throws -> Connection {
        let catalog = try lexiconCatalog()
        let connection = try Connection(path: file, mode: .readWrite)
        var columns: [String: [String]] = [:]
        for name in catalog.order {
            guard let entity = catalog.entities[name] else { continue }
            for column in entity.attributeOrder.compactMap({ entity.attributes[$0]?.column })
            where columns[entity.table]?.contains(column) != true {
                columns[entity.table, default: []].append(column)
            }
        }
        if let (table, column) = catalog.clock { columns[table, default: []].append(column) }
        for (table, columns) in columns { try connection.execute("CREATE TABLE \(table) (\(columns.joined(separator: ", ")))") }
        return connection
    }

    private static func lexiconCatalog() throws -> Catalog { try CatalogLoader.load(CorpusItem.root + "/Lexicons/omop/catalog.yaml") }

    /// The rows of an answer; nil when there is none.
    func answer(_ question: String) throws -> [[Value]]? {
        guard case .answered(let reading) = understanding.read(question, clock: clock) else { return nil }
        let compiled = try SQLCompiler.compile(Resolver(catalog).resolve(reading.query), schema: catalog, parameters: ["now": .time(clock)])
        return try executor.run(compiled).rows
    }
}
