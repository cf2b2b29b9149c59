/// Says why a text is not a query or an expression, where, and what would be: people write queries in policies, lexicons and grammars.
public struct NotationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, in one sentence.
    public var message: String
    /// Where, in bytes of UTF-8 from the start of `text`.
    public var offset: Int
    /// The text that was read.
    public var text: String
    /// What could have stood there; empty when the message says it.
    public var expected: [String]
    /// The known word that is nearest to the one found.
    public var suggestion: String?

    init(_ message: String, at offset: Int, in text: String, expected: [String] = [], suggestion: String? = nil) {
        self.message = message
        self.offset = offset
        self.text = text
        self.expected = expected
        self.suggestion = suggestion
    }

    /// Line and column (in characters) of the place, both from 1.
    public var position: (line: Int, column: Int) {
        let (line, _, before) = place()
        return (line, before.count + 1)
    }

    /// The message, what was expected, and the line with a caret under the place.
    public var description: String {
        let (line, content, before) = place()
        var result = "\(line):\(before.count + 1): \(message)"
        if !expected.isEmpty { result += "; expected " + Self.list(expected) }
        if let suggestion { result += "; did you mean '\(suggestion)'?" }
        // A long line is cut around the place, so that the message stays readable.
        let from = max(0, before.count - 60)
        let shown = String(content.dropFirst(from).prefix(120))
        let indent = String(before.dropFirst(from).map { $0 == "\t" ? "\t" : " " })
        return result + "\n  \(shown)\n  \(indent)^"
    }

    private func place() -> (line: Int, content: String, before: String) {
        let bytes = Array(text.utf8)
        let at = min(max(offset, 0), bytes.count)
        let newline = UInt8(ascii: "\n")
        let start = bytes[..<at].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let end = bytes[at...].firstIndex(of: newline) ?? bytes.count
        let line = bytes[..<start].reduce(1) { $0 + ($1 == newline ? 1 : 0) }
        return (line, String(decoding: bytes[start..<end], as: UTF8.self), String(decoding: bytes[start..<at], as: UTF8.self))
    }

    private static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " or " + last
    }
}

/// Finds the known word that somebody probably meant.
enum NearestWord {
    /// The candidate at the least edit distance from `word`, if that is at most a third of its length (and at least 1).
    static func find(_ word: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(word.lowercased().utf8)
        guard letters.count <= 40 else { return nil }
        let limit = max(1, letters.count / 3)
        var best: (distance: Int, word: String)?
        for candidate in candidates where candidate != word {
            let distance = editDistance(letters, Array(candidate.utf8))
            guard distance <= limit else { continue }
            if let best, (best.distance, best.word) <= (distance, candidate) { continue }
            best = (distance, candidate)
        }
        return best?.word
    }

    /// Insertions, deletions, changes and swaps of neighbours (optimal string alignment).
    private static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var best = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
                row.append(best)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
