import Database

/// Runs the right answers' SQL on one database; belongs to one thread.
public final class Gold {
    private let connection: Connection
    /// The longest that the SQL of one right answer may run.
    private static let time = Duration.seconds(20)

    /// Opens a database to read.
    public init(_ path: String) throws {
        connection = try Connection(path: path, mode: .readOnly)
    }

    /// The names and rows of a statement.
    func run(_ sql: String) throws -> (columns: [String], rows: [[Value]]) {
        connection.deadline = Deadline(after: Self.time, on: .continuous)
        defer { connection.deadline = nil }
        let statement = try connection.prepare(sql)
        return (statement.columnNames, try statement.rows())
    }

    /// Other names that a name of the database has: the values of a column `X` and those of `X_zh` in the same rows.
    private(set) lazy var twins: [String: String] = (try? readTwins()) ?? [:]

    private func readTwins() throws -> [String: String] {
        var parents: [String: String] = [:]
        func root(_ name: String) -> String {
            var name = name
            while let parent = parents[name], parent != name { name = parent }
            return name
        }
        func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
        for row in try connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'") {
            guard case .text(let table)? = row.first else { continue }
            let columns = try connection.rows("SELECT name FROM pragma_table_info(?1)", [.text(table)]).compactMap { row -> String? in
                if case .text(let name)? = row.first { name } else { nil }
            }
            for column in columns where columns.contains(column + "_zh") {
                let pairs = try connection.rows(
                    "SELECT DISTINCT \(quoted(column)), \(quoted(column + "_zh")) FROM \(quoted(table))")
                for pair in pairs {
                    guard case .text(let one) = pair[0], case .text(let other) = pair[1] else { continue }
                    let (first, second) = (root(one), root(other))
                    if parents[first] == nil { parents[first] = first }
                    parents[second] = first
                }
            }
        }
        return Dictionary(uniqueKeysWithValues: parents.keys.map { ($0, root($0)) })
    }
}
