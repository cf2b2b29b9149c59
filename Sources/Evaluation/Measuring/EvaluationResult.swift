import Service
import Synchronization

/// What came of a whole set of questions: figures, groups of failures, times.
public struct EvaluationResult: Sendable {
    /// The questions with what came of them, without the rows of their answers.
    public var marked: [MarkedQuestion]
    /// The figures.
    public var score: Score
    /// The failures by what would mend them.
    public var confusion: Confusion

    /// How long reading took, text to readings: one duration a question, shortest first.
    public var readingTimes: [Duration] { marked.compactMap { $0.answers.first?.timings[.parse] }.sorted() }

    /// How long the statements ran, on all databases, shortest first.
    public var runningTimes: [Duration] { marked.flatMap { $0.answers.compactMap { $0.timings[.run] } }.sorted() }

    /// The figures for people.
    public func text(databases: Int) -> String {
        var text = score.text
        if databases > 1 { text += "  right means right on \(databases) databases\n" }
        for (name, times) in [("reading", readingTimes), ("running", runningTimes)] {
            guard let last = times.last else { continue }
            text += "  \(name): median \(Figures.milliseconds(times[times.count / 2])), 99th percentile "
            text += "\(Figures.milliseconds(times[min(times.count - 1, times.count * 99 / 100)])), longest \(Figures.milliseconds(last))\n"
        }
        return text
    }

    /// The questions that took longest to read and to run, with how long.
    public func slowest(_ most: Int) -> String {
        func time(_ one: MarkedQuestion, _ stage: Timings.Stage) -> Duration { one.answers.compactMap { $0.timings[stage] }.max() ?? .zero }
        var text = ""
        for (name, stage) in [("reading", Timings.Stage.parse), ("running", .run)] {
            for one in marked.sorted(by: { time($0, stage) > time($1, stage) }).prefix(most) {
                text += "\(name)\t\(Figures.milliseconds(time(one, stage)))\t\(one.question.question)\n"
            }
        }
        return text
    }

    /// The figures for programs, with groups and failures where they are wanted.
    public func json(confusion withGroups: Bool, failures: Int?) -> JSON {
        var members = [JSON.Member("score", score.json)]
        if withGroups { members.append(JSON.Member("confusion", confusion.json)) }
        if let failures {
            let failed = marked.filter { !$0.verdict.isGood }.prefix(failures)
            members.append(
                JSON.Member(
                    "failures",
                    .array(
                        failed.map { one in
                            .object([
                                JSON.Member("id", one.question.id), JSON.Member("verdict", .string(one.verdict.rawValue)),
                                JSON.Member("question", .string(one.question.question)), JSON.Member("why", .string(one.why)),
                            ])
                        })))
        }
        return .object(members)
    }

    /// So many failing questions, each with why.
    public func failureText(_ most: Int) -> String {
        var text = ""
        for one in marked.filter({ !$0.verdict.isGood }).prefix(most) {
            text += "\(one.verdict.rawValue)\t\(one.question.id.line)\t\(one.question.question)\n\t\(one.why)\n"
        }
        return text
    }
}

/// Numbers as reports write them.
enum Figures {
    static func milliseconds(_ duration: Duration) -> String {
        let hundredths = Int((duration / .microseconds(10)).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) ms"
    }
}

extension MarkedQuestion {
    /// Why the question failed, in a line: how it was read, or which words stayed open.
    var why: String {
        switch outcome {
        case .answered(let reading)?:
            let failed = answers.first { $0.status != .answered }?.reason.map { "; \($0.code)" } ?? ""
            return "read as: \(reading.restatement)\(failed)"
        case .clarify(let readings, _)?: return "asked back: " + readings.map(\.restatement).joined(separator: "  /  ")
        case .unanswerable(let words, _)?: return "not understood: " + words.map(\.word).joined(separator: ", ")
        case .invalid(let error)?: return error.message
        case nil: return answers.first?.reason?.text ?? "not answered"
        }
    }
}

extension Evaluator {
    /// Puts all questions of a set, and adds up what came of it.
    ///
    /// - Parameter progress: Called for one question at a time, in the order of the set, with how many are done.
    public func measure(
        _ set: QuestionSet, progress: @escaping @Sendable (MarkedQuestion, Int) -> Void = { _, _ in }
    ) throws(ServiceError) -> EvaluationResult {
        let collected = Mutex<[MarkedQuestion]>([])
        try run(set.questions) { marked in
            let done = collected.withLock { collected in
                var lean = marked
                // A large set's rows would fill the memory, and nothing that follows needs them.
                for index in lean.answers.indices { lean.answers[index].rows = [] }
                collected.append(lean)
                return collected.count
            }
            progress(marked, done)
        }
        let marked = collected.withLock { $0 }
        var score = Score()
        for one in marked { score.add(one.verdict) }
        let confusion = Confusion(marked) { index in
            let rule = engine.rule(index)
            let name = rule.file.split(separator: "/").suffix(2).joined(separator: "/")
            return rule.line > 0 ? "\(name):\(rule.line): \(rule.text)" : rule.text
        }
        return EvaluationResult(marked: marked, score: score, confusion: confusion)
    }
}
