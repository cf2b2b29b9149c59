internal import CSQLite

/// Binding: the one way for a value to get into a statement. Parameters are counted from 1.
extension Statement {
    /// Binds all parameters, in order.
    ///
    /// - Throws: `DatabaseError` when there are more or fewer values than parameters.
    public func bind(_ values: [Value]) throws {
        guard values.count == parameterCount else {
            throw DatabaseError.misuse(
                "bind parameters", "the statement has \(parameterCount) parameters, and \(values.count) values are given", sql: sql)
        }
        for (index, value) in values.enumerated() {
            try bind(value, at: index + 1)
        }
    }

    /// Binds one parameter.
    public func bind(_ value: Value, at index: Int) throws {
        switch value {
        case .null: try bindNull(at: index)
        case .integer(let integer): try bind(integer, at: index)
        case .real(let real): try bind(real, at: index)
        case .text(let text): try bind(text, at: index)
        }
    }

    /// Binds NULL.
    public func bindNull(at index: Int) throws {
        try check(sqlite3_bind_null(handle, Int32(truncatingIfNeeded: index)), index)
    }

    /// Binds an integer.
    public func bind(_ integer: Int64, at index: Int) throws {
        try check(sqlite3_bind_int64(handle, Int32(truncatingIfNeeded: index), integer), index)
    }

    /// Binds an integer.
    public func bind(_ integer: Int, at index: Int) throws {
        try check(sqlite3_bind_int64(handle, Int32(truncatingIfNeeded: index), Int64(integer)), index)
    }

    /// Binds a real number.
    ///
    /// - Throws: `DatabaseError` for NaN, which SQLite would turn into NULL without a word.
    public func bind(_ real: Double, at index: Int) throws {
        guard !real.isNaN else {
            throw DatabaseError.misuse("bind parameter \(index)", "the number is NaN", sql: sql)
        }
        try check(sqlite3_bind_double(handle, Int32(truncatingIfNeeded: index), real), index)
    }

    /// Binds a text, which SQLite copies.
    public func bind(_ text: String, at index: Int) throws {
        var text = text
        try text.withUTF8 { try bind(utf8: $0, at: index) }
    }

    /// Binds a text that is part of the program; nothing is copied.
    public func bind(_ text: StaticString, at index: Int) throws {
        guard text.hasPointerRepresentation else { return try bind(String(describing: text), at: index) }
        try bind(unowned: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), at: index)
    }

    /// Binds text as UTF-8, which SQLite copies.
    public func bind(utf8 bytes: UnsafeBufferPointer<UInt8>, at index: Int) throws {
        try withText(bytes, at: index) { lamplight_sqlite3_bind_text(handle, Int32(truncatingIfNeeded: index), $0, $1) }
    }

    /// Binds text as UTF-8 without copying it, for bulk loading.
    ///
    /// The bytes must stay where they are until the parameter is bound anew or the statement is gone.
    public func bind(unowned bytes: UnsafeBufferPointer<UInt8>, at index: Int) throws {
        try withText(bytes, at: index) { sqlite3_bind_text(handle, Int32(truncatingIfNeeded: index), $0, $1, nil) }
    }

    /// Sets all parameters back to NULL.
    public func clearParameters() {
        sqlite3_clear_bindings(handle)
    }

    private func withText(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ bind: (UnsafePointer<CChar>, Int32) -> Int32
    ) throws {
        guard let count = Int32(exactly: bytes.count) else { throw bindFailure(SQLITE_TOOBIG, index: index) }
        guard let start = bytes.baseAddress else {
            // A missing address would bind NULL, and an empty text is not NULL.
            try check(lamplight_sqlite3_bind_text(handle, Int32(truncatingIfNeeded: index), "", 0), index)
            return
        }
        let code = start.withMemoryRebound(to: CChar.self, capacity: bytes.count) { bind($0, count) }
        try check(code, index)
    }

    private func check(_ code: Int32, _ index: Int) throws {
        guard code == SQLITE_OK else { throw bindFailure(code, index: index) }
    }
}
