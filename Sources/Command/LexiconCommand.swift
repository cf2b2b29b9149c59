import ArgumentParser
import Authoring
import Foundation
import Service

/// What a database means: making a lexicon for a new one, and checking lexicons.
struct LexiconCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lexicon",
        abstract: "Makes a starter lexicon for a database, and checks lexicons.",
        discussion: """
            From a database to answers:

              lamplight lexicon init --db clinic.sqlite --output clinic-lexicon    # guesses catalog and words; nobody may see anything yet
              lamplight lexicon check clinic-lexicon --db clinic.sqlite            # says what is still open
              lamplight init clinic --database clinic.sqlite --lexicon $PWD/clinic-lexicon --policy closed
              lamplight eval --workspace clinic --as anyone --open --questions mine.jsonl --confusion

            A policy of your own then says who may see what. Documentation/lexicons.md explains every step and key.
            """,
        subcommands: [Init.self, Check.self])

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Guesses a starter lexicon from a database.",
            discussion: """
                Tables become entities, keys and columns of the same name paths; types come from declarations and sampled values. The patient, the way to
                the patient, times and lists of codes are guessed. Every column is highly-sensitive, so that nothing is shown before somebody has decided,
                but for tables that look like lists of codes. Comments in the files tell what to decide next.

                Codes are listed only where each stands in at least 11 rows, since a rare one may be one person's; no other value is written down.
                """)

        @Option(help: ArgumentHelp("The SQLite database; it is only read.", valueName: "file"))
        var db: String

        @Option(help: "What the lexicon is called; without it as the database's file.")
        var name: String?

        @Option(help: ArgumentHelp("The folder to make; without it a folder of the lexicon's name here.", valueName: "dir"))
        var output: String?

        func run() throws {
            let database = try Reporting.orExit { () throws(ServiceError) in try Workspace.existing(database: db, named: "--db") }
            let name = name ?? URL(fileURLWithPath: database).deletingPathExtension().lastPathComponent
            let folder = output ?? name
            for file in ["catalog.yaml", "words.en.yaml", "workspace.yaml"]
            where FileManager.default.fileExists(atPath: "\(folder)/\(file)") {
                Terminal.complain(
                    "\(folder)/\(file): The file is there already, and nothing is overwritten. Choose another folder with --output.")
                throw ExitCode(1)
            }
            let bar = ProgressBar("Reading tables")
            let starter: Starter
            do {
                starter = try Starter(database: database, name: name) { fraction, table in bar.show(fraction, table) }
                bar.finish()
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                for (file, text) in [
                    ("catalog.yaml", starter.catalog), ("words.en.yaml", starter.words), ("workspace.yaml", starter.workspace),
                ] {
                    try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
                }
            } catch {
                bar.finish()
                Terminal.complain("The lexicon cannot be made: \(error)")
                throw ExitCode(1)
            }
            let found = starter.summary
            Terminal.write("Made the lexicon \(folder): \(found.entities) entities. ")
            Terminal.write(found.patient.map { "'\($0)' is taken for the patient.\n" } ?? "No table looks like the patients'.\n")
            if !found.dictionaries.isEmpty { Terminal.write("Lists of codes, public: \(found.dictionaries.joined(separator: ", ")).\n") }
            if !found.pathless.isEmpty { Terminal.write("Without a path to the patient: \(found.pathless.joined(separator: ", ")).\n") }
            Terminal.write(
                "Every other column is highly-sensitive until you decide. Go on with: lamplight lexicon check \(folder) --db \(db)\n")
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a lexicon, alone or against a database.",
            discussion: """
                Errors keep it from being used or would make answers wrong; warnings tell what nobody can ask for; notes are to be looked at once. Each names
                file and line. The status is 1 when there are errors.

                  lamplight lexicon check hospital
                  lamplight lexicon check clinic-lexicon --db clinic.sqlite
                  lamplight lexicon check --workspace clinic
                """)

        @Argument(help: "The lexicon: a folder, or a name of Lexicons/; without it that of the workspace.")
        var lexicon: String?

        @Option(help: ArgumentHelp("A database that it is to fit.", valueName: "file"))
        var db: String?

        @Option(help: "The language of the words.")
        var language = "en"

        @Flag(help: "Leave out notes.")
        var brief = false

        @OptionGroup var place: WorkspaceOptions

        func run() throws {
            let (folder, database, grammars) = try Reporting.orExit { () throws(ServiceError) in try located() }
            let bar = ProgressBar("Checking")
            let findings = LexiconCheck(folder: folder, language: language, grammars: grammars).findings(database: database) {
                fraction, entity in
                bar.show(fraction, entity)
            }
            bar.finish()
            try Reporting.tell(findings, brief: brief, nothing: "\(folder): nothing to mend.")
        }

        private func located() throws(ServiceError) -> (folder: String, database: String?, grammars: String) {
            let resources = try Resources.find(told: place.resources)
            let database: String?
            if let db { database = try Workspace.existing(database: db, named: "--db") } else { database = nil }
            guard let lexicon else {
                let workspace = try Workspace.find(told: place.workspace)
                return (resources.lexicon(of: workspace), database ?? workspace.database, resources.grammars)
            }
            let named = resources.lexicons + "/" + lexicon
            let isNamed = !lexicon.contains("/") && FileManager.default.fileExists(atPath: named + "/catalog.yaml")
            return (isNamed ? named : lexicon, database, resources.grammars)
        }
    }
}
