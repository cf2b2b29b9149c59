import Database

/// Runs compiled queries on a SQLite database that can only be read, several at once, each bounded in time, rows and bytes.
///
///     let executor = try Executor(path: "hospital.sqlite")
///     let compiled = try SQLCompiler.compile(query, schema: catalog, parameters: parameters)
///     let result = try executor.run(compiled)
///
/// Nothing is remembered between statements but how SQLite compiled them: every run reads the database as it is then.
public final class Executor: Sendable {
    /// What one statement may cost.
    public struct Bounds: Sendable, Hashable {
        /// Longest run.
        public var time: Duration
        /// Most rows of a result.
        public var rows: Int
        /// Most bytes of a result's values.
        public var bytes: Int
        /// Whether sums are exact and tell nothing of the order of rows; else they are SQLite's own, as those who measure compare with.
        public var exactSums = true
        /// Most connections, hence most statements that run at once.
        public var connections: Int

        /// The bounds of a workspace that sets none.
        public init(time: Duration = .seconds(30), rows: Int = 100_000, bytes: Int = 64 << 20, connections: Int = 4) {
            self.time = time
            self.rows = rows
            self.bytes = bytes
            self.connections = connections
        }
    }

    private let pool: SessionPool

    /// Opens the database file, hardened and read-only.
    public init(path: String, bounds: Bounds = Bounds()) throws(ExecutionError) {
        pool = try SessionPool(size: bounds.connections) { () throws(ExecutionError) in
            try Session(bounds: bounds) { try Connection(path: path, mode: .readOnly) }
        }
    }

    /// Takes over a connection, such as one to a database in memory; nobody else may use it from then on.
    public init(_ connection: Connection, bounds: Bounds = Bounds()) throws(ExecutionError) {
        pool = try SessionPool(size: 1) { () throws(ExecutionError) in try Session(bounds: bounds) { connection } }
    }

    /// Runs one statement; its guards and its data come from the same state of the database.
    ///
    /// Waits when all connections are busy. May be called from any thread.
    public func run(_ query: CompiledQuery) throws(ExecutionError) -> ResultSet {
        let session = try pool.take()
        // A statement is reset after each run, whatever became of it.
        defer { pool.giveBack(session, isSound: true) }
        return try session.run(query)
    }

    func declaredColumns(of tables: Set<String>) throws(ExecutionError) -> [String: [String: DeclaredColumn]] {
        let session = try pool.take()
        defer { pool.giveBack(session, isSound: true) }
        return try session.declaredColumns(of: tables)
    }

    /// Several statements on one state of the database.
    public struct Snapshot: ~Copyable {
        fileprivate let session: Session

        /// Runs a statement on this state.
        public func run(_ query: CompiledQuery) throws(ExecutionError) -> ResultSet { try session.run(query) }
    }

    /// Runs work whose statements all see the same state of the database, whatever is written meanwhile.
    public func inSnapshot<Result>(_ work: (borrowing Snapshot) throws -> Result) throws -> Result {
        let session = try pool.take()
        var isSound = false
        defer { pool.giveBack(session, isSound: isSound) }
        try session.begin()
        do {
            let result = try work(Snapshot(session: session))
            try session.end()
            isSound = true
            return result
        } catch {
            isSound = (try? session.end()) != nil
            throw error
        }
    }
}
