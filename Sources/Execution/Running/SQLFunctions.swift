import Database

/// The functions that compiled statements use and SQLite lacks.
public enum SQLFunctions {
    /// Adds them to a connection: `median`, `percentile`, `percentile_distinct`.
    public static func define(on connection: Connection) throws {
        try Percentile.define(on: connection)
    }
}
