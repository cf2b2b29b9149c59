import Algebra
import Foundation

/// The question sets of Tests/Corpora, in the manner of duckling: a value and all phrases that must mean it, and phrases that must not match.
enum Corpus {
    struct Meaning: Sendable {
        var query: String
        var line: Int
        var phrases: [String]

    }

    struct Unanswerable: Sendable {
        var question: String
        /// The words that must be named; nil when it does not matter.
        var words: [String]?
    }

    static let paraphrases: [Meaning] = lines("paraphrases.en.txt").reduce(into: []) { result, line in
        if line.text.hasPrefix("meaning:") {
            result.append(Meaning(query: line.text.dropFirst(8).trimmingCharacters(in: .whitespaces), line: line.number, phrases: []))
        } else if !result.isEmpty {
            result[result.count - 1].phrases.append(line.text.trimmingCharacters(in: .whitespaces))
        }
    }

    static let unanswerable: [Unanswerable] = lines("unanswerable.en.txt").map { line in
        let parts = line.text.components(separatedBy: " | ")
        return Unanswerable(question: parts[0], words: parts.count > 1 ? parts[1].components(separatedBy: ", ") : nil)
    }

    private static func lines(_ file: String) -> [(text: String, number: Int)] {
        let text = (try? String(contentsOfFile: Hospital.root + "/Tests/Corpora/" + file, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n").enumerated().map { ($1, $0 + 1) }.filter { !$0.0.isEmpty && !$0.0.hasPrefix("#") }
    }
}
