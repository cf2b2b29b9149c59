#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads a log line by line in large pieces, so that a log of any length is read in little memory.
struct LineScanner {
    /// Longest line, in bytes; longer ones are not records.
    static let longestLine = 16 << 20
    private static let piece = 1 << 20

    let file: PrivateFile

    /// Calls `read` for each line that ends in the range, without its newline.
    ///
    /// - Returns: Where the bytes start that no newline ends.
    func lines(in range: Range<Int>, _ read: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        var rest: [UInt8] = []
        var position = range.lowerBound
        while position < range.upperBound {
            let bytes = try file.read(position..<min(position + Self.piece, range.upperBound))
            guard !bytes.isEmpty else { break }
            position += bytes.count
            let searched = rest.count
            rest += bytes
            let used = try rest.withUnsafeBytes { buffer -> Int in
                guard let base = buffer.baseAddress else { return 0 }
                var start = 0
                var from = searched
                while from < buffer.count, let newline = memchr(base + from, 0x0A, buffer.count - from) {
                    let end = UnsafeRawPointer(newline) - base
                    try read(UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
                    start = end + 1
                    from = start
                }
                return start
            }
            rest.removeFirst(used)
            if rest.count > Self.longestLine { break }
        }
        return position - rest.count
    }

    // MARK: Finding a place

    /// Ends a look early.
    private struct Enough: Error {}

    /// Where a line starts that is not far before the last of the records, standing first, for which something holds; the range's start when it holds for none.
    ///
    /// Found in a few steps however long the range is.
    func start(in range: Range<Int>, where isBefore: (RecordLine) -> Bool) throws -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while high - low > 1 << 17 {
            let middle = (low + high) / 2
            guard let line = try firstRecord(in: middle..<high) else {
                high = middle
                continue
            }
            if isBefore(line.record) { low = line.start } else { high = middle }
        }
        return low
    }

    /// The first whole record that starts within a range.
    private func firstRecord(in range: Range<Int>) throws -> (start: Int, record: RecordLine)? {
        var found: (start: Int, record: RecordLine)?
        var position = range.lowerBound
        var isFirst = true
        do {
            _ = try lines(in: range) { line in
                let start = position
                position += line.count + 1
                guard !isFirst, let record = RecordLine(line) else {
                    isFirst = false
                    return
                }
                found = (start, record)
                throw Enough()
            }
        } catch is Enough {}
        return found
    }
}
