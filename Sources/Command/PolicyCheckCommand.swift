import ArgumentParser
import Authoring
import Service

/// `policy check`.
struct PolicyCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Tells everything that is wrong with policies, or can do nothing.",
        discussion: """
            Errors keep a policy from being used, or contradict each other; warnings are rules that never count, texts and levels \
            that are missing, and what nothing uses; notes are to be looked at once. Each names the file, the line where there is \
            one, and what to do. The status is 1 when there are errors, with --strict also when there are warnings.

              lamplight policy check
              lamplight policy check hospital --lexicon hospital --strict
              lamplight policy check hospital hipaa --json
            """)

    @OptionGroup var files: PolicyFiles

    @Flag(help: "Let warnings end the command with status 1 too.")
    var strict = false

    @Flag(help: "Leave out notes.")
    var brief = false

    @Flag(help: "Print one JSON object a policy.")
    var json = false

    func run() throws {
        var fails = false
        for place in try files.found() {
            let findings = PolicyCheck(path: place.file, catalog: place.catalog, today: place.today).findings()
                .filter { !brief || $0.severity != .note }
            fails = fails || findings.contains { $0.severity == .error || strict && $0.severity == .warning }
            Terminal.write(
                json ? Self.json(place.file, findings).line + "\n" : Reporting.text(findings, nothing: "\(place.file): nothing to mend."))
        }
        if fails { throw ExitCode(1) }
    }

    private static func json(_ file: String, _ findings: [Finding]) -> JSON {
        .object([
            JSON.Member("policy", .string(file)),
            JSON.Member(
                "findings",
                .array(
                    findings.map { finding in
                        .object([
                            JSON.Member("severity", .string(finding.severity.rawValue)), JSON.Member("file", .string(finding.file)),
                            JSON.Member("line", finding.line.map { .integer(Int64($0)) } ?? .null),
                            JSON.Member("message", .string(finding.message)),
                        ])
                    })),
        ])
    }
}
