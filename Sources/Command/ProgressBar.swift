import Foundation
import Synchronization

/// How far a long task is, on standard error, when a person is watching there; silent otherwise.
///
/// Drawn at most 20 times a second, so that showing progress never slows it down. Any thread may draw.
final class ProgressBar: Sendable {
    private let title: String
    private let shown: Bool
    private let started = ContinuousClock.now
    private let patience: Duration
    private let drawn = Mutex<ContinuousClock.Instant?>(nil)

    /// A bar with a title; for tasks that are mostly short, it waits before it shows.
    init(_ title: String, patience: Duration = .zero) {
        self.title = title
        self.patience = patience
        shown = Terminal.isTerminal(Terminal.errors)
    }

    /// Shows a fraction from 0 to 1, with a remark.
    func show(_ fraction: Double, _ remark: String = "") {
        let now = ContinuousClock.now
        guard shown, now - started >= patience else { return }
        let isDue = drawn.withLock { drawn in
            if let last = drawn, now - last < .milliseconds(50) { return false }
            drawn = now
            return true
        }
        guard isDue else { return }
        let fraction = min(1, max(0, fraction))
        let filled = Int((fraction * 30).rounded())
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        let elapsed = (now - started).components.seconds
        put("\r\u{1B}[K\(title) \(bar) \(Int((fraction * 100).rounded(.down))) %  \(elapsed) s  \(remark)")
    }

    /// Clears the line.
    func finish() {
        if drawn.withLock({ $0 }) != nil { put("\r\u{1B}[K") }
    }

    private func put(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
