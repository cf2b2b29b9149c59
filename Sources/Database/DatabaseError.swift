internal import CSQLite

/// What went wrong in the database, told without any value of a row or a parameter, so that it may be shown and logged.
///
/// SQLite's own message is taken over while a statement is prepared, when no value is bound yet, and for constraints, whose
/// messages name only tables and columns. While a statement runs, a message may quote a bound value (a full-text query does); only
/// the fixed text of the code and a few fixed messages are told then.
public struct DatabaseError: Error, Sendable, Hashable {
    /// The kinds of failure that callers treat differently.
    public enum Kind: Sendable, Hashable {
        /// The deadline set on the connection has passed.
        case deadlinePassed
        /// `interrupt()` was called.
        case interrupted
        /// The authorizer denied an action of the statement.
        case denied
        /// The statement would write, and the connection may only read.
        case readOnly
        /// Another connection holds a lock.
        case busy
        /// A constraint of the schema was broken.
        case constraint
        /// The statement, its parameters or the way it was used are wrong.
        case misuse
        /// A limit was exceeded: length of a text, of a statement, number of rows or columns.
        case tooBig
        /// The file cannot be opened.
        case cannotOpen
        /// The file is not a database, or is damaged.
        case corrupt
        /// Anything else.
        case other
    }

    /// What was being done, as an infinitive: "prepare a statement".
    public var operation: String
    /// The primary result code of SQLite, or `SQLITE_MISUSE` (21) where this wrapper found the mistake.
    public var code: Int32
    /// The extended result code.
    public var extendedCode: Int32
    /// The kind of failure.
    public var kind: Kind
    /// What went wrong, without any bound value.
    public var message: String
    /// The statement's text, when there is one.
    ///
    /// It is not part of the description.
    public var sql: String?
    /// Where in `sql` the mistake is, in bytes of UTF-8 from its start, when SQLite knows.
    public var offset: Int?
    /// The file, when the failure is about the file.
    public var path: String?

    init(
        operation: String, code: Int32, extendedCode: Int32? = nil, kind: Kind? = nil, message: String, sql: String? = nil,
        offset: Int? = nil, path: String? = nil
    ) {
        self.operation = operation
        self.code = code & 0xFF
        self.extendedCode = extendedCode ?? code
        self.kind = kind ?? Self.kind(of: code & 0xFF)
        self.message = message
        self.sql = sql
        self.offset = offset
        self.path = path
    }

    /// A mistake that this wrapper found before SQLite saw it.
    static func misuse(_ operation: String, _ message: String, sql: String? = nil) -> DatabaseError {
        DatabaseError(operation: operation, code: SQLITE_MISUSE, kind: .misuse, message: message, sql: sql)
    }

    private static func kind(of code: Int32) -> Kind {
        switch code {
        case SQLITE_INTERRUPT: .interrupted
        case SQLITE_AUTH: .denied
        case SQLITE_READONLY: .readOnly
        case SQLITE_BUSY, SQLITE_LOCKED: .busy
        case SQLITE_CONSTRAINT: .constraint
        case SQLITE_TOOBIG: .tooBig
        case SQLITE_CANTOPEN, SQLITE_PERM: .cannotOpen
        case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
        case SQLITE_ERROR, SQLITE_MISUSE, SQLITE_RANGE, SQLITE_MISMATCH: .misuse
        default: .other
        }
    }

    private var remedy: String {
        switch kind {
        case .deadlinePassed: "Ask for less, or raise the deadline."
        case .interrupted: "It was cancelled; run it again if it is still wanted."
        case .denied: "The statement reads or does what its list does not name; correct the list or the statement."
        case .readOnly: "Open the database for writing, or leave out what writes."
        case .busy: "Another program holds the database; try again when it has finished."
        case .constraint: "Correct the row that breaks the constraint."
        case .misuse: "Correct the statement or its parameters."
        case .tooBig: "Make the statement or its values smaller, or raise the limit."
        case .cannotOpen: "Check that the path exists and that its permissions allow it."
        case .corrupt: "Check that it is an SQLite database; restore it from a copy if it is damaged."
        case .other: "Look up the code at https://www.sqlite.org/rescode.html."
        }
    }
}

extension DatabaseError: CustomStringConvertible {
    /// What happened, where, and what to do next; neither the statement's text nor any value.
    public var description: String {
        var text = "Could not \(operation)"
        if let path {
            text += " “\(path)”"
        }
        text += ": \(message)"
        if let offset {
            text += " at byte \(offset) of the statement"
        }
        return text + " (SQLite code \(extendedCode)). " + remedy
    }
}
