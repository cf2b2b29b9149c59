import Algebra
import Catalog
import Governance

/// A policy with what its rules come to over a catalog: for whom each can count, and of what it speaks.
struct PolicyShape {
    let policy: Policy
    let catalog: Catalog
    /// All roles, that of break-glass included.
    let roles: [Role]
    /// Every column with the name of its level.
    private let levels: [Resource.Column: String]
    /// What the resources of the rules select, found once: rules are compared in pairs.
    private var columnsOf: [Resource: Set<Resource.Column>] = [:]
    private var entitiesOf: [Resource: Set<String>] = [:]

    init(policy: Policy, catalog: Catalog) {
        self.policy = policy
        self.catalog = catalog
        roles = policy.roles + (policy.breakGlass.map { [$0.role] } ?? [])
        var levels: [Resource.Column: String] = [:]
        for entity in catalog.entities.values {
            for attribute in entity.attributes.values {
                guard let rank = policy.scale.rank(of: attribute, of: entity) else { continue }
                levels[Resource.Column(entity: entity.name, attribute: attribute.name)] = policy.scale.steps[rank].name
            }
        }
        self.levels = levels
        for rule in policy.everybody + roles.flatMap(\.rows) + policy.rules where entitiesOf[rule.resource] == nil {
            entitiesOf[rule.resource] = entities(of: rule.resource)
            columnsOf[rule.resource] = columns(of: rule.resource)
        }
    }

    /// The name of a column's level; nil when none selects it.
    func level(of column: Resource.Column) -> String? { levels[column] }

    /// The columns that a resource selects.
    func columns(of resource: Resource) -> Set<Resource.Column> {
        if let known = columnsOf[resource] { return known }
        var columns: Set<Resource.Column> = []
        for entity in catalog.entities.values where resource.covers(entity) {
            for attribute in entity.attributes.values {
                let column = Resource.Column(entity: entity.name, attribute: attribute.name)
                if resource.covers(attribute, of: entity, level: levels[column]) { columns.insert(column) }
            }
        }
        return columns
    }

    /// The entities that a resource selects.
    func entities(of resource: Resource) -> Set<String> {
        entitiesOf[resource] ?? Set(catalog.entities.values.filter { resource.covers($0) }.map(\.name))
    }

    /// The roles in which a rule beyond the roles can count: named, and with a caller and a purpose that it is for.
    func roles(of rule: Rule) -> [Role] {
        roles.filter { role in
            rule.target.concerns(role) && !purposes(of: rule.target, in: role).isEmpty
                && (rule.target.subjects.isEmpty || rule.target.subjects.contains { own in role.subjects.contains { $0.meets(own) } })
                && !(rule.target.when + role.when).excludeEachOther
        }
    }

    /// The purposes of a role for which a rule counts.
    func purposes(of target: Target, in role: Role) -> Set<String> {
        let own = Set(role.purposes.keys)
        return target.purposes.map { $0.intersection(own) } ?? own
    }

    /// Whether, in a role, a rule's target holds whenever another's does.
    func includes(_ target: Target, _ other: Target, in role: Role) -> Bool {
        guard target.concerns(role), purposes(of: other, in: role).isSubset(of: purposes(of: target, in: role)) else { return false }
        let subjects = other.subjects.isEmpty ? role.subjects : other.subjects
        guard target.subjects.isEmpty || subjects.allSatisfy({ one in target.subjects.contains { one.entails($0) } }) else { return false }
        let known = (other.when + role.when).map(\.term)
        return target.when.allSatisfy { known.contains($0.term) } && target.validity.includes(other.validity)
    }

    /// Whether, in a role, two rules can count for the same request.
    func meet(_ target: Target, _ other: Target, in role: Role) -> Bool {
        guard target.concerns(role), other.concerns(role),
            !purposes(of: target, in: role).isDisjoint(with: purposes(of: other, in: role)),
            target.validity.meets(other.validity), !(target.when + other.when + role.when).excludeEachOther
        else { return false }
        return target.subjects.isEmpty || other.subjects.isEmpty
            || target.subjects.contains { one in other.subjects.contains { one.meets($0) } }
    }
}

extension [String: [String]] {
    /// Whether a caller can match both subjects.
    func meets(_ other: [String: [String]]) -> Bool {
        allSatisfy { attribute, values in other[attribute].map { !Set($0).isDisjoint(with: values) } ?? true }
            && !(self["account"] != nil && other["kind"].map { !$0.contains("service") } ?? false)
            && !(other["account"] != nil && self["kind"].map { !$0.contains("service") } ?? false)
    }

    /// Whether whoever matches this subject matches the other too.
    func entails(_ other: [String: [String]]) -> Bool {
        other.allSatisfy { attribute, values in
            if attribute == "kind", self["account"] != nil, values.contains("service") { return true }
            return self[attribute].map { Set($0).isSubset(of: values) } ?? false
        }
    }
}

extension Validity {
    func includes(_ other: Validity) -> Bool {
        (from.map { own in other.from.map { own <= $0 } ?? false } ?? true)
            && (until.map { own in other.until.map { own >= $0 } ?? false } ?? true)
    }

    func meets(_ other: Validity) -> Bool {
        !(until.map { own in other.from.map { own < $0 } ?? false } ?? false)
            && !(from.map { own in other.until.map { $0 < own } ?? false } ?? false)
    }
}

extension [Condition] {
    /// Whether no request can fulfil all: a parameter would have to be two things at once, or something hold and not hold.
    var excludeEachOther: Bool {
        let terms = flatMap(\.term.conjuncts)
        var allowed: [String: Set<Literal>] = [:]
        for term in terms {
            guard let (name, values) = term.choice else { continue }
            allowed[name] = allowed[name].map { $0.intersection(values) } ?? values
        }
        return allowed.values.contains(where: \.isEmpty)
            || terms.contains { if case .unary(.not, let inner) = $0 { terms.contains(inner) } else { false } }
    }
}

extension Term {
    /// The parameter that a condition compares with constants, and what it may be.
    fileprivate var choice: (name: String, values: Set<Literal>)? {
        switch self {
        case .binary(.equal, .parameter(let name), .literal(let value)), .binary(.equal, .literal(let value), .parameter(let name)):
            return (name, [value])
        case .oneOf(.parameter(let name), let list):
            var values: Set<Literal> = []
            for item in list {
                guard case .literal(let value) = item else { return nil }
                values.insert(value)
            }
            return (name, values)
        default: return nil
        }
    }
}
