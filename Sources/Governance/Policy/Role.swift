import Algebra
import Catalog

/// What callers of one kind may see: how they get the role, for which purposes, which rows, and how much of each column.
public struct Role: Sendable {
    /// The name by which rules and traces know it.
    public var name: String
    /// What people call it.
    public var label: Wording
    /// The role is a caller's when all attributes of one of these match: attribute name to the values it may have.
    public var subjects: [[String: [String]]]
    /// Conditions on caller, environment and clock under which the role is a caller's.
    public var when: [Condition] = []
    /// The days on which the role is given.
    public var validity = Validity()
    /// Roles whose rows and purposes this one has too.
    public var inherits: [String]
    /// The roles that it has inherited from, at any distance: rules for one of them, or with exceptions for one, are rules for this.
    public var ancestors: Set<String> = []
    /// Purposes it covers, each with what it changes about the columns.
    public var purposes: [String: ColumnRights]
    /// The purpose taken when a request names none.
    public var defaultPurpose: String?
    /// Whether answers may have a row for one patient or one event; otherwise totals only.
    public var lists: Bool
    /// Lists are cut after so many rows; nil for no bound of its own.
    public var mostRows: Int?
    /// Cells of totals with fewer distinct patients behind them are suppressed; nil for roles that see these patients' rows anyway.
    public var smallCells: Int?
    /// Which rows exist for it.
    public var rows: [Rule]
    /// Rows of entities about nobody that count when they stand beside filtered totals about patients, as the denominators of rates do.
    public var beside: [Rule]
    /// How much of each column it may see, whatever the purpose.
    public var columns: ColumnRights
    /// The agreement by which a third party has this role.
    public var agreement: String?
    /// What must be true in the database before anything is answered.
    public var requirements: [Requirement]
    /// Codes of prompts that every answer carries.
    public var prompts: [String]
    /// The parameter whose value separates pseudonyms of one domain from those of another, such as `project.project_id`.
    public var pseudonymDomain: String?
    /// Where it stands.
    public var place: YAMLNode
}

/// How much of each column a role may see, or at most for a purpose.
public struct ColumnRights: Sendable {
    /// The highest level of columns that a list may read, as its place on the policy's scale.
    public var listLevel: Int?
    /// The highest level of columns that a total may read.
    public var totalLevel: Int?
    /// The highest level of columns that may leave the house.
    public var exportLevel: Int?
    /// Treatment by kind of identifier.
    public var kinds: [String: Treatment]
    /// Treatment of direct identifiers whose kind is not listed.
    public var direct: Treatment?
    /// The same for quasi-identifiers.
    public var quasi: Treatment?
    /// Kinds that may be filtered by though they are not shown as they are.
    public var filterable: Set<String>

    /// Rights that say nothing.
    public init() {
        kinds = [:]
        filterable = []
    }

    /// Whether some column may be read only without the identifiers in its text.
    var deidentifies: Bool { direct == .deidentify || quasi == .deidentify || kinds.values.contains(.deidentify) }

    /// The treatment that is said for a column; nil when nothing is said of its kind.
    public func treatment(of attribute: Attribute) -> Treatment? {
        if let kind = attribute.kind, let treatment = kinds[kind] { return treatment }
        switch attribute.identifies {
        case .none: return nil
        case .quasi: return quasi?.fitting(attribute)
        case .direct: return direct?.fitting(attribute)
        }
    }

    /// These rights where they say something, the others elsewhere.
    public func over(_ other: ColumnRights) -> ColumnRights {
        var result = self
        result.listLevel = listLevel ?? other.listLevel
        result.totalLevel = totalLevel ?? other.totalLevel
        result.exportLevel = exportLevel ?? other.exportLevel
        result.kinds = other.kinds.merging(kinds) { _, mine in mine }
        result.direct = direct ?? other.direct
        result.quasi = quasi ?? other.quasi
        result.filterable = filterable.union(other.filterable)
        return result
    }
}

/// Something that must be found in the database before a role is answered, such as a running approval.
public struct Requirement: Sendable {
    /// A written query that must have a row.
    public var query: Query
    /// The name under which the first row's columns become parameters (`$project.project_id`) and placeholders (`{project.approval_no}`).
    public var name: String?
    /// The code of the refusal when there is no row.
    public var refusal: String
    /// Where it stands.
    public var place: YAMLNode
}

extension Treatment {
    /// The treatment for a column; one in part is in the way of the column's kind.
    func fitting(_ attribute: Attribute) -> Treatment {
        if case .partial(let kind) = self, kind.isEmpty { return .partial(kind: attribute.kind ?? "") }
        return self
    }
}
