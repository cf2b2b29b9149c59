import Algebra
import Catalog
import Execution
import Governance
import Language

/// What governance decides about in one request: for measuring the steps between reading a question and running its statement.
public struct GovernanceInput: Sendable {
    /// What the question means, resolved against the catalog.
    public var query: Query
    /// Who asks.
    public var caller: Caller
    /// What for; nil when the caller did not say.
    public var purpose: String?
    /// The circumstances.
    public var environment: RequestEnvironment
}

extension Engine {
    /// What the database means.
    public var catalog: Catalog { source.catalog }

    /// Who decides in this workspace.
    public var decider: Governor { get throws { try policy.current().governor } }

    /// Reads a request up to where governance decides about it.
    ///
    /// - Throws: `ServiceError` when the question has no single reading or nobody has the caller's name.
    public func governanceInput(_ request: Request) throws -> GovernanceInput {
        let now = try now()
        guard case .answered(let reading) = understanding.read(request.question, clock: now) else {
            throw ServiceError(
                .requestMalformed, "The question is not understood in one way only: \(request.question)", remedy: "Ask it another way.")
        }
        let query = try Resolver.resolve(reading.query, in: source.catalog)
        let caller = try source.executor.inSnapshot { snapshot in
            try source.directory.caller(request.caller) { query, parameters in
                try snapshot.run(SQLCompiler.compile(query, schema: source.schema, parameters: parameters)).literals
            }
        }
        guard let caller else {
            throw ServiceError(.requestMalformed, "Nobody is called \(request.caller).", remedy: "Name a caller of the workspace.")
        }
        let environment = RequestEnvironment(
            now: now, language: workspace.language, attributes: request.environment.mapValues { .text($0) })
        return GovernanceInput(query: query, caller: caller, purpose: request.purpose, environment: environment)
    }

    /// Decides about a request: by the workspace's policy, or by another over the same catalog.
    public func govern(_ input: GovernanceInput, by governor: Governor? = nil) throws -> Decision {
        let governor = try governor ?? decider
        return try source.executor.inSnapshot { snapshot in
            try governor.govern(
                input.query, caller: input.caller, purpose: input.purpose, environment: input.environment
            ) { query, parameters in
                try snapshot.run(SQLCompiler.compile(query, schema: source.schema, parameters: parameters)).literals
            }
        }
    }

    /// The statement of a governed query, as it is run for answers.
    public func compile(_ governed: GovernedQuery) throws -> CompiledQuery {
        let opaque = Set(governed.plan.columns.filter { $0.treatment != .show }.map(\.name))
        return try SQLCompiler.compile(governed.query, schema: source.schema, parameters: governed.parameters, opaque: opaque)
    }
}
