import Database

/// One connection with the statements it has compiled.
///
/// One thread at a time uses it: the pool hands it out.
final class Session: @unchecked Sendable {
    private struct Prepared {
        let statement: Statement
        let query: CompiledQuery
        let watch: StatementGuard
    }

    private static let cacheSize = 64

    private let connection: Connection
    private let bounds: Executor.Bounds
    private var cache: [String: Prepared] = [:]

    init(bounds: Executor.Bounds, open: () throws -> Connection) throws(ExecutionError) {
        self.bounds = bounds
        do {
            connection = try open()
            try SQLFunctions.define(on: connection, exactSums: bounds.exactSums)
        } catch let error as DatabaseError {
            throw ExecutionError(error, denial: nil)
        } catch {
            throw .denied(what: "an unknown step while opening the database")
        }
    }

    func begin() throws(ExecutionError) { try execute("BEGIN") }

    func end() throws(ExecutionError) { try execute("ROLLBACK") }

    private func execute(_ sql: String) throws(ExecutionError) {
        connection.deadline = nil
        do {
            try connection.execute(sql)
        } catch let error as DatabaseError {
            throw ExecutionError(error, denial: nil)
        } catch {
            throw .denied(what: "an unknown step")
        }
    }

    /// The columns of the tables as declared, all names in lower case.
    func declaredColumns(of tables: Set<String>) throws(ExecutionError) -> [String: [String: DeclaredColumn]] {
        var columns: [String: [String: DeclaredColumn]] = [:]
        do {
            let statement = try connection.prepare("SELECT name, type, pk = 1 AND max(pk) OVER () = 1 FROM pragma_table_info(?1)")
            for table in tables {
                try statement.bind(table, at: 1)
                while try statement.step() {
                    columns[table.lowercased(), default: [:]][statement.text(at: 0).lowercased()] = DeclaredColumn(
                        type: statement.text(at: 1), isOnlyKey: statement.integer(at: 2) != 0)
                }
            }
        } catch let error as DatabaseError {
            throw ExecutionError(error, denial: nil)
        } catch {
            throw .denied(what: "an unknown step")
        }
        return columns
    }

    func run(_ query: CompiledQuery) throws(ExecutionError) -> ResultSet {
        connection.deadline = Deadline(after: bounds.time, on: .continuous)
        defer { connection.deadline = nil }
        let watch = StatementGuard(query)
        do {
            let prepared = try prepare(query, watch)
            return try rows(of: prepared, query)
        } catch let error as DatabaseError {
            let denial = watch.denial ?? cache[query.sql]?.watch.denial
            cache[query.sql] = nil
            throw ExecutionError(error, denial: denial)
        } catch let error as ExecutionError {
            throw error
        } catch {
            throw .denied(what: "an unknown step")
        }
    }

    private func prepare(_ query: CompiledQuery, _ watch: StatementGuard) throws -> Prepared {
        // The same text with another list is another statement.
        if let known = cache[query.sql], known.query.reads == query.reads, known.query.functions == query.functions,
            known.query.isRecursive == query.isRecursive
        {
            return known
        }
        let statement = try connection.prepare(query.sql, authorizer: Authorizer(watch.decide))
        let prepared = Prepared(statement: statement, query: query, watch: watch)
        if cache.count >= Self.cacheSize { cache.removeAll() }
        cache[query.sql] = prepared
        return prepared
    }

    private func rows(of prepared: Prepared, _ query: CompiledQuery) throws -> ResultSet {
        let statement = prepared.statement
        defer {
            statement.reset()
            // No value of a question outlives it.
            statement.clearParameters()
        }
        try statement.bind(query.bindings)
        var rows: [[Value]] = []
        var bytes = 0
        while try statement.step() {
            guard rows.count < bounds.rows else { throw ExecutionError.limit(.rows) }
            var row: [Value] = []
            row.reserveCapacity(statement.columnCount)
            for column in 0..<statement.columnCount {
                let value = statement.value(at: column)
                switch value {
                case .text(let text): bytes += text.utf8.count
                case .real(let real) where !real.isFinite: throw ExecutionError.limit(.range)
                default: bytes += 8
                }
                row.append(value)
            }
            guard bytes <= bounds.bytes else { throw ExecutionError.limit(.size) }
            rows.append(row)
        }
        return ResultSet(columns: query.columns, rows: rows)
    }
}
