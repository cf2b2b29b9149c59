/// A question with all that decides its answer besides data, rules and clock.
public struct Request: Sendable {
    /// The asker's own mark, given back with the answer: a JSON string or number.
    public var id: JSON?
    /// The question as it was typed.
    public var question: String
    /// Who asks: `staff.12`, or a service account.
    public var caller: String
    /// What for; nil when the caller did not say.
    public var purpose: String?
    /// The number of the option that is meant, from 1, of those that the session offered last; there is no question then.
    public var choice: Int?
    /// Emergency access to one patient, to be answered under it; nil for the caller's own rights.
    public var breakGlass: BreakGlassRequest?
    /// What is asked for in place of an answer; there is no question then.
    public var act: EmergencyAct?
    /// Whether the question is only begun, and how it may go on is wanted.
    public var isCompletion = false
    /// Requests of one session can refer to the one before.
    public var session: String?
    /// Circumstances that rules may ask about: `place`, `device`, `project`.
    public var environment: [String: String]

    /// A request.
    public init(
        id: JSON? = nil, question: String, caller: String, purpose: String? = nil, session: String? = nil,
        environment: [String: String] = [:], choice: Int? = nil, breakGlass: BreakGlassRequest? = nil, act: EmergencyAct? = nil
    ) {
        self.id = id
        self.choice = choice
        self.breakGlass = breakGlass
        self.act = act
        self.question = question
        self.caller = caller
        self.purpose = purpose
        self.session = session
        self.environment = environment
    }
}
