import Language
import Synchronization

/// What a conversation remembers, so that a follow-up can edit the last query, an option can be chosen, and "why?" has an answer.
///
/// Readings only: never rows, callers' rights or decisions. Whoever asks on is decided upon anew.
struct Turn: Sendable {
    /// What an input is read against.
    struct Context: Sendable {
        /// The query that follow-ups edit: the last that was understood, whether or not it was permitted.
        var reading: Reading?
        /// The readings of the last question back, until the next input.
        var options: [Reading] = []
    }

    /// How the last input ended, where it is not told by its reading.
    enum Ending: Sendable {
        /// The reading was decided upon.
        case decided
        /// It was asked back.
        case askedBack
        /// Words that were not understood.
        case unanswerable([Answer.UnexplainedWord])
        /// A fault, with what to do.
        case fault(Answer.Reason)
    }

    /// What the next input is read against.
    var context = Context()
    /// What the last input was read against, to explain it again.
    var before = Context()
    var ending = Ending.decided
}

/// The conversations of an engine.
///
/// A session is one caller's: the same name used by another caller is another session. The oldest is forgotten when there are too many.
final class Sessions: Sendable {
    private struct Key: Hashable {
        var caller: String
        var session: String
    }

    private struct Memory {
        var turns: [Key: Turn] = [:]
        /// From the least to the most recently used.
        var order: [Key] = []
    }

    private let memory = Mutex(Memory())
    private let capacity: Int

    init(capacity: Int = 1_000) {
        self.capacity = capacity
    }

    /// The last turn of a session.
    func last(_ session: String?, of caller: String) -> Turn? {
        guard let session else { return nil }
        return memory.withLock { $0.turns[Key(caller: caller, session: session)] }
    }

    /// Remembers a turn as a session's last.
    func remember(_ turn: Turn, in session: String?, of caller: String) {
        guard let session else { return }
        let key = Key(caller: caller, session: session)
        memory.withLock { memory in
            memory.turns[key] = turn
            memory.order.removeAll { $0 == key }
            memory.order.append(key)
            if memory.order.count > capacity { memory.turns[memory.order.removeFirst()] = nil }
        }
    }

    /// Forgets a session, whoever's it is.
    func forget(_ session: String) {
        memory.withLock { memory in
            for key in memory.order where key.session == session { memory.turns[key] = nil }
            memory.order.removeAll { $0.session == session }
        }
    }
}
