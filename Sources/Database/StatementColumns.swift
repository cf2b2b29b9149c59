internal import CSQLite

/// Reading the row that the last `step()` went to. Columns are counted from 0; one that does not exist is a programming error.
extension Statement {
    /// What SQLite stores in a cell.
    public enum Storage: Sendable {
        /// NULL.
        case null
        /// A signed integer of 64 bits.
        case integer
        /// A floating-point number of 64 bits.
        case real
        /// Text, or bytes that are read as text.
        case text
    }

    /// What the cell holds.
    public func storage(at column: Int) -> Storage {
        switch sqlite3_column_type(handle, index(column)) {
        case SQLITE_NULL: .null
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        default: .text
        }
    }

    /// The cell as it is stored.
    public func value(at column: Int) -> Value {
        switch storage(at: column) {
        case .null: .null
        case .integer: .integer(integer(at: column))
        case .real: .real(real(at: column))
        case .text: .text(text(at: column))
        }
    }

    /// Whether the cell is NULL.
    public func isNull(at column: Int) -> Bool {
        sqlite3_column_type(handle, index(column)) == SQLITE_NULL
    }

    /// The cell as an integer; 0 for NULL, and what `CAST` makes of the others.
    public func integer(at column: Int) -> Int64 {
        sqlite3_column_int64(handle, index(column))
    }

    /// The cell as a real number; 0 for NULL, and what `CAST` makes of the others.
    public func real(at column: Int) -> Double {
        sqlite3_column_double(handle, index(column))
    }

    /// The cell as text; empty for NULL.
    ///
    /// Bytes that are not UTF-8 become U+FFFD.
    public func text(at column: Int) -> String {
        withUTF8(at: column) { String(decoding: $0, as: UTF8.self) }
    }

    /// The bytes of the cell's text, without a copy; they live until the next step.
    public func withUTF8<Result>(at column: Int, _ read: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        // The order matters: asking for the text first makes the number of bytes that of the text.
        let start = sqlite3_column_text(handle, index(column))
        let count = Int(sqlite3_column_bytes(handle, index(column)))
        return try read(UnsafeBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    private func index(_ column: Int) -> Int32 {
        precondition(column >= 0 && column < columnCount, "the statement has no column \(column)")
        return Int32(truncatingIfNeeded: column)
    }
}
