import Catalog
import Governance

/// Finds cases that speak of roles, rules or purposes that the policy does not have.
struct CaseReview {
    let shape: PolicyShape
    let root: YAMLNode

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
            let idle = Self.idle(item)
            if !idle.isEmpty {
                findings.append(
                    Finding(
                        .error,
                        "The case '\(item.name)' says \(idle.joined(separator: ", ")) of \(item.expectation == .permit ? "an answer" : "a refusal"), which has none: it is never compared. Drop it.",
                        at: item.place))
            }
        }
        if policy.cases.isEmpty, !policy.roles.isEmpty {
            findings.append(Finding(.note, "The policy has no 'cases': write some, and run them with 'lamplight policy test'.", at: root))
        }
        return findings
    }

    /// What a case says and nothing can be held against: the ground of an answer, the rows of a refusal.
    private static func idle(_ item: PolicyCase) -> [String] {
        if item.expectation == .permit { return item.because == nil ? [] : ["'because'"] }
        let said = [
            ("rows", item.rows != nil), ("withheld", item.withheld != nil), ("treatments", !item.treatments.isEmpty),
            ("prompts", !item.prompts.isEmpty),
        ]
        return said.filter(\.1).map { "'\($0.0)'" }
    }
}
