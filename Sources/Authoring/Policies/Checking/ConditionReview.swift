import Algebra
import Catalog
import Governance

/// Finds conditions that cannot hold, need not be there, or ask for what is never known.
struct ConditionReview {
    let shape: PolicyShape

    var findings: [Finding] {
        var findings: [Finding] = []
        for role in shape.roles {
            findings += circumstances(role.when, of: "the role '\(role.name)'")
            let known = names(role)
            findings += role.when.flatMap { unknown($0, known) }
            for rule in role.rows + role.beside {
                findings += circumstances(rule.target.when, of: rule.name)
                findings += (rule.conditions + rule.target.when).flatMap { unknown($0, known) }
            }
            for requirement in role.requirements { findings += unknown(requirement.query, at: requirement.place, known) }
        }
        for purpose in shape.policy.purposes.values {
            let known = Set(purpose.requirements.compactMap(\.name))
            for requirement in purpose.requirements { findings += unknown(requirement.query, at: requirement.place, known) }
        }
        let all = Set(shape.roles.flatMap(names))
        for rule in shape.policy.everybody + shape.policy.rules {
            findings += circumstances(rule.target.when, of: rule.name)
            let known =
                rule.target.roles.map { named in shape.roles.filter { named.contains($0.name) }.flatMap(names) }.map(Set.init) ?? all
            findings += (rule.conditions + rule.target.when).flatMap { unknown($0, known) }
        }
        return findings
    }

    private func circumstances(_ when: [Condition], of owner: String) -> [Finding] {
        var findings: [Finding] = []
        for condition in when {
            switch shape.policy.constantTruth(of: condition.term) {
            case false?:
                findings.append(
                    Finding(
                        .error, "'\(condition.term)' never holds, so that \(owner) never counts: it is false for everybody.",
                        at: condition.place))
            case true?:
                findings.append(Finding(.warning, "'\(condition.term)' always holds: drop it.", at: condition.place))
            case nil: break
            }
        }
        if findings.isEmpty, let last = when.last, when.excludeEachOther {
            findings.append(Finding(.error, "The conditions of \(owner) exclude each other, so that it never counts.", at: last.place))
        }
        return findings
    }

    /// The parameters that a role's requirements bring.
    private func names(_ role: Role) -> Set<String> {
        let purposes = role.purposes.keys.flatMap { shape.policy.purposes[$0]?.requirements ?? [] }
        var names = Set((role.requirements + purposes).compactMap(\.name))
        if shape.policy.breakGlass?.role.name == role.name { names.insert("grant") }
        return names
    }

    private func unknown(_ condition: Condition, _ known: Set<String>) -> [Finding] {
        condition.term.parameters.sorted().compactMap { fault($0, known) }.map { Finding($0, $1, at: condition.place) }
    }

    private func unknown(_ query: Query, at place: YAMLNode, _ known: Set<String>) -> [Finding] {
        query.parameters.sorted().compactMap { fault($0, known) }.map { Finding($0, $1, at: place) }
    }

    /// Why a parameter has no value, or seems to have none.
    private func fault(_ name: String, _ known: Set<String>) -> (Finding.Severity, String)? {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        switch parts.first {
        case "now" where parts.count == 1, "caller": return nil
        case "environment":
            guard let circumstance = parts.last, !Policy.commonCircumstances.contains(circumstance),
                let near = nearest(to: circumstance, among: Policy.commonCircumstances)
            else { return nil }
            return (.warning, "'$\(name)' is nothing that requests usually tell. Did you mean '$environment.\(near)'?")
        case "policy":
            guard let constant = parts.last, shape.policy.parameters[constant] == nil else { return nil }
            let near = nearest(to: constant, among: shape.policy.parameters.keys).map { " Did you mean '$policy.\($0)'?" } ?? ""
            return (.error, "'$\(name)' is never known: 'parameters' has no '\(constant)'.\(near)")
        default:
            guard let source = parts.first, !known.contains(source) else { return nil }
            return (
                .error,
                "'$\(name)' is never known: no requirement of the role is called '\(source)'. Known are $caller.*, $environment.*, $policy.*, $now."
            )
        }
    }
}
