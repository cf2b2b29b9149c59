import Catalog

/// An answer for people at a terminal: a table with aligned numbers, then what it says, what it covers, and what to mind.
public struct TerminalRenderer: Sendable {
    /// Columns of the terminal.
    public var width: Int
    /// Whether escape sequences for colours may be used.
    public var colours: Bool
    /// How many rows are shown; the rest is counted.
    public var rowLimit: Int

    /// A renderer; a width below 20 counts as 20.
    public init(width: Int = 100, colours: Bool = false, rowLimit: Int = 200) {
        self.width = max(20, width)
        self.colours = colours
        self.rowLimit = rowLimit
    }

    /// The text of an answer, ending in a newline.
    public func text(_ answer: Answer) -> String {
        var lines: [String] = []
        switch answer.status {
        case .answered:
            if answer.explanation.isEmpty {
                lines += table(answer)
            } else {
                for sentence in answer.explanation { lines += wrapped(sentence) }
            }
        case .clarify:
            lines += wrapped(answer.question ?? "Which do you mean?", style: .strong)
            for (index, reading) in answer.readings.enumerated() { lines += wrapped("\(index + 1). \(reading)", indent: 3) }
        case .unanswerable:
            lines += wrapped(answer.reason?.text ?? "This cannot be answered from the database.", style: .strong)
            for word in answer.unexplained where !word.nearest.isEmpty {
                lines += wrapped("near \u{201C}\(word.word)\u{201D}: \(word.nearest.joined(separator: ", "))", indent: 2)
            }
        case .refused, .error:
            lines += wrapped(
                (answer.status == .refused ? "Refused: " : "Error: ") + (answer.reason?.text ?? "no reason was given"), style: .warning)
        }
        if let remedy = answer.reason?.remedy { lines += wrapped(remedy, indent: 2) }
        if let restatement = answer.restatement, answer.explanation.isEmpty { lines += labelled("Read as", restatement) }
        if let scope = answer.scope { lines += labelled("Covers", scope) }
        for note in answer.notes { lines += labelled("Note", note) }
        for prompt in answer.prompts {
            let next = prompt.next.map { " " + $0.text(in: answer.language) } ?? ""
            lines += labelled(prompt.severity.rawValue.capitalized, prompt.text.text(in: answer.language) + next)
        }
        let marks = [answer.record.map { "Audit record \($0)." }, answer.policy.map { "Policy \($0.name), version \($0.version)." }]
        if answer.record != nil { lines += wrapped(marks.compactMap { $0 }.joined(separator: " "), style: .faint) }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: The table

    private func table(_ answer: Answer) -> [String] {
        guard !answer.columns.isEmpty else { return wrapped("No columns.", style: .faint) }
        guard !answer.rows.isEmpty else {
            // Where an answer covers a part only, the data may hold what the caller may not see; nothing tells.
            let within = answer.scope == nil ? "the data holds nothing of the kind" : "nothing of the kind in what this answer covers"
            return wrapped("No rows: \(within).", style: .strong)
        }
        let shown = answer.rows.prefix(rowLimit)
        let columns = answer.columns.enumerated().map { index, column in
            guard column.decimals == nil else { return column }
            var column = column
            column.decimals = CellText.decimals(answer.rows.compactMap { $0.indices.contains(index) ? $0[index] : nil })
            return column
        }
        let headers = columns.map { CellText.plain($0.label) + ($0.unit.map { " (\($0))" } ?? "") }
        let cells = shown.map { row in zip(columns, row).map { CellText.of($1, in: $0) } }
        let numeric = answer.columns.indices.map { index in
            CellText.isQuantity(answer.columns[index])
                && answer.rows.allSatisfy { row in
                    guard row.indices.contains(index), case .text = row[index] else { return true }
                    return false
                }
        }
        var widths = headers.indices.map { index in
            max(DisplayWidth.of(headers[index]), cells.map { $0.indices.contains(index) ? DisplayWidth.of($0[index]) : 0 }.max() ?? 0)
        }
        narrow(&widths)
        func line(_ texts: [String]) -> String {
            let padded = texts.indices.map {
                DisplayWidth.pad(DisplayWidth.cut(texts[$0], to: widths[$0]), to: widths[$0], right: numeric[$0])
            }
            return trimmed(padded.joined(separator: "  "))
        }
        var lines = [
            styled(line(headers), .strong), styled(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  "), .faint),
        ]
        lines += cells.map(line)
        let count = answer.rows.count
        if count > shown.count {
            lines.append(styled("\(count) rows, the first \(shown.count) shown; --csv or --json give them all.", .faint))
        } else if count > 1 {
            lines.append(styled("\(count) rows.", .faint))
        }
        return lines + [""]
    }

    /// Takes from the widest columns until the table fits; a column keeps at least eight places.
    private func narrow(_ widths: inout [Int]) {
        var total = widths.reduce(0, +) + 2 * (widths.count - 1)
        while total > width, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > 8 {
            widths[widest] -= 1
            total -= 1
        }
    }

    private func trimmed(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    // MARK: Text

    private enum Style: String {
        case strong = "1"
        case faint = "2"
        case warning = "1;31"
    }

    private func styled(_ text: String, _ style: Style?) -> String {
        guard colours, let style else { return text }
        return "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m"
    }

    private func wrapped(_ text: String, indent: Int = 0, style: Style? = nil) -> [String] {
        let space = String(repeating: " ", count: indent)
        return DisplayWidth.wrap(CellText.plain(text), to: width - indent).map { space + styled($0, style) }
    }

    private func labelled(_ label: String, _ text: String) -> [String] {
        let column = max(12, DisplayWidth.of(label) + 2)
        return DisplayWidth.wrap(CellText.plain(text), to: width - column).enumerated().map { index, line in
            styled(DisplayWidth.pad(index == 0 ? label : "", to: column), .faint) + line
        }
    }
}
