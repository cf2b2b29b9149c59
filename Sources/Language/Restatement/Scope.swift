import Algebra

/// What the paths of a term start from while it is said in words: the row of the query that it stands in, and those around it.
final class Scope {
    /// What a row is.
    enum Rows {
        case entity(String)
        /// A period of a calendar with its unit.
        case calendar(String)
        /// A row of a subquery or of an alignment, known by its columns only.
        case columns
    }

    let rows: Rows
    let alias: String?
    let parent: Scope?
    /// What the keys and outputs of the query are called, by their names; empty while its filter is read, as in the resolver.
    var names: [String: Named] = [:]
    /// Whether conditions stand after "where" rather than after commas: "where there is a visit", not "where with a visit".
    var isNested = false
    /// Terms that have been said already, with a short name for saying them again.
    var said: [Term: String] = [:]

    /// A key or output with its words.
    struct Named {
        var words: String
        var term: Term
        /// Whether it counts something, so that it is "most" rather than "highest".
        var counts = false
        var unit: String?
    }

    init(_ rows: Rows, alias: String? = nil, parent: Scope? = nil) {
        self.rows = rows
        self.alias = alias
        self.parent = parent
    }

    /// The entity of the rows.
    var entity: String? { if case .entity(let name) = rows { name } else { nil } }
}
