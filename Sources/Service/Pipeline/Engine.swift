import Algebra
import Audit
import Catalog
import Disclosure
import Execution
import Foundation
import Governance
import Language
import Synchronization

/// Answers questions in a workspace: joins the stages, each of which knows nothing of the others.
///
/// One engine serves any number of threads. What a question's answer depends on besides the rules — callers, relations, consents, the clock —
/// is read from the database at each question; nothing of it is kept.
public final class Engine: Sendable {
    /// Whether policy and disclosure apply.
    public enum Mode: Sendable {
        /// They do.
        case governed
        /// They do not: for measuring understanding on test data, reachable by `lamplight eval --open` only.
        case open
    }

    let workspace: Workspace
    let mode: Mode
    /// By which way in the questions come: `ask`, `repl`, `serve`, `eval`; for the audit log.
    let interface: String
    let understanding: Understanding
    let policy: LivePolicy
    let source: DataSource
    let audit: AuditLog
    let sessions = Sessions()
    /// Digests of the rules, for the audit log.
    let catalogDigest: String
    let grammarDigest: String

    /// What whoever runs the program should know, though it works: a file that could not be kept, or was damaged and is mended.
    public var notices: [String] { source.notice.map { [$0] } ?? [] }

    /// Made when somebody first presses the key: an `ask` never does.
    private let begun = Mutex<Completer?>(nil)

    /// Opens a workspace: rules, database, keys and log.
    ///
    /// - Parameters:
    ///   - clock: The real time, for the audit log and for when emergency access is over; not the data's.
    ///   - progress: Told from another thread how far reading the words of the database is, from 0 to 1, when it takes long.
    /// - Throws: `ServiceError` naming the file that is missing or wrong, and what to do.
    public init(
        workspace: Workspace, resources: Resources, interface: String, mode: Mode = .governed,
        clock: @escaping @Sendable () -> Date = { Date() }, progress: @escaping @Sendable (Double) -> Void = { _ in }
    ) throws(ServiceError) {
        self.workspace = workspace
        self.mode = mode
        self.interface = interface
        let folder = resources.lexicon(workspace.lexicon, from: workspace.folder)
        // Grammar and words take as long to read as all the rest, and every `ask` waits for them.
        let (grammar, source) = try concurrently {
            () throws(ServiceError) in
            try loading(.lexiconUnusable) { try Grammar.load(directory: resources.grammars + "/" + workspace.language) }
        } _: {
            () throws(ServiceError) in
            try DataSource.open(workspace, lexicon: folder, mode: mode, progress: progress)
        }
        let read = { @Sendable () throws(ServiceError) -> PolicyRead in
            let governor = try loading(.policyUnusable) {
                try Governor(policy: Policy.load(resources.policy(workspace.policy, from: workspace.folder)), catalog: source.catalog)
            }
            // Many patterns, and every `ask` would wait for them: read only for a policy that needs them.
            guard governor.policy.deidentifies else { return (governor, nil, governor.policy.sources) }
            var sources = governor.policy.sources
            sources[resources.identifiers] = FileManager.default.contents(atPath: resources.identifiers)
            return (governor, try loading(.policyUnusable) { try Deidentifier.load(resources.identifiers) }, sources)
        }
        let (words, (policy, keys, audit)) = try concurrently {
            () throws(ServiceError) in
            try loading(.lexiconUnusable) {
                try Lexicon.load(
                    directory: folder, language: workspace.language, grammar: grammar, catalog: source.catalog,
                    vocabulary: source.vocabulary)
            }
        } _: { () throws(ServiceError) in
            let policy = try read()
            let keys = try WorkspaceKeys.open(workspace)
            return (
                policy, keys,
                try loading(.auditUnusable) {
                    try AuditLog.open(
                        folder: workspace.audit, keys: keys.audit, grantMinutes: policy.governor.policy.breakGlass?.minutes ?? 0,
                        clock: clock)
                }
            )
        }
        self.source = source
        understanding = Understanding(lexicon: words)
        let inForce = { @Sendable (read: PolicyRead) in
            var governor = read.governor
            governor.names = { entity, attribute, _ in words.label(of: entity, attribute: attribute) }
            return LivePolicy.InForce(
                governor: governor, disclosure: Disclosure(key: keys.pseudonyms, deidentifier: read.deidentifier), sources: read.sources)
        }
        self.policy = LivePolicy(inForce(policy)) { () throws(ServiceError) in inForce(try read()) }
        self.audit = audit
        catalogDigest = Digest.of(source.catalog.text + words.text)
        grammarDigest = Digest.of(words.grammar.text)
    }

    /// Answers one request; whatever happens comes back as an answer.
    public func answer(_ request: Request) -> Answer {
        if request.isCompletion { return completion(request) }
        do {
            let passage = Passage(engine: self, policy: try policy.current(), request: request, explaining: false)
            passage.run()
            return passage.answer
        } catch {
            return unanswered(request, error)
        }
    }

    /// Answers one request and tells what every stage made of it.
    ///
    /// With `again` it is the session's last input once more, read against what was said before it.
    public func explain(_ request: Request, again: Bool = false) -> Explanation {
        do {
            let passage = Passage(engine: self, policy: try policy.current(), request: request, explaining: true, again: again)
            passage.run()
            return Explanation(stages: passage.stages, answer: passage.answer)
        } catch {
            return Explanation(stages: [], answer: unanswered(request, error))
        }
    }

    /// What a request gets while there is no policy to decide by.
    func unanswered(_ request: Request, _ error: ServiceError) -> Answer {
        var answer = Answer(error: error)
        answer.id = request.id
        answer.language = workspace.language
        return answer
    }

    /// How begun questions may go on.
    var completer: Completer {
        begun.withLock { begun in
            let completer = begun ?? Completer(understanding.lexicon)
            begun = completer
            return completer
        }
    }

    /// Forgets what a session remembers.
    public func forget(session: String) {
        sessions.forget(session)
    }

    /// Reads the whole audit log and checks it, about a second for a million records.
    ///
    /// From then on a damaged log stops answers, however old the damage. For those who stay open long.
    public func verifyAudit() {
        // The log itself remembers what is found; a file that cannot be read is told by the next record.
        _ = try? audit.verify()
    }

    /// Puts the audit log in order before the program ends, so that it vouches for the last record too.
    public func close() {
        // Failing loses nothing: the next to open the log signs for these records.
        try? audit.seal()
    }
}

/// A policy with what it was read from.
private typealias PolicyRead = (governor: Governor, deidentifier: Deidentifier?, sources: [String: Data])
