import Algebra
import Catalog

/// Decides requests: finds the caller's role and purpose, and rewrites the query so that it can only find what the caller may see.
///
/// One governor serves all requests; conditions are parsed and resolved once, when it is made. Decisions depend on the question, the
/// caller and the policy; on data only through the facts that a role requires.
public struct Governor: Sendable {
    /// Reads rows for requirements (such as a running approval): runs a resolved query with the parameters on the same database, unfiltered.
    public typealias FactReader = (_ query: Query, _ parameters: [String: Literal]) throws -> [[Literal]]

    /// The policy that decides.
    public let policy: Policy
    /// What the database means.
    public let catalog: Catalog
    private let guards: [String: RowGuards]
    private let facts: [String: [Query]]

    /// A governor for a policy over a catalog; throws, with file and line, when the policy speaks of things that the catalog does not know.
    public init(policy: Policy, catalog: Catalog) throws(CatalogError) {
        self.policy = policy
        self.catalog = catalog
        var guards: [String: RowGuards] = [:]
        var facts: [String: [Query]] = [:]
        for role in policy.roles {
            guards[role.name] = try RowGuards(role: role, policy: policy, catalog: catalog)
            var queries: [Query] = []
            for requirement in role.requirements {
                do {
                    queries.append(try Resolver.resolve(requirement.query, in: catalog))
                } catch {
                    throw requirement.place.error(error.message, suggestion: error.suggestion)
                }
            }
            facts[role.name] = queries
        }
        self.guards = guards
        self.facts = facts
    }

    /// Decides whether and how a resolved query may be answered.
    ///
    /// - Parameters:
    ///   - query: a query resolved against the catalog, as the language stage gives it.
    ///   - purpose: what the answer is for; nil takes the role's default purpose, if the policy gives it one.
    ///   - facts: how to read the facts that a role's requirements ask for; called only for roles that have such requirements.
    /// - Throws: only what `facts` throws.
    public func govern(
        _ query: Query, caller: Caller, purpose: String?, environment: RequestEnvironment, facts: FactReader
    ) throws -> Decision {
        var request = Request(governor: self, caller: caller, environment: environment)
        do {
            return .permit(try request.govern(query, purpose: purpose, facts: facts))
        } catch var refusal as Refusal {
            refusal.trace = request.trace + ["refused: \(refusal.code)"]
            return .refuse(refusal)
        }
    }

    /// The row filters of a role.
    func rowGuards(of role: Role) -> RowGuards? { guards[role.name] }

    /// The resolved queries of a role's requirements, in their order.
    func factQueries(of role: Role) -> [Query] { facts[role.name] ?? [] }
}
