import Audit
import Foundation

/// Emergency access and reviews as people and programs read them.
public enum ReviewText {
    // MARK: What runs

    /// A grant that runs; the patient and the words only where they are to be opened.
    public static func text(_ grant: RunningGrant, until: String, unsealed: Bool) -> String {
        var fields = [("holder", grant.facts.caller), ("purpose", grant.facts.purpose), ("reason", grant.facts.reason), ("until", until)]
        if unsealed { fields += [("patient", grant.particulars.patient), ("words", grant.particulars.words)] }
        return block("emergency access \(grant.number)  opened \(grant.opened)", fields + approval(grant.approver))
    }

    /// The same for programs.
    public static func json(_ grant: RunningGrant, until: String, unsealed: Bool) -> JSON {
        var members = [
            JSON.Member("grant", .integer(Int64(grant.number))), JSON.Member("caller", .string(grant.facts.caller)),
            JSON.Member("purpose", .string(grant.facts.purpose)), JSON.Member("reason", .string(grant.facts.reason)),
            JSON.Member("opened", .string(grant.opened)), JSON.Member("until", .string(until)),
            JSON.Member("approver", .string(orNull: grant.approver)),
        ]
        if unsealed {
            members += [
                JSON.Member("patient", .string(grant.particulars.patient)), JSON.Member("words", .string(grant.particulars.words)),
            ]
        }
        return .object(members)
    }

    // MARK: Reviews

    /// A review in a few lines.
    public static func text(_ review: AuditReview, now: Date) -> String {
        var fields = [("caller", review.caller), ("purpose", review.purpose)]
        if let grant = review.grant {
            fields.append(("reason", grant.reason))
            fields.append(("ran", "\(review.minutesRun(until: now)) of \(grant.minutes) minutes\(ending(review, now))"))
            fields.append(("answered", "\(review.answers) of \(review.questions.count) questions"))
            fields += approval(review.approver)
        }
        if let closing = review.closing {
            fields.append(("finding", "\(closing.verdict.rawValue), by \(closing.caller) at \(closing.time), record \(closing.record)"))
        } else if let days = review.daysOpen(at: now) {
            fields.append(("open for", days == 1 ? "1 day" : "\(days) days"))
        }
        return block("review \(review.number)  \(review.time)  \(kind(review))", fields)
    }

    /// The same for programs.
    public static func json(_ review: AuditReview, now: Date) -> JSON {
        .object(members(review, now: now))
    }

    /// A review with what was asked, and what the records that belong to it hold.
    public static func text(_ review: AuditReview, records: [AuditRecord], now: Date) -> String {
        ([text(review, now: now)] + records.map { AuditText.text($0) }).joined(separator: "\n")
    }

    /// The same for programs: each question with the columns and the number of rows of its answer, and what is sealed where it is opened.
    public static func json(_ review: AuditReview, records: [AuditRecord], now: Date) -> JSON {
        var members = members(review, now: now)
        let byNumber = Dictionary(records.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        if case .grant(_, _, let particulars?)? = byNumber[review.number]?.content {
            members += [JSON.Member("patient", .string(particulars.patient)), JSON.Member("words", .string(particulars.words))]
        }
        if let closing = review.closing, case .finding(_, _, _, _, let words?)? = byNumber[closing.record]?.content {
            members.append(JSON.Member("finding_words", .string(words)))
        }
        let questions = review.questions.map { question -> JSON in
            var members = [
                JSON.Member("record", .integer(Int64(question.intent))), JSON.Member("status", .string(orNull: question.status)),
            ]
            if case .intent(_, _, let particulars?)? = byNumber[question.intent]?.content {
                members.append(JSON.Member("question", .string(particulars.question)))
            }
            if case .outcome(let outcome)? = question.outcome.flatMap({ byNumber[$0] })?.content {
                if let rows = outcome.rows { members.append(JSON.Member("rows", .integer(Int64(rows)))) }
                if let columns = outcome.columns { members.append(JSON.Member("columns", .array(columns.map { .string($0) }))) }
                if let reason = outcome.reason { members.append(JSON.Member("reason", .string(reason))) }
            }
            return .object(members)
        }
        return .object(members + [JSON.Member("questions", .array(questions))])
    }

    private static func members(_ review: AuditReview, now: Date) -> [JSON.Member] {
        var members = [
            JSON.Member("review", .integer(Int64(review.number))),
            JSON.Member("kind", .string(review.grant == nil ? "answer" : "break-glass")),
            JSON.Member("time", .string(review.time)), JSON.Member("caller", .string(review.caller)),
            JSON.Member("purpose", .string(review.purpose)),
        ]
        if let grant = review.grant {
            members += [
                JSON.Member("reason", .string(grant.reason)), JSON.Member("runs", .boolean(review.runs(at: now))),
                JSON.Member("minutes", .integer(Int64(review.minutesRun(until: now)))),
                JSON.Member("approver", .string(orNull: review.approver)),
            ]
        }
        members += [
            JSON.Member("asked", .integer(Int64(review.questions.count))), JSON.Member("answered", .integer(Int64(review.answers))),
        ]
        if let closing = review.closing {
            members.append(
                JSON.Member(
                    "finding",
                    .object([
                        JSON.Member("verdict", .string(closing.verdict.rawValue)), JSON.Member("by", .string(closing.caller)),
                        JSON.Member("time", .string(closing.time)), JSON.Member("record", .integer(Int64(closing.record))),
                    ])))
        } else if let days = review.daysOpen(at: now) {
            members.append(JSON.Member("days_open", .integer(Int64(days))))
        }
        return members
    }

    private static func kind(_ review: AuditReview) -> String {
        review.grant == nil ? "an answer that a rule entered" : "emergency access"
    }

    private static func ending(_ review: AuditReview, _ now: Date) -> String {
        review.runs(at: now) ? ", runs" : review.ended == nil ? "" : ", closed by its holder"
    }

    private static func approval(_ approver: String?) -> [(String, String)] {
        [("approved", approver.map { "by \($0)" } ?? "no")]
    }

    private static func block(_ head: String, _ fields: [(String, String)]) -> String {
        ([head] + fields.map { "  " + DisplayWidth.pad($0, to: 12) + CellText.plain($1) }).joined(separator: "\n") + "\n"
    }
}
