import Dispatch
import Service
import Synchronization

/// Puts the questions of a set to an engine, on its database and on further ones, several at a time, and marks the answers.
public struct Evaluator: Sendable {
    /// What answers.
    public var engine: Engine
    /// Databases of the same shape on which the same reading must be right too.
    public var further: [FurtherDatabase]
    /// How answers are compared with right ones; nil when they are not.
    public var rule: ScoringRule?
    /// Who asks, and what for: a request without question.
    public var asker: Request
    /// How many questions are worked on at a time.
    public var workers: Int

    /// An evaluator.
    public init(engine: Engine, further: [FurtherDatabase] = [], rule: ScoringRule?, asker: Request, workers: Int) {
        self.engine = engine
        self.further = further
        self.rule = rule
        self.asker = asker
        self.workers = max(1, workers)
    }

    /// Hands over every question with its answers and marks, in the order of the set, while others are still worked on.
    ///
    /// - Parameter deliver: Called for one question at a time, from any thread.
    /// - Throws: `ServiceError` when a database cannot be read.
    public func run(_ questions: [EvaluationQuestion], deliver: @escaping @Sendable (MarkedQuestion) -> Void) throws(ServiceError) {
        let now = try engine.now()
        let line = Mutex(Line())
        let databases = [engine.database] + further.map(\.path)
        DispatchQueue.concurrentPerform(iterations: min(workers, max(1, questions.count))) { _ in
            var golds: [Gold] = []
            do {
                if rule != nil { golds = try databases.map { try Gold($0) } }
                while let index = line.withLock({ $0.take(of: questions.count) }) {
                    let marked = try mark(questions[index], now: now, golds: golds)
                    line.withLock { $0.finish(index, marked, deliver) }
                }
            } catch {
                line.withLock { $0.failure = $0.failure ?? "\(error)" }
            }
        }
        if let failure = line.withLock({ $0.failure }) {
            throw ServiceError(
                .databaseUnusable, "Answers cannot be compared: \(failure)", remedy: "Check that the databases belong to the questions.")
        }
    }

    private func mark(_ question: EvaluationQuestion, now: String, golds: [Gold]) throws -> MarkedQuestion {
        var request = asker
        request.id = question.id
        request.question = question.question
        let measured = engine.measure(request, on: further)
        var verdicts: [Verdict] = []
        if let rule {
            for (answer, gold) in zip(measured.answers, golds) {
                verdicts.append(try rule.verdict(of: GivenAnswer(answer), to: question, now: now, gold: gold))
            }
        }
        return MarkedQuestion(
            question: question, outcome: measured.outcome, answers: measured.answers, verdict: Verdict.joined(verdicts) ?? .abstained)
    }

    /// Which questions are taken, and which are done before their turn.
    private struct Line {
        var next = 0
        var delivered = 0
        var waiting: [Int: MarkedQuestion] = [:]
        var failure: String?

        mutating func take(of count: Int) -> Int? {
            guard next < count, failure == nil else { return nil }
            defer { next += 1 }
            return next
        }

        mutating func finish(_ index: Int, _ marked: MarkedQuestion, _ deliver: (MarkedQuestion) -> Void) {
            waiting[index] = marked
            while let done = waiting.removeValue(forKey: delivered) {
                deliver(done)
                delivered += 1
            }
        }
    }
}
