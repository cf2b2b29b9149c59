/// How long each stage of one question took, for benchmarks and `explain`.
public struct Timings: Sendable {
    /// A stage of a question's way.
    public enum Stage: String, Sendable, CaseIterable {
        /// Text to readings.
        case parse
        /// Caller, decision, row filters: from the written query to the governed one.
        case rewrite
        /// Governed query to SQL.
        case compile
        /// Writing the intent to the audit log.
        case intend
        /// Running the SQL.
        case run
        /// Masks, suppression, prompts.
        case disclose
        /// Writing the outcome to the audit log.
        case conclude
    }

    private var durations: [Stage: Duration] = [:]

    /// No stage was reached yet.
    public init() {}

    /// What a stage took; nil when it was not reached.
    public subscript(_ stage: Stage) -> Duration? { durations[stage] }

    /// What all stages took together.
    public var total: Duration { durations.values.reduce(.zero, +) }

    /// Adds to what a stage took.
    mutating func add(_ duration: Duration, to stage: Stage) {
        durations[stage, default: .zero] += duration
    }
}
