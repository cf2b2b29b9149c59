import Language
import Synchronization

/// What conversations remember: the last reading of each, so that a follow-up can edit it.
///
/// A session is one caller's: the same name used by another caller is another session. The oldest is forgotten when there are too many.
final class Sessions: Sendable {
    private struct Key: Hashable {
        var caller: String
        var session: String
    }

    private struct Memory {
        var readings: [Key: Reading] = [:]
        /// From the least to the most recently used.
        var order: [Key] = []
    }

    private let memory = Mutex(Memory())
    private let capacity: Int

    init(capacity: Int = 1_000) {
        self.capacity = capacity
    }

    /// The last reading of a session.
    func last(_ session: String?, of caller: String) -> Reading? {
        guard let session else { return nil }
        return memory.withLock { $0.readings[Key(caller: caller, session: session)] }
    }

    /// Remembers a reading as a session's last.
    func remember(_ reading: Reading, in session: String?, of caller: String) {
        guard let session else { return }
        let key = Key(caller: caller, session: session)
        memory.withLock { memory in
            memory.readings[key] = reading
            memory.order.removeAll { $0 == key }
            memory.order.append(key)
            if memory.order.count > capacity { memory.readings[memory.order.removeFirst()] = nil }
        }
    }

    /// Forgets a session, whoever's it is.
    func forget(_ session: String) {
        memory.withLock { memory in
            for key in memory.order where key.session == session { memory.readings[key] = nil }
            memory.order.removeAll { $0.session == session }
        }
    }
}
