import ArgumentParser
import Authoring
import Foundation
import Service

/// How the command tells people and scripts what happened.
enum Reporting {
    /// The process's exit status of an answer.
    static func exitCode(_ status: Answer.Status) -> ExitCode {
        switch status {
        case .answered: .success
        case .error: ExitCode(1)
        case .unanswerable: ExitCode(2)
        case .clarify: ExitCode(3)
        case .refused: ExitCode(4)
        }
    }

    /// Runs what may fail before there is an answer; failing tells what, where and what to do on standard error, and ends the command.
    @discardableResult
    static func orExit<Result>(_ work: () throws(ServiceError) -> Result) throws -> Result {
        do {
            return try work()
        } catch {
            throw failure(error)
        }
    }

    /// Tells an error and gives back what ends the command, as an answer of the kind would.
    static func failure(_ error: ServiceError) -> ExitCode {
        Terminal.complain(error.description)
        return exitCode(status(of: error.code))
    }

    private static func status(of code: ServiceError.Code) -> Answer.Status {
        switch code {
        case .notPrivacyOffice, .unknownCaller: .refused
        case .questionNotUnderstood: .unanswerable
        case .questionAmbiguous: .clarify
        default: .error
        }
    }

    /// Writes what a check found, and how much of it; errors end the command with status 1.
    static func tell(_ findings: [Finding], brief: Bool, nothing: String) throws {
        Terminal.write(text(findings.filter { !brief || $0.severity != .note }, of: findings, nothing: nothing))
        if findings.contains(where: { $0.severity == .error }) { throw ExitCode(1) }
    }

    /// What a check found, a line each, and how much of it.
    static func text(_ shown: [Finding], of findings: [Finding]? = nil, nothing: String) -> String {
        let findings = findings ?? shown
        let counts = Finding.Severity.allCases.compactMap { severity -> String? in
            let count = findings.count { $0.severity == severity }
            return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
        }
        return shown.map { "\($0)\n" }.joined() + (counts.isEmpty ? nothing : counts.joined(separator: ", ")) + "\n"
    }
}
