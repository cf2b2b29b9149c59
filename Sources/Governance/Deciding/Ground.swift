/// Why a column is as it is.
public enum Ground: Sendable, Hashable {
    /// The role's levels and treatments, or nothing that forbids.
    case role
    /// The column's level is above what the role may read, or it has none.
    case level
    /// A rule, by its name.
    case rule(String)
    /// The purpose does not cover it.
    case purpose
    /// The agreement does not name it.
    case agreement
    /// It may not leave the house.
    case export
}
