import Language
import Service

/// A question with what came of it and what that is worth.
public struct MarkedQuestion: Sendable {
    /// The question.
    public var question: EvaluationQuestion
    /// What came of reading it; nil when it did not get so far.
    public var outcome: Outcome?
    /// The answers, one a database; emptied of rows where only figures are wanted.
    public var answers: [Answer]
    /// What the answers are worth together.
    public var verdict: Verdict
}
