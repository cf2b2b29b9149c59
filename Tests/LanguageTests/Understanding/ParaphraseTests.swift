import Algebra
import Testing

@testable import Language

/// The corpora: every phrase of a meaning is read as its query, and nothing that has no meaning is read at all.
@Suite struct ParaphraseTests {
    @Test func theCorporaAreThere() {
        #expect(Corpus.paraphrases.count >= 15)
        #expect(Corpus.paraphrases.allSatisfy { $0.phrases.count >= 5 })
        #expect(Corpus.unanswerable.count >= 25)
    }

    @Test(arguments: Corpus.paraphrases) func meansTheSame(_ meaning: Corpus.Meaning) throws {
        let query = try Query.parse(meaning.query).normalized()
        for phrase in meaning.phrases {
            switch try Hospital.read(phrase) {
            case .answered(let reading): #expect(reading.query.normalized() == query, "'\(phrase)' was read as \(reading.query)")
            case .clarify(let readings, _): Issue.record("'\(phrase)' was asked back: \(readings.map(\.restatement))")
            case .unanswerable(let words, _): Issue.record("'\(phrase)' was not understood: \(words.map(\.word))")
            case .invalid(let error): Issue.record("'\(phrase)' was refused: \(error)")
            }
        }
    }

    @Test(arguments: Corpus.unanswerable) func isNotAnswered(_ item: Corpus.Unanswerable) throws {
        switch try Hospital.read(item.question) {
        case .answered(let reading): Issue.record("'\(item.question)' was read as \(reading.query)")
        case .clarify(let readings, _): #expect(item.words == nil, "'\(item.question)' was asked back: \(readings.map(\.restatement))")
        case .unanswerable(let words, _):
            if let expected = item.words { #expect(words.map(\.word) == expected, "'\(item.question)'") }
            #expect(!words.isEmpty, "'\(item.question)' names no word")
        case .invalid: #expect(item.words == nil, "'\(item.question)'")
        }
    }
}
