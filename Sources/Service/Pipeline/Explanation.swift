import Foundation

/// Every stage of one question as text: what `lamplight explain` shows.
public struct Explanation: Sendable {
    /// What one stage made.
    public struct Stage: Sendable, Equatable {
        /// The stage's name.
        public var title: String
        /// What it made, in lines.
        public var text: String
    }

    /// The stages that were reached, in their order.
    public internal(set) var stages: [Stage] = []
    /// The answer that came of it.
    public internal(set) var answer: Answer

    /// The stages, the answer as a person sees it, and how long each stage took.
    public func text(renderer: TerminalRenderer) -> String {
        var text = ""
        for stage in stages {
            text += "── \(stage.title)\n"
            let lines = stage.text.split(separator: "\n", omittingEmptySubsequences: false)
            text += lines.map { $0.isEmpty ? "\n" : "   \(CellText.plain(String($0)))\n" }.joined() + "\n"
        }
        text += "── answer\n" + renderer.text(answer) + "\n── times\n"
        for stage in Timings.Stage.allCases {
            guard let duration = answer.timings[stage] else { continue }
            text += "   " + stage.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0) + Self.milliseconds(duration) + "\n"
        }
        return text
    }

    static func milliseconds(_ duration: Duration) -> String {
        let hundredths = Int((duration / .microseconds(10)).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100) ms"
    }
}
