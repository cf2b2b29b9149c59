import ArgumentParser
import Service

/// A workspace for a database of one's own.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes a workspace for a database of your own.",
        discussion: """
            Example:
              lamplight init clinic --database /srv/clinic.sqlite --lexicon hospital --policy hospital --now "2026-06-30 23:59:59"

            The database stays where it is and is only ever read. Lexicon and policy are names of Lexicons/ and Policies/, or paths.
            """)

    @Argument(help: "The folder to make.")
    var folder: String

    @Option(help: "The SQLite database, as a path from here.")
    var database: String

    @Option(help: "What the database's words mean: a name of Lexicons/, or a path with a slash.")
    var lexicon: String

    @Option(help: "Who may see what: a name of Policies/, or a path with a slash.")
    var policy: String

    @Option(help: "The data's \"now\", YYYY-MM-DD HH:MM:SS; without it the catalog says where it stands.")
    var now: String?

    @Option(help: "The folder with Grammars/, Lexicons/ and Policies/.")
    var resources: String?

    func run() throws {
        try Reporting.orExit { () throws(ServiceError) in
            let writer = WorkspaceWriter(resources: try Resources.find(told: resources))
            let database = try Workspace.existing(database: database, named: "--database")
            try writer.claim(folder)
            try writer.write(folder, database: database, lexicon: lexicon, policy: policy, now: now)
        }
        Terminal.write("Made the workspace \(folder). Ask with: lamplight ask \"…\" --as CALLER --workspace \(folder)\n")
    }
}
