import Catalog

/// The last step before rows leave: carries out a `DisclosurePlan` — small cells, masks, pseudonyms — and says what it did.
public struct Disclosure: Sendable {
    /// Secret of the workspace from which pseudonyms are made, at least 32 bytes.
    private let key: [UInt8]

    /// A disclosure stage with the workspace's pseudonym key.
    public init(key: [UInt8]) {
        self.key = key
    }

    /// What may leave of a table.
    ///
    /// - Parameters:
    ///   - plan: one entry for each column of `rows`.
    ///   - rows: the rows of the governed query, hidden columns included.
    public func apply(_ plan: DisclosurePlan, rows: [[Cell]]) -> DisclosedTable {
        DisclosedTable(columns: [], rows: [], suppressed: 0, masked: [], prompts: [])
    }
}

/// A table that may leave.
public struct DisclosedTable: Sendable, Hashable {
    /// Indexes into the plan's columns of the columns that leave, in order: all but the hidden ones.
    public var columns: [Int]
    public var rows: [[Cell]]
    /// How many cells were suppressed (counting each cell of a group that left no row).
    public var suppressed: Int
    /// Names of columns whose values were masked, for the audit record.
    public var masked: [String]
    /// What the reader must be told about it.
    public var prompts: [Prompt]
}
