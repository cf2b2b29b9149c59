import Catalog

/// What answers may be for, and what that demands and allows whoever asks.
public struct Purpose: Sendable {
    /// What people call it.
    public var label: Wording
    /// What must be true in the database before anything is answered.
    public var requirements: [Requirement]
    /// The most that any role may see for it; what it leaves unsaid it does not limit.
    public var ceiling: ColumnRights
    /// Codes of prompts that every answer carries.
    public var prompts: [String]
}
