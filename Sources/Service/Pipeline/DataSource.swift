import Catalog
import Execution
import Language

/// A workspace's database and what it means: all that questions read, before any rule of language or policy.
struct DataSource: Sendable {
    let catalog: Catalog
    let executor: Executor
    /// The catalog's columns as the database declares them.
    let schema: DatabaseSchema
    let clock: DataClock
    let directory: CallerDirectory
    /// The words that the database brings along.
    let vocabulary: VocabularyIndex
    /// What whoever runs the program should know about how they were found.
    let notice: String?

    /// What reading the words of the database may cost when a workspace is opened.
    private static let vocabularyBounds = Executor.Bounds(time: .seconds(60), rows: 1_000_000, bytes: 256 << 20, connections: 1)

    /// Opens the database of a workspace with the catalog of a lexicon's folder; `progress` is told how far reading its words is.
    static func open(
        _ workspace: Workspace, lexicon folder: String, mode: Engine.Mode = .governed, progress: (Double) -> Void = { _ in }
    ) throws(ServiceError) -> DataSource {
        let catalog = try loading(.lexiconUnusable) { try CatalogLoader.load(folder + "/catalog.yaml") }
        _ = try Workspace.existing(
            database: workspace.database, named: "'database' in \(workspace.folder)/\(Workspace.fileName)")
        var bounds = Executor.Bounds(time: .milliseconds(Int(workspace.deadline * 1000)), rows: workspace.rowLimit)
        bounds.exactSums = mode == .governed
        // Before anything is read: what is written meanwhile makes the next start look again.
        let store = VocabularyStore(
            folder: workspace.cache, rules: Digest.of(catalog.text), state: DatabaseStamp(database: workspace.database))
        let executor = try loading(.databaseUnusable) { try Executor(path: workspace.database, bounds: bounds) }
        let schema = try loading(.databaseUnusable) { try executor.schema(of: catalog) }
        guard schema.missing.isEmpty else {
            throw ServiceError(
                .databaseUnusable, "The database lacks what the catalog names: \(schema.missing.prefix(5).joined(separator: ", ")).",
                remedy: "Name the database that belongs to the lexicon '\(workspace.lexicon)', or mend its catalog.",
                file: workspace.database)
        }
        let vocabulary = try loading(.databaseUnusable) {
            try store.open(
                read: {
                    // The bounds of answers are none of the vocabulary's: a code list has more entries than a person wants rows.
                    let reader = try Executor(path: workspace.database, bounds: vocabularyBounds)
                    return try reader.inSnapshot { snapshot in
                        try VocabularyReader.read(catalog, progress: { progress(0.3 * $0) }) { query, parameters in
                            try snapshot.run(SQLCompiler.compile(query, schema: schema, parameters: parameters)).literals
                        }
                    }
                },
                make: { VocabularyIndex($0, catalog: catalog) { progress(0.3 + 0.7 * $0) } })
        }
        return DataSource(
            catalog: catalog, executor: executor, schema: schema, clock: try DataClock(workspace, catalog: catalog),
            directory: try CallerDirectory(workspace, catalog: catalog), vocabulary: vocabulary.index, notice: vocabulary.notice)
    }
}

/// Runs a step of opening a workspace; what another module throws becomes an error that says where to read on.
func loading<Result>(_ code: ServiceError.Code, _ work: () throws -> Result) throws(ServiceError) -> Result {
    do {
        return try work()
    } catch let error as ServiceError {
        throw error
    } catch {
        throw ServiceError(code, "\(error)", remedy: "See Documentation/operations.md under '\(code.rawValue)'.")
    }
}
