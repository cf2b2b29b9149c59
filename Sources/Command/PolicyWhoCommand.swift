import ArgumentParser
import Catalog
import Governance
import Service

/// `policy who`.
struct PolicyWhoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "who",
        abstract: "Tells who may see a column, or who sees a patient now.",
        discussion: """
            Of a column: in which roles and for which purposes it is read, in lists and totals, which rules open the rows, and \
            what else must hold. This needs the policy and its lexicon only:

              lamplight policy who patient.phone
              lamplight policy who patient.phone --policy hipaa --lexicon hospital

            Of a patient: everybody of the workspace's directory who sees rows of them now, by deciding about each as about a \
            question. It is for those whom the policy names as its privacy office (status 4 for others), and entered in the audit \
            log, the identifier sealed. A number that nobody has and a patient whom nobody sees are answered alike:

              lamplight policy who --patient M0000123 --as auditor
            """)

    @Argument(help: ArgumentHelp("A column as entity.attribute of the lexicon's catalog.", valueName: "column"))
    var column: String?

    @Option(help: "A patient, by what people type, such as a record number; in place of a column.")
    var patient: String?

    @Option(name: .customLong("as"), help: ArgumentHelp("Who asks about a patient, for the audit log.", valueName: "caller"))
    var caller: String?

    @Option(help: ArgumentHelp("Another policy than the workspace's: a file, or a name of Policies/.", valueName: "file or name"))
    var policy: String?

    @Option(help: ArgumentHelp("The lexicon that it is for.", valueName: "name"))
    var lexicon: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var place: WorkspaceOptions

    func validate() throws {
        guard (column == nil) != (patient == nil) else { throw ValidationError("Name a column, or a --patient.") }
        guard patient != nil || caller == nil else {
            throw ValidationError("--as goes with --patient; 'lamplight policy explain' tells what one caller sees of a column.")
        }
        guard patient == nil || (policy == nil && lexicon == nil) else {
            throw ValidationError("--policy and --lexicon go with a column; who sees a patient is told by the workspace's own.")
        }
        guard patient == nil || caller != nil else { throw ValidationError("Who sees a patient is recorded: say with --as who asks.") }
    }

    func run() throws {
        if let column { try tell(column: column) } else { try tell(patient: patient ?? "", caller: caller ?? "") }
    }

    // MARK: A column

    private func tell(column text: String) throws {
        let (governor, today) = try Reporting.orExit { () throws(ServiceError) in
            let found = try PolicyPlace.find(
                policy, lexicon: lexicon, workspace: place.workspace, resources: Resources.find(told: place.resources))
            return (try found.governor(), found.today)
        }
        let (entity, attribute) = try Reporting.orExit { () throws(ServiceError) in try governor.catalog.resource(text) }
        guard let attribute else {
            let first = governor.catalog.entities[entity]?.attributeOrder.first ?? "…"
            Terminal.complain("'\(text)' is a table. Name one of its columns, such as \(text).\(first).")
            throw ExitCode(1)
        }
        let readers = governor.readers(of: Resource.Column(entity: entity, attribute: attribute), on: today)
        Terminal.write(json ? Self.json(text, readers).line + "\n" : Self.text(text, readers, Terminal.page))
    }

    static func text(_ column: String, _ readers: [Reader], _ page: TextPage) -> String {
        var page = page
        guard !readers.isEmpty else {
            page.line("Nobody may see \(column).", style: .strong)
            return page.text
        }
        page.table(
            ["role", "purpose", "lists", "totals", "rows"],
            readers.map { reader in
                let ways = reader.rows.map { rule in
                    rule.scope?.text(in: "en")
                        ?? (rule.conditions.isEmpty ? "all" : rule.conditions.map(\.term.description).joined(separator: " and "))
                }
                return [
                    reader.role.name, reader.purpose, reader.lists?.word ?? "–", reader.totals?.word ?? "–",
                    ways.contains("all") ? "all" : ways.joined(separator: "; "),
                ]
            })
        for (title, rules) in [
            ("Rules for some callers or circumstances", readers.flatMap(\.depends)), ("Denials of rows", readers.flatMap(\.denials)),
        ] {
            var told: Set<String> = []
            let once = rules.filter { told.insert($0.name).inserted }
            guard !once.isEmpty else { continue }
            page.gap()
            page.line(title, style: .strong)
            for rule in once {
                page.pair(rule.name, Self.sentence(rule), indent: 2, width: 26)
            }
        }
        var told: Set<String> = []
        let demands = readers.flatMap { reader in reader.requirements.map { (reader.role.name, $0) } }
            .filter { told.insert("\($0.0) \($0.1.refusal)").inserted }
        if !demands.isEmpty {
            page.gap()
            page.line("What must be found first", style: .strong)
            for (role, requirement) in demands { page.pair(role, requirement.query.description, indent: 2, width: 26) }
        }
        return page.text
    }

    private static func sentence(_ rule: Rule) -> String {
        var parts = ["\(rule.effect == .permit ? "permits" : "denies") \(rule.actions.map(\.rawValue).sorted().joined(separator: ", "))"]
        if rule.effect == .permit, !rule.actions.contains(.rows) { parts.append("as \(rule.treatment.word)") }
        if let roles = rule.target.roles { parts.append("for \(roles.sorted().joined(separator: ", "))") }
        if !rule.target.exceptRoles.isEmpty { parts.append("except \(rule.target.exceptRoles.sorted().joined(separator: ", "))") }
        if !rule.target.when.isEmpty { parts.append("when " + rule.target.when.map(\.term.description).joined(separator: " and ")) }
        if !rule.target.subjects.isEmpty { parts.append("for some callers") }
        if !rule.conditions.isEmpty { parts.append("where " + rule.conditions.map(\.term.description).joined(separator: " and ")) }
        return parts.joined(separator: " ")
    }

    private static func json(_ column: String, _ readers: [Reader]) -> JSON {
        func names(_ rules: [Rule]) -> JSON { .array(rules.map { .string($0.name) }) }
        return .object([
            JSON.Member("column", .string(column)),
            JSON.Member(
                "readers",
                .array(
                    readers.map { reader in
                        .object([
                            JSON.Member("role", .string(reader.role.name)), JSON.Member("purpose", .string(reader.purpose)),
                            JSON.Member("lists", .string(orNull: reader.lists?.word)),
                            JSON.Member("totals", .string(orNull: reader.totals?.word)),
                            JSON.Member("rows", names(reader.rows)), JSON.Member("denials", names(reader.denials)),
                            JSON.Member("depends", names(reader.depends)),
                            JSON.Member("demands", .array(reader.requirements.map { .string($0.query.description) })),
                        ])
                    })),
        ])
    }

    // MARK: A patient

    private func tell(patient: String, caller: String) throws {
        let engine = try place.open(as: "policy")
        let bar = ProgressBar("Deciding about everybody", patience: .milliseconds(300))
        let (viewers, record) = try Reporting.orExit { () throws(ServiceError) in
            defer { bar.finish() }
            return try engine.viewers(ofPatient: patient, for: Request(question: "", caller: caller)) { bar.show($0) }
        }
        engine.close()
        Terminal.write(json ? Self.json(viewers, record).line + "\n" : Self.text(viewers, record, Terminal.page))
    }

    static func text(_ viewers: [PatientViewer], _ record: Int, _ page: TextPage) -> String {
        var page = page
        if viewers.isEmpty {
            page.line("Nobody sees rows of such a patient now, or there is no such patient.", style: .strong)
        } else {
            var told: Set<String> = []
            let callers = viewers.filter { told.insert("\($0.caller) \($0.role)").inserted }
            page.table(
                ["caller", "role", "as", "purposes", "by"],
                callers.map { one in
                    let ways = viewers.filter { $0.caller == one.caller && $0.role == one.role }
                    let rules = Self.once(ways.map { $0.scope ?? $0.rule }).map { said in
                        let entities = Self.once(ways.filter { ($0.scope ?? $0.rule) == said }.map(\.entity))
                        return "\(said) (\(entities.joined(separator: ", ")))"
                    }
                    return [
                        one.caller, one.role, one.isListed ? "list" : "total", Self.once(ways.map(\.purpose)).joined(separator: ", "),
                        rules.joined(separator: "; "),
                    ]
                })
            let people = Set(viewers.map(\.caller)).count
            page.line(people == 1 ? "1 caller." : "\(people) callers.", style: .faint)
        }
        page.line("Audit record \(record).", style: .faint)
        return page.text
    }

    /// Each text once, in the order in which they come.
    private static func once(_ texts: [String]) -> [String] {
        var told: Set<String> = []
        return texts.filter { told.insert($0).inserted }
    }

    private static func json(_ viewers: [PatientViewer], _ record: Int) -> JSON {
        .object([
            JSON.Member(
                "viewers",
                .array(
                    viewers.map { viewer in
                        .object([
                            JSON.Member("caller", .string(viewer.caller)), JSON.Member("role", .string(viewer.role)),
                            JSON.Member("purpose", .string(viewer.purpose)), JSON.Member("entity", .string(viewer.entity)),
                            JSON.Member("as", .string(viewer.isListed ? "list" : "total")), JSON.Member("rule", .string(viewer.rule)),
                            JSON.Member("scope", .string(orNull: viewer.scope)),
                        ])
                    })),
            JSON.Member("audit", .object([JSON.Member("record", .integer(Int64(record)))])),
        ])
    }
}
