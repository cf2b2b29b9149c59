#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Reads lines from a file descriptor with bounded memory, and stops at once when another descriptor says so.
///
/// `FileHandle` and `readLine` know neither a longest line nor a way to be woken.
public struct LineReader {
    /// A line without its end, or the fact that it was too long to be kept.
    public enum Line: Sendable, Equatable {
        case bytes([UInt8])
        case tooLong
    }

    private let descriptor: Int32
    private let stop: Int32?
    private let limit: Int
    private var buffer: [UInt8] = []
    private var position = 0
    private var ended = false
    private var stopped = false

    /// A reader.
    ///
    /// - Parameters:
    ///   - descriptor: Where the lines come from; stays open.
    ///   - stop: A descriptor that becomes readable when reading shall end; nil for never.
    ///   - limit: Bytes of the longest line.
    public init(descriptor: Int32, stop: Int32? = nil, limit: Int) {
        self.descriptor = descriptor
        self.stop = stop
        self.limit = limit
    }

    /// The next line; nil at the end of the input, when told to stop, or when the input fails.
    public mutating func next() -> Line? {
        var line: [UInt8] = []
        var tooLong = false
        while true {
            if let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n")) {
                append(buffer[position..<end], to: &line, &tooLong)
                position = end + 1
                if line.last == UInt8(ascii: "\r") { line.removeLast() }
                return tooLong ? .tooLong : .bytes(line)
            }
            append(buffer[position...], to: &line, &tooLong)
            guard fill() else {
                // The end of the input ends its last line; being told to stop leaves half a line, which nobody meant.
                if stopped { return nil }
                return tooLong ? .tooLong : line.isEmpty ? nil : .bytes(line)
            }
        }
    }

    private func append(_ part: ArraySlice<UInt8>, to line: inout [UInt8], _ tooLong: inout Bool) {
        if tooLong || line.count + part.count > limit {
            tooLong = true
            line = []
        } else {
            line += part
        }
    }

    private mutating func fill() -> Bool {
        buffer.removeAll(keepingCapacity: true)
        position = 0
        guard !ended else { return false }
        while true {
            var waiting = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
            if let stop { waiting.append(pollfd(fd: stop, events: Int16(POLLIN), revents: 0)) }
            let ready = poll(&waiting, nfds_t(waiting.count), -1)
            if ready < 0, errno == EINTR { continue }
            stopped = waiting.count > 1 && waiting[1].revents != 0
            guard ready > 0, !stopped else { break }
            var chunk = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { break }
            buffer += chunk.prefix(count)
            return true
        }
        ended = true
        return false
    }
}
