import Algebra
import Catalog

/// To whom, for what and under which circumstances a rule or role counts.
public struct Target: Sendable {
    /// Names of roles; nil for all.
    public var roles: Set<String>?
    /// Roles for which it does not count.
    public var exceptRoles: Set<String> = []
    /// Subjects, one of which the caller must match in all attributes; none for everybody.
    public var subjects: [[String: [String]]] = []
    /// Purposes; nil for all.
    public var purposes: Set<String>?
    /// Conditions on caller, environment and clock, all of which must hold.
    public var when: [Condition] = []
    /// From which day to which.
    public var validity = Validity()

    /// A target that is everybody, always.
    public init() {}
}

/// The days on which something is valid, first and last included.
public struct Validity: Sendable, Hashable {
    /// The first day, `YYYY-MM-DD`; nil when it has always been valid.
    public var from: String?
    /// The last day; nil when no end is set.
    public var until: String?

    /// Valid from a day to a day.
    public init(from: String? = nil, until: String? = nil) {
        self.from = from
        self.until = until
    }

    /// Whether a moment, `YYYY-MM-DD HH:MM:SS`, is within.
    public func covers(_ moment: String) -> Bool { hasBegun(moment) && !isOver(moment) }

    /// Whether it has begun at a moment.
    public func hasBegun(_ moment: String) -> Bool { from.map { moment.prefix(10) >= $0 } ?? true }

    /// Whether it is over at a moment.
    public func isOver(_ moment: String) -> Bool { until.map { moment.prefix(10) > $0 } ?? false }
}
