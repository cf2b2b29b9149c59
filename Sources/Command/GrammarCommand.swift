import ArgumentParser
import Authoring
import Evaluation
import Foundation
import Service

/// What sentences mean: checking the rules, and finding those that nothing uses.
struct GrammarCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "grammar",
        abstract: "Checks the rules of a language, and tells which of them questions use.",
        discussion: """
            Rules are read with the words and names of a workspace, for examples name departments and drugs:

              lamplight demo demo
              lamplight grammar check --workspace demo
              lamplight grammar coverage --workspace demo --questions Tests/Corpora/hospital.en.jsonl

            Documentation/grammar.md tells how rules are written.
            """,
        subcommands: [Check.self, Coverage.self])

    struct Places: ParsableArguments {
        @Option(
            parsing: .singleValue,
            help: ArgumentHelp(
                "A workspace, for its words; may stand several times. Without it LAMPLIGHT_WORKSPACE, else this folder or the nearest above it.",
                valueName: "dir"))
        var workspace: [String] = []

        @Option(help: ArgumentHelp("The folder with Grammars/, Lexicons/ and Policies/.", valueName: "dir"))
        var resources: String?

        /// The workspaces' words; a grammar that cannot be read is told with file and line.
        func words() throws -> [GrammarReview.Words] {
            try Reporting.orExit { () throws(ServiceError) in
                let resources = try Resources.find(told: resources)
                var words: [GrammarReview.Words] = []
                for told in workspace.isEmpty ? [nil] : workspace.map(Optional.some) {
                    let workspace = try Workspace.find(told: told)
                    let engine = try Engine(workspace: workspace, resources: resources, interface: "grammar", mode: .open)
                    words.append(
                        GrammarReview.Words(name: workspace.lexicon, understanding: engine.reader, clock: try engine.now()))
                }
                return words
            }
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Parses all rules and their examples.",
            discussion: """
                Errors are examples that are not read by their rule, with the words of any of the workspaces; a rule without an example, or with a constructor
                or a category that does not exist, is told when the files are read. Warnings are rules that no question can use, and words of a lexicon
                whose category no rule uses. The status is 1 when there are errors.
                """)

        @OptionGroup var places: Places

        func run() throws {
            let words = try places.words()
            let findings: [Finding]
            do {
                findings = try GrammarReview(words).findings()
            } catch {
                Terminal.complain("\(error)")
                throw ExitCode(1)
            }
            try Reporting.tell(findings, brief: false, nothing: "Every rule is read by its examples, and can be used.")
        }
    }

    struct Coverage: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tells which rules no question uses.",
            discussion: """
                Each rule is counted in the readings of questions, and in examples of other rules. Listed are rules that no question uses; --all lists all of
                them, the least used first. With several workspaces the files of questions go with them in order.
                """)

        @OptionGroup var places: Places

        @Option(
            parsing: .singleValue,
            help: ArgumentHelp("Questions, a JSON object with \"id\" and \"question\" a line; may stand several times.", valueName: "file"))
        var questions: [String] = []

        @Flag(help: "List all rules, the least used first.")
        var all = false

        @Flag(help: "Print one JSON object.")
        var json = false

        func validate() throws {
            guard questions.count <= 1 || places.workspace.count <= 1 || questions.count == places.workspace.count else {
                throw ValidationError("Give each workspace its file of questions, in order.")
            }
        }

        func run() throws {
            let words = try places.words()
            let sets = try Reporting.orExit { () throws(ServiceError) in
                var sets = Array(repeating: [String](), count: words.count)
                for (index, path) in questions.enumerated() {
                    sets[words.count == 1 ? 0 : index] += try QuestionSet.read(path).questions.map(\.question)
                }
                return sets
            }
            let total = sets.joined().count
            let bar = ProgressBar("Reading")
            let coverage = GrammarReview(words).coverage(sets) { bar.show(Double($0) / Double(total), "\($0) of \(total)") }
            bar.finish()
            Terminal.write(json ? Self.json(coverage).line + "\n" : text(coverage))
        }

        private func text(_ coverage: GrammarReview.Coverage) -> String {
            let unused = coverage.uses.filter { $0.questions == 0 }
            let idle = unused.count { $0.examples == 0 }
            var text = "questions  examples  rule\n"
            let listed =
                all
                ? coverage.uses.enumerated().sorted { ($0.element.questions, $0.offset) < ($1.element.questions, $1.offset) }.map(\.element)
                : unused
            for use in listed {
                let file = use.rule.file.split(separator: "/").suffix(2).joined(separator: "/")
                text += Self.right(use.questions, 9) + Self.right(use.examples, 10) + "  \(file):\(use.rule.line): \(use.rule.text)\n"
            }
            text += "\n\(coverage.questions) questions, \(coverage.understood) of them with a reading. "
            text += "\(coverage.uses.count) rules: \(coverage.uses.count - unused.count) are used by questions, \(unused.count) are not; "
            return text + "\(idle) of these stand in no example but their own.\n"
        }

        private static func right(_ number: Int, _ width: Int) -> String {
            let text = "\(number)"
            return String(repeating: " ", count: max(0, width - text.count)) + text
        }

        private static func json(_ coverage: GrammarReview.Coverage) -> JSON {
            .object([
                JSON.Member("questions", .integer(Int64(coverage.questions))),
                JSON.Member("understood", .integer(Int64(coverage.understood))),
                JSON.Member(
                    "rules",
                    .array(
                        coverage.uses.map { use in
                            .object([
                                JSON.Member("file", .string(use.rule.file)), JSON.Member("line", .integer(Int64(use.rule.line))),
                                JSON.Member("rule", .string(use.rule.text)), JSON.Member("questions", .integer(Int64(use.questions))),
                                JSON.Member("examples", .integer(Int64(use.examples))),
                            ])
                        })),
            ])
        }
    }
}
