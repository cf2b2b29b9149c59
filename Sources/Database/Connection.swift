internal import CSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One open SQLite database: the only place where the program touches a database file.
///
/// Marked sendable so that a pool or an actor can own it, under one rule: **one thread at a time** uses a connection and its statements.
/// Only `interrupt()` may be called at any time from any thread.
///
///     let hospital = try Connection(path: "hospital.sqlite", mode: .readOnly)
///     let statement = try hospital.prepare("SELECT name_en FROM department WHERE dept_id = ?")
///     try statement.bind(7, at: 1)
///     while try statement.step() { print(statement.text(at: 0)) }
public final class Connection: @unchecked Sendable {
    /// What a connection is opened for.
    public enum Mode: Sendable {
        /// A new file, written as fast as can be: no journal, no waiting for the disk. The file must not exist yet; a crash leaves it unusable.
        case create
        /// An existing file, to answer questions from: nothing can be written, attached or loaded, whatever the statement says or the
        /// file's schema holds (https://www.sqlite.org/security.html).
        case readOnly
        /// An existing file, or a new one, written with full durability.
        case readWrite
    }

    /// What the connection was opened for.
    public let mode: Mode
    /// The file, or nil for a database in memory.
    public let path: String?
    let handle: OpaquePointer

    /// Authorizer of all statements that are prepared without one of their own.
    var standingAuthorizer: Authorizer?
    /// Authorizer of the statement that SQLite compiles just now.
    var activeAuthorizer: Authorizer? {
        didSet { hasDenied = false }
    }
    /// Whether that authorizer has denied something: SQLite reports a denied function as a plain error.
    private var hasDenied = false
    private var authorizerIsInstalled = false
    private(set) var deadlineHasPassed = false

    /// Opens a database file.
    ///
    /// - Parameters:
    ///   - path: Any path; no character in it has a meaning to SQLite.
    ///   - mode: What for.
    ///   - limits: Bounds of a read-only connection.
    ///   - busyTimeout: How long to wait for a lock of another connection, in milliseconds.
    /// - Throws: `DatabaseError`, also when the file is not a database.
    public convenience init(path: String, mode: Mode, limits: Limits = Limits(), busyTimeout: Int32 = 5_000) throws {
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw DatabaseError(
                operation: "open the database", code: SQLITE_CANTOPEN, message: "the path is empty or holds a NUL", path: path)
        }
        var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI
        switch mode {
        case .create:
            // Claims the name and makes the file private in one step: SQLite alone would open an existing file, and follow the umask.
            let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else {
                throw DatabaseError(
                    operation: "create the database", code: SQLITE_CANTOPEN, message: String(cString: strerror(errno)), path: path)
            }
            close(descriptor)
            flags |= SQLITE_OPEN_READWRITE
        case .readOnly: flags |= SQLITE_OPEN_READONLY
        case .readWrite: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        }
        try self.init(location: Self.location(of: path), path: path, mode: mode, flags: flags)
        try configure(limits: limits, busyTimeout: busyTimeout)
    }

    /// A new, empty database in memory, private to this connection.
    public static func inMemory() throws -> Connection {
        let flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY
        let connection = try Connection(location: ":memory:", path: nil, mode: .readWrite, flags: flags)
        try connection.configure(limits: Limits(), busyTimeout: 0)
        return connection
    }

    private init(location: String, path: String?, mode: Mode, flags: Int32) throws {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(location, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let message = String(cString: opened.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code))
            let extended = opened.map { sqlite3_extended_errcode($0) } ?? code
            sqlite3_close_v2(opened)
            throw DatabaseError(operation: "open the database", code: code, extendedCode: extended, message: message, path: path)
        }
        handle = opened
        self.mode = mode
        self.path = path
        sqlite3_extended_result_codes(handle, 1)
    }

    deinit {
        // Every statement holds its connection, so none is left by now; the functions' boxes are released by SQLite.
        sqlite3_close_v2(handle)
    }

    /// The path as a URI, so that a name such as `:memory:` or `file:a?mode=rwc` is a name and nothing else.
    private static func location(of path: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes = Array((path.hasPrefix("/") ? "file://" : "file:./").utf8)
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func configure(limits: Limits, busyTimeout: Int32) throws {
        try setting(SQLITE_DBCONFIG_DQS_DML, 0)
        try setting(SQLITE_DBCONFIG_DQS_DDL, 0)
        try setting(SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0)
        try setting(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        sqlite3_busy_timeout(handle, busyTimeout)
        switch mode {
        case .create:
            try execute(
                """
                PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY;
                PRAGMA cache_size = -262144
                """)
        case .readWrite:
            try execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY")
        case .readOnly:
            try setting(SQLITE_DBCONFIG_DEFENSIVE, 1)
            try setting(SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
            try setting(SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0)
            // Sorted patients' rows must not reach a temporary file; reading the schema shows at once whether this is a database.
            try execute(
                """
                PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;
                PRAGMA query_only = ON; SELECT count(*) FROM sqlite_schema
                """)
            limits.apply(to: handle)
        }
    }

    private func setting(_ option: Int32, _ value: Int32) throws {
        let code = lamplight_sqlite3_db_config(handle, option, value)
        guard code == SQLITE_OK else { throw failure("configure the connection", code) }
    }

    // MARK: Statements

    /// Compiles one statement.
    ///
    /// - Parameters:
    ///   - sql: One statement; text after it is an error. Values belong in parameters (`?`), never in the text.
    ///   - authorizer: Decides on what this statement does, now and whenever SQLite compiles it again because the schema changed;
    ///     without it the authorizer of the connection decides, if there is one.
    /// - Throws: `DatabaseError`, of the kind `denied` when the authorizer denies.
    public func prepare(_ sql: String, authorizer: Authorizer? = nil) throws -> Statement {
        try Statement(sql: sql, connection: self, authorizer: authorizer)
    }

    /// Runs statements that have no parameters and whose rows do not matter: a schema, a pragma.
    public func execute(_ sql: String) throws {
        guard !sql.utf8.contains(0) else {
            throw DatabaseError.misuse("execute statements", "the text holds a NUL", sql: sql)
        }
        try checkDeadline("execute statements", sql: sql)
        activeAuthorizer = standingAuthorizer
        defer { activeAuthorizer = nil }
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure("execute statements", code, sql: sql) }
    }

    /// Runs work in a transaction: all of it is kept, or, when it throws, nothing.
    public func inTransaction<Result>(_ work: () throws -> Result) throws -> Result {
        try execute("BEGIN IMMEDIATE")
        do {
            let result = try work()
            try execute("COMMIT")
            return result
        } catch {
            // Some failures end the transaction by themselves. With no journal there is nothing to roll back to.
            if sqlite3_get_autocommit(handle) == 0 {
                // Not by `execute`: a passed deadline must not leave the transaction open.
                sqlite3_exec(handle, "ROLLBACK", nil, nil, nil)
            }
            throw error
        }
    }

    /// Runs one statement with parameters and returns all its rows; for small results.
    public func rows(_ sql: String, _ parameters: [Value] = [], authorizer: Authorizer? = nil) throws -> [[Value]] {
        let statement = try prepare(sql, authorizer: authorizer)
        try statement.bind(parameters)
        return try statement.rows()
    }

    /// The number of rows that the last INSERT, UPDATE or DELETE changed.
    public var changes: Int {
        Int(sqlite3_changes64(handle))
    }

    /// The row id of the last row inserted.
    public var lastInsertedRow: Int64 {
        sqlite3_last_insert_rowid(handle)
    }

    // MARK: Authorizer

    /// Sets who decides on what the statements do that are prepared from now on without an authorizer of their own; nil allows everything.
    public func authorize(_ decide: ((Authorizer.Action) -> Authorizer.Decision)?) {
        standingAuthorizer = decide.map(Authorizer.init)
        if decide != nil {
            installAuthorizer()
        }
    }

    /// One callback for the connection's whole life: setting another one would make SQLite compile all statements again.
    func installAuthorizer() {
        guard !authorizerIsInstalled else { return }
        authorizerIsInstalled = true
        sqlite3_set_authorizer(
            handle,
            { context, action, first, second, _, within in
                guard let context else { return SQLITE_DENY }
                let connection = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
                let code = connection.activeAuthorizer?.code(action: action, first, second, within) ?? SQLITE_OK
                connection.hasDenied = connection.hasDenied || code != SQLITE_OK
                return code
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    // MARK: Deadline and cancelling

    /// When running statements must stop; nil for never.
    ///
    /// Passing it throws an error of the kind `deadlinePassed`.
    public var deadline: Deadline? {
        didSet {
            deadlineHasPassed = false
            guard deadline != nil else {
                sqlite3_progress_handler(handle, 0, nil, nil)
                return
            }
            sqlite3_progress_handler(
                handle, 4_000,
                { context in
                    guard let context else { return 1 }
                    let connection = Unmanaged<Connection>.fromOpaque(context).takeUnretainedValue()
                    guard let deadline = connection.deadline, deadline.hasPassed() else { return 0 }
                    connection.deadlineHasPassed = true
                    return 1
                }, Unmanaged.passUnretained(self).toOpaque())
        }
    }

    /// Stops the statements that are running, which then throw an error of the kind `interrupted`.
    ///
    /// Any thread may call it.
    public func interrupt() {
        sqlite3_interrupt(handle)
    }

    /// A statement that starts too late is stopped before it starts, however short it is.
    func checkDeadline(_ operation: String, sql: String?) throws {
        guard let deadline, deadline.hasPassed() else { return }
        deadlineHasPassed = true
        throw failure(operation, SQLITE_INTERRUPT, sql: sql)
    }

    // MARK: Errors

    /// The error of a call that just returned `code` while no value was bound.
    func failure(_ operation: String, _ code: Int32, sql: String? = nil) -> DatabaseError {
        let isLast = sqlite3_errcode(handle) & 0xFF == code & 0xFF
        let message = String(cString: isLast ? sqlite3_errmsg(handle) : sqlite3_errstr(code))
        return failure(operation, code, message: message, sql: sql)
    }

    /// The error of a call that just returned `code`, with a message known to hold no value.
    func failure(_ operation: String, _ code: Int32, message: String, sql: String?) -> DatabaseError {
        let stoppedByDeadline = code & 0xFF == SQLITE_INTERRUPT && deadlineHasPassed
        let offset = Int(sqlite3_error_offset(handle))
        return DatabaseError(
            operation: operation, code: code, extendedCode: code, kind: stoppedByDeadline ? .deadlinePassed : hasDenied ? .denied : nil,
            message: stoppedByDeadline ? "the deadline has passed" : message, sql: sql,
            offset: sql != nil && offset >= 0 ? offset : nil, path: sql == nil ? path : nil)
    }
}
