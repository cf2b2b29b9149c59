import Catalog

/// Access to one patient in an emergency, beyond one's role: never silent, soon over, always reviewed.
public struct BreakGlass: Sendable {
    /// The role in which a holder is answered; its rows are conditions on `$grant.patient`.
    public var role: Role
    /// Reasons that may be given, by code, in the file's order.
    public var reasons: [(code: String, label: Wording)]
    /// How long it lasts, in minutes.
    public var minutes: Int
    /// Who may approve the highest level for somebody else: subjects, as those of roles.
    public var approvers: [[String: [String]]]
    /// What an approval changes about the columns.
    public var approved: ColumnRights
}

/// A running emergency access of a caller to one patient.
public struct Grant: Sendable, Hashable {
    /// Its number in the audit log.
    public var number: Int
    /// The patient as the caller named them; nothing tells whether there is such a patient.
    public var patient: String
    /// The code of the reason.
    public var reason: String
    /// When it is over, in local wall time, `YYYY-MM-DD HH:MM`.
    public var until: String
    /// Whether a second person approved it.
    public var isApproved: Bool

    /// A grant.
    public init(number: Int, patient: String, reason: String, until: String, isApproved: Bool) {
        self.number = number
        self.patient = patient
        self.reason = reason
        self.until = until
        self.isApproved = isApproved
    }

    /// One to nobody, to find out what emergency access would open.
    public static func supposed(isApproved: Bool) -> Grant {
        Grant(number: 0, patient: "", reason: "", until: "", isApproved: isApproved)
    }
}
