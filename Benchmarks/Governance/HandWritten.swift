import ArgumentParser
import Foundation

/// The file of SQL written by hand: questions, each with a caller and the statement that a careful engineer would write for that caller.
struct HandWritten {
    /// One question.
    struct Question {
        var text: String
        var caller: String
        var purpose: String?
        var sql: String
    }

    /// Statements that find who acts as a caller of a name; a name without one is the caller's own.
    var callers: [String: String] = [:]
    var questions: [Question] = []

    /// Reads blocks, parted by blank lines, of comments `-- key: value` and a statement.
    init(path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for block in text.components(separatedBy: "\n\n") {
            var fields: [String: String] = [:]
            var lines: [Substring] = []
            for line in block.split(separator: "\n") {
                guard line.hasPrefix("--") else {
                    lines.append(line)
                    continue
                }
                let parts = line.dropFirst(2).trimmingCharacters(in: .whitespaces).split(separator: ": ", maxSplits: 1).map(String.init)
                if parts.count == 2 { fields[parts[0]] = parts[1] }
            }
            guard !lines.isEmpty else { continue }
            let sql = lines.joined(separator: "\n")
            guard let caller = fields["caller"] else { throw ValidationError("\(path): a block names no caller: \(sql.prefix(80))") }
            if let question = fields["question"] {
                questions.append(Question(text: question, caller: caller, purpose: fields["purpose"], sql: sql))
            } else {
                callers[caller] = sql
            }
        }
        guard !questions.isEmpty else { throw ValidationError("\(path) holds no question.") }
    }
}
