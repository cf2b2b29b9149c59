import Algebra

// What of a policy decisions use by a name that stands in the program: for checks.

extension Policy {
    /// Codes of all refusals that the program knows, besides those of requirements.
    public static let refusalCodes = [
        "circumstance-unknown", "no-role", "role-not-now", "purpose-required", "purpose-unknown", "purpose-not-covered", "list-not-covered",
        "entity-not-covered",
        "column-not-covered", "reason-required", "agreement-not-running", "agreement-destination", "break-glass-not-offered",
        "break-glass-not-yours",
    ]

    /// Those that decisions under this policy can come to.
    public var refusalCodes: [String] { Self.refusalCodes.filter(canRefuse) }

    private func canRefuse(_ code: String) -> Bool {
        switch code {
        case "role-not-now": roles.contains { !$0.when.isEmpty || $0.validity != Validity() }
        case "reason-required": (rules + everybody + roles.flatMap(\.rows)).contains { $0.obligations.contains(.reason) }
        case "agreement-not-running", "agreement-destination": !agreements.isEmpty
        case "break-glass-not-offered": breakGlass == nil
        case "break-glass-not-yours": breakGlass != nil
        default: true
        }
    }

    /// More exact wordings that a policy may have: the plain code serves where it has none.
    public static let refusalVariants = ["filter", "sort", "group", "show", "rule", "agreement", "export", "rows", "rows-rule", "approval"]
        .map {
            "column-not-covered-" + $0
        }

    /// Codes of the prompts that answers carry without a rule that says so.
    public var promptCodes: [String] {
        var codes = ["withheld", "masked", "identified"]
        if roles.contains(where: { $0.smallCells != nil }) { codes += ["small-cells", "small-groups"] }
        if roles.contains(where: { $0.mostRows != nil }) { codes.append("row-limit") }
        if breakGlass?.approvers.isEmpty == false { codes.append("withheld-approval") }
        return codes
    }

    /// Whether a condition on circumstances holds whoever asks, from its constants and the policy's alone; nil when it depends.
    public func constantTruth(of term: Term) -> Bool? {
        var parameters: [String: Literal] = [:]
        for (name, value) in self.parameters { parameters["policy.\(name)"] = value }
        var dependsOnAbsence = false
        term.walk(
            { part in
                switch part {
                // Whether something is there is known for constants only; the rest of three-valued logic takes what is not known as unknown.
                case .isNull, .call(.coalesce, _): dependsOnAbsence = true
                default: break
                }
            }, query: { _ in })
        return dependsOnAbsence ? nil : Circumstances(parameters: parameters).holds(term)
    }
}
