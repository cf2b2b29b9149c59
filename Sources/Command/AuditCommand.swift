import ArgumentParser
import Audit
import Foundation
import Service

/// The audit log for those who review it.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Verifies and shows the audit log.",
        subcommands: [Verify.self, Show.self])

    /// Which log is meant.
    struct LogOptions: ParsableArguments {
        @Option(help: "The folder with lamplight.yaml; else as for every command.")
        var workspace: String?

        @Option(help: "The folder of a log that stands outside a workspace; needs --keys.")
        var log: String?

        @Option(help: "The folder with the log's keys; audit-signing.pub is enough to verify.")
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
                Needs only the log and the public key. Exit status 1 means that the log is not what was written.
                Keep the printed hash elsewhere: it proves later that nothing up to here was changed, even by who holds the keys.
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
}
