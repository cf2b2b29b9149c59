/// A question with all that decides its answer besides data, rules and clock.
public struct Request: Sendable {
    /// The asker's own mark, given back with the answer: a JSON string or number.
    public var id: JSON?
    public var question: String
    /// Who asks: `staff.12`, or a service account.
    public var caller: String
    /// What for; nil when the caller did not say.
    public var purpose: String?
    /// Requests of one session can refer to the one before.
    public var session: String?

    public init(id: JSON? = nil, question: String, caller: String, purpose: String? = nil, session: String? = nil) {
        self.id = id
        self.question = question
        self.caller = caller
        self.purpose = purpose
        self.session = session
    }
}
