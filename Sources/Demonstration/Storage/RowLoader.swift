import Database
import Dispatch
import Synchronization

/// Inserts rows on a thread of its own while the simulation makes the next ones; the rows arrive in the order in which they were written.
///
/// Two semaphores make the ring of buffers safe: a buffer belongs to the writer until it is handed over, then to the inserter until it is empty.
final class RowLoader: @unchecked Sendable {
    private let connection: Connection
    private let statements: [Statement]
    private let columns: [Int]
    private let ring = (0..<6).map { _ in RowBuffer() }
    private let filled = DispatchSemaphore(value: 0)
    private let empty = DispatchSemaphore(value: 6)
    private let finished = DispatchSemaphore(value: 0)
    private let queue = DispatchQueue(label: "demonstration.row-loader")
    private var writing = 0
    private let failure = Mutex<(any Error)?>(nil)

    /// Rows written so far, by table.
    private(set) var rows = [Int](repeating: 0, count: Table.allCases.count)

    init(connection: Connection) throws {
        self.connection = connection
        columns = Table.allCases.map(\.columns)
        statements = try Table.allCases.map { table in
            let places = [String](repeating: "?", count: table.columns).joined(separator: ",")
            return try connection.prepare("INSERT INTO \(table.name) VALUES (\(places))")
        }
        empty.wait()
        queue.async { self.insertAll() }
    }

    /// Counts a row and returns the buffer to write it to.
    func begin(_ table: Table) -> RowBuffer {
        if ring[writing].isFull { handOver() }
        rows[Int(table.rawValue)] += 1
        let buffer = ring[writing]
        buffer.begin(table)
        return buffer
    }

    private func handOver() {
        filled.signal()
        empty.wait()
        writing = (writing + 1) % ring.count
    }

    /// Throws what the inserter has met so far.
    func check() throws {
        if let error = failure.withLock({ $0 }) { throw error }
    }

    /// Waits until every row is in the database.
    func finish() throws {
        ring[writing].isLast = true
        filled.signal()
        finished.wait()
        try check()
    }

    private func insertAll() {
        var reading = 0
        var hasFailed = false
        while true {
            filled.wait()
            let buffer = ring[reading]
            let isLast = buffer.isLast
            if !hasFailed {
                do {
                    try insert(buffer)
                } catch {
                    hasFailed = true
                    failure.withLock { $0 = error }
                }
            }
            buffer.clear()
            reading = (reading + 1) % ring.count
            empty.signal()
            if isLast { break }
        }
        finished.signal()
    }

    private func insert(_ buffer: RowBuffer) throws {
        var place = UnsafeRawPointer(buffer.start)
        let end = place + buffer.count
        while place < end {
            let table = Int(place.load(as: UInt8.self))
            place += 1
            let statement = statements[table]
            for column in 1...columns[table] {
                switch RowBuffer.Tag(rawValue: place.load(as: UInt8.self)) {
                case .integer:
                    try statement.bind(place.loadUnaligned(fromByteOffset: 1, as: Int64.self), at: column)
                    place += 9
                case .real:
                    try statement.bind(place.loadUnaligned(fromByteOffset: 1, as: Double.self), at: column)
                    place += 9
                case .text:
                    let length = Int(place.load(fromByteOffset: 1, as: UInt8.self))
                    try statement.bind(unowned: bytes(place + 2, length), at: column)
                    place += 2 + length
                case .longText:
                    let length = Int(place.loadUnaligned(fromByteOffset: 1, as: UInt32.self))
                    try statement.bind(unowned: bytes(place + 5, length), at: column)
                    place += 5 + length
                case .null, nil:
                    try statement.bindNull(at: column)
                    place += 1
                }
            }
            try statement.run()
        }
    }

    private func bytes(_ place: UnsafeRawPointer, _ length: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: place.assumingMemoryBound(to: UInt8.self), count: length)
    }
}
