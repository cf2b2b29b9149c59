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
    /// What the columns of a subquery's rows are called.
    var columns: [String: Named] = [:]
    /// The only value of a subquery's rows, with all that the subquery says.
    var only: (name: String, text: String)?
    /// What the rows are called with what has been said of them; nil for their kind alone.
    var rowWords: String?
    /// The person that the rows are said to be about.
    var person: Term?
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

    /// The same rows, of which nothing has been named yet.
    func bare() -> Scope {
        let result = Scope(rows, alias: alias, parent: parent)
        result.columns = columns
        result.rowWords = rowWords
        result.only = only
        result.person = person
        return result
    }

    /// The entity of the rows.
    var entity: String? { if case .entity(let name) = rows { name } else { nil } }
}
