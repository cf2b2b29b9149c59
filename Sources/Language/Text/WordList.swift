/// A sorted list of words, a word a line, looked up as it stands in its file: nothing is made of it when a program starts.
struct WordList: Sendable {
    /// The lines, from the first that is no comment.
    private let bytes: ArraySlice<UInt8>

    /// Reads words sorted by their bytes; lines at the beginning that start with `#` are comments.
    init(_ file: [UInt8]) {
        var rest = file[...]
        while rest.first == UInt8(ascii: "#"), let end = rest.firstIndex(of: 0x0A) { rest = rest[(end + 1)...] }
        bytes = rest
    }

    /// Whether a word is one of the list.
    func contains(_ word: String) -> Bool {
        var word = word
        return word.withUTF8 { wanted in
            var low = bytes.startIndex
            var high = bytes.endIndex
            while low < high {
                // The line around the middle.
                var start = (low + high) / 2
                while start > low, bytes[start - 1] != 0x0A { start -= 1 }
                let end = bytes[start..<high].firstIndex(of: 0x0A) ?? high
                let line = bytes[start..<end]
                if line.elementsEqual(wanted) { return true }
                if line.lexicographicallyPrecedes(wanted) { low = min(end + 1, high) } else { high = start }
            }
            return false
        }
    }
}
