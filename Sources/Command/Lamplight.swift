import ArgumentParser
import Service

/// The command: ways in for people and programs, each a thin layer over the module Service.
@main
struct Lamplight: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lamplight",
        abstract: "Asks a hospital's data in plain language; everyone gets what they may see.",
        discussion: """
            Start with the demonstration hospital:

              lamplight demo demo
              cd demo
              lamplight ask "How many outpatient visits were there last month?" --as hospital.manager

            Callers are the people of the database (staff.12) and the service accounts of lamplight.yaml. What each may see, and \
            for which purpose, is decided by the workspace's policy; every answer says what it covers.

            Exit status: 0 answered, 1 an error, 2 the database does not hold it, 3 more than one meaning, 4 refused, 64 the \
            command was misused.
            """,
        version: "lamplight \(Version.text)",
        subcommands: [
            AskCommand.self, ExplainCommand.self, ReplCommand.self, ServeCommand.self, EvalCommand.self, TimesCommand.self,
            DemoCommand.self, InitCommand.self, LexiconCommand.self, GrammarCommand.self, PolicyCommand.self, BreakGlassCommand.self,
            AuditCommand.self,
        ])
}
