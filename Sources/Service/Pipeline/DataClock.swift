import Catalog
import Database
import Foundation
import Synchronization

/// Tells the data's "now", against which "last month" is read: fixed by the workspace, kept in the database, or the system's clock.
final class DataClock: Sendable {
    private enum Source: Sendable {
        case fixed(String)
        case column(Connection, sql: String)
        case system
    }

    // A connection is for one thread at a time.
    private let source: Mutex<Source>

    /// The clock of a workspace; the database is opened when the catalog names the column that holds it.
    init(_ workspace: Workspace, catalog: Catalog) throws(ServiceError) {
        if let now = workspace.now {
            source = Mutex(.fixed(now))
        } else if let (table, column) = catalog.clock {
            do {
                let connection = try Connection(path: workspace.database, mode: .readOnly)
                let sql = "SELECT max(\(Self.quoted(column))) FROM \(Self.quoted(table))"
                _ = try connection.prepare(sql)
                source = Mutex(.column(connection, sql: sql))
            } catch {
                throw Self.unusable(workspace.database, "\(error)")
            }
        } else {
            source = Mutex(.system)
        }
    }

    /// The time as `YYYY-MM-DD HH:MM:SS`.
    func now() throws(ServiceError) -> String {
        let (text, path) = try read()
        let time = text.count == 10 ? text + " 00:00:00" : String(text.prefix(19)).replacing("T", with: " ")
        guard WorkspaceReader.isTime(time) else {
            throw Self.unusable(path, "its clock does not hold a time such as 2026-06-30 23:59:59")
        }
        return time
    }

    /// The system's time.
    static var system: String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "yyyy-MM-dd HH:mm:ss"
        return formatter.string(from: Date())
    }

    private func read() throws(ServiceError) -> (text: String, path: String?) {
        do {
            return try source.withLock { source in
                switch source {
                case .fixed(let now): return (now, nil)
                case .column(let connection, let sql):
                    guard case .text(let text)? = try connection.rows(sql).first?.first else { return ("", connection.path) }
                    return (text, connection.path)
                case .system: return (Self.system, nil)
                }
            }
        } catch {
            throw Self.unusable(nil, "\(error)")
        }
    }

    private static func quoted(_ name: String) -> String {
        "\"" + name.replacing("\"", with: "\"\"") + "\""
    }

    private static func unusable(_ path: String?, _ why: String) -> ServiceError {
        ServiceError(
            .databaseUnusable, "The data's clock cannot be read: \(why).",
            remedy: "Fix the time with 'now' in \(Workspace.fileName), or mend 'clock' in the catalog.", file: path)
    }
}
