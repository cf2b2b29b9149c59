import Audit

/// Audit records as people read them, one field a line, in a fixed order.
public enum AuditText {
    /// An intent with its outcome, or a record that has none.
    public static func text(_ entry: AuditEntry) -> String {
        guard case .intent = entry.record.content else { return text(entry.record) }
        return text(entry.record)
            + (entry.outcome.map { text($0) } ?? "  no outcome: the process ended before it answered, or is still at work\n")
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
        case .grant: "break-glass was opened"
        case .approval(let act): "break-glass \(act.grant) was approved"
        case .ending(let act): "break-glass \(act.grant) was closed early"
        case .finding(let review, _, _, _, _): "finding on record \(review)"
        case .recovered: "a write that a crash cut off was set aside"
        case .unreadable: "unreadable; 'lamplight audit verify' says more"
        }
    }

    private static func fields(_ content: AuditRecord.Content) -> [(String, String)] {
        switch content {
        case .created(let log, _): return [("log", log)]
        case .recovered(let file, let bytes, let digest): return [("file", file), ("bytes", String(bytes)), ("SHA-256", digest)]
        case .unreadable: return []
        case .grant(let facts, let digest, let particulars):
            var fields = [("caller", facts.caller), ("purpose", facts.purpose), ("way in", facts.interface), ("reason", facts.reason)]
            fields.append(("minutes", String(facts.minutes)))
            if let particulars {
                fields += [("patient", particulars.patient), ("words", particulars.words)]
            } else {
                fields.append(("patient", "sealed; digest \(digest)"))
            }
            return fields + optional([("data's now", facts.dataTime), ("policy", facts.policy)])
        case .approval(let act), .ending(let act):
            return [("caller", act.caller), ("way in", act.interface)] + optional([("policy", act.policy)])
        case .finding(_, let caller, let verdict, let interface, let words):
            return [("caller", caller), ("way in", interface), ("finding", verdict.rawValue), ("words", words ?? "sealed")]
        case .intent(let facts, let digest, let particulars):
            var fields = [("caller", facts.caller), ("role", facts.role), ("purpose", facts.purpose), ("way in", facts.interface)]
            fields += optional([("session", facts.session), ("data's now", facts.dataTime)])
            fields.append(("decision", facts.decision))
            fields += optional([("grant", facts.grant.map(String.init)), ("review", facts.review == true ? "entered" : nil)])
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
