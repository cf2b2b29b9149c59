/// A table as the database declares it and as its rows look: what a starter catalog is guessed from.
struct TableShape {
    /// A column, with what a sample of its values looks like.
    struct Column {
        /// As the database writes it.
        var name: String
        /// The declared type, in upper case.
        var declared: String
        /// Whether the declaration makes it the only column of the primary key.
        var isPrimaryKey: Bool
        /// Whether the declaration says that no two rows share a value.
        var isDeclaredUnique: Bool
        /// What its values look like.
        var sample = ColumnSample()
    }

    /// A declared foreign key of one column.
    struct ForeignKey: Hashable {
        var column: String
        var table: String
        /// The column there; the primary key when the declaration leaves it out.
        var foreign: String
    }

    var name: String
    var rows: Int
    var columns: [Column]
    var foreignKeys: [ForeignKey]

    func column(_ name: String) -> Column? { columns.first { $0.name.lowercased() == name.lowercased() } }
}

/// What the values of a column look like, from a bounded sample of its rows; no value itself is kept, but for the codes of short lists.
struct ColumnSample {
    /// The form that all sampled values have.
    enum Form { case none, whole, number, date, midnight, time, text }

    var form = Form.none
    /// Distinct values in the sample.
    var distinct = 0
    /// Values that are not null in the sample.
    var filled = 0
    /// Whether no two sampled rows share a value, and none is null.
    var isUnique = false
    /// Whether all values are 0 or 1.
    var isBinary = false
    /// The codes of a short list in which each stands in enough rows to be no one's own; else empty.
    var codes: [String] = []
    /// The average length of its texts, in bytes.
    var length = 0
}
