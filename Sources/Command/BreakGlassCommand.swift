import ArgumentParser
import Audit
import Service

/// Emergency access to one patient.
struct BreakGlassCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "break-glass",
        abstract: "Opens, approves, lists and closes emergency access to one patient.",
        discussion: """
            Emergency access lets a caller see more of one patient for some minutes, as the workspace's policy says. It needs a \
            reason and words, is announced in every answer, and is reviewed by somebody else: 'lamplight audit review'. \
            What is not granted ends with status 4 and says why.
            """,
        subcommands: [Open.self, Approve.self, List.self, Close.self])

    /// Opens it.
    struct Open: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "open",
            abstract: "Opens emergency access to one patient.",
            discussion: """
                Example:
                  lamplight break-glass open --as staff.12 --patient M0000123 \\
                    --reason unconscious --words "brought in by ambulance, not responsive"

                Then ask with --break-glass M0000123. A wrong or missing --reason tells which ones the policy knows. Whether there is \
                such a patient is not told here.
                """)

        @OptionGroup var caller: CallerOptions

        @Option(help: "The patient's record number.")
        var patient: String

        @Option(help: "The code of the reason, as the policy names them.")
        var reason: String?

        @Option(help: "What happened, in your own words.")
        var words: String?

        @Flag(help: "Write one JSON object.")
        var json = false

        @OptionGroup var place: WorkspaceOptions

        func run() throws {
            var request = try caller.request("")
            request.breakGlass = BreakGlassRequest(patient: patient, reason: reason ?? "", words: words ?? "")
            request.act = .open
            try place.act(request, json: json)
        }
    }

    /// Approves somebody else's.
    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "approve",
            abstract: "Approves somebody else's emergency access, so that it reaches what needs a second person.",
            discussion: """
                Example:
                  lamplight break-glass approve 17 --as staff.7
                """)

        @OptionGroup var act: ActOptions

        func run() throws { try act.run { .approve($0) } }
    }

    /// Ends one's own early.
    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "close",
            abstract: "Ends your own emergency access before its minutes are over.",
            discussion: """
                Example:
                  lamplight break-glass close 17 --as staff.12
                """)

        @OptionGroup var act: ActOptions

        func run() throws { try act.run { .end($0) } }
    }

    /// What runs.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list",
            abstract: "Lists the emergency access that runs now; 'lamplight audit review' lists what was.",
            discussion: """
                The numbers are those that 'approve' and 'close' take. Patient and words are sealed; --unseal opens them with the \
                workspace's keys.
                """)

        @Flag(help: "Open the sealed parts (patient, words).")
        var unseal = false

        @Flag(help: "Write one JSON array.")
        var json = false

        @OptionGroup var place: WorkspaceOptions

        func run() throws {
            let engine = try place.open(as: "break-glass")
            let grants = try Reporting.orExit { () throws(ServiceError) in try engine.runningGrants() }
            if json {
                Terminal.write(JSON.array(grants.map { ReviewText.json($0, until: engine.until($0), unsealed: unseal) }).line + "\n")
            } else {
                let texts = grants.map { ReviewText.text($0, until: engine.until($0), unsealed: unseal) }
                Terminal.write(texts.isEmpty ? "No emergency access runs.\n" : texts.joined())
            }
            engine.close()
        }
    }

    /// A number and who acts on it.
    struct ActOptions: ParsableArguments {
        @Argument(help: "The number that opening it gave.")
        var number: Int

        @OptionGroup var caller: CallerOptions

        @Flag(help: "Write one JSON object.")
        var json = false

        @OptionGroup var place: WorkspaceOptions

        func run(_ act: (Int) -> EmergencyAct) throws {
            var request = try caller.request("")
            request.act = act(number)
            try place.act(request, json: json)
        }
    }
}

/// Being answered under emergency access: options of commands that ask.
struct BreakGlassOptions: ParsableArguments {
    @Option(
        name: .customLong("break-glass"),
        help: ArgumentHelp(
            "Ask under emergency access to the patient of this record number.",
            discussion: "With --reason and --words it is opened when none of yours runs.", valueName: "number"))
    var patient: String?

    @Option(help: "The code of the reason for emergency access, as the policy names them.")
    var reason: String?

    @Option(help: "What happened, in your own words.")
    var words: String?

    func validate() throws {
        guard patient != nil || (reason == nil && words == nil) else {
            throw ValidationError("--reason and --words go with --break-glass NUMBER.")
        }
    }

    var request: BreakGlassRequest? {
        patient.map { BreakGlassRequest(patient: $0, reason: reason, words: words) }
    }
}

extension WorkspaceOptions {
    /// Does an act, tells what became of it, and ends the command with the status that a question so answered would have.
    func act(_ request: Request, json: Bool, as interface: String = "break-glass") throws {
        let engine = try open(as: interface)
        let answer = engine.answer(request)
        engine.close()
        if json {
            Terminal.write(answer.json.line + "\n")
        } else if answer.status == .error {
            Terminal.complain(TerminalRenderer(width: Terminal.width).text(answer))
        } else {
            Terminal.write(Terminal.renderer.text(answer))
        }
        let code = Reporting.exitCode(answer.status)
        guard code.isSuccess else { throw code }
    }
}
