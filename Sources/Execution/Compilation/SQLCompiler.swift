import Algebra
import Database

/// Turns resolved queries into SQLite's SQL: every literal bound, every identifier quoted and known to the schema, NULL logic kept,
/// no join that multiplies rows, and a total order of the result.
///
/// One compiler compiles one query. Selects stand in SQLCompiler+Select, set operations and alignments in +Query, sources in +Source,
/// terms in +Term, functions in +Function.
public struct SQLCompiler {
    let schema: any Schema
    private let parameters: [String: Literal]
    /// Names of outputs whose value must not influence the order of rows.
    let opaque: Set<String>

    private var bindings: [Value] = []
    private var positions: [BindingKey: Int] = [:]
    private(set) var reads: Set<CompiledQuery.Read> = []
    private(set) var functions: Set<String> = []
    var isRecursive = false
    /// What the aliases stand for that are visible where the compiler is.
    var scope: [String: Binding] = [:]
    /// The outputs of the select that is being written, by which windows may break ties.
    var outputs: [Term] = []
    private var aliases = 0

    /// A value by its bytes: Swift holds texts equal that differ in Unicode normalisation, SQLite does not.
    private enum BindingKey: Hashable {
        case value(Value)
        case bytes([UInt8])

        init(_ value: Value) {
            if case .text(let text) = value { self = .bytes(Array(text.utf8)) } else { self = .value(value) }
        }
    }

    /// What an alias stands for.
    enum Binding {
        case entity(name: String, table: String)
        case columns(Set<String>)
    }

    /// Compiles a resolved query.
    ///
    /// - Parameters:
    ///   - query: A query without paths, every source of which has an alias.
    ///   - schema: What tables and columns there are.
    ///   - parameters: Values of the query's parameters, names without the `$`.
    ///   - opaque: Names of outputs that are shown masked: ties are not broken by them, since that would tell their order.
    public static func compile(
        _ query: Query, schema: any Schema, parameters: [String: Literal] = [:], opaque: Set<String> = []
    ) throws(CompilationError) -> CompiledQuery {
        var compiler = SQLCompiler(schema: schema, parameters: parameters, opaque: opaque)
        let sql = try compiler.query(query, order: .result)
        return CompiledQuery(
            sql: sql, bindings: compiler.bindings, columns: query.columns.map { CompiledQuery.Column($0.name, role: $0.role) },
            reads: compiler.reads, functions: compiler.functions, isRecursive: compiler.isRecursive)
    }

    private init(schema: any Schema, parameters: [String: Literal], opaque: Set<String>) {
        self.schema = schema
        self.parameters = parameters
        self.opaque = opaque
    }

    // MARK: Values

    /// The parameter that holds the value; equal values share one, so that SQLite sees equal expressions as equal.
    private mutating func bind(value: Value) -> String {
        let key = BindingKey(value)
        if let position = positions[key] { return "?\(position)" }
        bindings.append(value)
        positions[key] = bindings.count
        return "?\(bindings.count)"
    }

    mutating func bind(_ literal: Literal) -> String { bind(value: Value(literal)) }

    func value(of parameter: String) throws(CompilationError) -> Literal {
        guard let value = parameters[parameter] else { throw CompilationError("The parameter $\(parameter) has no value; supply one.") }
        return value
    }

    /// The literal that a term is, a parameter's value included; nil when the term must be computed.
    func constant(_ term: Term) throws(CompilationError) -> Literal? {
        switch term {
        case .literal(let literal): literal
        case .parameter(let name): try value(of: name)
        default: nil
        }
    }

    // MARK: Names

    /// The identifier in double quotes.
    ///
    /// Control characters are refused, so that no name can disturb the statement's lines.
    func quoted(_ name: String) throws(CompilationError) -> String {
        guard !name.isEmpty, !name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
            throw CompilationError("A name is empty or holds a control character; rename it in the catalog.")
        }
        return "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    /// An alias of the compiler's own, which no query can name.
    mutating func freshAlias() -> String {
        aliases += 1
        return "\"s \(aliases)\""
    }

    mutating func table(of entity: String) throws(CompilationError) -> String {
        guard let table = schema.table(of: entity) else { throw CompilationError("There is no entity '\(entity)' in the catalog.") }
        reads.insert(CompiledQuery.Read(table: table))
        return table
    }

    mutating func column(_ source: String, _ name: String) throws(CompilationError) -> String {
        switch scope[source] {
        case nil: throw CompilationError("The column \(source)!\(name) belongs to no source that can be seen from there.")
        case .columns(let names):
            guard names.contains(name) else { throw CompilationError("The subquery \(source) has no column '\(name)'.") }
            return try quoted(source) + "." + quoted(name)
        case .entity(let entity, let table):
            guard let column = schema.column(of: name, in: entity) else {
                throw CompilationError("The entity '\(entity)' has no column for '\(name)'.")
            }
            reads.insert(CompiledQuery.Read(table: table, column: column.name))
            return try quoted(source) + "." + quoted(column.name)
        }
    }

    /// Writes a call and notes the function for the executor's list.
    mutating func call(_ function: String, _ arguments: String...) -> String {
        functions.insert(function)
        return function + "(" + arguments.joined(separator: ", ") + ")"
    }

    mutating func note(function: String) { functions.insert(function) }
}

extension Value {
    /// How a literal is stored: booleans as 1 and 0, times as text.
    public init(_ literal: Literal) {
        switch literal {
        case .null: self = .null
        case .boolean(let value): self = .integer(value ? 1 : 0)
        case .integer(let value): self = .integer(value)
        case .decimal(let value): self = .real(value)
        case .text(let text), .time(let text): self = .text(text)
        }
    }
}

extension Literal {
    /// The literal that a stored value is; times come back as text.
    public init(_ value: Value) {
        switch value {
        case .null: self = .null
        case .integer(let value): self = .integer(value)
        case .real(let value): self = .decimal(value)
        case .text(let text): self = .text(text)
        }
    }
}
