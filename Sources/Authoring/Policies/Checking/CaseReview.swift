import Catalog
import Governance

/// Finds cases that speak of roles, rules or purposes that the policy does not have.
struct CaseReview {
    let shape: PolicyShape
    let file: String

    var findings: [Finding] {
        let policy = shape.policy
        let roles = shape.roles.map(\.name)
        let rules = policy.rules.map(\.name)
        var findings: [Finding] = []
        for item in policy.cases {
            func note(_ what: String, _ name: String?, _ known: [String]) {
                guard let name, !known.contains(name) else { return }
                let near = nearest(to: name, among: known).map { " Did you mean '\($0)'?" } ?? ""
                findings.append(Finding(.error, "The case '\(item.name)': there is no \(what) '\(name)'.\(near)", at: item.place))
            }
            note("role", item.role, roles)
            note("rule", item.because, rules)
        }
        if policy.cases.isEmpty, !policy.roles.isEmpty {
            findings.append(Finding(.note, "The policy has no 'cases': write some, and run them with 'lamplight policy test'.", file: file))
        }
        return findings
    }
}
