internal import CSQLite

/// Decides, while SQLite compiles a statement, on every single thing that the statement would do: a second, independent enforcement of what
/// the statement was meant to read.
///
/// SQLite calls it for each table and column, view, function and pragma, after names are resolved, so that no spelling of a statement evades it
/// (https://www.sqlite.org/c3ref/set_authorizer.html).
public struct Authorizer {
    /// One thing that a statement would do.
    public enum Action: Hashable, Sendable {
        /// A SELECT, the outermost or one within.
        case select
        /// Reading a column. `column` is empty when the table is read without any column, as in `count(*)`;
        /// `within` names the view, common table expression's view or trigger that does the reading, if any.
        case read(table: String, column: String, within: String?)
        /// Calling a function, `like` and `glob` included; the name as SQLite writes it, in lower case for its own functions.
        case function(name: String)
        /// A recursive common table expression.
        case recursive
        /// Anything else: an action code of SQLite and its two arguments.
        case other(code: Int32, first: String?, second: String?)
    }

    /// What is decided on an action.
    public enum Decision: Sendable {
        /// The statement may do it.
        case allow
        /// The statement is not prepared, with an error of the kind `denied`.
        case deny
    }

    let decide: (Action) -> Decision

    /// An authorizer that asks a function.
    public init(_ decide: @escaping (Action) -> Decision) {
        self.decide = decide
    }

    func code(action: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?, _ within: UnsafePointer<CChar>?) -> Int32 {
        func text(_ pointer: UnsafePointer<CChar>?) -> String? {
            pointer.map { String(cString: $0) }
        }
        let typed: Action =
            switch action {
            case SQLITE_SELECT: .select
            case SQLITE_READ: .read(table: text(first) ?? "", column: text(second) ?? "", within: text(within))
            case SQLITE_FUNCTION: .function(name: text(second) ?? "")
            case SQLITE_RECURSIVE: .recursive
            default: .other(code: action, first: text(first), second: text(second))
            }
        return switch decide(typed) {
        case .allow: SQLITE_OK
        case .deny: SQLITE_DENY
        }
    }
}
