import Disclosure

/// An answer's table as comma-separated values (RFC 4180), for spreadsheets and statistics programs.
public enum CSVWriter {
    /// A header line of column names, then a line a row, each ending in CRLF; nulls are empty, text is quoted where it must be.
    public static func text(_ answer: Answer) -> String {
        var lines = [answer.columns.map { quoted($0.name) }.joined(separator: ",")]
        lines += answer.rows.map { $0.map(field).joined(separator: ",") }
        return lines.map { $0 + "\r\n" }.joined()
    }

    private static func field(_ value: Cell) -> String {
        switch value {
        case .null: ""
        case .integer(let number): String(number)
        case .decimal(let number): number.description
        case .text(let text): quoted(text)
        case .suppressed: Cell.suppressedText
        }
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D].contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
