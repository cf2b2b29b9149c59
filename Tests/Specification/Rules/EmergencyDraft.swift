import Database

extension PolicyDraft {
    /// Emergency access to one patient: a role of its own, whose rows hang on `$grant.patient`.
    package struct BreakGlass: Sendable {
        package static let name = "break-glass"

        package var role: Role
        /// What an approval changes about the columns.
        package var approved: Rights

        func text(words: (Rights) -> String, rule: (RowRule) -> String) -> String {
            let purposes = role.purposes.sorted { $0.key < $1.key }.map { "\($0.key): { \(words($0.value)) }" }
            var text = "prompts: { glass: { severity: notice, text: glass } }\n"
            text += "break-glass:\n  subjects: [{ role: \(role.subject?.value ?? "") }]\n"
            text += "  purposes: { \(purposes.joined(separator: ", ")) }\n  reasons: { need: need }\n  prompts: [glass]\n  rows:\n"
            for item in role.rows { text += "    - \(rule(item))\n" }
            return text + "  columns: { \(words(role.rights)) }\n  approved: { \(words(approved)) }\n"
        }
    }

    /// A running emergency access.
    package struct Grant: Sendable {
        package var patient: Int64
        package var isApproved: Bool
    }

    /// The emergency role, where it is the caller's and covers the purpose; an approval widens its columns.
    func emergencyRole(of caller: [String: Value], for purpose: String, under grant: Grant) -> Role? {
        guard let breakGlass, let subject = breakGlass.role.subject, caller[subject.attribute] == .text(subject.value),
            let own = breakGlass.role.purposes[purpose]
        else { return nil }
        guard grant.isApproved else { return breakGlass.role }
        var role = breakGlass.role
        role.purposes[purpose] = breakGlass.approved.over(own)
        return role
    }
}
