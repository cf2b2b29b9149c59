import Language
import Service

/// Why a question of a set failed, in the terms in which it can be mended.
public enum Failure: Sendable, Hashable {
    /// Words that neither grammar nor lexicon know.
    case unknown([String])
    /// Known words that found no place in a reading, as runs of neighbours.
    case unplaced([String])
    /// Readings equally near: where the first two differ.
    case clarify(String, String)
    /// Answered, and wrong: the rules of the reading, by their places among those of the grammar.
    case wrong(rules: [Int])
    /// Turned away or failed, with the code.
    case other(String)

    /// Why it failed; nil when it did not.
    init?(_ marked: MarkedQuestion) {
        guard !marked.verdict.isGood else { return nil }
        switch marked.outcome {
        case .answered(let reading)?:
            if marked.verdict.isBad {
                self = .wrong(rules: reading.rules)
            } else {
                self = .other(marked.answers.first { $0.status != .answered }?.reason?.code ?? "not answered")
            }
        case .clarify(let readings, _)?:
            let (one, other) = Self.difference(readings.first?.restatement ?? "", readings.dropFirst().first?.restatement ?? "")
            self = .clarify(one, other)
        case .unanswerable(let unexplained, _)?:
            let unknown = unexplained.filter { !$0.isKnown }
            self =
                unknown.isEmpty
                ? .unplaced(Self.runs(unexplained, in: marked.question.question)) : .unknown(unknown.map { Self.masked($0.word) })
        case .invalid(let error)?: self = .other(error.message)
        case nil: self = .other(marked.answers.first?.reason?.code ?? "error")
        }
    }

    /// A word in lower case, its figures replaced: patients' numbers differ from question to question.
    static func masked(_ word: String) -> String {
        var text = ""
        for character in word.lowercased() {
            if character.isNumber { if text.last != "#" { text.append("#") } } else { text.append(character) }
        }
        return text
    }

    /// Unexplained words that stand side by side in the question, joined.
    static func runs(_ words: [Unexplained], in question: String) -> [String] {
        let bytes = Array(question.utf8)
        var runs: [String] = []
        var end: Int?
        for word in words.sorted(by: { $0.offset < $1.offset }) {
            let isNext = end.map { end in
                end <= word.offset && word.offset <= bytes.count && bytes[end..<word.offset].allSatisfy { $0 == 0x20 }
            }
            if isNext == true, let last = runs.popLast() {
                runs.append(last + " " + masked(word.word))
            } else {
                runs.append(masked(word.word))
            }
            end = word.offset + word.word.utf8.count
        }
        return runs
    }

    /// Where two restatements differ: what is left of each without the words that both begin and end with.
    static func difference(_ one: String, _ other: String) -> (String, String) {
        var (a, b) = (one.split(separator: " ").map(String.init), other.split(separator: " ").map(String.init))
        while let first = a.first, first == b.first { (a, b) = (Array(a.dropFirst()), Array(b.dropFirst())) }
        while let last = a.last, last == b.last { (a, b) = (a.dropLast(), b.dropLast()) }
        // The head is enough to tell what is confused with what.
        func head(_ words: [String]) -> String {
            words.isEmpty ? "(nothing)" : masked(words.prefix(8).joined(separator: " ")) + (words.count > 8 ? " …" : "")
        }
        return (head(a), head(b))
    }
}
