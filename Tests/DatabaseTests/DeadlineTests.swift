import Database
import Testing

@Suite struct DeadlineTests {
    private static let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

    /// A clock that goes on by one each time it is read, so that a deadline comes without waiting.
    private final class SteppingClock: Clock, @unchecked Sendable {
        struct Instant: InstantProtocol {
            var ticks: Int
            func advanced(by duration: Duration) -> Instant { Instant(ticks: ticks + Int(duration.components.seconds)) }
            func duration(to other: Instant) -> Duration { .seconds(other.ticks - ticks) }
            static func < (left: Instant, right: Instant) -> Bool { left.ticks < right.ticks }
        }

        private var ticks = 0
        var now: Instant {
            ticks += 1
            return Instant(ticks: ticks)
        }
        let minimumResolution = Duration.seconds(1)
        func sleep(until deadline: Instant, tolerance: Duration?) async throws {}
    }

    @Test func deadlineStopsARunningStatement() throws {
        let connection = try Connection.inMemory()
        connection.deadline = Deadline(after: .seconds(20), on: SteppingClock())
        let statement = try connection.prepare(Self.endless)
        let error = #expect(throws: DatabaseError.self) { try statement.step() }
        #expect(error?.kind == .deadlinePassed)
        connection.deadline = nil
        #expect(try connection.rows("SELECT 1") == [[1]])
    }

    @Test func passedDeadlineStopsTheShortestStatement() throws {
        let connection = try Connection.inMemory()
        let statement = try connection.prepare("SELECT 1")
        connection.deadline = Deadline(after: .zero, on: ContinuousClock())
        let error = #expect(throws: DatabaseError.self) { try statement.step() }
        #expect(error?.kind == .deadlinePassed)
        #expect(throws: DatabaseError.self) { try connection.execute("SELECT 1") }
    }

    @Test func passedDeadlineStillRollsBack() throws {
        let connection = try Connection.inMemory()
        try connection.execute("CREATE TABLE t(a)")
        #expect(throws: DatabaseError.self) {
            try connection.inTransaction {
                try connection.execute("INSERT INTO t VALUES (1)")
                connection.deadline = Deadline { true }
                try connection.execute("INSERT INTO t VALUES (2)")
            }
        }
        connection.deadline = nil
        #expect(try connection.rows("SELECT a FROM t").isEmpty)
        #expect(try connection.inTransaction { try connection.rows("SELECT count(*) FROM t") } == [[0]])
    }

    @Test func interruptStopsARunningStatementAndIsNotADeadline() throws {
        let connection = try Connection.inMemory()
        // The statement itself calls for the interruption, so that the test needs no second thread and no waiting.
        try connection.define("stop", arguments: 1, deterministic: false) { [unowned connection] arguments in
            if arguments == [1_000] { connection.interrupt() }
            return 0
        }
        let statement = try connection.prepare(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(stop(i)) FROM n")
        let error = #expect(throws: DatabaseError.self) { try statement.step() }
        #expect(error?.kind == .interrupted)
        #expect(try connection.rows("SELECT 1") == [[1]])
    }
}
