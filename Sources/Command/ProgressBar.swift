import Foundation

/// How far a long task is, on standard error, when a person is watching there; silent otherwise.
///
/// Drawn at most 20 times a second, so that showing progress never slows it down. Any thread may draw, one at a time.
final class ProgressBar: @unchecked Sendable {
    private let title: String
    private let shown: Bool
    private let started = ContinuousClock.now
    private var drawn: ContinuousClock.Instant?

    init(_ title: String) {
        self.title = title
        shown = Terminal.isTerminal(Terminal.errors)
    }

    /// Shows a fraction from 0 to 1, with a remark.
    func show(_ fraction: Double, _ remark: String = "") {
        let now = ContinuousClock.now
        guard shown, drawn.map({ now - $0 >= .milliseconds(50) }) ?? true else { return }
        drawn = now
        let fraction = min(1, max(0, fraction))
        let filled = Int((fraction * 30).rounded())
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 30 - filled)
        let elapsed = (now - started).components.seconds
        put("\r\u{1B}[K\(title) \(bar) \(Int((fraction * 100).rounded(.down))) %  \(elapsed) s  \(remark)")
    }

    /// Clears the line.
    func finish() {
        if shown { put("\r\u{1B}[K") }
    }

    private func put(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
