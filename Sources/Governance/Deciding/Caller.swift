import Algebra

/// Who asks: the subject of every decision, with the attributes that rules are written about.
public struct Caller: Sendable, Hashable {
    /// Where a caller is known from.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A row of the database's staff, read live.
        case staff
        /// A service account of the workspace's file.
        case service
    }

    /// `staff.12`, `hospital.manager`.
    public var id: String
    /// Where the caller is known from.
    public var kind: Kind
    /// Attributes by name, as rules use them: `$caller.staff_id`.
    ///
    /// For staff `staff_id`, `name`, `role`, `title`, `dept_id`, `department`,
    /// `department_zh`, `is_head` (boolean); a service account has those of its file. A missing attribute is null, and null denies.
    public var attributes: [String: Literal]

    /// A caller with attributes.
    public init(id: String, kind: Kind, attributes: [String: Literal] = [:]) {
        self.id = id
        self.kind = kind
        self.attributes = attributes
    }
}

/// The circumstances of a request.
public struct RequestEnvironment: Sendable, Hashable {
    /// The data's clock, `YYYY-MM-DD HH:MM:SS`: `$now`.
    public var now: String
    /// The language of the texts that a refusal or scope is first shown in; all languages travel along.
    public var language: String
    /// What is known of the request besides: `place`, `device`, `zone`, `project`, `reason`, `destination` …; `$environment.place`.
    public var attributes: [String: Literal]
    /// The running emergency access under which the caller asks; nil for the caller's own rights.
    public var grant: Grant?

    /// Circumstances.
    public init(now: String, language: String = "en", attributes: [String: Literal] = [:], grant: Grant? = nil) {
        self.now = now
        self.language = language
        self.attributes = attributes
        self.grant = grant
    }
}
