/// The name nearest to a misspelt one by restricted edit distance (Damerau 1964), when near enough to be meant; the first in order among equals.
public func nearest(to name: String, among names: some Sequence<String>) -> String? {
    let word = Array(name.lowercased().unicodeScalars)
    let allowed = max(1, word.count / 3)
    var best: (name: String, distance: Int)?
    for candidate in names.sorted() {
        let distance = editDistance(word, Array(candidate.lowercased().unicodeScalars), atMost: allowed)
        if let distance, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.name
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other; nil when more than `atMost`.
public func editDistance<T: Equatable>(_ a: [T], _ b: [T], atMost: Int) -> Int? {
    guard abs(a.count - b.count) <= atMost else { return nil }
    var before: [Int] = []
    var last = Array(0...b.count)
    for i in 0..<a.count {
        var row = [i + 1] + Array(repeating: 0, count: b.count)
        for j in 0..<b.count {
            row[j + 1] = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { row[j + 1] = min(row[j + 1], before[j - 1] + 1) }
        }
        if (row.min() ?? 0) > atMost { return nil }
        before = last
        last = row
    }
    return last[b.count] <= atMost ? last[b.count] : nil
}
