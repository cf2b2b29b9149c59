/// A random question with what its maker knows of it, so that nobody has to read the query to say what must be refused.
package struct Question: Sendable {
    /// What is done with a column.
    package enum Action: Sendable, Hashable {
        /// The value itself is an output.
        case shown
        /// The value of another row, found by its place or by a query, is an output.
        case fetched
        /// An output is computed of it.
        case computed
        /// The least or greatest value of several is an output.
        case extreme
        /// Values are counted.
        case counted
        /// Different values are counted.
        case countedApart
        /// Rows of two tables are compared by the value, which is an output.
        case toldApart
        /// Compared with something, or searched in.
        case compared
        /// Compared with the start of a year in a way that looks into none.
        case comparedByYear
        /// Its month, its year is compared with one, or is an output, or a key of groups.
        case monthCompared, yearCompared, monthShown, yearShown, monthGrouped, yearGrouped
        /// Whether there is a value.
        case presence
        case sorted
        case grouped
        /// Set equal to the same kind of number in another row.
        case linked
    }

    package struct Use: Sendable, Hashable {
        package var table: String
        package var column: String
        package var action: Action
        /// Columns of references that were followed to the row.
        package var way: [Reference] = []
        /// The outputs that it is part of; none in conditions and orders.
        package var outputs: Set<Int> = []
    }

    package struct Reference: Sendable, Hashable {
        package var table: String
        package var column: String
    }

    /// The question, with marks where a table about nobody is a source of values.
    package var template: String
    package var uses: [Use]
    /// Ages and lengths.
    package var spans: [Span] = []
    /// All tables that are read.
    package var tables: Set<String>
    /// Whether there is a row for one patient or one event.
    package var isList: Bool
    /// Whether each row shows values of one row, so that a mask may be put on before or after.
    package var isPlain: Bool
    /// Whether no limit and no place in an order chooses among rows that tie.
    package var isWhole = true
    /// Whether rows that are alike leave as one.
    package var isDistinct = false
    /// The table whose rows have the places that an output counts by.
    package var placed: String?
    /// How many outputs there are.
    package var outputs: Int
    /// Whether rows are chosen by the value of a patient's or an event's number.
    package var namesPatient = false
    /// The outputs that are numbers of rows about patients.
    package var counts: Set<Int> = []

    package var text: String { Self.text(template) }

    /// What a template asks where of some tables about nobody only those rows are sources of values that fulfil a condition.
    static func text(_ template: String, narrowing conditions: [String: String] = [:]) -> String {
        var text = template
        for table in ["ward", "staff"] {
            let condition = conditions[table]
            text = text.replacing("«where \(table)»", with: condition.map { " where \($0)" } ?? "")
                .replacing("«and \(table)»", with: condition.map { "\($0) and " } ?? "")
        }
        return text
    }

    /// The tables about nobody that are sources of values.
    var companions: Set<String> { Set(["ward", "staff"].filter { template.contains(" \($0)»") }) }
}
