import Algebra
import Catalog
import Execution
import Governance
import Language

/// One way in which a begun question may go on.
public typealias Completion = Language.Completion

extension Engine {
    /// How many ways to go on are told at once.
    static let mostCompletions = 40

    /// How a begun question may go on: with words of the language, and with what the policy lets the caller use now.
    ///
    /// A term that no question of the caller with it would be answered is not told; an unknown caller is told nothing. No row is read for
    /// it but the caller's own and the facts that a role requires, and nothing is written to the log: no data leaves.
    public func completions(_ request: Request) -> [Completion] {
        var found: [Completion] = []
        do {
            let terms = PermittedTerms(engine: self, governor: try policy.current().governor, request: request, now: try source.clock.now())
            try source.executor.inSnapshot { snapshot in
                found = try terms.completions { query in try snapshot.run(query) }
            }
        } catch {
            // Questions tell what is wrong; completion only helps to write them.
            return []
        }
        return found
    }

    /// The completions as an answer.
    func completion(_ request: Request) -> Answer {
        var answer = Answer(.answered)
        answer.id = request.id
        answer.language = workspace.language
        answer.completions = completions(request)
        return answer
    }
}

/// Decides which terms a caller may use, each kind once for a request.
private final class PermittedTerms {
    private let engine: Engine
    private let governor: Governor
    private let request: Request
    private let environment: RequestEnvironment
    private var decided: [String: Bool] = [:]

    init(engine: Engine, governor: Governor, request: Request, now: String) {
        self.engine = engine
        self.governor = governor
        self.request = request
        environment = RequestEnvironment(
            now: now, language: engine.workspace.language, attributes: request.environment.mapValues { .text($0) })
    }

    func completions(run: (CompiledQuery) throws -> ResultSet) throws -> [Completion] {
        func rows(_ query: Query, _ parameters: [String: Literal]) throws -> [[Literal]] {
            try run(SQLCompiler.compile(query, schema: engine.source.schema, parameters: parameters)).literals
        }
        guard let caller = try engine.source.directory.caller(request.caller, rows: rows) else { return [] }
        return engine.completer.completions(of: request.question, limit: Engine.mostCompletions) { use in
            isAllowed(use, caller, rows)
        }
    }

    private func isAllowed(_ use: TermUse, _ caller: Caller, _ rows: Governor.FactReader) -> Bool {
        if let known = decided[use.key] { return known }
        var isAllowed = false
        for query in use.queries where !isAllowed { isAllowed = (try? isAnswered(query, caller, rows)) ?? false }
        decided[use.key] = isAllowed
        return isAllowed
    }

    private func isAnswered(_ query: Query, _ caller: Caller, _ rows: Governor.FactReader) throws -> Bool {
        let resolved = try Resolver.resolve(query, in: engine.source.catalog)
        let decision = try governor.govern(
            resolved, caller: caller, purpose: request.purpose, environment: environment, facts: rows)
        guard case .permit(let governed) = decision else { return false }
        return governed.withheld.isEmpty
    }
}
