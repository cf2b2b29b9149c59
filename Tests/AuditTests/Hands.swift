import Audit
import Foundation

/// A clock that tests set.
final class Hands: @unchecked Sendable {
    private let lock = NSLock()
    private var now: Date

    init(_ seconds: Double = 1_782_863_999.5) {
        now = Date(timeIntervalSince1970: seconds)
    }

    var time: Date { lock.withLock { now } }

    /// Moves the clock by seconds; backwards when they are negative.
    func move(_ seconds: Double) {
        lock.withLock { now += seconds }
    }
}
