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
}
