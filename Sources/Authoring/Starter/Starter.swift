import Database

/// A lexicon's first files, guessed from a database: a catalog that shows nothing to anybody until its levels are lowered, and words.
public struct Starter: Sendable {
    /// The text of `catalog.yaml`.
    public var catalog: String
    /// The text of `words.en.yaml`.
    public var words: String
    /// The text of `workspace.yaml`.
    public var workspace: String
    /// What was found, for whoever made it.
    public var summary: Summary

    /// What was found in a database.
    public struct Summary: Sendable {
        /// Entities, one a table.
        public var entities: Int
        /// The entity taken for the patient; nil when none looks so.
        public var patient: String?
        /// Entities without a path to the patient that are no lists of codes.
        public var pathless: [String]
        /// Entities taken for lists of codes, whose columns are public.
        public var dictionaries: [String]
    }

    /// Guesses the files.
    ///
    /// - Parameters:
    ///   - path: The SQLite database; it is only read.
    ///   - name: What the lexicon is called.
    ///   - progress: Told the fraction done and the table at hand.
    /// - Throws: What the database throws.
    public init(database path: String, name: String, progress: (Double, String) -> Void = { _, _ in }) throws {
        let reader = TableReader(connection: try Connection(path: path, mode: .readOnly))
        let tables = try reader.tables(progress: progress)
        let draft = try Drafting(name: name, tables: tables, reader: reader).guess()
        let writer = StarterWriter(draft: draft)
        (catalog, words, workspace) = (writer.catalog, writer.words, writer.workspace)
        summary = Summary(
            entities: draft.entities.count, patient: draft.patient?.name,
            pathless: draft.entities.filter { $0.patient == nil && !$0.isDictionary }.map(\.name),
            dictionaries: draft.entities.filter(\.isDictionary).map(\.name))
    }
}
