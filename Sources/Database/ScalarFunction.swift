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
            FunctionValue.answer(try body(arguments.map(FunctionValue.read)), in: context)
        } catch {
            // The error may quote the arguments, so only the function is named.
            sqlite3_result_error(context, "the function \(name) failed", -1)
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
