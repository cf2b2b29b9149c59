import Algebra
import Foundation
import Testing

@testable import Language

/// Follow-ups edit what was asked before, and are then what the whole question would have been.
@Suite struct FollowUpTests {
    struct Talk: Sendable, CustomTestStringConvertible {
        var question: String
        var followUps: [(said: String, expected: String)] = []
        var testDescription: String { question }
    }

    static let talks: [Talk] = {
        let text = (try? String(contentsOfFile: Hospital.root + "/Tests/Corpora/followups.en.txt", encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n\n").compactMap { block in
            let lines = block.components(separatedBy: "\n").filter { !$0.isEmpty && !$0.hasPrefix("#") }
            guard let first = lines.first else { return nil }
            return Talk(
                question: first,
                followUps: lines.dropFirst().map { line in
                    let parts = line.components(separatedBy: " => ")
                    return (parts[0], parts.count > 1 ? parts[1] : "")
                })
        }
    }()

    private func normal(_ reading: Reading) -> String { reading.query.withColumnsNumbered().normalized().description }

    private func answered(_ question: String) throws -> Reading? {
        if case .answered(let reading) = try Hospital.read(question) { return reading }
        Issue.record("'\(question)' is not understood by itself")
        return nil
    }

    @Test func thereAreTalks() {
        #expect(Self.talks.count >= 10)
        #expect(Self.talks.allSatisfy { !$0.followUps.isEmpty && $0.followUps.allSatisfy { !$0.expected.isEmpty } })
    }

    @Test(arguments: talks) func followUpsAreReadAsWholeQuestions(_ talk: Talk) throws {
        guard var last = try answered(talk.question) else { return }
        let understanding = try Hospital.understanding()
        for (said, expected) in talk.followUps {
            switch understanding.read(said, clock: Hospital.clock, previous: last) {
            case .answered(let reading):
                guard expected != "?", expected != "-" else {
                    Issue.record("'\(said)' was read as: \(reading.restatement)")
                    continue
                }
                if let whole = try answered(expected) {
                    #expect(normal(reading) == normal(whole), "'\(said)': \(reading.restatement) but '\(expected)': \(whole.restatement)")
                }
                last = reading
            case .clarify(let readings, _):
                #expect(expected == "?", "'\(said)' was asked back: \(readings.map(\.restatement))")
                #expect(readings.count <= Understanding.mostOptions)
            case .unanswerable(let words, _):
                #expect(expected == "-", "'\(said)' was not understood: \(words.map(\.word))")
                #expect(!words.isEmpty)
            case .invalid(let error): Issue.record("'\(said)': \(error)")
            }
        }
    }

    /// Without a question before, what only makes sense after one is not guessed at.
    @Test(arguments: ["and by department?", "only women", "what about last year?", "in Neurology", "top 5", "as a percentage", "why?"])
    func nothingIsMadeUpWithoutAQuestionBefore(_ text: String) throws {
        guard case .unanswerable(let words, _) = try Hospital.read(text) else {
            Issue.record("'\(text)' was read")
            return
        }
        #expect(!words.isEmpty)
    }

    /// A word that is not understood keeps a follow-up from being applied, wherever it stands.
    @Test func noUnknownWordIsPassedOver() throws {
        var random = SeededGenerator(seed: 5)
        let letters = Array("bcdfghjklmnpqrstvwxz")
        let understanding = try Hospital.understanding()
        for talk in Self.talks {
            guard let last = try answered(talk.question) else { continue }
            for (said, _) in talk.followUps {
                let unknown = String((0..<8).compactMap { _ in letters.randomElement(using: &random) })
                var words = said.split(separator: " ").map(String.init)
                words.insert(unknown, at: Int.random(in: 0...words.count, using: &random))
                let text = words.joined(separator: " ")
                guard case .unanswerable(let named, _) = understanding.read(text, clock: Hospital.clock, previous: last) else {
                    Issue.record("'\(text)' was read")
                    continue
                }
                #expect(named.map(\.word).contains(unknown), "'\(text)': \(named.map(\.word))")
            }
        }
    }

    /// What a follow-up makes can be followed up, in any order, without contradiction: nothing crashes, and each answer is said.
    @Test func anyFollowUpMayFollowAnyQuestion() throws {
        let understanding = try Hospital.understanding()
        let said = Self.talks.flatMap { $0.followUps.map(\.said) }
        for question in Corpus.paraphrases.compactMap(\.phrases.first) {
            guard case .answered(var last) = try Hospital.read(question) else { continue }
            for text in said {
                if case .answered(let reading) = understanding.read(text, clock: Hospital.clock, previous: last) {
                    #expect(!reading.restatement.isEmpty)
                    last = reading
                }
            }
        }
    }
}
