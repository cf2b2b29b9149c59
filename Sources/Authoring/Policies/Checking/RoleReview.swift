import Catalog
import Governance

/// Finds roles that nobody can have, purposes that nobody has, and roles that lack what they need.
struct RoleReview {
    let shape: PolicyShape
    let today: String
    let root: YAMLNode

    var findings: [Finding] {
        let policy = shape.policy
        var findings = policy.roles.enumerated().flatMap { review($1, after: policy.roles[..<$0]) }
        let covered = Set(shape.roles.flatMap(\.purposes.keys))
        for (name, node) in (try? root.value("purposes")?.pairs()) ?? [] where !covered.contains(name) && !policy.roles.isEmpty {
            findings.append(Finding(.warning, "No role covers the purpose '\(name)'. Give it to one, or drop it.", at: node))
        }
        for agreement in policy.agreements.values where agreement.validity.isOver(today) {
            findings.append(
                Finding(.warning, "The agreement '\(agreement.name)' is over since \(agreement.validity.until ?? "").", at: agreement.place)
            )
        }
        if policy.roles.isEmpty {
            findings.append(Finding(.note, "There are no roles: nobody may see anything.", at: root))
        }
        return findings
    }

    /// Roles by the names of those that inherit from them.
    private var inherited: Set<String> {
        let roles = (try? root.value("roles")?.pairs()) ?? []
        return Set(roles.flatMap { (try? $0.value.value("inherits")?.strings()) ?? [] })
    }

    private func review(_ role: Role, after earlier: ArraySlice<Role>) -> [Finding] {
        var findings: [Finding] = []
        func warn(_ message: String) { findings.append(Finding(.warning, message, at: role.place)) }
        if role.subjects.isEmpty {
            if !inherited.contains(role.name) {
                warn("The role '\(role.name)' has no subjects, so nobody has it, and no role inherits it.")
            }
            return findings
        }
        if role.purposes.isEmpty { warn("The role '\(role.name)' covers no purpose, so nobody is answered in it.") }
        if let until = role.validity.until, until < today { warn("The role '\(role.name)' is over since \(until).") }
        if let taken = taken(role, by: earlier) {
            warn(
                "The role '\(role.name)' is never taken: whoever has it has \(taken) too, which stands before it and covers the same purposes. Put it first, or give it other purposes."
            )
        }
        let rights = Array(role.purposes.values) + [role.columns]
        if !role.purposes.isEmpty, rights.allSatisfy({ $0.listLevel == nil && $0.totalLevel == nil }), shape.permits(in: role).isEmpty {
            warn("The role '\(role.name)' has no level in 'columns', so every column is closed to it. Write 'lists' and 'totals'.")
        } else if role.lists, rights.allSatisfy({ $0.listLevel == nil }), shape.permits(in: role).isEmpty {
            warn("The role '\(role.name)' may have lists, but 'columns' says no level for 'lists'.")
        }
        if role.mostRows != nil, !role.lists { warn("The role '\(role.name)' has 'most-rows' and no lists.") }
        if rights.contains(where: \.usesPseudonyms) { findings += pseudonyms(role) }
        return findings
    }

    private func pseudonyms(_ role: Role) -> [Finding] {
        guard let domain = role.pseudonymDomain else {
            return [
                Finding(
                    .warning,
                    "The role '\(role.name)' shows pseudonyms, but does not say within what they are stable: each stays empty. Write 'pseudonyms-per', such as caller.id.",
                    at: role.place)
            ]
        }
        let requirements = role.requirements + role.purposes.keys.flatMap { shape.policy.purposes[$0]?.requirements ?? [] }
        let source = String(domain.prefix { $0 != "." })
        guard !["caller", "environment", "policy"].contains(source), !requirements.contains(where: { $0.name == source }) else { return [] }
        return [
            Finding(
                .error,
                "'pseudonyms-per: \(domain)' of '\(role.name)' is never known: no requirement of the role is called '\(source)' ('as: \(source)').",
                at: role.place)
        ]
    }

    /// The earlier roles that take every caller and purpose of a role; nil when something is left for it.
    private func taken(_ role: Role, by earlier: ArraySlice<Role>) -> String? {
        let lasting = earlier.filter { $0.when.isEmpty && $0.validity.includes(role.validity) }
        guard !role.purposes.isEmpty else { return nil }
        var names: [String] = []
        for subject in role.subjects {
            let shared = lasting.filter { other in other.subjects.contains { subject.entails($0) } }
            for purpose in role.purposes.keys.sorted() {
                guard let other = shared.first(where: { $0.purposes[purpose] != nil }) else { return nil }
                if !names.contains("'\(other.name)'") { names.append("'\(other.name)'") }
            }
            // Without a purpose the first role that has a default is taken.
            if role.defaultPurpose != nil, !shared.contains(where: { $0.defaultPurpose != nil }) { return nil }
        }
        return names.joined(separator: " and ")
    }
}

extension PolicyShape {
    /// The rules beyond the roles that permit columns to a role.
    func permits(in role: Role) -> [Rule] {
        policy.rules.filter { rule in
            rule.effect == .permit && !rule.actions.contains(.rows) && roles(of: rule).contains { $0.name == role.name }
        }
    }
}

extension ColumnRights {
    fileprivate var usesPseudonyms: Bool { direct == .pseudonym || quasi == .pseudonym || kinds.values.contains(.pseudonym) }
}
