/// Lines for people at a terminal, wrapped at its width, with names before their values in a column.
public struct TextPage: Sendable {
    /// How a line looks where the terminal has colours.
    public enum Style: String, Sendable {
        case strong = "1"
        case faint = "2"
        case good = "32"
        case warning = "1;31"
    }

    private let width: Int
    private let colours: Bool
    /// What was written, each line ended.
    public private(set) var text = ""

    /// An empty page.
    public init(width: Int = 100, colours: Bool = false) {
        self.width = max(20, width)
        self.colours = colours
    }

    /// A paragraph; what does not fit on a line goes on below it, two columns further in.
    public mutating func line(_ text: String, indent: Int = 0, style: Style? = nil) {
        let space = String(repeating: " ", count: indent)
        for (index, part) in DisplayWidth.wrap(CellText.plain(text), to: width - indent - 2).enumerated() {
            self.text += space + (index == 0 ? "" : "  ") + styled(part, style) + "\n"
        }
    }

    /// A name and its value, which begins in column `indent + width` and goes on there.
    public mutating func pair(_ name: String, _ value: String, indent: Int = 0, width column: Int = 14, style: Style? = nil) {
        let space = String(repeating: " ", count: indent)
        let own = DisplayWidth.of(name) >= column ? DisplayWidth.of(name) + 2 : column
        for (index, part) in DisplayWidth.wrap(CellText.plain(value), to: max(20, width - indent - own)).enumerated() {
            text += space + styled(DisplayWidth.pad(index == 0 ? name : "", to: own), .faint) + styled(part, style) + "\n"
        }
    }

    /// Rows under headers, columns aligned; the last one is wrapped.
    public mutating func table(_ headers: [String], _ rows: [[String]], indent: Int = 0) {
        let columns = headers.indices.dropLast()
        let widths = columns.map { column in ([headers] + rows).map { DisplayWidth.of($0[column]) }.max() ?? 0 }
        let start = indent + widths.reduce(0) { $0 + $1 + 2 }
        for (number, row) in ([headers] + rows).enumerated() {
            let head = columns.map { DisplayWidth.pad(CellText.plain(row[$0]), to: widths[$0]) + "  " }.joined()
            let parts = DisplayWidth.wrap(CellText.plain(row.last ?? ""), to: max(20, width - start))
            for (index, part) in (parts.isEmpty ? [""] : parts).enumerated() {
                let line = index == 0 ? String(repeating: " ", count: indent) + head : String(repeating: " ", count: start)
                text += styled(Self.trimmed(line + part), number == 0 ? .strong : nil) + "\n"
            }
        }
    }

    /// An empty line.
    public mutating func gap() { text += "\n" }

    private static func trimmed(_ line: String) -> String {
        var line = line[...]
        while line.last == " " { line.removeLast() }
        return String(line)
    }

    private func styled(_ text: String, _ style: Style?) -> String {
        guard colours, let style, !text.isEmpty else { return text }
        return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }
}
