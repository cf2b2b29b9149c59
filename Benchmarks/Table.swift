import Foundation

/// How benchmarks write durations: a row with median, 99th percentile and maximum.
enum Table {
    static let head = "stage       median        p99        max"

    static func row(_ name: String, _ durations: [Duration], width: Int = 8) {
        guard !durations.isEmpty else { return }
        let sorted = durations.sorted()
        let figures = [0.5, 0.99, 1].map { text(sorted[min(sorted.count - 1, Int(Double(sorted.count) * $0))]) }
        print(name.padding(toLength: max(width, name.count), withPad: " ", startingAt: 0) + figures.map { right($0, 11) }.joined())
    }

    /// The middle one, the upper of two.
    static func median(_ durations: [Duration]) -> Duration { durations.sorted()[durations.count / 2] }

    static func text(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        return milliseconds >= 1000 ? String(format: "%.2f s", milliseconds / 1000) : String(format: "%.3f ms", milliseconds)
    }

    static func right(_ text: String, _ width: Int) -> String { String(repeating: " ", count: max(0, width - text.count)) + text }
}
