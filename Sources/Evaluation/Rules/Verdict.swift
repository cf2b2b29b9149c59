/// What an answer to a question of a set is worth.
public enum Verdict: String, Sendable, CaseIterable {
    /// Answered as the set does.
    case right
    /// Answered otherwise.
    case wrong
    /// Answered, though the database has no answer.
    case answeredUnanswerable = "answered-unanswerable"
    /// Not answered, though the database has an answer.
    case abstained
    /// Not answered, and rightly so.
    case rightAbstention = "right-abstention"

    /// Whether it counts for the asker.
    public var isGood: Bool { self == .right || self == .rightAbstention }
    /// Whether it misleads the asker.
    public var isBad: Bool { self == .wrong || self == .answeredUnanswerable }

    /// What several databases say of one question: right only when right on all of them, and the worst of them else.
    public static func joined(_ verdicts: [Verdict]) -> Verdict? {
        for worst in [Verdict.wrong, .answeredUnanswerable, .abstained] where verdicts.contains(worst) { return worst }
        return verdicts.first
    }
}
