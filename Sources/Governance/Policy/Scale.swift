import Catalog

/// The levels by which a policy orders columns, lowest first: its own, such as the five of GB/T 39725-2020, or the catalog's four.
public struct Scale: Sendable {
    /// A level.
    public struct Step: Sendable {
        /// Its name in rules.
        public var name: String
        /// What people call it.
        public var label: Wording
        /// Which columns have it; a resource's levels are the catalog's here.
        public var resources: [Resource]
        /// Where the policy says it; nil for the catalog's.
        var place: YAMLNode?
    }

    /// Lowest first.
    public var steps: [Step]
    /// Whether the policy brought it along.
    public var isOwn: Bool

    /// The catalog's levels.
    public static let catalog = Scale(
        steps: Level.allCases.map { level in
            var resource = Resource()
            resource.levels = [level.rawValue]
            return Step(name: level.rawValue, label: Wording(["en": level.rawValue]), resources: [resource])
        }, isOwn: false)

    /// The place of a level on the scale.
    public func rank(of name: String) -> Int? { steps.firstIndex { $0.name == name } }

    /// The place of a column: the highest level that selects it, nil when none does.
    public func rank(of attribute: Attribute, of entity: Entity) -> Int? {
        steps.lastIndex { step in step.resources.contains { $0.covers(attribute, of: entity, level: attribute.level.rawValue) } }
    }
}
