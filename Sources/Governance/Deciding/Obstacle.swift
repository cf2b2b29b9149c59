/// Why a rule or role does not count, or is not known to.
public enum Obstacle: Sendable, Hashable {
    /// It is for other roles.
    case role
    /// It is for other callers.
    case subject
    /// It is for other purposes.
    case purpose
    /// It begins later.
    case notBegun(String)
    /// It is over.
    case over(String)
    /// A condition on circumstances does not hold.
    case condition(String)
    /// A condition on circumstances is unknown.
    case unknown(String)
}
