import Audit

/// Audit records as people read them, one field a line, in a fixed order.
public enum AuditText {
    /// An intent with its outcome.
    public static func text(_ entry: AuditEntry) -> String {
        text(entry.intent) + (entry.outcome.map { text($0) } ?? "  no outcome: the process ended before it answered, or is still at work\n")
    }

    /// One record.
    public static func text(_ record: AuditRecord) -> String {
        var lines = [
            "record \(record.number)  \(record.time)  \(kind(record.content))\(record.isIntact ? "" : "  DAMAGED: the hash does not fit")"
        ]
        for (name, value) in fields(record.content) { lines.append("  " + name.padded(to: 12) + CellText.plain(value)) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func kind(_ content: AuditRecord.Content) -> String {
        switch content {
        case .created: "the log was begun"
        case .intent: "intent"
        case .outcome(let outcome): "outcome of record \(outcome.intent)"
        case .recovered: "a write that a crash cut off was set aside"
        case .unreadable: "unreadable; 'lamplight audit verify' says more"
        }
    }

    private static func fields(_ content: AuditRecord.Content) -> [(String, String)] {
        switch content {
        case .created(let log, _): return [("log", log)]
        case .recovered(let file, let bytes, let digest): return [("file", file), ("bytes", String(bytes)), ("SHA-256", digest)]
        case .unreadable: return []
        case .intent(let facts, let digest, let particulars):
            var fields = [("caller", facts.caller), ("role", facts.role), ("purpose", facts.purpose), ("way in", facts.interface)]
            fields += optional([("session", facts.session), ("data's now", facts.dataTime)])
            fields.append(("decision", facts.decision))
            if let particulars {
                fields.append(("question", particulars.question))
                fields += optional([("read as", particulars.restatement), ("reading", particulars.reading), ("reason", particulars.reason)])
            } else {
                fields.append(("question", "sealed; digest \(digest)"))
            }
            fields += optional([("SQL", facts.sql), ("policy", facts.policy), ("catalog", facts.catalog), ("grammar", facts.grammar)])
            return fields + (facts.notes ?? [:]).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        case .outcome(let outcome):
            var fields = [("status", outcome.status)]
            fields += optional([
                ("reason", outcome.reason), ("rows", outcome.rows.map(String.init)), ("patients", outcome.patients.map(String.init)),
                ("columns", outcome.columns?.joined(separator: ", ")),
                ("masks", outcome.masks?.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")),
                ("suppressed", outcome.suppressedCells.map { "\($0) cells" }),
                ("took", outcome.microseconds.map { "\(Double($0) / 1000) ms" }),
            ])
            return fields
        }
    }

    private static func optional(_ fields: [(String, String?)]) -> [(String, String)] {
        fields.compactMap { name, value in value.flatMap { $0.isEmpty ? nil : (name, $0) } }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        DisplayWidth.pad(self, to: width)
    }
}
