import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Answers requests that come as JSON lines, several at a time, each answer as one line as soon as it is there.
///
/// Answers may come in another order than their requests; the id tells them apart. At the end of the input, or when told to stop, the
/// requests that were read are still answered.
public struct LineServer: Sendable {
    private let workers: Int
    private let answer: @Sendable (Request) -> Answer

    /// A server.
    ///
    /// - Parameters:
    ///   - workers: How many requests are worked on at a time.
    ///   - answer: Answers one request, on any thread.
    public init(workers: Int = 2, answer: @escaping @Sendable (Request) -> Answer) {
        self.workers = max(1, workers)
        self.answer = answer
    }

    /// Serves until the input ends, the stop descriptor becomes readable, or nobody reads the answers any more.
    ///
    /// - Returns: How many lines were read.
    @discardableResult
    public func run(input: Int32, output: Int32, stop: Int32? = nil) -> Int {
        let queue = WorkQueue<Request>(capacity: workers * 32)
        let sink = LineSink(descriptor: output)
        let group = DispatchGroup()
        for _ in 0..<workers {
            group.enter()
            let thread = Thread {
                while let (request, session) = queue.take() {
                    if !sink.isClosed { sink.write(answer(request).json.line) }
                    queue.finish(session: session)
                }
                group.leave()
            }
            // Nested queries are compiled recursively; the default of 512 KiB is scant for that.
            thread.stackSize = 8 << 20
            thread.start()
        }
        var reader = LineReader(descriptor: input, stop: stop, limit: RequestLine.limit)
        var number = 0
        while !sink.isClosed, let line = reader.next() {
            number += 1
            do throws(RequestLine.Fault) {
                switch line {
                case .tooLong:
                    throw RequestLine.fault(nil, number, "It is longer than \(RequestLine.limit) bytes.", "Send shorter lines.")
                case .bytes(let bytes):
                    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
                    let request = try RequestLine.request(bytes, number: number)
                    queue.add(request, session: request.session)
                }
            } catch {
                var answer = Answer(error: error.error)
                answer.id = error.id
                answer.line = number
                sink.write(answer.json.line)
            }
        }
        queue.close()
        group.wait()
        return number
    }
}

/// Where answers go: whole lines, one at a time, from any thread.
final class LineSink: @unchecked Sendable {
    private let lock = NSLock()
    private let descriptor: Int32
    private var closed = false

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    /// Whether the reader has gone.
    var isClosed: Bool { lock.withLock { closed } }

    func write(_ line: String) {
        lock.withLock {
            guard !closed else { return }
            let bytes = Array(line.utf8) + [0x0A]
            var start = 0
            while start < bytes.count {
                let count = bytes[start...].withUnsafeBytes { systemWrite(descriptor, $0) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    closed = true
                    return
                }
                start += count
            }
        }
    }

    private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #else
            Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
