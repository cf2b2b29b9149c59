import Foundation
import Synchronization

/// A wall clock that tests set.
final class Hands: Sendable {
    private let now: Mutex<Date>

    init(_ seconds: Double = 1_782_900_000) {
        now = Mutex(Date(timeIntervalSince1970: seconds))
    }

    var time: Date { now.withLock { $0 } }

    /// Moves the clock by seconds.
    func move(_ seconds: Double) { now.withLock { $0 += seconds } }
}
