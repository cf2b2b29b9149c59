import Foundation

/// Hands requests from one reader to several workers, with bounded memory; requests of one session are worked on one after another, in
/// their order, since a follow-up needs the answer before it.
final class WorkQueue<Item: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let capacity: Int
    private var waiting: [(session: String?, item: Item)] = []
    private var busy: Set<String> = []
    private var closed = false

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// Adds an item, waiting while the queue is full.
    func add(_ item: Item, session: String?) {
        condition.lock()
        defer { condition.unlock() }
        while waiting.count >= capacity { condition.wait() }
        waiting.append((session, item))
        condition.broadcast()
    }

    /// No more items will come.
    func close() {
        condition.lock()
        defer { condition.unlock() }
        closed = true
        condition.broadcast()
    }

    /// The first item whose session nobody works on, waiting for one; nil when none will come.
    ///
    /// `finish` must follow.
    func take() -> (item: Item, session: String?)? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if let index = waiting.firstIndex(where: { $0.session.map { !busy.contains($0) } ?? true }) {
                let (session, item) = waiting.remove(at: index)
                if let session { busy.insert(session) }
                condition.broadcast()
                return (item, session)
            }
            if closed, waiting.isEmpty { return nil }
            condition.wait()
        }
    }

    /// The work on an item of the session is done.
    func finish(session: String?) {
        guard let session else { return }
        condition.lock()
        defer { condition.unlock() }
        busy.remove(session)
        condition.broadcast()
    }
}
