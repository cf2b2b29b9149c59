/// One value of a table on its way out. Disclosure has its own, so that it needs no engine.
public enum Cell: Hashable, Sendable {
    case null
    case integer(Int64)
    case decimal(Double)
    case text(String)
    /// There is a value, and too few people stand behind it to be told.
    case suppressed
}
