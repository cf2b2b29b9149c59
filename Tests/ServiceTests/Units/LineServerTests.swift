import Foundation
import Synchronization
import Testing

@testable import Service

@Suite("Serving lines")
struct LineServerTests {
    /// Serves a text with a function and gives back the lines of output.
    private func serve(_ text: String, workers: Int, _ answer: @escaping @Sendable (Request) -> Answer) -> [String] {
        let (input, output) = (Pipe(), Pipe())
        let feeder = Thread {
            try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8))
            try? input.fileHandleForWriting.close()
        }
        feeder.start()
        let serving = Thread {
            LineServer(workers: workers, answer: answer)
                .run(input: input.fileHandleForReading.fileDescriptor, output: output.fileHandleForWriting.fileDescriptor)
            try? output.fileHandleForWriting.close()
        }
        serving.start()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func request(_ id: Int, session: String? = nil) -> String {
        let session = session.map { ",\"session\":\"\($0)\"" } ?? ""
        return "{\"id\":\(id),\"question\":\"q\",\"caller\":\"c\"\(session)}\n"
    }

    @Test func answersEachLineOnce() throws {
        let lines = serve((1...500).map { request($0) }.joined(), workers: 4) { _ in Answer(.answered) }
        let ids = try lines.map { try JSONParser.parse(Array($0.utf8))["status"] }
        #expect(ids.count == 500)
    }

    @Test func worksOnSeveralAtATime() {
        // Each of the two requests waits for the other: one after the other they would wait for ever.
        let meeting = NSCondition()
        nonisolated(unsafe) var arrived = 0
        let lines = serve(request(1) + request(2), workers: 2) { _ in
            meeting.lock()
            defer { meeting.unlock() }
            arrived += 1
            meeting.broadcast()
            while arrived < 2 { meeting.wait() }
            return Answer(.answered)
        }
        #expect(lines.count == 2)
    }

    @Test func keepsTheOrderWithinASession() throws {
        let seen = Mutex<[Int64]>([])
        let text = (1...200).map { request($0, session: "s") }.joined()
        _ = serve(text, workers: 4) { request in
            if case .integer(let id)? = request.id { seen.withLock { $0.append(id) } }
            return Answer(.answered)
        }
        #expect(seen.withLock { $0 } == Array(1...200))
    }

    @Test func readsLinesOfAnyLengthUpToTheLimit() {
        func read(_ text: String, limit: Int) -> [LineReader.Line] {
            let pipe = Pipe()
            let feeder = Thread {
                try? pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
                try? pipe.fileHandleForWriting.close()
            }
            feeder.start()
            var reader = LineReader(descriptor: pipe.fileHandleForReading.fileDescriptor, limit: limit)
            var lines: [LineReader.Line] = []
            while let line = reader.next() { lines.append(line) }
            return lines
        }
        let long = String(repeating: "x", count: 300_000)
        #expect(read("a\r\n\n\(long)\nb", limit: 10) == [.bytes([97]), .bytes([]), .tooLong, .bytes([98])])
        #expect(read("\(long)\nb\n", limit: 300_000) == [.bytes(Array(long.utf8)), .bytes([98])])
        #expect(read("", limit: 10) == [])
    }

    @Test func stopsReadingWhenToldAndDropsHalfALine() {
        let (input, stop) = (Pipe(), Pipe())
        input.fileHandleForWriting.write(Data("{\"id\":".utf8))
        stop.fileHandleForWriting.write(Data([1]))
        var reader = LineReader(
            descriptor: input.fileHandleForReading.fileDescriptor, stop: stop.fileHandleForReading.fileDescriptor, limit: 10)
        #expect(reader.next() == nil)
    }
}
