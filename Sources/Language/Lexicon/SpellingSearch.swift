/// One pass over known words for those near to another: nothing is allocated for a word that is not.
struct SpellingSearch {
    /// The word, and what it is when it is a plural, since known words mostly stand in the singular.
    private let forms: [(word: [UInt8], letters: UInt64)]
    private let limit: Int
    /// Three rows of the table of distances, used in turn.
    private var rows: [[Int]]
    /// The words found, and how far they are.
    private(set) var found: [String: Int] = [:]

    init(_ word: String, atMost limit: Int) {
        let singular = NormalWords.singular(word)
        forms = (singular == word ? [word] : [word, singular]).map { form in
            let bytes = Array(form.utf8)
            return (bytes, bytes.withUnsafeBufferPointer { SpellingSearch.letters($0) })
        }
        self.limit = limit
        rows = Array(repeating: Array(repeating: 0, count: word.utf8.count + limit + 2), count: 3)
    }

    /// Which letters a word has: every edit changes at most two of them, which sorts out most words before they are compared.
    private static func letters(_ word: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var letters: UInt64 = 0
        for byte in word { letters |= 1 << UInt64(byte & 63) }
        return letters
    }

    mutating func look(at known: String) {
        var known = known
        let text = known
        known.withUTF8 { look(at: $0) { text } }
    }

    /// Looks at a known word; `text` makes a string of it when it is near.
    mutating func look(at known: UnsafeBufferPointer<UInt8>, _ text: () -> String) {
        guard known.count > 2 else { return }
        for (word, letters) in forms where abs(known.count - word.count) <= limit {
            guard (SpellingSearch.letters(known) ^ letters).nonzeroBitCount <= 2 * limit, let distance = distance(word, known) else {
                continue
            }
            let text = text()
            found[text] = min(found[text] ?? distance, distance)
        }
    }

    /// Insertions, deletions, substitutions and swaps of neighbours (Damerau 1964); nil when there are more than the limit.
    private mutating func distance(_ a: [UInt8], _ b: UnsafeBufferPointer<UInt8>) -> Int? {
        for column in 0...b.count { rows[0][column] = column }
        for i in 0..<a.count {
            let (row, last, before) = ((i + 1) % 3, i % 3, (i + 2) % 3)
            rows[row][0] = i + 1
            var least = i + 1
            for j in 0..<b.count {
                var value = min(rows[last][j + 1] + 1, rows[row][j] + 1, rows[last][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { value = min(value, rows[before][j - 1] + 1) }
                rows[row][j + 1] = value
                least = min(least, value)
            }
            if least > limit { return nil }
        }
        let distance = rows[a.count % 3][b.count]
        return distance <= limit ? distance : nil
    }
}
