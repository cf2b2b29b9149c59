import ArgumentParser
import Authoring
import Service

/// Who may see what: checking policies, running their cases, and telling what they decide and why.
struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "policy",
        abstract: "Checks and tests policies; tells who may see what, and why.",
        discussion: """
            From a first policy to one that a privacy officer can sign:

              lamplight policy check Policies/mine.yaml --lexicon hospital
              lamplight policy test Policies/mine.yaml --lexicon hospital
              lamplight policy explain patient.phone --as staff.12
              lamplight policy who patient.phone
              lamplight policy who --patient M0000123 --as auditor

            They tell every mistake with its line; how the cases in the file come out; why somebody may or may not see a column, \
            rule by rule; in which roles it is seen, and what for; and who sees a patient now, and by what.

            Documentation/governance.md tells what a policy can say, and under "Working on a policy" how to work on one.
            """,
        subcommands: [PolicyCheckCommand.self, PolicyTestCommand.self, PolicyExplainCommand.self, PolicyWhoCommand.self])
}

/// Which policies are meant: options of the commands that need no database.
struct PolicyFiles: ParsableArguments {
    @Argument(help: ArgumentHelp("Policies: files, or names of Policies/; without one that of the workspace.", valueName: "file or name"))
    var policies: [String] = []

    @Option(
        help: ArgumentHelp(
            "The lexicon that they are for; without it the one that the file names, else the workspace's.", valueName: "name"))
    var lexicon: String?

    @OptionGroup var place: WorkspaceOptions

    func found() throws -> [PolicyPlace] {
        try Reporting.orExit { () throws(ServiceError) in
            let resources = try Resources.find(told: place.resources)
            var found: [PolicyPlace] = []
            for policy in policies.isEmpty ? [nil] : policies.map(Optional.some) {
                found.append(try PolicyPlace.find(policy, lexicon: lexicon, workspace: place.workspace, resources: resources))
            }
            return found
        }
    }
}
