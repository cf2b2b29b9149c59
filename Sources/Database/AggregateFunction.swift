internal import CSQLite

/// Computes an aggregate over the rows of one group, for aggregates that SQLite lacks.
public protocol Aggregator: AnyObject {
    /// Takes the arguments of one row.
    func add(_ arguments: [Value])
    /// The value of the group, which may have had no row.
    func result() -> Value
}

/// Makes an aggregator for every group of a statement.
private final class AggregateFunction {
    let make: @Sendable () -> any Aggregator

    init(make: @escaping @Sendable () -> any Aggregator) { self.make = make }
}

/// What stands in SQLite's memory of a group: one pointer, nil before the first row.
private typealias GroupMemory = UnsafeMutablePointer<UnsafeRawPointer?>

private func groupMemory(_ context: OpaquePointer, create: Bool) -> GroupMemory? {
    let size = create ? Int32(MemoryLayout<UnsafeRawPointer?>.size) : 0
    return sqlite3_aggregate_context(context, size)?.assumingMemoryBound(to: UnsafeRawPointer?.self)
}

private func function(of context: OpaquePointer) -> AggregateFunction? {
    sqlite3_user_data(context).map { Unmanaged<AggregateFunction>.fromOpaque($0).takeUnretainedValue() }
}

extension Connection {
    /// Adds an aggregate function to SQL; only statements may call it, not the views and triggers of the file's schema.
    ///
    /// - Parameters:
    ///   - name: Its name in SQL.
    ///   - arguments: How many arguments it takes; -1 for any number.
    ///   - make: Makes the state of one group.
    public func define(aggregate name: String, arguments: Int, _ make: @escaping @Sendable () -> any Aggregator) throws {
        let box = Unmanaged.passRetained(AggregateFunction(make: make))
        // SQLite releases the box also when this call fails.
        let code = sqlite3_create_function_v2(
            handle, name, Int32(truncatingIfNeeded: arguments), SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, box.toOpaque(), nil,
            { context, count, arguments in
                guard let context, let memory = groupMemory(context, create: true) else { return }
                if memory.pointee == nil, let function = function(of: context) {
                    let state = Unmanaged.passRetained(function.make() as AnyObject)
                    memory.pointee = UnsafeRawPointer(state.toOpaque())
                }
                guard let state = memory.pointee else { return }
                let values = UnsafeBufferPointer(start: arguments, count: Int(count)).map(FunctionValue.read)
                (Unmanaged<AnyObject>.fromOpaque(state).takeUnretainedValue() as? any Aggregator)?.add(values)
            },
            // Called for every group, also when the statement is stopped, so the state never leaks.
            { context in
                guard let context else { return }
                if let memory = groupMemory(context, create: false), let state = memory.pointee {
                    memory.pointee = nil
                    guard let aggregator = Unmanaged<AnyObject>.fromOpaque(state).takeRetainedValue() as? any Aggregator else { return }
                    FunctionValue.answer(aggregator.result(), in: context)
                } else if let function = function(of: context) {
                    FunctionValue.answer(function.make().result(), in: context)
                }
            },
            { box in
                guard let box else { return }
                Unmanaged<AggregateFunction>.fromOpaque(box).release()
            })
        guard code == SQLITE_OK else { throw failure("define the aggregate \(name)", code) }
    }
}
