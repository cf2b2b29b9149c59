import Algebra
import Catalog

/// Decides requests: finds the caller's role and purpose, and rewrites the query so that it can only find what the caller may see.
///
/// One governor serves all requests; conditions are parsed and resolved once, when it is made.
public struct Governor: Sendable {
    /// Reads rows for requirements (such as a running approval): runs a resolved query with the parameters on the same database, unfiltered.
    public typealias FactReader = (_ query: Query, _ parameters: [String: Literal]) throws -> [[Literal]]

    public let policy: Policy
    public let catalog: Catalog

    /// A governor for a policy over a catalog; throws, with file and line, when the policy speaks of things that the catalog does not know.
    public init(policy: Policy, catalog: Catalog) throws(CatalogError) {
        self.policy = policy
        self.catalog = catalog
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
        .refuse(Refusal(code: "no-role", text: Wording(["en": "No role of this policy is yours."])))
    }
}
