import ArgumentParser
import Audit
import Foundation
import Service

/// The audit log for those who review it.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Verifies and shows the audit log, and reviews emergency access.",
        subcommands: [Verify.self, Show.self, Review.self])

    /// Which log is meant.
    struct LogOptions: ParsableArguments {
        @Option(help: ArgumentHelp("The folder with lamplight.yaml; else as for every command.", valueName: "dir"))
        var workspace: String?

        @Option(help: ArgumentHelp("The folder of a log that stands outside a workspace; needs --keys.", valueName: "dir"))
        var log: String?

        @Option(help: ArgumentHelp("The folder with the log's keys; audit-signing.pub is enough to verify.", valueName: "dir"))
        var keys: String?

        func validate() throws {
            guard (log == nil) == (keys == nil) else { throw ValidationError("--log and --keys go together.") }
        }

        func trail() throws -> AuditTrail {
            if let log, let keys { return AuditTrail(log: log, keys: keys) }
            return try Reporting.orExit { () throws(ServiceError) in AuditTrail(try Workspace.find(told: workspace)) }
        }
    }

    /// Looks at every byte of the log.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify",
            abstract: "Checks every record, its place, and the signature; names the first fault.",
            discussion: """
                Needs only the log and the public key. Exit status 1 means that the log is not what was written. Keep the printed hash \
                elsewhere: it proves later that nothing up to here was changed, even by who holds the keys.
                """)

        @OptionGroup var place: LogOptions

        func run() throws {
            let trail = try place.trail()
            let bar = ProgressBar("Verifying")
            let found = try Reporting.orExit { () throws(ServiceError) in try trail.verify { bar.show($0) } }
            bar.finish()
            if found.tornBytes > 0 {
                Terminal.write("The last \(found.tornBytes) bytes are a write that a crash cut off; it was never acknowledged.\n")
            }
            guard let fault = found.fault else {
                Terminal.write(
                    "The log is intact: \(found.records) records, \(found.signedRecords) of them signed for.\nHash \(found.hash)\n")
                return
            }
            Terminal.write(
                """
                The log is DAMAGED: \(fault).
                \(found.records) records before it are intact. Answers stop while this lasts.
                Keep the damaged file as evidence and restore the log from a copy: see Documentation/operations.md.

                """)
            throw ExitCode(1)
        }
    }

    /// Shows records.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "show",
            abstract: "Shows what was asked and what became of it, newest last.",
            discussion: """
                Examples:
                  lamplight audit show --caller staff.12 --limit 20
                  lamplight audit show --record 17 --unseal
                """)

        @OptionGroup var place: LogOptions

        @Option(help: "Only this record.")
        var record: Int?

        @Option(help: "Only what this caller asked.")
        var caller: String?

        @Option(help: "Only questions that fared so: answered, clarify, unanswerable, refused or error.")
        var status: String?

        @Option(help: "At most so many entries, the newest.")
        var limit = 20

        @Flag(help: "Open the sealed parts (questions, readings) with the workspace's keys.")
        var unseal = false

        func validate() throws {
            guard limit > 0 else { throw ValidationError("--limit takes a number above 0.") }
            if let status, Answer.Status(rawValue: status) == nil {
                throw ValidationError("--status takes one of \(Answer.Status.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
        }

        func run() throws {
            let trail = try place.trail()
            if let record {
                guard let found = try Reporting.orExit({ () throws(ServiceError) in try trail.record(record, unsealed: unseal) }) else {
                    Terminal.complain("The log has no record \(record).")
                    throw ExitCode(1)
                }
                Terminal.write(AuditText.text(found))
                return
            }
            let filter = AuditFilter(caller: caller, status: status, limit: limit)
            let entries = try Reporting.orExit { () throws(ServiceError) in try trail.entries(filter, unsealed: unseal) }
            Terminal.write(entries.isEmpty ? "No such records.\n" : entries.map { AuditText.text($0) }.joined(separator: "\n"))
        }
    }

    /// Reviews emergency access, and answers that a rule entered.
    struct Review: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "review",
            abstract: "Lists what waits for review, shows one with all that was asked, and closes it with a finding.",
            discussion: """
                Examples:
                  lamplight audit review
                  lamplight audit review 17 --unseal
                  lamplight audit review 17 --close --as quality.officer \\
                    --finding justified --words "ambulance record seen, care began 20:14"
                  lamplight audit review --check 7

                The last is for a timer: status 1 when something has been open for 7 days. Closing is for the privacy office that the \
                policy names, and not for who held, asked or approved; who may not is refused with status 4.
                """)

        @Argument(help: "The number of one review.")
        var number: Int?

        @Flag(help: "List the closed ones too.")
        var all = false

        @Flag(help: "Open the sealed parts (patient, words, questions) with the workspace's keys.")
        var unseal = false

        @Option(help: ArgumentHelp("End with status 1 when something has been open for so many days or longer.", valueName: "days"))
        var check: Int?

        @Flag(help: "Write JSON.")
        var json = false

        @Flag(help: "Close the review; needs --as, --finding and --words.")
        var close = false

        @Option(name: .customLong("as"), help: ArgumentHelp("Who reviews: one of the policy's privacy office.", valueName: "caller"))
        var caller: String?

        @Option(help: "What was found.")
        var finding: AuditFinding.Verdict?

        @Option(help: "The finding in words.")
        var words: String?

        @OptionGroup var place: LogOptions

        @Option(
            help: ArgumentHelp(
                "The folder with Grammars/, Lexicons/ and Policies/, for --close; else as for every command.", valueName: "dir"))
        var resources: String?

        func validate() throws {
            if close {
                guard number != nil, caller != nil, finding != nil, words != nil else {
                    throw ValidationError("--close needs the number of a review, --as CALLER, --finding and --words.")
                }
                guard place.log == nil else { throw ValidationError("Reviews are closed in a workspace, not in a log outside one.") }
            } else if caller != nil || finding != nil || words != nil {
                throw ValidationError("--as, --finding and --words go with --close.")
            }
            guard !unseal || number != nil else { throw ValidationError("--unseal goes with the number of a review.") }
            guard check.map({ $0 >= 0 }) ?? true, check == nil || number == nil else {
                throw ValidationError("--check takes a number of days from 0, and no review.")
            }
        }

        func run() throws {
            if close, let number, let caller, let finding, let words {
                let request = Request(question: "", caller: caller, act: .find(review: number, finding, words: words))
                var options = try WorkspaceOptions.parse([])
                options.workspace = place.workspace
                options.resources = resources
                return try options.act(request, json: json, as: "audit")
            }
            let trail = try place.trail()
            let bar = ProgressBar("Reading the log", patience: .milliseconds(300))
            let found = try Reporting.orExit { () throws(ServiceError) in try trail.reviews { bar.show($0) } }
            let fault = try Reporting.orExit { () throws(ServiceError) in try trail.verify { bar.show($0) } }.fault
            bar.finish()
            if let fault {
                Terminal.complain(
                    "The log is damaged: \(fault). What is told of reviews may be wrong or missing; go on with 'lamplight audit verify'.")
            }
            let now = Date()
            if let number {
                guard let review = found.first(where: { $0.number == number }) else {
                    Terminal.complain("Record \(number) is not entered for review; 'lamplight audit review --all' lists what is.")
                    throw ExitCode(1)
                }
                let records = try Reporting.orExit { () throws(ServiceError) in try trail.records(of: review, unsealed: unseal) }
                Terminal.write(
                    json
                        ? ReviewText.json(review, records: records, now: now).line + "\n"
                        : ReviewText.text(review, records: records, now: now))
                if fault != nil { throw ExitCode(1) }
                return
            }
            let listed = found.filter { all || $0.closing == nil }
            if json {
                Terminal.write(JSON.array(listed.map { ReviewText.json($0, now: now) }).line + "\n")
            } else {
                let texts = listed.map { ReviewText.text($0, now: now) }
                Terminal.write(texts.isEmpty ? "Nothing waits for review.\n" : texts.joined(separator: "\n"))
            }
            let isLate = check.map { days in listed.contains { $0.daysOpen(at: now).map { $0 >= days } ?? false } } ?? false
            if fault != nil || isLate { throw ExitCode(1) }
        }
    }
}

extension AuditFinding.Verdict: ExpressibleByArgument {}
