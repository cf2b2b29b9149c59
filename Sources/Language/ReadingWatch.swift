/// Measures how long the stages of reading one question take, for benchmarks; belongs to one thread.
public final class ReadingWatch {
    /// A stage of reading.
    public enum Stage: String, Sendable, CaseIterable {
        /// Text to words, and to what the lexicon knows of them.
        case lattice
        /// Words to phrases.
        case chart
        /// Phrases to queries.
        case compose
        /// Queries to words.
        case restate
        /// The way of the question as text, for `explain`.
        case explain
        /// Which readings mean the same, and which words stayed open.
        case decide
    }

    /// How long each stage took that was reached.
    public private(set) var durations: [Stage: Duration] = [:]
    /// How many items the chart made; `Understanding.mostWork` bounds it, twice where the spelling was mended.
    public internal(set) var work = 0
    /// How many words, numbers and marks the question has.
    public internal(set) var tokens = 0
    private let now: () -> Duration
    private var last: Duration

    /// A watch that runs by a clock: the time since some moment, or the processor time of the thread.
    public init(now: @escaping () -> Duration) {
        self.now = now
        last = now()
    }

    /// Adds the time since the last call to a stage.
    func lap(_ stage: Stage) {
        let time = now()
        durations[stage, default: .zero] += time - last
        last = time
    }
}
