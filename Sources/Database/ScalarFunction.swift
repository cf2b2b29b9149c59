internal import CSQLite

/// Keeps a function written in Swift alive for as long as SQLite may call it.
private final class ScalarFunction {
    let name: String
    let body: @Sendable ([Value]) throws -> Value

    init(name: String, body: @escaping @Sendable ([Value]) throws -> Value) {
        self.name = name
        self.body = body
    }

    func call(_ context: OpaquePointer, _ arguments: UnsafeBufferPointer<OpaquePointer?>) {
        do {
            Self.answer(try body(arguments.map(Self.value)), in: context)
        } catch {
            // The error may quote the arguments, so only the function is named.
            sqlite3_result_error(context, "the function \(name) failed", -1)
        }
    }

    private static func value(of argument: OpaquePointer?) -> Value {
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

    private static func answer(_ value: Value, in context: OpaquePointer) {
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

extension Connection {
    /// Adds a scalar function to SQL.
    ///
    /// Only statements may call it, not the views and triggers of the file's schema.
    ///
    /// - Parameters:
    ///   - name: Its name in SQL.
    ///   - arguments: How many arguments it takes; -1 for any number.
    ///   - deterministic: Whether the same arguments always give the same value, so that SQLite may call it once.
    ///   - body: What it computes. An error it throws stops the statement, and is not repeated in the statement's error.
    public func define(
        _ name: String, arguments: Int, deterministic: Bool, _ body: @escaping @Sendable ([Value]) throws -> Value
    ) throws {
        let flags = SQLITE_UTF8 | SQLITE_DIRECTONLY | (deterministic ? SQLITE_DETERMINISTIC : 0)
        let box = Unmanaged.passRetained(ScalarFunction(name: name, body: body))
        // SQLite releases the box also when this call fails.
        let code = sqlite3_create_function_v2(
            handle, name, Int32(truncatingIfNeeded: arguments), flags, box.toOpaque(),
            { context, count, arguments in
                guard let context, let box = sqlite3_user_data(context) else { return }
                let function = Unmanaged<ScalarFunction>.fromOpaque(box).takeUnretainedValue()
                function.call(context, UnsafeBufferPointer(start: arguments, count: Int(count)))
            }, nil, nil,
            { box in
                guard let box else { return }
                Unmanaged<ScalarFunction>.fromOpaque(box).release()
            })
        guard code == SQLITE_OK else { throw failure("define the function \(name)", code) }
    }
}
