/// Says why a query cannot become SQL: a mistake of the stage that made the query, never of the data.
public struct CompilationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong and what to do about it.
    public var description: String

    init(_ description: String) { self.description = description }
}
