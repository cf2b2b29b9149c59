/// How far the generation is, for a progress bar.
public struct Progress: Sendable, Hashable {
    /// What is being done now, in a word or two.
    public let phase: String
    /// The share of the whole that is done, 0 to 1.
    public let fraction: Double
    /// Rows made so far.
    public let rows: Int

    /// A point on the way.
    public init(phase: String, fraction: Double, rows: Int) {
        self.phase = phase
        self.fraction = fraction
        self.rows = rows
    }
}

/// What was generated.
public struct Summary: Sendable, Hashable {
    /// The tables in the order of the schema, with their rows.
    public let tables: [TableCount]

    /// One table and how many rows it has.
    public struct TableCount: Sendable, Hashable {
        /// The table's name.
        public let table: String
        /// Its rows.
        public let rows: Int
    }

    /// All rows.
    public var rows: Int {
        tables.reduce(0) { $0 + $1.rows }
    }
}
