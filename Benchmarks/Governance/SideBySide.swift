import ArgumentParser
import Database
import Execution
import Governance
import Service

/// Measures governed statements beside statements written by hand with the same filters: same connection, same run, by turns.
struct SideBySide {
    let engine: Engine
    let connection: Connection
    let now: Value
    let callers: [String: String]

    /// What one question took.
    struct Measure {
        var question: HandWritten.Question
        var rows: Int
        var governed: Duration
        var written: Duration
        var ratio: Double { governed / written }
    }

    init(_ engine: Engine, _ file: HandWritten) throws {
        self.engine = engine
        let connection = try Connection(path: engine.database, mode: .readOnly)
        try SQLFunctions.define(on: connection)
        let now = Value.text(try engine.now())
        self.connection = connection
        self.now = now
        callers = try file.callers.mapValues { sql in
            let statement = try Self.statement(sql, ["now": now], on: connection)
            guard let row = try statement.rows().first, case .text(let id) = row[0] else {
                throw ValidationError("Nobody is found by: \(sql)")
            }
            return id
        }
    }

    /// Who asks a question.
    func request(_ question: HandWritten.Question) -> Request {
        Request(question: question.text, caller: callers[question.caller] ?? question.caller, purpose: question.purpose)
    }

    /// Runs both statements of a question by turns, at least `times` times each and until `least` has passed.
    ///
    /// - Throws: When governance refuses, and when the two do not give the same rows.
    func measure(_ question: HandWritten.Question, times: Int, least: Duration) throws -> Measure {
        let input = try engine.governanceInput(request(question))
        guard case .permit(let query) = try engine.govern(input) else {
            throw ValidationError("\(question.caller) is refused: \(question.text)")
        }
        let compiled = try engine.compile(query)
        let governed = try connection.prepare(compiled.sql)
        try governed.bind(compiled.bindings)
        var parameters = input.caller.attributes.mapValues { Value($0) }
        parameters["now"] = now
        let written = try Self.statement(question.sql, parameters, on: connection)

        // Cells are compared as they are before small ones are suppressed: the hidden columns are what suppression needs besides.
        let shown = compiled.columns.indices.filter { compiled.columns[$0].role != .hidden }
        let ours = Rows(try governed.rows(), columns: shown)
        let theirs = Rows(try written.rows(), columns: Array(0..<written.columnCount))
        guard ours == theirs else {
            throw ValidationError("The statement by hand gives other rows than the governed one: \(question.caller), \(question.text)")
        }

        var durations: (governed: [Duration], written: [Duration]) = ([], [])
        var passed = Duration.zero
        while durations.governed.count < times || passed < least {
            // The first of two leaves the pages warm for the second, so they take turns at being first.
            let isFirst = durations.governed.count.isMultiple(of: 2)
            if isFirst { durations.governed.append(try Self.run(governed)) }
            durations.written.append(try Self.run(written))
            if !isFirst { durations.governed.append(try Self.run(governed)) }
            passed += durations.governed[durations.governed.count - 1] + durations.written[durations.written.count - 1]
        }
        return Measure(
            question: question, rows: ours.count, governed: Table.median(durations.governed), written: Table.median(durations.written))
    }

    private static func run(_ statement: Statement) throws -> Duration {
        try ProcessorTime.of { _ = try statement.rows() }
    }

    /// A statement with its parameters, such as `:now`, bound.
    private static func statement(_ sql: String, _ parameters: [String: Value], on connection: Connection) throws -> Statement {
        var names: [String] = []
        let numbered = sql.replacing(/:([a-z_]+)/) { match in
            let name = String(match.1)
            if !names.contains(name) { names.append(name) }
            return "?\((names.firstIndex(of: name) ?? 0) + 1)"
        }
        let statement = try connection.prepare(numbered)
        try statement.bind(
            names.map { name in
                guard let value = parameters[name] else { throw ValidationError("There is no parameter :\(name) for \(sql.prefix(80))") }
                return value
            })
        return statement
    }
}
