import Database

/// Holds a statement to its own list of tables, columns and functions while SQLite compiles it: a second enforcement, which knows
/// nothing of how the statement came about.
final class StatementGuard {
    private let reads: Set<CompiledQuery.Read>
    private let functions: Set<String>
    private let isRecursive: Bool
    /// What was denied first, without any value.
    private(set) var denial: String?

    init(_ query: CompiledQuery) {
        // SQLite's names do not tell upper from lower case.
        reads = Set(query.reads.map { CompiledQuery.Read(table: $0.table.lowercased(), column: $0.column.lowercased()) })
        functions = Set(query.functions.map { $0.lowercased() })
        isRecursive = query.isRecursive
    }

    func decide(_ action: Authorizer.Action) -> Authorizer.Decision {
        guard let reason = objection(to: action) else { return .allow }
        denial = denial ?? reason
        return .deny
    }

    private func objection(to action: Authorizer.Action) -> String? {
        switch action {
        case .select: return nil
        case .read(let table, let column, let within):
            if isListed(table, column) { return nil }
            // A view that is listed may read what it is made of.
            if let within, isListed(within, "") { return nil }
            return column.isEmpty ? "a read of the table \(table)" : "a read of \(table).\(column)"
        case .function(let name): return functions.contains(name.lowercased()) ? nil : "a call of the function \(name)"
        case .recursive: return isRecursive ? nil : "a recursion"
        case .other(let code, _, _): return "an action of SQLite's code \(code)"
        }
    }

    private func isListed(_ table: String, _ column: String) -> Bool {
        reads.contains(CompiledQuery.Read(table: table.lowercased(), column: column.lowercased()))
    }
}
