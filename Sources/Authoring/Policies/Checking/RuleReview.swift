import Catalog
import Governance

/// Finds rules that can never do anything: contradicted, shadowed, for roles and purposes that never meet, over, or about nothing.
struct RuleReview {
    private let shape: PolicyShape
    private let today: String
    /// Each rule once, with the roles that have it.
    private let rowPermits: [Held]
    private let beyond: [Held]

    /// A rule and the roles in which it can count.
    private struct Held {
        var rule: Rule
        var roles: [Role]
    }

    init(shape: PolicyShape, today: String) {
        self.shape = shape
        self.today = today
        beyond = shape.policy.rules.map { Held(rule: $0, roles: shape.roles(of: $0)) }
        var own: [Held] = shape.policy.everybody.map { Held(rule: $0, roles: shape.roles) }
        for role in shape.roles {
            for rule in role.rows {
                if let index = own.firstIndex(where: { $0.rule.isSame(as: rule) }) {
                    if !own[index].roles.contains(where: { $0.name == role.name }) { own[index].roles.append(role) }
                } else {
                    own.append(Held(rule: rule, roles: [role]))
                }
            }
        }
        rowPermits = own + beyond.filter { $0.rule.effect == .permit && $0.rule.actions.contains(.rows) }
    }

    var findings: [Finding] {
        beyond.flatMap(reach) + rowPermits.flatMap(ownReach) + (beyond + rowPermits).flatMap(validity) + rowPermits.flatMap(rows)
            + beyond.filter { !$0.rule.actions.contains(.rows) }.flatMap(columns) + rowDenials + treatments
    }

    // MARK: Whether it can count at all

    private func reach(_ held: Held) -> [Finding] {
        let rule = held.rule
        var findings: [Finding] = []
        if held.roles.isEmpty, !shape.roles.isEmpty {
            findings.append(
                Finding(
                    .warning,
                    "'\(rule.name)' never counts: no role that it is for has such callers, covers one of its purposes, and can have its circumstances. Name other roles, purposes or subjects, or drop it.",
                    at: rule.place))
        }
        let isIdle = rule.actions.contains(.rows) ? shape.entities(of: rule.resource).isEmpty : shape.columns(of: rule.resource).isEmpty
        if isIdle {
            findings.append(
                Finding(.warning, "'\(rule.name)' is about nothing: 'on' selects nothing that the catalog has.", at: rule.place))
        }
        return findings
    }

    private func ownReach(_ held: Held) -> [Finding] {
        guard let purposes = held.rule.target.purposes, held.roles.allSatisfy({ purposes.isDisjoint(with: $0.purposes.keys) }),
            !held.roles.isEmpty, !shape.policy.rules.contains(where: { $0.name == held.rule.name })
        else { return [] }
        return [
            Finding(
                .warning, "'\(held.rule.name)' never counts: its role does not cover the purposes \(purposes.listed).", at: held.rule.place)
        ]
    }

    private func validity(_ held: Held) -> [Finding] {
        guard let until = held.rule.target.validity.until, until < today else { return [] }
        return [
            Finding(.warning, "'\(held.rule.name)' is over since \(until). Give it another last day, or drop it.", at: held.rule.place)
        ]
    }

    // MARK: Rows

    private func rows(_ held: Held) -> [Finding] {
        let rule = held.rule
        let entities = shape.entities(of: rule.resource)
        guard !entities.isEmpty, !held.roles.isEmpty else { return [] }
        func covers(_ other: Rule, _ role: Role) -> Bool {
            other.conditions.allSatisfy { wanted in rule.conditions.contains { $0.term == wanted.term } }
                && shape.includes(other.target, rule.target, in: role)
        }
        let denials = beyond.map(\.rule).filter { $0.effect == .deny && $0.actions.contains(.rows) }
        if let names = shadowing(entities, held.roles, denials, covers) {
            return [
                Finding(
                    .error,
                    "'\(rule.name)' can never count: \(names) denies the same rows to the same callers, and a denial wins. Drop one.",
                    at: rule.place)
            ]
        }
        let others = rowPermits.map(\.rule).filter { !$0.isSame(as: rule) && !($0.isAsWide(as: rule) && $0.place.line > rule.place.line) }
        if let names = shadowing(
            entities, held.roles, others,
            { other, role in
                (shape.policy.everybody.contains { $0.isSame(as: other) } || role.rows.contains { $0.isSame(as: other) }
                    || shape.policy.rules.contains { $0.isSame(as: other) }) && covers(other, role)
            })
        {
            return [Finding(.warning, "'\(rule.name)' adds nothing: \(names) opens all its rows already. Drop one.", at: rule.place)]
        }
        return []
    }

    /// The rules that together stand before every entity in every role; nil when some entity is left in some role.
    private func shadowing(
        _ entities: Set<String>, _ roles: [Role], _ others: [Rule], _ covers: (Rule, Role) -> Bool
    ) -> String? {
        var names: [String] = []
        for role in roles {
            let covering = others.filter { covers($0, role) }
            for entity in entities.sorted() {
                guard let other = covering.first(where: { shape.entities(of: $0.resource).contains(entity) }) else { return nil }
                if !names.contains(other.said) { names.append(other.said) }
            }
        }
        return names.joined(separator: " and ")
    }

    private var rowDenials: [Finding] {
        let denials = beyond.filter { $0.rule.effect == .deny && $0.rule.actions.contains(.rows) && !$0.roles.isEmpty }
        return denials.enumerated().compactMap { index, held in
            let wider = denials.enumerated().first { other, wide in
                other != index && (other < index || !wide.rule.isAsWide(as: held.rule))
                    && wide.rule.conditions.allSatisfy { wanted in held.rule.conditions.contains { $0.term == wanted.term } }
                    && shape.entities(of: held.rule.resource).isSubset(of: shape.entities(of: wide.rule.resource))
                    && held.roles.allSatisfy { shape.includes(wide.rule.target, held.rule.target, in: $0) }
            }
            return wider.map {
                Finding(.warning, "'\(held.rule.name)' adds nothing: \($0.element.rule.said) denies as much.", at: held.rule.place)
            }
        }
    }

    // MARK: Columns

    private func columns(_ held: Held) -> [Finding] {
        let rule = held.rule
        let columns = shape.columns(of: rule.resource)
        guard !columns.isEmpty, !held.roles.isEmpty else { return [] }
        var denying: [String] = []
        var widening: [String] = []
        for action in rule.actions {
            let others = beyond.map(\.rule).filter {
                !$0.isSame(as: rule) && $0.actions.contains(action) && columns.isSubset(of: shape.columns(of: $0.resource))
            }
            for role in held.roles {
                let including = others.filter { shape.includes($0.target, rule.target, in: role) }
                if rule.effect == .permit { denying.append(including.first { $0.effect == .deny }?.said ?? "") }
                let wide = including.first {
                    $0.effect == rule.effect && $0.treatment == rule.treatment
                        && !($0.isAsWide(as: rule) && $0.place.line > rule.place.line)
                }
                widening.append(wide?.said ?? "")
            }
        }
        if !denying.isEmpty, !denying.contains("") {
            return [
                Finding(
                    .error,
                    "'\(rule.name)' can never count: \(Set(denying).listed) denies the same of the same columns to the same callers, and a denial wins. Drop one.",
                    at: rule.place)
            ]
        }
        guard !widening.isEmpty, !widening.contains("") else { return [] }
        let does = rule.effect == .permit ? "permits" : "denies"
        return [Finding(.warning, "'\(rule.name)' adds nothing: \(Set(widening).listed) \(does) as much. Drop one.", at: rule.place)]
    }

    /// Permits that would show the same column in two ways.
    private var treatments: [Finding] {
        let permits = beyond.filter { $0.rule.effect == .permit && !$0.rule.actions.isDisjoint(with: [.values, .totals]) }
        var findings: [Finding] = []
        for (index, one) in permits.enumerated() {
            for other in permits[(index + 1)...]
            where one.rule.treatment != other.rule.treatment
                && !one.rule.actions.intersection(other.rule.actions).isDisjoint(with: [.values, .totals])
            {
                let both = shape.columns(of: one.rule.resource).intersection(shape.columns(of: other.rule.resource))
                guard let column = both.min(by: { ($0.entity, $0.attribute) < ($1.entity, $1.attribute) }) else { continue }
                let meeting = one.roles.filter { role in
                    other.roles.contains { $0.name == role.name } && shape.meet(one.rule.target, other.rule.target, in: role)
                }
                guard let role = meeting.first else { continue }
                let isSure =
                    shape.includes(one.rule.target, other.rule.target, in: role)
                    || shape.includes(other.rule.target, one.rule.target, in: role)
                findings.append(
                    Finding(
                        isSure ? .error : .warning,
                        "'\(other.rule.name)' says \(other.rule.treatment.word) of \(column.entity).\(column.attribute), \(one.rule.said) says \(one.rule.treatment.word), and both \(isSure ? "count" : "may count") for \(meeting.map(\.name).listed). Give them roles, purposes or circumstances that exclude each other.",
                        at: other.rule.place))
            }
        }
        return findings
    }
}

extension Rule {
    /// The rule as findings about others name it.
    var said: String { "'\(name)' (line \(place.line))" }

    /// Whether it is the same rule of the file; roles that inherit have it too.
    func isSame(as other: Rule) -> Bool { name == other.name && place.line == other.place.line }

    /// Whether both say the same of the same rows or columns, so that either could be dropped.
    fileprivate func isAsWide(as other: Rule) -> Bool {
        resource == other.resource && Set(conditions.map(\.term)) == Set(other.conditions.map(\.term)) && treatment == other.treatment
            && actions == other.actions && target.roles == other.target.roles && target.exceptRoles == other.target.exceptRoles
            && target.subjects == other.target.subjects && target.purposes == other.target.purposes
            && target.when.map(\.term) == other.target.when.map(\.term) && target.validity == other.target.validity
    }
}
