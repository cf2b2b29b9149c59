import Database

/// The functions that compiled statements use and SQLite lacks, or has only so that their value tells the order of rows.
public enum SQLFunctions {
    /// `count(distinct x, n)` of the algebra.
    static let cappedDistinctCount = "count_distinct_up_to"

    /// Adds them to a connection: `median`, `percentile`, `percentile_distinct`, `count_distinct_up_to`, and exact `sum` and `avg`,
    /// unless SQLite's own are wanted.
    public static func define(on connection: Connection, exactSums: Bool = true) throws {
        try Percentile.define(on: connection)
        try connection.define(cappedDistinctCount: cappedDistinctCount)
        if exactSums { try connection.defineExactSums() }
    }
}
