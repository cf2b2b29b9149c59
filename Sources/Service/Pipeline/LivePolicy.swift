import Catalog
import Disclosure
import Foundation
import Governance
import Synchronization

/// The policy in force: read anew as soon as its file changes, so that no permission outlives the policy that gave it.
///
/// The file's bytes are compared with every question, which takes some microseconds; times of files could hide a change. While a changed
/// file is no policy nothing is answered: the one before may permit what the new one was to close.
final class LivePolicy: Sendable {
    /// What decides, and what carries out its plans.
    struct InForce: Sendable {
        var governor: Governor
        var disclosure: Disclosure
        /// The files that it was read from, and what stood in them.
        var sources: [String: Data]
    }

    private struct Held {
        /// The files, and what stood in them when they were read.
        var sources: [String: Data?]
        var outcome: Result<InForce, ServiceError>
    }

    private let held: Mutex<Held>
    private let load: @Sendable () throws(ServiceError) -> InForce

    /// The policy as it was first read, and how it is read again.
    init(_ first: InForce, load: @escaping @Sendable () throws(ServiceError) -> InForce) {
        held = Mutex(Held(sources: first.sources, outcome: .success(first)))
        self.load = load
    }

    /// The policy in force now; throws what is wrong with a file that was changed.
    func current() throws(ServiceError) -> InForce {
        let outcome = held.withLock { held in
            let found = held.sources.keys.map { ($0, FileManager.default.contents(atPath: $0)) }
            let sources = Dictionary(uniqueKeysWithValues: found)
            if sources != held.sources {
                do throws(ServiceError) {
                    let policy = try load()
                    held = Held(sources: policy.sources, outcome: .success(policy))
                } catch {
                    held = Held(sources: sources, outcome: .failure(error))
                }
            }
            return held.outcome
        }
        return try outcome.get()
    }
}
