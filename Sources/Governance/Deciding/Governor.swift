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
    /// What requests may tell of their circumstances, by name.
    let circumstances: Set<String>
    /// The policy made ready for decisions.
    let book: RuleBook
    /// What people call an entity, or a column of it, in a language; nil where nothing better than the name is known.
    public var names: @Sendable (_ entity: String, _ attribute: String?, _ language: String) -> String? = { _, _, _ in nil }

    /// A governor for a policy over a catalog; throws, with file and line, when the policy speaks of things that the catalog does not know.
    public init(policy: Policy, catalog: Catalog) throws(CatalogError) {
        self.policy = policy
        self.catalog = catalog
        try policy.checkNames(over: catalog)
        circumstances = policy.circumstancesAskedAbout.union(Policy.commonCircumstances)
        book = try RuleBook(policy: policy, catalog: catalog)
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

    /// What a governed query reads and what for, and what of the same tables it leaves out.
    public func necessity(of governed: GovernedQuery) -> Necessity {
        Necessity(question: governed.question, rewritten: governed.query, catalog: catalog)
    }
}
