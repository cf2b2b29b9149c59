import Algebra
import Catalog
import Governance

/// Finds what a policy defines and nothing uses, and texts that decisions need and it does not have.
struct UseReview {
    let shape: PolicyShape
    let root: YAMLNode

    private var policy: Policy { shape.policy }

    var findings: [Finding] {
        guard !policy.roles.isEmpty else { return [] }
        return conditions + requirements + agreements + parameters + prompts + refusals
    }

    private func unused(_ section: String, _ what: String, _ isUsed: (String) -> Bool) -> [Finding] {
        ((try? root.value(section)?.pairs()) ?? []).filter { !isUsed($0.key) }.map {
            Finding(.warning, "Nothing uses the \(what) '\($0.key)'. Use it, or drop it.", at: $0.value)
        }
    }

    private var rules: [Rule] { policy.everybody + shape.roles.flatMap { $0.rows + $0.beside } + policy.rules }

    private var usedConditions: [Condition] { rules.flatMap { $0.conditions + $0.target.when } + shape.roles.flatMap(\.when) }

    private var usedRequirements: [Requirement] { policy.roles.flatMap(\.requirements) + policy.purposes.values.flatMap(\.requirements) }

    private var conditions: [Finding] {
        let used = usedConditions
        return unused("conditions", "condition") { name in
            guard let named = policy.conditions[name] else { return true }
            return used.contains { $0.place.line == named.place.line && $0.term == named.term }
        }
    }

    private var requirements: [Finding] {
        let used = usedRequirements
        return unused("requirements", "requirement") { name in
            guard let named = policy.requirements[name] else { return true }
            return used.contains { $0.place.line == named.place.line && $0.query == named.query }
        }
    }

    private var agreements: [Finding] {
        unused("agreements", "agreement") { name in policy.roles.contains { $0.agreement == name } }
    }

    private var parameters: [Finding] {
        let queries = (usedRequirements + policy.requirements.values).map(\.query)
        let names = (usedConditions + policy.conditions.values).reduce(into: Set<String>()) { $0.formUnion($1.term.parameters) }
            .union(queries.flatMap(\.parameters))
        let texts = root.texts
        return unused("parameters", "parameter") { name in
            names.contains("policy.\(name)") || texts.contains { $0.contains("{policy.\(name)}") }
        }
    }

    private var prompts: [Finding] {
        var used = Set(policy.promptCodes + shape.roles.flatMap(\.prompts) + policy.purposes.values.flatMap(\.prompts))
        for rule in rules {
            used.formUnion(rule.advice)
            for case .prompt(let code) in rule.obligations { used.insert(code) }
        }
        let missing = policy.promptCodes.filter { policy.prompts[$0] == nil }
        return unused("prompts", "prompt") { used.contains($0) }
            + unworded("prompts", missing, "answers do not say what they would have to")
    }

    private var refusals: [Finding] {
        let used = Set((policy.requirements.values + usedRequirements).map(\.refusal))
        let missing = policy.refusalCodes.filter { policy.refusals[$0] == nil && $0 != "break-glass-not-offered" }
        return unused("refusals", "refusal") {
            used.contains($0) || Policy.refusalCodes.contains($0) || Policy.refusalVariants.contains($0) || $0.hasPrefix("break-glass-")
        }
            + unworded("refusals", missing, "such a refusal says nothing but its code")
    }

    private func unworded(_ section: String, _ codes: [String], _ effect: String) -> [Finding] {
        guard !codes.isEmpty else { return [] }
        let names = codes.map { "'\($0)'" }.joined(separator: ", ")
        return [
            Finding(
                .warning, "'\(section)' has no \(names), so that \(effect). Word \(codes.count == 1 ? "it" : "them").",
                at: root.section(section, "texts"))
        ]
    }
}

extension YAMLNode {
    /// All texts in it.
    fileprivate var texts: [String] {
        switch value {
        case .scalar(let text, _): [text]
        case .sequence(let items): items.flatMap(\.texts)
        case .mapping(let pairs): pairs.flatMap(\.value.texts)
        case .null: []
        }
    }
}
