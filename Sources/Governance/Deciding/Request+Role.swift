import Algebra

extension Request {
    /// In which role and for which purpose the caller is answered.
    ///
    /// The first role in the policy's order that is the caller's here and now and covers the purpose; under a running emergency access
    /// that role alone.
    func role(for asked: String?, _ standing: Standing) throws(Refusal) -> (Role, String) {
        if environment.grant != nil { return try emergencyRole(for: asked, standing) }
        try checkCircumstances()
        let obstacles = policy.roles.map { standing.obstacle(to: $0) }
        let mine = zip(policy.roles, obstacles).filter { $1 == nil }.map(\.0)
        guard let first = mine.first else {
            // A role that would be the caller's at another time or place is named; others are not.
            if let other = zip(policy.roles, obstacles).first(where: { $1 != .subject })?.0 { throw refusal("role-not-now", other) }
            throw refusal("no-role")
        }
        guard let asked = asked.map(purposeName) else {
            for role in mine { if let purpose = role.defaultPurpose { return (role, purpose) } }
            throw refusal("purpose-required", first)
        }
        guard policy.purposes[asked] != nil else { throw refusal("purpose-unknown", first, asked) }
        for role in mine where role.purposes[asked] != nil { return (role, asked) }
        // A role that would cover it at another time or place tells more than that the others do not.
        let other = zip(policy.roles, obstacles).first { role, obstacle in
            obstacle != nil && obstacle != .subject && role.purposes[asked] != nil
        }
        if let other { throw refusal("role-not-now", other.0, asked) }
        throw refusal("purpose-not-covered", first, asked)
    }

    func emergencyRole(for asked: String?, _ standing: Standing) throws(Refusal) -> (Role, String) {
        try checkCircumstances()
        guard let role = policy.breakGlass?.role else { throw refusal("break-glass-not-offered") }
        guard standing.obstacle(to: role) == nil else { throw refusal("break-glass-not-yours", role) }
        guard let asked = asked.map(purposeName) ?? role.purposes.keys.min() else { throw refusal("purpose-required", role) }
        guard policy.purposes[asked] != nil else { throw refusal("purpose-unknown", role, asked) }
        guard role.purposes[asked] != nil else { throw refusal("purpose-not-covered", role, asked) }
        return (role, asked)
    }

    /// What a request tells of its circumstances must be something that the policy can ask about: one that is misspelt would be missing where
    /// it is meant to deny.
    private func checkCircumstances() throws(Refusal) {
        guard let unknown = environment.attributes.keys.sorted().first(where: { !governor.circumstances.contains($0) }) else { return }
        var refusal = refusal("circumstance-unknown")
        let values = ["circumstance": String(unknown.prefix(40)), "circumstances": governor.circumstances.sorted().joined(separator: ", ")]
        refusal.text = refusal.text.filled(values)
        refusal.needed = refusal.needed?.filled(values)
        throw refusal
    }

    /// The policy's name of a purpose that may be written with spaces, underscores or capitals.
    func purposeName(_ asked: String) -> String {
        String(asked.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
    }
}
