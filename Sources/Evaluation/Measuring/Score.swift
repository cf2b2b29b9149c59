import Foundation
import Service

/// How many questions of a set went how, and the figures made of it.
///
/// The reliability score RS(c) gives 1 for what is right or rightly not answered, 0 for what is not answered, and −c for what is wrong
/// (Lee et al., ClinicalNLP 2024); RS(N) has c = the number of questions.
public struct Score: Sendable, Equatable {
    private var counts: [Verdict: Int] = [:]

    /// Nothing was asked yet.
    public init() {}

    /// How many questions went so.
    public subscript(_ verdict: Verdict) -> Int { counts[verdict, default: 0] }

    /// Counts a question.
    public mutating func add(_ verdict: Verdict) { counts[verdict, default: 0] += 1 }

    /// All questions.
    public var total: Int { counts.values.reduce(0, +) }
    /// Questions that went well: right, or rightly not answered.
    public var good: Int { counts.filter(\.key.isGood).values.reduce(0, +) }
    /// Questions whose answer misleads: wrong, or answered without there being an answer.
    public var bad: Int { counts.filter(\.key.isBad).values.reduce(0, +) }

    /// Questions that went well, in per cent of all.
    public var accuracy: Double { percent(Double(good), of: total) }

    /// Right answers in per cent of the questions that have one.
    public var rightOfAnswerable: Double {
        percent(Double(self[.right]), of: total - self[.rightAbstention] - self[.answeredUnanswerable])
    }

    /// The reliability score with a penalty, in per cent.
    public func reliability(_ penalty: Int) -> Double { percent(Double(good - penalty * bad), of: total) }

    private func percent(_ part: Double, of whole: Int) -> Double {
        // Two decimals, as the task publishes them.
        whole == 0 ? 0 : (part / Double(whole) * 10_000).rounded() / 100
    }

    /// RS(0), RS(5), RS(10) and RS(N), by their names.
    public var reliabilities: [(name: String, value: Double)] {
        [("RS(0)", reliability(0)), ("RS(5)", reliability(5)), ("RS(10)", reliability(10)), ("RS(N)", reliability(total))]
    }

    /// The figures for programs.
    public var json: JSON {
        var members = [JSON.Member("n", .integer(Int64(total)))]
        for verdict in Verdict.allCases { members.append(JSON.Member(verdict.rawValue, .integer(Int64(self[verdict])))) }
        members.append(JSON.Member("accuracy", .decimal(accuracy)))
        members.append(JSON.Member("right-of-answerable", .decimal(rightOfAnswerable)))
        for (name, value) in reliabilities { members.append(JSON.Member(name, .decimal(value))) }
        return .object(members)
    }

    /// The figures for people, in a few lines.
    public var text: String {
        func row(_ name: String, _ value: String) -> String {
            "  " + name.padding(toLength: 26, withPad: " ", startingAt: 0) + String(repeating: " ", count: max(0, 10 - value.count)) + value
                + "\n"
        }
        func figure(_ value: Double) -> String { String(format: "%.2f %%", value) }
        var text = row("questions", "\(total)")
        text += row("accuracy", figure(accuracy)) + row("right", "\(self[.right])")
        text += row("right of the answerable", figure(rightOfAnswerable))
        text += row("wrong", "\(self[.wrong])") + row("answered unanswerable", "\(self[.answeredUnanswerable])")
        text += row("abstained", "\(self[.abstained])") + row("right abstentions", "\(self[.rightAbstention])")
        for (name, value) in reliabilities { text += row(name, figure(value)) }
        return text
    }
}
