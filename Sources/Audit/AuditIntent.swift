/// What is about to be answered, to whom and by which rules: written before a row leaves the database.
public struct AuditIntent: Sendable, Hashable {
    /// What names no patient, and stands open in the log.
    public struct Facts: Sendable, Hashable, Codable {
        /// Who asks, as the workspace's directory names them.
        public var caller: String
        /// In which role.
        public var role: String
        /// For which purpose.
        public var purpose: String
        /// In which session, if any.
        public var session: String?
        /// By which way in: `ask`, `repl`, `serve`, `eval`.
        public var interface: String
        /// The data's clock that relative times were read against.
        public var dataTime: String?
        /// Digest of the catalog and lexicon.
        public var catalog: String?
        /// Digest of the grammar.
        public var grammar: String?
        /// Digest of the policy.
        public var policy: String?
        /// What was decided: `permit`, or the reason's code.
        public var decision: String
        /// Digest of the SQL, whose values are all parameters.
        public var sql: String?
        /// The record number of the grant under which the answer was given, when the glass was broken for it.
        ///
        /// It ran when the intent was written.
        public var grant: Int?
        /// Whether a rule enters the answer for review; nil means no.
        public var review: Bool?
        /// Whatever else belongs to the record and names no patient.
        public var notes: [String: String]?

        /// Facts of an intent.
        public init(
            caller: String, role: String, purpose: String, session: String? = nil, interface: String, dataTime: String? = nil,
            catalog: String? = nil, grammar: String? = nil, policy: String? = nil, decision: String, sql: String? = nil,
            grant: Int? = nil, review: Bool? = nil, notes: [String: String]? = nil
        ) {
            self.caller = caller
            self.role = role
            self.purpose = purpose
            self.session = session
            self.interface = interface
            self.dataTime = dataTime
            self.catalog = catalog
            self.grammar = grammar
            self.policy = policy
            self.decision = decision
            self.sql = sql
            self.grant = grant
            self.review = review
            self.notes = notes
        }
    }

    /// What may name a patient, and is sealed in the log: readable only with the workspace's key.
    public struct Particulars: Sendable, Hashable, Codable {
        /// The question as it was asked.
        public var question: String
        /// How it was understood, in the notation of the algebra.
        public var reading: String?
        /// How it was said back.
        public var restatement: String?
        /// The reason that the caller gave, as for breaking the glass.
        public var reason: String?

        /// Particulars of an intent.
        public init(question: String, reading: String? = nil, restatement: String? = nil, reason: String? = nil) {
            self.question = question
            self.reading = reading
            self.restatement = restatement
            self.reason = reason
        }
    }

    /// What names no patient.
    public var facts: Facts
    /// What may name a patient.
    public var particulars: Particulars

    /// An intent.
    public init(_ facts: Facts, _ particulars: Particulars) {
        self.facts = facts
        self.particulars = particulars
    }
}
