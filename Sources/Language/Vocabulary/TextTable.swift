/// Texts one after another in one array of bytes.
struct TextTable: Sendable, Equatable {
    var bytes: [UInt8] = []
    /// Where each text starts; one more than there are texts.
    var starts: [UInt32] = [0]

    var count: Int { starts.count - 1 }
    var indices: Range<Int> { 0..<count }

    subscript(_ index: Int) -> String { String(decoding: self.bytes(index), as: UTF8.self) }

    /// A text's bytes, without copying them.
    func bytes(_ index: Int) -> ArraySlice<UInt8> { bytes[Int(starts[index])..<Int(starts[index + 1])] }

    /// Visits the bytes of every text.
    func eachBytes(_ visit: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            for index in indices { visit(index, UnsafeBufferPointer(rebasing: bytes[Int(starts[index])..<Int(starts[index + 1])])) }
        }
    }

    mutating func append(_ text: some Sequence<UInt8>) {
        bytes.append(contentsOf: text)
        starts.append(UInt32(bytes.count))
    }

    /// The place of a text in a table that is sorted by bytes.
    func find(_ text: String) -> Int? {
        var text = text
        return text.withUTF8 { wanted in
            var low = 0
            var high = count
            while low < high {
                let middle = (low + high) / 2
                if bytes(middle).lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
            }
            return low < count && bytes(low).elementsEqual(wanted) ? low : nil
        }
    }
}
