import Foundation
import Testing

@testable import Language

private let shared = ProcessInfo.processInfo.environment["LAMPLIGHT_SHARED"]

/// How many date expressions of an outside set are read as exactly the interval that the set gives.
///
/// The set (from Microsoft Recognizers-Text) lets a range end before the last day that it names in places ("November 19-20", "the rest of
/// the week"); here it ends after it, always. Those stay the only misses.
@Suite(.enabled(if: shared != nil, "LAMPLIGHT_SHARED names no folder of development data"))
struct TimesMeasurementTests {
    private struct Expression: Decodable {
        var lang: String
        var text: String
        var reference: String
        var start: String
        var end: String
    }

    /// What was reached when this was last measured; fewer is a step back.
    static let floor = 135

    @Test func englishExpressions() throws {
        let text = try String(contentsOfFile: (shared ?? "") + "/times/dev.jsonl", encoding: .utf8)
        let items = try text.split(separator: "\n").map { try JSONDecoder().decode(Expression.self, from: Data($0.utf8)) }.filter {
            $0.lang == "en"
        }
        let reader = try TimeReader(grammarDirectory: Hospital.root + "/Grammars/en")
        var right = 0
        var lines: [String] = []
        for item in items {
            let read = reader.period(item.text, reference: item.reference)
            if read?.start?.text == item.start, read?.end?.text == item.end {
                right += 1
            } else {
                lines.append(
                    "\(item.text) [\(item.reference.prefix(10))]: \(item.start)…\(item.end), read as \(read.map(Self.text) ?? "nothing")")
            }
        }
        print(lines.joined(separator: "\n"))
        print("times: \(right) of \(items.count) English expressions read to exactly the interval")
        #expect(right >= Self.floor)
    }

    private static func text(_ period: Period) -> String { "\(period.start?.text ?? "")…\(period.end?.text ?? "")" }
}
