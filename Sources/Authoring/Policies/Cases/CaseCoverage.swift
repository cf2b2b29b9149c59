import Governance

/// Which roles and rules of a policy its cases touch.
public struct CaseCoverage: Sendable, Hashable {
    /// How many roles the policy has.
    public var roles = 0
    /// Roles in which no case was answered or refused, in the file's order.
    public var idleRoles: [String] = []
    /// How many rules the policy has: those of roles, for everybody, and beyond the roles.
    public var rules = 0
    /// Rules that counted in no case, in the file's order.
    public var idleRules: [String] = []

    /// What the results of a policy's cases cover.
    public init(_ policy: Policy, _ results: [CaseResult]) {
        let glass = policy.breakGlass.map { [$0.role] } ?? []
        let names = (policy.roles + glass).map(\.name)
        let used = Set(results.compactMap(\.role))
        roles = names.count
        idleRoles = names.filter { !used.contains($0) }
        var all: [String] = []
        for rule in policy.everybody + (policy.roles + glass).flatMap({ $0.rows }) + policy.rules where !all.contains(rule.name) {
            all.append(rule.name)
        }
        let counted = results.reduce(into: Set<String>()) { $0.formUnion($1.rules) }
        rules = all.count
        idleRules = all.filter { !counted.contains($0) }
    }
}
