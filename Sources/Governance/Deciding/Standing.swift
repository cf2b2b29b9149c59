import Algebra
import Catalog

/// How rules and roles stand to one request: whether they count, and if not, why.
struct Standing {
    let caller: Caller
    let circumstances: Circumstances
    let now: String

    /// What keeps a role from being the caller's; nil when it is.
    func obstacle(to role: Role) -> Obstacle? {
        guard caller.matches(role.subjects) == true else { return .subject }
        return obstacle(to: role.validity) ?? obstacle(to: role.when)
    }

    /// What keeps a rule's target from being this request; nil when nothing does.
    func obstacle(to target: Target, role: Role, purpose: String) -> Obstacle? {
        guard target.concerns(role) else { return .role }
        if let purposes = target.purposes, !purposes.contains(purpose) { return .purpose }
        if let obstacle = obstacle(to: target.validity) { return obstacle }
        let isSubject = target.subjects.isEmpty ? true : caller.matches(target.subjects)
        if isSubject == false { return .subject }
        let circumstance = obstacle(to: target.when)
        if case .condition = circumstance { return circumstance }
        return isSubject == nil ? .unknown("subject") : circumstance
    }

    /// Whether a rule counts: a permit when all is known to fit, a denial unless something is known not to.
    func counts(_ rule: Rule, role: Role, purpose: String) -> Bool {
        switch obstacle(to: rule.target, role: role, purpose: purpose) {
        case nil: true
        case .unknown: rule.effect == .deny
        default: false
        }
    }

    private func obstacle(to validity: Validity) -> Obstacle? {
        if let from = validity.from, !validity.hasBegun(now) { return .notBegun(from) }
        if let until = validity.until, validity.isOver(now) { return .over(until) }
        return nil
    }

    private func obstacle(to conditions: [Condition]) -> Obstacle? {
        var unknown: Obstacle?
        for condition in conditions {
            switch circumstances.holds(condition.term) {
            case true?: continue
            case false?: return .condition(condition.term.description)
            case nil: unknown = unknown ?? .unknown(condition.term.description)
            }
        }
        return unknown
    }
}
