internal import CSQLite

/// One compiled statement: its parameters are bound, its rows are stepped through, and it can be run again after `reset()`.
///
/// Belongs to the thread that uses its connection. Columns are counted from 0, parameters from 1, as SQLite does.
public final class Statement {
    /// The statement's text.
    public let sql: String
    /// The connection that compiled it, kept open as long as the statement lives.
    public let connection: Connection
    /// The number of columns of a row; 0 for a statement that returns none.
    public let columnCount: Int
    /// The number of parameters.
    public let parameterCount: Int
    let handle: OpaquePointer
    private let authorizer: Authorizer?
    private var isRunning = false

    init(sql: String, connection: Connection, authorizer: Authorizer?) throws {
        self.sql = sql
        self.connection = connection
        self.authorizer = authorizer ?? connection.standingAuthorizer
        if authorizer != nil {
            connection.installAuthorizer()
        }
        connection.activeAuthorizer = self.authorizer
        defer { connection.activeAuthorizer = nil }
        var text = sql
        handle = try text.withUTF8 { bytes in
            try Self.compile(UnsafeRawBufferPointer(bytes), sql: sql, connection: connection)
        }
        columnCount = Int(sqlite3_column_count(handle))
        parameterCount = Int(sqlite3_bind_parameter_count(handle))
    }

    deinit {
        sqlite3_finalize(handle)
    }

    private static func compile(_ bytes: UnsafeRawBufferPointer, sql: String, connection: Connection) throws -> OpaquePointer {
        let operation = "prepare a statement"
        guard !bytes.contains(0) else {
            throw DatabaseError.misuse(operation, "the text holds a NUL", sql: sql)
        }
        guard let base = bytes.bindMemory(to: CChar.self).baseAddress, let length = Int32(exactly: bytes.count) else {
            throw DatabaseError.misuse(operation, "the text is empty or too long", sql: sql)
        }
        var statement: OpaquePointer?
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(connection.handle, base, length, 0, &statement, &tail)
        guard code == SQLITE_OK else { throw connection.failure(operation, code, sql: sql) }
        guard let statement else {
            throw DatabaseError.misuse(operation, "the text holds no statement", sql: sql)
        }
        let consumed = tail.map { $0 - base } ?? bytes.count
        let space: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]
        if let extra = bytes[consumed...].firstIndex(where: { !space.contains($0) }) {
            sqlite3_finalize(statement)
            var error = DatabaseError.misuse(operation, "there is text after the statement", sql: sql)
            error.offset = extra
            throw error
        }
        return statement
    }

    /// Whether the statement leaves the database file as it is (`sqlite3_stmt_readonly`).
    public var isReadOnly: Bool {
        sqlite3_stmt_readonly(handle) != 0
    }

    /// The names of the columns, in order.
    public var columnNames: [String] {
        (0..<Int32(columnCount)).map { column in
            sqlite3_column_name(handle, column).map { String(cString: $0) } ?? ""
        }
    }

    // MARK: Running

    /// Goes to the next row.
    ///
    /// - Returns: Whether there is one. After the last the statement can be run again.
    /// - Throws: `DatabaseError`, of the kind `deadlinePassed` or `interrupted` when it was stopped.
    public func step() throws -> Bool {
        if !isRunning {
            // Only the first step can make SQLite compile the statement again, for a changed schema.
            try connection.checkDeadline("run a statement", sql: sql)
            connection.activeAuthorizer = authorizer
        }
        let code = sqlite3_step(handle)
        defer {
            if connection.activeAuthorizer != nil { connection.activeAuthorizer = nil }
        }
        switch code {
        case SQLITE_ROW:
            isRunning = true
            return true
        case SQLITE_DONE:
            reset()
            return false
        default:
            let error = connection.failure("run a statement", code, message: message(of: code), sql: sql)
            reset()
            throw error
        }
    }

    /// Runs a statement to its end, whatever rows it returns, and makes it ready to run again.
    public func run() throws {
        while try step() {}
    }

    /// All rows, from the next one on; for small results.
    public func rows() throws -> [[Value]] {
        var rows: [[Value]] = []
        while try step() {
            rows.append((0..<columnCount).map(value(at:)))
        }
        return rows
    }

    /// Goes back to the start; the parameters stay bound.
    public func reset() {
        isRunning = false
        sqlite3_reset(handle)
    }

    /// A message that cannot hold a bound value; see `DatabaseError`.
    private func message(of code: Int32) -> String {
        let told = String(cString: sqlite3_errmsg(connection.handle))
        let fixed: Set = ["integer overflow", "string or blob too big", "interrupted", "datatype mismatch", "parser stack overflow"]
        if code & 0xFF == SQLITE_CONSTRAINT || fixed.contains(told) {
            return told
        }
        return String(cString: sqlite3_errstr(code))
    }

    func bindFailure(_ code: Int32, index: Int) -> DatabaseError {
        DatabaseError(
            operation: "bind parameter \(index)", code: code, message: String(cString: sqlite3_errstr(code)), sql: sql)
    }
}
