import Catalog
import Disclosure
import Governance
import Language

extension Answer {
    /// The answer as JSON: keys in a fixed order, those that do not apply to the status left out.
    public var json: JSON {
        var members: [JSON.Member] = []
        func add(_ key: String, _ value: JSON?) {
            if let value { members.append(JSON.Member(key, value)) }
        }
        add("id", id)
        add("line", line.map { .integer(Int64($0)) })
        add("status", .string(status.rawValue))
        if let completions { add("completions", .array(completions.map(\.json))) }
        if status == .answered, completions == nil {
            add("columns", .array(columns.map(\.json)))
            add("rows", .array(rows.map { .array($0.map(\.json)) }))
        }
        if !explanation.isEmpty { add("explanation", .array(explanation.map { .string($0) })) }
        add("restatement", restatement.map { .string($0) })
        add("scope", scope.map { .string($0) })
        add("break_glass", breakGlass?.json)
        if (status == .answered && completions == nil) || !prompts.isEmpty { add("prompts", .array(prompts.map { $0.json(in: language) })) }
        if !notes.isEmpty { add("notes", .array(notes.map { .string($0) })) }
        add("sql", sql.map { .string($0) })
        add("question", question.map { .string($0) })
        if status == .clarify { add("readings", .array(readings.map { .string($0) })) }
        if status == .unanswerable { add("unexplained", .array(unexplained.map(\.json))) }
        add("reason", reason?.json)
        add("policy", policy?.json)
        add("audit", record.map { .object([JSON.Member("record", .integer(Int64($0)))]) })
        return .object(members)
    }
}

extension Answer.Column {
    fileprivate var json: JSON {
        var members = [JSON.Member("name", .string(name)), JSON.Member("label", .string(label))]
        if let type { members.append(JSON.Member("type", .string(type))) }
        if let unit { members.append(JSON.Member("unit", .string(unit))) }
        if let decimals { members.append(JSON.Member("decimals", .integer(Int64(decimals)))) }
        members.append(JSON.Member("role", .string(role)))
        return .object(members)
    }
}

extension PolicyIdentity {
    fileprivate var json: JSON {
        .object([JSON.Member("name", .string(name)), JSON.Member("version", .string(version)), JSON.Member("digest", .string(digest))])
    }
}

extension Answer.BreakGlass {
    fileprivate var json: JSON {
        .object([
            JSON.Member("grant", .integer(Int64(grant))), JSON.Member("until", .string(until)),
            JSON.Member("approved", .boolean(isApproved)),
        ])
    }
}

extension Prompt {
    fileprivate func json(in language: String) -> JSON {
        var members = [
            JSON.Member("code", .string(code)), JSON.Member("severity", .string(severity.rawValue)),
            JSON.Member("text", .string(text.text(in: language))),
        ]
        if let next { members.append(JSON.Member("next", .string(next.text(in: language)))) }
        return .object(members)
    }
}

extension Completion {
    fileprivate var json: JSON { .object([JSON.Member("text", .string(text)), JSON.Member("replaces", .integer(Int64(replaces)))]) }
}

extension Answer.UnexplainedWord {
    fileprivate var json: JSON {
        .object([
            JSON.Member("word", .string(word)), JSON.Member("offset", .integer(Int64(offset))),
            JSON.Member("nearest", .array(nearest.map { .string($0) })),
        ])
    }
}

extension Answer.Reason {
    fileprivate var json: JSON {
        var members = [JSON.Member("code", .string(code)), JSON.Member("text", .string(text))]
        if let remedy { members.append(JSON.Member("remedy", .string(remedy))) }
        return .object(members)
    }
}

extension Cell {
    /// A suppressed cell is the text `suppressed`: it is neither a null nor a number.
    fileprivate var json: JSON {
        switch self {
        case .null: .null
        case .integer(let value): .integer(value)
        case .decimal(let value): .decimal(value)
        case .text(let text): .string(text)
        case .suppressed: .string(Cell.suppressedText)
        }
    }
}

extension Cell {
    /// What stands in the place of a value that too few people are behind.
    static let suppressedText = "suppressed"
}
