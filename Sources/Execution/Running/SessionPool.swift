import Dispatch
import Synchronization

/// A few sessions for many threads: one that finds none free waits.
final class SessionPool: Sendable {
    private let idle: Mutex<[Session]>
    private let free: DispatchSemaphore
    private let open: @Sendable () throws(ExecutionError) -> Session

    /// Opens one session at once, so that a database that cannot be opened is found now; others when they are needed.
    init(size: Int, open: @escaping @Sendable () throws(ExecutionError) -> Session) throws(ExecutionError) {
        self.open = open
        free = DispatchSemaphore(value: max(1, size))
        idle = Mutex([try open()])
    }

    func take() throws(ExecutionError) -> Session {
        free.wait()
        if let session = idle.withLock({ $0.popLast() }) { return session }
        do {
            return try open()
        } catch {
            free.signal()
            throw error
        }
    }

    /// Takes a session back; one that may be in the middle of something is closed instead.
    func giveBack(_ session: Session, isSound: Bool) {
        if isSound { idle.withLock { $0.append(session) } }
        free.signal()
    }
}
