import Catalog

/// What a rule is about: entities, or columns of them.
///
/// What is given must all fit; each list is an "or".
public struct Resource: Sendable, Hashable {
    /// An attribute of an entity.
    public struct Column: Sendable, Hashable {
        /// The entity's name.
        public var entity: String
        /// The attribute's name.
        public var attribute: String

        /// A column by its names in the catalog.
        public init(entity: String, attribute: String) {
            self.entity = entity
            self.attribute = attribute
        }
    }

    /// Entities by name.
    public var entities: Set<String>?
    /// Only entities that have a path to the patient.
    public var aboutPatients = false
    /// Single columns.
    public var columns: Set<Column>?
    /// Names of levels.
    public var levels: Set<String>?
    /// Kinds of identifiers.
    public var kinds: Set<String>?
    /// How columns identify.
    public var identifies: Set<Identification>?

    /// A resource that is everything.
    public init() {}

    /// Whether it speaks of whole entities only, and so can be said of rows.
    public var isAboutEntities: Bool { columns == nil && levels == nil && kinds == nil && identifies == nil }

    /// Whether rows of an entity are meant.
    public func covers(_ entity: Entity) -> Bool {
        if aboutPatients, entity.patient == nil { return false }
        return entities?.contains(entity.name) ?? true
    }

    /// Whether a column is meant; `level` is the name of its level on the scale that the resource speaks of.
    public func covers(_ attribute: Attribute, of entity: Entity, level: String?) -> Bool {
        guard covers(entity) else { return false }
        if let columns, !columns.contains(Column(entity: entity.name, attribute: attribute.name)) { return false }
        if let levels, !(level.map { levels.contains($0) } ?? false) { return false }
        if let kinds, !(attribute.kind.map { kinds.contains($0) } ?? false) { return false }
        return identifies?.contains(attribute.identifies) ?? true
    }
}
