import Algebra
import Catalog

// Which circumstances a request may tell. One that is misspelt would be as if it had not been told, and pass where it would have been denied.

extension Policy {
    /// Names that every request may tell, whether or not a rule asks about them: a program can tell all it knows to any policy.
    public static let commonCircumstances: Set<String> = ["destination", "device", "place", "project", "reason", "shift", "zone"]

    /// The names under `$environment` that rules, facts and texts ask about.
    var circumstancesAskedAbout: Set<String> {
        let roles = roles + (breakGlass.map { [$0.role] } ?? [])
        let rules = everybody + rules + roles.flatMap { $0.rows + $0.beside }
        let requirements = purposes.values.flatMap(\.requirements) + roles.flatMap(\.requirements)
        var names: Set<String> = Set(roles.compactMap(\.pseudonymDomain))
        for condition in roles.flatMap(\.when) + rules.flatMap({ $0.conditions + $0.target.when }) {
            names.formUnion(condition.term.parameters)
        }
        for requirement in requirements { names.formUnion(requirement.query.parameters) }
        let refused = refusals.values.flatMap { [$0.text, $0.needed] }
        let told = prompts.values.flatMap { [$0.text, $0.next] }
        for wording in (refused + told + rules.map(\.scope)).compactMap({ $0 }) {
            for text in wording.texts.values {
                for part in text.split(separator: "{").dropFirst(text.hasPrefix("{") ? 0 : 1) {
                    names.insert(String(part.prefix { $0 != "}" }))
                }
            }
        }
        let prefix = "environment."
        return Set(names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
    }
}
