/// A constant in a query.
///
/// Literals are always bound as parameters when a query is compiled, never spliced into SQL.
public enum Literal: Hashable, Sendable {
    /// No value. Comparing with it is unknown, as in SQL.
    case null
    /// True or false; stored by SQLite as 1 or 0.
    case boolean(Bool)
    /// A whole number.
    case integer(Int64)
    /// A number with a fraction.
    case decimal(Double)
    /// Text, compared byte by byte.
    case text(String)
    /// A date `YYYY-MM-DD` or a local time `YYYY-MM-DD HH:MM:SS`, ISO 8601, whose text order is its order in time.
    case time(String)
}
