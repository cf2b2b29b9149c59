import Algebra
import Catalog
import Foundation
import Testing

@testable import Language

/// Two queries that differ are never said in the same words: whoever reads a restatement knows which of them ran.
@Suite struct DistinctnessTests {
    /// All questions of the corpora, and what can follow them.
    private static let questions: [String] = {
        let file = (try? String(contentsOfFile: Hospital.root + "/Tests/Corpora/hospital.en.jsonl", encoding: .utf8)) ?? ""
        let asked = file.split(separator: "\n").compactMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["question"] as? String
        }
        return asked + Corpus.paraphrases.flatMap(\.phrases)
    }()

    private static let followUps = FollowUpTests.talks.flatMap { $0.followUps.map(\.said) }

    @Test func differentQueriesAreSaidDifferently() throws {
        let understanding = try Hospital.understanding()
        let catalog = understanding.lexicon.catalog
        func normals(_ query: Query) -> Set<String> {
            let written = query.withColumnsNumbered().normalized().description
            guard let resolved = try? Resolver.resolve(query, in: catalog) else { return [written] }
            return [written, resolved.withColumnsNumbered().normalized().description]
        }
        var known: [String: (normals: Set<String>, question: String)] = [:]
        var count = 0
        func note(_ reading: Reading, _ question: String) {
            count += 1
            let these = normals(reading.query)
            guard let before = known[reading.restatement] else {
                known[reading.restatement] = (these, question)
                return
            }
            #expect(
                !before.normals.isDisjoint(with: these),
                """
                '\(before.question)' and '\(question)' are both said as '\(reading.restatement)':
                \(before.normals.min() ?? "")
                \(these.min() ?? "")
                """)
            known[reading.restatement] = (before.normals.union(these), before.question)
        }
        func readings(_ outcome: Outcome) -> [Reading] {
            switch outcome {
            case .answered(let reading): [reading]
            case .clarify(let readings, _): readings
            default: []
            }
        }
        for (index, question) in Self.questions.enumerated() {
            for reading in readings(understanding.read(question, clock: Hospital.clock)) {
                note(reading, question)
                // A few of the follow-ups each, others for other questions.
                for offset in 0..<6 {
                    let said = Self.followUps[(7 * index + offset) % Self.followUps.count]
                    for edited in readings(understanding.read(said, clock: Hospital.clock, previous: reading)) {
                        note(edited, question + " – " + said)
                    }
                }
            }
        }
        #expect(count > 400, "\(count)")
    }
}
