internal import CSQLite

/// Bounds on what a statement may ask of SQLite, so that text which somebody managed to get this far cannot exhaust the machine.
///
/// The meanings are those of https://www.sqlite.org/c3ref/c_limit_attached.html.
public struct Limits: Sendable, Hashable {
    /// Longest text or row, in bytes.
    public var length: Int32 = 64 << 20
    /// Longest statement, in bytes of UTF-8.
    public var statementLength: Int32 = 256 << 10
    /// Most columns of a table, a result, an index, GROUP BY or ORDER BY.
    public var columns: Int32 = 1_000
    /// Deepest expression.
    public var expressionDepth: Int32 = 400
    /// Most SELECTs joined by UNION, EXCEPT and INTERSECT.
    public var compoundSelects: Int32 = 64
    /// Most instructions of a compiled statement.
    public var instructions: Int32 = 500_000
    /// Most arguments of a function.
    public var functionArguments: Int32 = 100
    /// Most databases attached.
    public var attachedDatabases: Int32 = 0
    /// Longest pattern of LIKE and GLOB, in bytes.
    public var patternLength: Int32 = 1_000
    /// Most parameters of a statement.
    public var parameters: Int32 = 10_000
    /// Deepest recursion of triggers.
    public var triggerDepth: Int32 = 10
    /// Most helper threads of a statement.
    public var workerThreads: Int32 = 0

    /// The limits of a hardened connection.
    public init() {}

    func apply(to handle: OpaquePointer) {
        let pairs: [(Int32, Int32)] = [
            (SQLITE_LIMIT_LENGTH, length),
            (SQLITE_LIMIT_SQL_LENGTH, statementLength),
            (SQLITE_LIMIT_COLUMN, columns),
            (SQLITE_LIMIT_EXPR_DEPTH, expressionDepth),
            (SQLITE_LIMIT_COMPOUND_SELECT, compoundSelects),
            (SQLITE_LIMIT_VDBE_OP, instructions),
            (SQLITE_LIMIT_FUNCTION_ARG, functionArguments),
            (SQLITE_LIMIT_ATTACHED, attachedDatabases),
            (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, patternLength),
            (SQLITE_LIMIT_VARIABLE_NUMBER, parameters),
            (SQLITE_LIMIT_TRIGGER_DEPTH, triggerDepth),
            (SQLITE_LIMIT_WORKER_THREADS, workerThreads),
        ]
        for (limit, value) in pairs {
            sqlite3_limit(handle, limit, value)
        }
    }
}
