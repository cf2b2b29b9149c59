import ArgumentParser
import Service

/// Where the workspace and the shared rules are: options of every command that works in a workspace.
struct WorkspaceOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder with lamplight.yaml.",
            discussion: "Without it: the environment variable LAMPLIGHT_WORKSPACE, else this folder or the nearest above it.",
            valueName: "dir"))
    var workspace: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder with Grammars/, Lexicons/ and Policies/.",
            discussion:
                "Without it: the environment variable LAMPLIGHT_HOME, else share/lamplight beside the program, else the source tree.",
            valueName: "dir"))
    var resources: String?

    /// Opens the workspace for questions that come in by a way: `ask`, `repl`, `serve`, `eval`.
    func engine(for interface: String, mode: Engine.Mode = .governed) throws(ServiceError) -> Engine {
        let bar = ProgressBar("Reading the vocabulary", patience: .milliseconds(300))
        defer { bar.finish() }
        let engine = try Engine(
            workspace: Workspace.find(told: workspace), resources: Resources.find(told: resources), interface: interface, mode: mode,
            progress: { bar.show($0) })
        bar.finish()
        for notice in engine.notices { Terminal.complain(notice) }
        return engine
    }

    /// The same; failing is told on standard error and ends the command.
    func open(as interface: String, mode: Engine.Mode = .governed) throws -> Engine {
        try Reporting.orExit { () throws(ServiceError) in try engine(for: interface, mode: mode) }
    }
}

/// Who asks, and what for.
struct CallerOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "Who asks: staff.NUMBER of the database, or a service account of lamplight.yaml such as hospital.manager.", valueName: "caller")
    )
    var caller: String

    @Option(
        name: .long,
        help: ArgumentHelp(
            "What for, as the policy names purposes, such as treatment, operations or research.",
            discussion: "Without it the policy's default purpose of the caller's role, if it has one."))
    var purpose: String?

    @Option(
        name: .long, parsing: .singleValue,
        help: ArgumentHelp(
            "A circumstance that rules may ask about, such as project=3 or zone=external. May stand several times; a name that no rule asks about is refused.",
            valueName: "name=value"))
    var with: [String] = []

    func validate() throws { _ = try environment() }

    func environment() throws -> [String: String] {
        var values: [String: String] = [:]
        for pair in with {
            let parts = pair.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { throw ValidationError("--with takes name=value, not '\(pair)'.") }
            values[String(parts[0])] = String(parts[1])
        }
        return values
    }

    func request(_ question: String, session: String? = nil) throws -> Request {
        Request(question: question, caller: caller, purpose: purpose, session: session, environment: try environment())
    }
}
