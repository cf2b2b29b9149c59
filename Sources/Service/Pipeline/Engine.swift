import Algebra
import Audit
import Catalog
import Disclosure
import Execution
import Governance
import Language

/// Answers questions in a workspace: joins the stages, each of which knows nothing of the others.
///
/// One engine serves any number of threads. What a question's answer depends on besides the rules — callers, relations, consents, the clock —
/// is read from the database at each question; nothing of it is kept.
public final class Engine: Sendable {
    /// Whether policy and disclosure apply.
    public enum Mode: Sendable {
        /// They do.
        case governed
        /// They do not: for measuring understanding on test data, reachable by `lamplight eval --open` only.
        case open
    }

    /// What reading the words of the database may cost when a workspace is opened.
    private static let vocabularyBounds = Executor.Bounds(time: .seconds(60), rows: 1_000_000, bytes: 256 << 20, connections: 1)

    let workspace: Workspace
    let mode: Mode
    /// By which way in the questions come: `ask`, `repl`, `serve`, `eval`; for the audit log.
    let interface: String
    let catalog: Catalog
    let understanding: Understanding
    let governor: Governor
    let disclosure: Disclosure
    let executor: Executor
    /// The catalog's columns as the database declares them.
    let schema: DatabaseSchema
    let directory: CallerDirectory
    let clock: DataClock
    let audit: AuditLog
    let sessions = Sessions()
    /// Digests of the rules, for the audit log.
    let catalogDigest: String
    let grammarDigest: String

    /// Single words that questions are made of, for completion at the terminal.
    public let words: [String]

    /// Opens a workspace: rules, database, keys and log.
    ///
    /// - Throws: `ServiceError` naming the file that is missing or wrong, and what to do.
    public init(workspace: Workspace, resources: Resources, interface: String, mode: Mode = .governed) throws(ServiceError) {
        self.workspace = workspace
        self.mode = mode
        self.interface = interface
        let folder = resources.lexicon(workspace.lexicon, from: workspace.folder)
        let catalog = try Self.loading(.lexiconUnusable) { try CatalogLoader.load(folder + "/catalog.yaml") }
        self.catalog = catalog
        _ = try Workspace.existing(database: workspace.database)
        let bounds = Executor.Bounds(time: .milliseconds(Int(workspace.deadline * 1000)), rows: workspace.rowLimit)
        let executor = try Self.loading(.databaseUnusable) { try Executor(path: workspace.database, bounds: bounds) }
        self.executor = executor
        let schema = try Self.loading(.databaseUnusable) { try executor.schema(of: catalog) }
        self.schema = schema
        guard schema.missing.isEmpty else {
            throw ServiceError(
                .databaseUnusable, "The database lacks what the catalog names: \(schema.missing.prefix(5).joined(separator: ", ")).",
                remedy: "Name the database that belongs to the lexicon '\(workspace.lexicon)', or mend its catalog.",
                file: workspace.database)
        }
        clock = try DataClock(workspace, catalog: catalog)
        directory = try CallerDirectory(workspace, catalog: catalog)
        // Words and grammar take as long to read as all the rest, and every `ask` waits for them.
        let ((words, vocabulary), (governor, deidentifier, keys, audit)) = try concurrently {
            () throws(ServiceError) in
            let vocabulary = try Self.loading(.databaseUnusable) {
                // The bounds of answers are none of the vocabulary's: a code list has more entries than a person wants rows.
                let reader = try Executor(path: workspace.database, bounds: Self.vocabularyBounds)
                return try reader.inSnapshot { snapshot in
                    try VocabularyReader.read(catalog) { query, parameters in
                        try snapshot.run(SQLCompiler.compile(query, schema: schema, parameters: parameters)).literals
                    }
                }
            }
            let lexicon = try Self.loading(.lexiconUnusable) {
                try Lexicon.load(
                    directory: folder, language: workspace.language, grammarDirectory: resources.grammars, catalog: catalog,
                    vocabulary: vocabulary)
            }
            return (lexicon, vocabulary)
        } _: { () throws(ServiceError) in
            let governor = try Self.loading(.policyUnusable) {
                try Governor(policy: Policy.load(resources.policy(workspace.policy, from: workspace.folder)), catalog: catalog)
            }
            // Many patterns, and every `ask` would wait for them: read only for a policy that needs them.
            let deidentifier =
                try governor.policy.deidentifies
                ? Self.loading(.policyUnusable) { try Deidentifier.load(resources.identifiers) } : nil
            let keys = try WorkspaceKeys.open(workspace)
            return (
                governor, deidentifier, keys,
                try Self.loading(.auditUnusable) { try AuditLog.open(folder: workspace.audit, keys: keys.audit) }
            )
        }
        understanding = Understanding(lexicon: words)
        self.governor = governor
        self.audit = audit
        disclosure = Disclosure(key: keys.pseudonyms, deidentifier: deidentifier)
        catalogDigest = Digest.of(catalog.text + words.text)
        grammarDigest = Digest.of(words.grammar.text)
        self.words = vocabulary.map(\.value) + catalog.measures.values.map(\.label)
    }

    /// Answers one request; whatever happens comes back as an answer.
    public func answer(_ request: Request) -> Answer {
        let passage = Passage(engine: self, request: request, explaining: false)
        passage.run()
        return passage.answer
    }

    /// Answers one request and tells what every stage made of it.
    public func explain(_ request: Request) -> Explanation {
        let passage = Passage(engine: self, request: request, explaining: true)
        passage.run()
        return Explanation(stages: passage.stages, answer: passage.answer)
    }

    /// Forgets what a session remembers.
    public func forget(session: String) {
        sessions.forget(session)
    }

    /// Puts the audit log in order before the program ends, so that it vouches for the last record too.
    public func close() {
        // Failing loses nothing: the next to open the log signs for these records.
        try? audit.seal()
    }

    private static func loading<Result>(_ code: ServiceError.Code, _ work: () throws -> Result) throws(ServiceError) -> Result {
        do {
            return try work()
        } catch let error as ServiceError {
            throw error
        } catch {
            throw ServiceError(code, "\(error)", remedy: "See Documentation/operations.md under '\(code.rawValue)'.")
        }
    }
}
