internal import CSQLite

/// Carries values between SQLite and functions written in Swift.
enum FunctionValue {
    static func read(_ argument: OpaquePointer?) -> Value {
        switch sqlite3_value_type(argument) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return .integer(sqlite3_value_int64(argument))
        case SQLITE_FLOAT: return .real(sqlite3_value_double(argument))
        default:
            let start = sqlite3_value_text(argument)
            let count = start == nil ? 0 : Int(sqlite3_value_bytes(argument))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        }
    }

    static func answer(_ value: Value, in context: OpaquePointer) {
        switch value {
        case .null: sqlite3_result_null(context)
        case .integer(let integer): sqlite3_result_int64(context, integer)
        case .real(let real): sqlite3_result_double(context, real)
        case .text(""):
            // The empty text may have no address, which would answer NULL.
            let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
            sqlite3_result_text(context, "", 0, transient)
        case .text(var text):
            text.withUTF8 { bytes in
                // SQLITE_TRANSIENT: SQLite copies the bytes.
                let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
                let start = UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
                sqlite3_result_text64(context, start, UInt64(bytes.count), transient, UInt8(SQLITE_UTF8))
            }
        }
    }
}
