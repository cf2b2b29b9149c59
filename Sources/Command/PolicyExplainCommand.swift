import ArgumentParser
import Catalog
import Governance
import Service

/// `policy explain`.
struct PolicyExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells why a caller may or may not see something, rule by rule.",
        discussion: """
            Of a column, the rows of a table, or a question: which roles were considered and which was taken, whether what it \
            demands was found, every rule that speaks of it with whether it counts and why, what came of them, and what would \
            allow more. It is found by the code that decides.

              lamplight policy explain patient.phone --as staff.12 --purpose treatment
              lamplight policy explain patient.phone --as staff.12 --with zone=external
              lamplight policy explain clinical_note --as hospital.manager
              lamplight policy explain clinical_note.body --as staff.2 --emergency approved
              lamplight policy explain --as staff.12 --question "names of patients admitted last month"

            It is entered in the audit log. No row is read but those of the facts that a role demands.
            """)

    @Argument(help: ArgumentHelp("A column as entity.attribute, or an entity, of the lexicon's catalog.", valueName: "column or entity"))
    var resource: String?

    @Option(help: "A question in place of a column.")
    var question: String?

    @Flag(help: "In lists: answers with a row for one patient or event.")
    var list = false

    @Flag(help: "In totals. Without either: as the role has answers.")
    var total = false

    @Option(
        help: ArgumentHelp(
            "As under emergency access, opened or approved, whether or not one runs; nothing is opened.", valueName: "opened|approved"))
    var emergency: SupposedAccess?

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var caller: CallerOptions
    @OptionGroup var place: WorkspaceOptions

    func validate() throws {
        guard (resource == nil) != (question == nil) else { throw ValidationError("Name a column, an entity, or a --question.") }
        guard !(list && total) else { throw ValidationError("Choose one of --list and --total.") }
    }

    func run() throws {
        let engine = try place.open(as: "policy")
        let subject = question.map { PolicySubject.question($0) } ?? .resource(resource ?? "", isList: list ? true : total ? false : nil)
        let request = try caller.request("")
        let explained = try Reporting.orExit { () throws(ServiceError) in try engine.explainPolicy(subject, for: request, under: emergency)
        }
        engine.close()
        Terminal.write(json ? PolicyExplanationJSON.value(explained).line + "\n" : Self.text(explained, Terminal.page))
    }

    /// The explanation for people.
    static func text(_ explained: PolicyExplanation, _ page: TextPage) -> String {
        var page = page
        page.line(explained.subject, style: .strong)
        roles(explained.findings, &page)
        for rows in explained.rows { tell(rows, explained.findings, &page) }
        for column in explained.columns { tell(column, &page) }
        if let necessity = explained.necessity {
            page.gap()
            page.line("Minimum necessary", style: .strong)
            for line in necessity.text.split(separator: "\n") { page.line(String(line), indent: 2) }
        }
        verdict(explained, &page)
        page.line("Audit record \(explained.record).", style: .faint)
        return page.text
    }

    // MARK: Roles

    private static func roles(_ findings: Findings, _ page: inout TextPage) {
        page.gap()
        page.line("Roles, in the policy's order", style: .strong)
        for considered in findings.roles {
            let standing =
                considered.isTaken
                ? "taken, for \(findings.purpose ?? "")"
                : considered.obstacle.map { "no: \($0.words)" }
                    ?? (considered.coversPurpose ? "theirs, after the one that is taken" : "theirs, but does not cover the purpose")
            page.pair(considered.role.name, standing, indent: 2, width: 26, style: considered.isTaken ? .good : nil)
        }
        for demand in findings.demands {
            let standing = demand.isMet.map { $0 ? "met" : "NOT met: refused as \(demand.requirement.refusal)" } ?? "not looked for"
            page.pair(
                "demands", "\(standing): \(demand.requirement.query)", indent: 2, width: 26, style: demand.isMet == false ? .warning : nil)
        }
    }

    // MARK: Rules

    private static func tell(_ weighed: [Findings.Weighed], _ page: inout TextPage) {
        for one in weighed {
            let rule = one.rule
            let actions = rule.actions.map(\.rawValue).sorted().joined(separator: ", ")
            let mark = one.counts ? (rule.effect == .permit ? "✓" : "✗") : "–"
            let standing = one.obstacle.map { one.counts ? "counts, since \($0.words)" : "does not count: \($0.words)" } ?? "counts"
            let style: TextPage.Style? = one.counts ? (rule.effect == .permit ? .good : .warning) : .faint
            page.line(
                "\(mark) \(rule.name) \(rule.effect == .permit ? "permits" : "denies") \(actions); \(standing)", indent: 2, style: style)
            let condition = rule.conditions.map(\.term.description).joined(separator: " and ")
            if !condition.isEmpty { page.pair("where", condition, indent: 6, width: 9) }
            let when = rule.target.when.map(\.term.description).joined(separator: " and ")
            if !when.isEmpty { page.pair("when", when, indent: 6, width: 9) }
            if let scope = rule.scope { page.pair("scope", scope.text(in: "en"), indent: 6, width: 9) }
            if let because = rule.because { page.pair("because", because.text(in: "en"), indent: 6, width: 9) }
            page.pair("at", "\(rule.place.file):\(rule.place.line)", indent: 6, width: 9, style: .faint)
        }
    }

    private static func tell(_ rows: Findings.Rows, _ findings: Findings, _ page: inout TextPage) {
        page.gap()
        page.line("Rows of \(rows.entity)", style: .strong)
        tell(rows.rules, &page)
        switch rows.extent {
        case .none: page.line("No row exists for this caller.", indent: 2, style: .warning)
        case .all: page.line("Every row exists for this caller.", indent: 2)
        case .some(let condition):
            page.line("Only rows exist for which:", indent: 2)
            page.line(condition, indent: 4)
            for scope in rows.scope { page.line("said as: \(scope.text(in: "en"))", indent: 4) }
        }
    }

    private static func tell(_ column: Findings.Column, _ page: inout TextPage) {
        page.gap()
        page.line("\(column.column.entity).\(column.column.attribute) in \(column.isList ? "lists" : "totals")", style: .strong)
        let width = 12
        page.pair("level", "\(column.level ?? "none"); the role reads up to \(column.highest ?? "nothing")", indent: 2, width: width)
        if let treatment = column.treatment { page.pair("role says", treatment.word, indent: 2, width: width) }
        if column.ceiling != nil || column.ceilingTreatment != nil {
            let parts = [column.ceiling.map { "up to \($0)" }, column.ceilingTreatment.map { "at most: \($0.word)" }].compactMap { $0 }
            page.pair(column.approved == nil ? "purpose" : "unapproved", parts.joined(separator: ", "), indent: 2, width: width)
        }
        if let (name, isNamed) = column.agreement {
            page.pair("agreement", "\(name) \(isNamed ? "names it" : "does not name it")", indent: 2, width: width)
        }
        if column.export.isLeaving { page.pair("export", "up to \(column.export.highest ?? "nothing") may leave", indent: 2, width: width) }
        if let approved = column.approved {
            let effect =
                approved == .hide ? "would not show it" : approved == .show ? "would show it" : "would show it as: \(approved.word)"
            page.pair("approval", effect, indent: 2, width: width)
        }
        tell(column.rules, &page)
        page.pair("verdict", verdict(column), indent: 2, width: width, style: column.isOpen ? .good : .warning)
        page.pair("allowed in", column.allowed, indent: 2, width: width)
    }

    static func verdict(_ column: Findings.Column) -> String {
        if column.isBeyondRole { return "not seen: the role has totals only" }
        let shown =
            column.isClosed
            ? "closed" : column.shown == .hide ? "hidden" : column.shown == .show ? "shown" : "shown as: \(column.shown.word)"
        let ground = column.ground == .purpose && column.approved != nil ? "what is open before an approval" : column.ground.words
        return "\(shown), by \(ground); rows may \(column.mayFilter ? "" : "not ")be chosen by it"
    }

    // MARK: Verdict

    private static func verdict(_ explained: PolicyExplanation, _ page: inout TextPage) {
        let refusal: Refusal?
        if case .refuse(let found)? = explained.decision { refusal = found } else { refusal = explained.findings.refusal }
        page.gap()
        if let refusal {
            page.line("Refused, \(refusal.code): \(refusal.text.text(in: "en"))", style: .warning)
            if let needed = refusal.needed { page.line("What would allow it: \(needed.text(in: "en"))", indent: 2) }
            return
        }
        if case .permit(let governed)? = explained.decision {
            page.line("Permitted in the role \(governed.role) for \(governed.purpose).", style: .good)
            if !governed.withheld.isEmpty { page.line("Withheld: \(governed.withheld.joined(separator: ", "))", indent: 2) }
            for prompt in governed.prompts { page.line("Says: \(prompt.text.text(in: "en"))", indent: 2) }
        }
    }
}

extension Findings.Column {
    /// Whether anything of it is seen.
    var isOpen: Bool { !isBeyondRole && !isClosed && shown != .hide }
}

extension Obstacle {
    /// Why something does not count, or is not known to.
    var words: String {
        switch self {
        case .role: "it is for other roles"
        case .subject: "it is for other callers"
        case .purpose: "it is for other purposes"
        case .notBegun(let day): "it begins on \(day)"
        case .over(let day): "it was over on \(day)"
        case .condition(let condition): "this does not hold: \(condition)"
        case .unknown(let condition): "this is unknown: \(condition)"
        }
    }
}

extension Ground {
    /// What decided about a column.
    var words: String {
        switch self {
        case .role: "what the role says of columns"
        case .level: "its level"
        case .rule(let name): "the rule \(name)"
        case .purpose: "the purpose's ceiling"
        case .agreement: "the agreement"
        case .export: "what may leave the house"
        }
    }
}

extension SupposedAccess: ExpressibleByArgument {}

/// The explanation for programs.
enum PolicyExplanationJSON {
    static func value(_ explained: PolicyExplanation) -> JSON {
        let findings = explained.findings
        var members = [
            JSON.Member("subject", .string(explained.subject)), JSON.Member("role", .string(orNull: findings.role?.name)),
            JSON.Member("purpose", .string(orNull: findings.purpose)),
            JSON.Member("roles", .array(findings.roles.map(role))),
            JSON.Member(
                "demands",
                .array(
                    findings.demands.map {
                        .object([
                            JSON.Member("fact", .string($0.requirement.query.description)),
                            JSON.Member("met", $0.isMet.map { .boolean($0) } ?? .null),
                            JSON.Member("otherwise", .string($0.requirement.refusal)),
                        ])
                    })),
            JSON.Member("rows", .array(explained.rows.map(rows))), JSON.Member("columns", .array(explained.columns.map(column))),
        ]
        var refusal = findings.refusal
        if case .refuse(let found)? = explained.decision { refusal = found }
        members.append(
            JSON.Member(
                "refusal",
                refusal.map {
                    .object([
                        JSON.Member("code", .string($0.code)), JSON.Member("text", .string($0.text.text(in: "en"))),
                        JSON.Member("needed", .string(orNull: $0.needed?.text(in: "en"))), JSON.Member("rule", .string(orNull: $0.rule)),
                    ])
                } ?? .null))
        if let necessity = explained.necessity {
            let read = necessity.read.map { reading in
                JSON.object([
                    JSON.Member("column", .string("\(reading.entity).\(reading.attribute)")),
                    JSON.Member("uses", .array(reading.uses.map { .string($0.rawValue) })),
                ])
            }
            let out = necessity.leftOut.flatMap { table in table.attributes.map { JSON.string("\(table.entity).\($0)") } }
            members += [JSON.Member("reads", .array(read)), JSON.Member("leftOut", .array(out))]
        }
        members.append(JSON.Member("audit", .object([JSON.Member("record", .integer(Int64(explained.record)))])))
        return .object(members)
    }

    private static func role(_ considered: Findings.Considered) -> JSON {
        .object([
            JSON.Member("name", .string(considered.role.name)), JSON.Member("taken", .boolean(considered.isTaken)),
            JSON.Member("coversPurpose", .boolean(considered.coversPurpose)),
            JSON.Member("obstacle", .string(orNull: considered.obstacle?.words)),
        ])
    }

    private static func rule(_ weighed: Findings.Weighed) -> JSON {
        let rule = weighed.rule
        return .object([
            JSON.Member("name", .string(rule.name)), JSON.Member("effect", .string(rule.effect.rawValue)),
            JSON.Member("actions", .array(rule.actions.map(\.rawValue).sorted().map { .string($0) })),
            JSON.Member("counts", .boolean(weighed.counts)), JSON.Member("obstacle", .string(orNull: weighed.obstacle?.words)),
            JSON.Member("where", .array(rule.conditions.map { .string($0.term.description) })),
            JSON.Member("when", .array(rule.target.when.map { .string($0.term.description) })),
            JSON.Member("file", .string(rule.place.file)), JSON.Member("line", .integer(Int64(rule.place.line))),
        ])
    }

    private static func rows(_ rows: Findings.Rows) -> JSON {
        let (extent, condition): (String, String?) =
            switch rows.extent {
            case .none: ("none", nil)
            case .all: ("all", nil)
            case .some(let condition): ("some", condition)
            }
        return .object([
            JSON.Member("entity", .string(rows.entity)), JSON.Member("extent", .string(extent)),
            JSON.Member("condition", .string(orNull: condition)),
            JSON.Member("scope", .array(rows.scope.map { .string($0.text(in: "en")) })), JSON.Member("rules", .array(rows.rules.map(rule))),
        ])
    }

    private static func column(_ column: Findings.Column) -> JSON {
        .object([
            JSON.Member("column", .string("\(column.column.entity).\(column.column.attribute)")),
            JSON.Member("in", .string(column.isList ? "lists" : "totals")), JSON.Member("level", .string(orNull: column.level)),
            JSON.Member("highest", .string(orNull: column.highest)), JSON.Member("open", .boolean(column.isOpen)),
            JSON.Member("treatment", .string(column.isClosed || column.isBeyondRole ? "hide" : column.shown.word)),
            JSON.Member("approved", .string(orNull: column.approved?.word)),
            JSON.Member("filter", .boolean(column.mayFilter)), JSON.Member("ground", .string(column.ground.words)),
            JSON.Member("allowed", .string(column.allowed)), JSON.Member("rules", .array(column.rules.map(rule))),
        ])
    }
}
