import Algebra
import Database

/// The rows that a statement gave, all of them: a result is never cut off silently.
public struct ResultSet: Sendable, Hashable {
    /// The columns, in order.
    public var columns: [CompiledQuery.Column]
    /// The rows in their total order, a value for each column.
    public var rows: [[Value]]

    /// A result.
    public init(columns: [CompiledQuery.Column], rows: [[Value]]) {
        self.columns = columns
        self.rows = rows
    }

    /// The rows as literals, for stages that know only the algebra.
    public var literals: [[Literal]] { rows.map { $0.map(Literal.init) } }
}
