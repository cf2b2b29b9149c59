/// The values of a database's vocabulary columns, found by their words: which of them begin at a place of a question.
///
/// Values stand sorted by their normal words, so that those which begin alike are neighbours, and walking on by a word is a binary
/// search among them. It all lies in a few flat arrays, which are written to a file and read back as they are: 200,000 titles of
/// nine words take 24 MB. Immutable; safe to share.
public struct VocabularyIndex: Sendable {
    /// A column whose values are words.
    struct Column: Sendable, Hashable {
        var use: AttributeUse
        /// Whether parts of its values stand for all values that have them.
        var hasParts: Bool
        /// Whether its values name people: then nobody is found by a spelling that was mended.
        var namesPeople: Bool
    }

    /// A run of values: those that begin with the same words.
    typealias Run = Range<Int>

    /// The columns, in the order of their names.
    var columns: [Column] = []
    /// The different words of all values, sorted by their bytes.
    var words = TextTable()
    /// How each of the words is spelled in a value: in normal form it may be none of the language.
    var spellings = TextTable()
    /// Which words stand in names of people, 1, or in none, 0.
    var personal: [UInt32] = []
    /// Where the words of each value start in `sequence`; one more than there are values.
    var starts: [UInt32] = [0]
    /// The words of all values, each by its number, value after value; values sorted by words, then column, then text.
    var sequence: [UInt32] = []
    /// The first value that begins with each word; one more than there are words.
    var firsts: [UInt32] = [0]
    /// The column of each value.
    var owners: [UInt32] = []
    /// The values as they stand in the database.
    var texts = TextTable()
    /// Places in `sequence` from which a part of a value may start, for columns with parts: by column, then by the words from there.
    var places: [UInt32] = []
    /// The value that each of `places` stands in.
    var placeValues: [UInt32] = []
    /// The first of `places` of each column; one more than there are columns.
    var placeStarts: [UInt32] = [0]

    /// How many values there are.
    public var count: Int { owners.count }

    /// All values, sorted by their words.
    public var values: [String] { texts.indices.map { texts[$0] } }

    /// The number of a word in its normal form; nil when no value has it.
    func number(of word: String) -> UInt32? { words.find(word).map(UInt32.init) }

    /// How many words a value has.
    func length(_ value: Int) -> Int { Int(starts[value + 1] - starts[value]) }

    /// The values that begin with a word.
    func begin(_ word: UInt32) -> Run { Int(firsts[Int(word)])..<Int(firsts[Int(word) + 1]) }

    /// Those of a run that have exactly `depth` words: they stand before the longer ones.
    func whole(_ run: Run, depth: Int) -> Run {
        var low = run.lowerBound
        var high = run.upperBound
        while low < high {
            let middle = (low + high) / 2
            if length(middle) > depth { high = middle } else { low = middle + 1 }
        }
        return run.lowerBound..<low
    }

    /// Those of a run, all alike in their first `depth` words, whose next word is this one.
    func narrow(_ run: Run, depth: Int, _ word: UInt32) -> Run {
        let rest = whole(run, depth: depth).upperBound..<run.upperBound
        func first(from start: Int, _ isPast: (UInt32) -> Bool) -> Int {
            var low = start
            var high = rest.upperBound
            while low < high {
                let middle = (low + high) / 2
                if isPast(sequence[Int(starts[middle]) + depth]) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let low = first(from: rest.lowerBound) { $0 >= word }
        return low..<first(from: low) { $0 > word }
    }

    /// The columns with values of which the words are a part but not the whole, each with a few of those values.
    func parts(_ run: [UInt32], atMost limit: Int) -> [(column: Int, values: [Int])] {
        guard !run.isEmpty, run.count <= VocabularyIndex.longestPart else { return [] }
        var result: [(column: Int, values: [Int])] = []
        for column in columns.indices where columns[column].hasParts {
            let end = Int(placeStarts[column + 1])
            var low = Int(placeStarts[column])
            var high = end
            while low < high {
                let middle = (low + high) / 2
                if precedes(middle, run) { low = middle + 1 } else { high = middle }
            }
            var values: [Int] = []
            while low < end, values.count < limit, starts(low, with: run) {
                let value = Int(placeValues[low])
                if length(value) > run.count, !values.contains(value) { values.append(value) }
                low += 1
            }
            if !values.isEmpty { result.append((column, values)) }
        }
        return result
    }

    /// The most words of a part.
    static let longestPart = 4

    /// The words from a place to the end of its value, at most as many as a part may have.
    func tail(_ place: Int) -> ArraySlice<UInt32> {
        let from = Int(places[place])
        return sequence[from..<min(from + VocabularyIndex.longestPart, Int(starts[Int(placeValues[place]) + 1]))]
    }

    private func precedes(_ place: Int, _ run: [UInt32]) -> Bool { tail(place).lexicographicallyPrecedes(run) }

    private func starts(_ place: Int, with run: [UInt32]) -> Bool { tail(place).starts(with: run) }
}
