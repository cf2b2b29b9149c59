import Catalog
import Governance

/// Finds tables and columns that a policy leaves out: without a level, a treatment or a reader, and what may leave the house for anywhere.
struct ColumnReview {
    let shape: PolicyShape
    let root: YAMLNode

    var findings: [Finding] {
        levels + treatments + kinds + paths + readers + exports
    }

    private var entities: [Entity] { shape.catalog.order.compactMap { shape.catalog.entities[$0] } }

    private func attributes(of entity: Entity) -> [Attribute] { entity.attributeOrder.compactMap { entity.attributes[$0] } }

    /// Entities with a rule that opens some of their rows.
    private var seen: Set<String> {
        let permits = shape.policy.everybody + shape.roles.flatMap(\.rows)
        let beyond = shape.policy.rules.filter { $0.effect == .permit && $0.actions.contains(.rows) && !shape.roles(of: $0).isEmpty }
        return (permits + beyond).reduce(into: []) { $0.formUnion(shape.entities(of: $1.resource)) }
    }

    // MARK: Levels

    private var levels: [Finding] {
        guard shape.policy.scale.isOwn else { return [] }
        let section = root.section("levels")
        var findings: [Finding] = []
        for entity in entities {
            let bare = attributes(of: entity).map(\.name).filter {
                shape.level(of: Resource.Column(entity: entity.name, attribute: $0)) == nil
            }
            guard !bare.isEmpty else { continue }
            findings.append(
                Finding(
                    .warning,
                    "No level selects \(entity.name).\(bare.joined(separator: ", ")): closed to everybody. Add \(bare.count == 1 ? "it" : "them") to the 'on' of a level.",
                    at: section))
        }
        for step in shape.policy.scale.steps where step.resources.allSatisfy({ shape.columnsByCatalog($0).isEmpty }) {
            findings.append(Finding(.note, "The level '\(step.name)' selects no column of this catalog.", at: section))
        }
        return findings
    }

    // MARK: Identifiers

    private var treatments: [Finding] {
        let (seen, roles) = (seen, shape.roles)
        let ruled = shape.policy.rules.filter { $0.effect == .permit && !$0.actions.contains(.rows) }
            .reduce(into: Set<Resource.Column>()) { $0.formUnion(shape.columns(of: $1.resource)) }
        let rights = roles.flatMap { Array($0.purposes.values) + [$0.columns] }
        var untreated: [String: [String]] = [:]
        for entity in entities where seen.contains(entity.name) {
            for attribute in attributes(of: entity) where attribute.identifies != .none {
                guard !ruled.contains(Resource.Column(entity: entity.name, attribute: attribute.name)),
                    rights.allSatisfy({ $0.treatment(of: attribute) == nil })
                else { continue }
                untreated[attribute.kind ?? "", default: []].append("\(entity.name).\(attribute.name)")
            }
        }
        return untreated.sorted { $0.key < $1.key }.map { kind, columns in
            let what = kind.isEmpty ? "identifiers without a kind" : "the kind '\(kind)'"
            return Finding(
                .warning,
                "No role says how \(what) is shown, so \(columns.joined(separator: ", ")) \(columns.count == 1 ? "is" : "are") hidden from everybody. Say it under 'identifiers', or say 'direct' or 'quasi'.",
                at: root.section("roles"))
        }
    }

    /// Kinds that the policy speaks of and no column has.
    private var kinds: [Finding] {
        let known = Set(shape.catalog.entities.values.flatMap { $0.attributes.values.compactMap(\.kind) })
        var findings: [Finding] = []
        func look(_ node: YAMLNode) {
            switch node.value {
            case .mapping(let pairs):
                for (key, value) in pairs {
                    if key == "identifiers" || key == "filter" {
                        for (name, place) in value.names where !known.contains(name) {
                            let near = nearest(to: name, among: known).map { " Did you mean '\($0)'?" } ?? ""
                            findings.append(Finding(.warning, "No column of the catalog is of the kind '\(name)'.\(near)", at: place))
                        }
                    }
                    if key != "cases" { look(value) }
                }
            case .sequence(let items): items.forEach(look)
            case .scalar, .null: break
            }
        }
        look(root)
        return findings
    }

    // MARK: Patients

    private var paths: [Finding] {
        entities.filter { $0.patient == nil }.compactMap { entity in
            let next = entity.relations.values.filter { !$0.toMany && shape.catalog.entities[$0.target]?.patient != nil }
                .min { $0.name < $1.name }
            guard let next else { return nil }
            return Finding(
                .warning,
                "\(entity.name) has no path to the patient, but '\(next.name)' leads to \(next.target), which has one: rules 'about: patients' do not cover it, and its rows are counted for nobody. Write 'patient' for it in the catalog.",
                at: root)
        }
    }

    private var readers: [Finding] {
        guard !shape.policy.roles.isEmpty else { return [] }
        let seen = seen
        let hidden = entities.map(\.name).filter { !seen.contains($0) }
        guard !hidden.isEmpty else { return [] }
        return [
            Finding(
                .warning, "Nobody can see rows of \(hidden.joined(separator: ", ")). Open them to a role, or to everybody.",
                at: root.section("everybody", "roles"))
        ]
    }

    // MARK: Export

    private var exports: [Finding] {
        func names(_ when: [Condition]) -> Bool { when.contains { $0.term.parameters.contains("environment.destination") } }
        let rules = shape.policy.rules.filter { $0.actions.contains(.export) }
        let bounded = rules.filter { $0.effect == .deny && names($0.target.when) }
        var findings: [Finding] = []
        for rule in rules where rule.effect == .permit && !names(rule.target.when) {
            let open = shape.roles(of: rule).filter { role in
                role.agreement == nil && !names(role.when) && !bounded.contains { $0.target.concerns(role) }
            }
            guard let first = open.first else { continue }
            findings.append(
                Finding(
                    .warning,
                    "'\(rule.name)' lets data leave the house for any destination, as for \(first.name). Say which: when: \"$environment.destination in ('CN')\".",
                    at: rule.place))
        }
        for role in shape.roles where ([role.columns] + role.purposes.values).contains(where: { $0.exportLevel != nil }) {
            guard role.agreement == nil, !names(role.when), !bounded.contains(where: { $0.target.concerns(role) }) else { continue }
            findings.append(
                Finding(
                    .warning,
                    "The role '\(role.name)' may take data out of the house to any destination. Deny 'export' when $environment.destination is none of those meant, or give the role an agreement with 'destinations'.",
                    at: role.place))
        }
        for agreement in shape.policy.agreements.values where agreement.destinations.isEmpty {
            let leaving = shape.roles.filter { $0.agreement == agreement.name && $0.columns.exportLevel != nil }
            guard let role = leaving.first else { continue }
            findings.append(
                Finding(
                    .warning,
                    "The role '\(role.name)' may take data out by the agreement '\(agreement.name)', which names no 'destinations', so that nothing leaves.",
                    at: agreement.place))
        }
        return findings
    }
}

extension PolicyShape {
    /// The columns that a selector of a scale selects, whose levels are the catalog's.
    fileprivate func columnsByCatalog(_ resource: Resource) -> [Attribute] {
        catalog.entities.values.flatMap { entity in
            entity.attributes.values.filter { resource.covers($0, of: entity, level: $0.level.rawValue) }
        }
    }
}

extension YAMLNode {
    /// The keys of a mapping, or the texts of a list, each with its place.
    fileprivate var names: [(String, YAMLNode)] {
        if case .mapping(let pairs) = value { return pairs.map { ($0.key, $0.value) } }
        return ((try? items()) ?? []).compactMap { item in (try? item.string()).map { ($0, item) } }
    }
}
