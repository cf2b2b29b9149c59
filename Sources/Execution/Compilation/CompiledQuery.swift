import Algebra
import Database

/// A query as one SQL statement, with everything that running it safely needs.
public struct CompiledQuery: Sendable, Hashable {
    /// A column of the result.
    public struct Column: Sendable, Hashable {
        /// The output's name; names may repeat.
        public var name: String
        /// Whether it was asked for, helps, or never leaves.
        public var role: Output.Role

        /// A column.
        public init(_ name: String, role: Output.Role = .asked) {
            self.name = name
            self.role = role
        }
    }

    /// A column that the statement reads; an empty column is the table's rows as such, as `count(*)` reads them.
    public struct Read: Sendable, Hashable, Comparable {
        /// The table's name in the database.
        public var table: String
        /// The column's name in the database.
        public var column: String

        /// A read.
        public init(table: String, column: String = "") {
            self.table = table
            self.column = column
        }

        /// In the order of names.
        public static func < (a: Read, b: Read) -> Bool { (a.table, a.column) < (b.table, b.column) }
    }

    /// The statement, with parameters `?1`, `?2` … and no value spliced in.
    public var sql: String
    /// The values of the parameters, in order.
    public var bindings: [Value]
    /// The columns of the result, in order.
    public var columns: [Column]
    /// Every table and column that the statement reads, those of guards included; the executor denies any other.
    public var reads: Set<Read>
    /// The SQL functions that the statement calls, in lower case; the executor denies any other.
    public var functions: Set<String>
    /// Whether it has a recursive common table expression.
    public var isRecursive: Bool
}
