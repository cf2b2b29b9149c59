/// What became of a case of a policy.
public struct CaseResult: Sendable, Hashable {
    /// Something that came out otherwise than the case says.
    public struct Difference: Sendable, Hashable {
        /// What: `decision`, `role`, `rows`, `withheld`, `treatment of name`, `prompts`, `because`.
        public var what: String
        /// As the case says.
        public var expected: String
        /// As it came out.
        public var got: String
    }

    /// The case's name.
    public var name: String
    /// Where it stands.
    public var file: String
    /// From 1.
    public var line: Int
    /// Why it could not be run; nil when it was.
    public var fault: String?
    /// What came out otherwise; none for a case that passes.
    public var differences: [Difference] = []
    /// The decision, step by step.
    public var trace: [String] = []
    /// The role in which it was answered or refused.
    public var role: String?
    /// The rules that counted for what it asks, by name.
    public var rules: Set<String> = []

    /// Whether everything came out as the case says.
    public var passed: Bool { fault == nil && differences.isEmpty }
}
