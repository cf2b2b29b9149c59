import Database

/// Says why a statement gave no rows, without any value of the data.
public enum ExecutionError: Error, Sendable, Hashable {
    /// A bound was reached.
    ///
    /// Which one is for logs; the description is the same for all, so that it tells nothing of rows that do not show.
    public enum Bound: String, Sendable, Hashable {
        /// The deadline passed.
        case time
        /// More rows than the cap.
        case rows
        /// More bytes than the cap, or than SQLite can hold.
        case size
        /// A number grew out of its range.
        case range
    }

    case limit(Bound)
    /// The statement would have read a column, or done a thing, that its own list does not name: a mistake of the compiler, stopped here.
    case denied(what: String)
    /// The database cannot be opened or is held by another program.
    case unavailable(DatabaseError)
    /// Anything else that SQLite refused.
    case failed(DatabaseError)

    init(_ error: DatabaseError, denial: String?) {
        switch error.kind {
        case .deadlinePassed, .interrupted: self = .limit(.time)
        case .tooBig: self = .limit(.size)
        case .denied: self = .denied(what: denial ?? "something that its list does not name")
        case .busy, .cannotOpen: self = .unavailable(error)
        default:
            switch (error.code, error.message) {
            case (_, "integer overflow"): self = .limit(.range)
            // SQLITE_NOMEM, SQLITE_FULL
            case (7, _), (13, _): self = .limit(.size)
            default: self = .failed(error)
            }
        }
    }
}

extension ExecutionError: CustomStringConvertible {
    /// What happened and what to do next.
    public var description: String {
        switch self {
        case .limit: "The question asks for more than can be answered at once. Ask for less: a shorter period, fewer columns, or a count."
        case .denied(let what):
            "The statement was stopped because it would have done \(what). Report this with the audit record: it is a defect."
        case .unavailable(let error), .failed(let error): error.description
        }
    }
}
