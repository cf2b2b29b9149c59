import Database

/// By which rule answers are compared with right ones.
public enum ScoringRule: String, Sendable, CaseIterable {
    /// That of the EHRSQL-2024 shared task: cells as text, rows without order, the first hundred.
    case ehrsql
    /// That of the hospital's questions: columns found by their values, wherever they stand.
    case hospital

    /// The rule that a set is written for: sets of the hospital say to which group a question belongs.
    public static func suiting(_ set: QuestionSet) -> ScoringRule {
        set.questions.contains { $0.group != nil } ? .hospital : .ehrsql
    }

    /// What an answer is worth.
    ///
    /// - Parameters:
    ///   - now: The data's clock, `YYYY-MM-DD HH:MM:SS`, which the right SQL may name.
    ///   - gold: The database that both were asked.
    public func verdict(of answer: GivenAnswer, to question: EvaluationQuestion, now: String, gold: Gold) throws -> Verdict {
        switch self {
        case .ehrsql: try EHRSQLRule(now: now).verdict(of: answer, to: question, gold: gold)
        case .hospital: try HospitalRule(gold: gold).verdict(of: answer, to: question)
        }
    }
}
