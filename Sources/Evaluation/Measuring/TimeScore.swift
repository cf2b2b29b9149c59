import Foundation
import Service

/// How many texts of times are read as the days that a file says they mean: right only when both days are.
public struct TimeScore: Sendable {
    /// The figures: a text without days is an abstention.
    public private(set) var score = Score()
    /// Texts that were not read so, each with what they mean and what was read.
    public private(set) var failures: [(text: String, meant: String, read: String)] = []

    /// Reads the lines of a file in one language and compares their days.
    ///
    /// - Throws: `ServiceError` when the file cannot be read, or a line is no text of a time.
    public init(file: String, language: String, texts: TimeTexts) throws(ServiceError) {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw ServiceError(.fileUnusable, "The file cannot be read.", remedy: "Check that it exists and may be read.", file: file)
        }
        for (index, line) in Array(data).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty {
            let read = texts.line(Array(line), number: index + 1)
            guard let meant = try? JSON.parse(Array(line)), let text = read["text"]?.string else {
                throw ServiceError(
                    .requestMalformed, "This is no text of a time.",
                    remedy: "Give every line \"text\", \"reference\", \"start\" and \"end\".",
                    file: file, line: index + 1)
            }
            guard (meant["lang"]?.string ?? language) == language else { continue }
            func days(_ value: JSON) -> String { "\(value["start"]?.string ?? "none") to \(value["end"]?.string ?? "none")" }
            let isRead = read["start"]?.string != nil
            if days(meant) == days(read) {
                score.add(isRead ? .right : .rightAbstention)
            } else {
                score.add(!isRead ? .abstained : meant["start"]?.string == nil ? .answeredUnanswerable : .wrong)
                failures.append((text, days(meant), days(read)))
            }
        }
    }
}
