import Algebra
import Catalog
import Database
import Execution
import Governance

/// Puts the same questions to our governed query on SQLite and, as they were written, to PostgreSQL under the caller's role.
struct Comparison {
    /// What was compared.
    struct Tally: CustomStringConvertible {
        var rows = 0
        var nonEmpty = 0
        var denied = 0
        var unsaid = 0

        var description: String {
            "\(rows) answers equal, \(nonEmpty) of them with rows, \(denied) refused by both, \(unsaid) not to be said in PostgreSQL"
        }

        static func + (a: Tally, b: Tally) -> Tally {
            Tally(rows: a.rows + b.rows, nonEmpty: a.nonEmpty + b.nonEmpty, denied: a.denied + b.denied, unsaid: a.unsaid + b.unsaid)
        }
    }

    /// A question about which the two differ.
    struct Difference: CustomStringConvertible {
        let description: String
    }

    let governor: Governor
    let executor: Executor
    let database: PostgresDatabase
    let environment: RequestEnvironment
    /// Reads the facts that a role requires, from SQLite and ungoverned.
    var facts: Governor.FactReader {
        { query, parameters in
            try executor.run(SQLCompiler.compile(query, schema: governor.catalog, parameters: parameters)).literals
        }
    }

    /// Compares the answers to all questions; the order of rows counts where `isOrdered`.
    func run(
        _ questions: [String], as caller: Caller, login: String, purpose: String? = nil, isOrdered: Bool = true
    ) throws -> (tally: Tally, differences: [Difference]) {
        var tally = Tally()
        var asked: [(question: String, decision: Decision, sql: String)] = []
        for question in questions {
            let query = try Resolver.resolve(Query.parse(question), in: governor.catalog)
            let decision = try governor.govern(query, caller: caller, purpose: purpose, environment: environment, facts: facts)
            do {
                let sql = try PostgresPrinter.print(query, catalog: governor.catalog, parameters: ["now": .time(environment.now)])
                asked.append((question, decision, sql))
            } catch is PostgresPrinter.Unsupported {
                tally.unsaid += 1
            }
        }
        let outcomes = try database.ask(asked.map(\.sql), as: login)
        var differences: [Difference] = []
        for ((question, decision, sql), outcome) in zip(asked, outcomes) {
            func differ(_ what: String) {
                differences.append(Difference(description: "\(login): \(question)\n\(what)\nPostgreSQL: \(sql)"))
            }
            switch (decision, outcome) {
            case (.refuse(let refusal), .error(PostgresDatabase.permissionDenied, _)):
                if refusal.code == "column-not-covered" || refusal.code == "entity-not-covered" {
                    tally.denied += 1
                } else {
                    differ("refused for \(refusal.code), which is no matter of columns")
                }
            case (.permit(let governed), .error(PostgresDatabase.permissionDenied, let message)):
                // A column that may not be shown is left out of an answer, and the answer says so.
                if governed.withheld.isEmpty {
                    differ("permitted as \(governed.query), denied by PostgreSQL: \(message)")
                } else {
                    tally.denied += 1
                }
            case (.refuse(let refusal), .rows): differ("refused (\(refusal.code): \(refusal.text.text(in: "en"))), permitted by PostgreSQL")
            case (_, .error(let state, let message)): differ("PostgreSQL could not answer: \(state) \(message)")
            case (.permit(let governed), .rows(let expected)):
                guard governed.withheld.isEmpty else {
                    differ("withheld \(governed.withheld), permitted by PostgreSQL")
                    continue
                }
                let compiled = try SQLCompiler.compile(governed.query, schema: governor.catalog, parameters: governed.parameters)
                let result = try executor.run(compiled)
                let shown = compiled.columns.indices.filter { compiled.columns[$0].role != .hidden }
                var found = result.rows.map { row in shown.map { row[$0] } }
                var wanted = expected
                if !isOrdered {
                    found.sort { "\($0)" < "\($1)" }
                    wanted = Self.matched(wanted, to: found)
                }
                if found.count == wanted.count, zip(found, wanted).allSatisfy(Self.agree) {
                    tally.rows += 1
                    if !found.isEmpty { tally.nonEmpty += 1 }
                } else {
                    differ("rows \(found.prefix(12))\nnot  \(wanted.prefix(12))\nSQLite: \(compiled.sql) \(compiled.bindings)")
                }
            }
        }
        return (tally, differences)
    }

    /// PostgreSQL's rows in the order of ours, as far as they are the same.
    private static func matched(_ rows: [[String?]], to found: [[Value]]) -> [[String?]] {
        var rest = rows
        var ordered: [[String?]] = []
        for row in found { if let index = rest.firstIndex(where: { agree(row, $0) }) { ordered.append(rest.remove(at: index)) } }
        return ordered + rest
    }

    private static func agree(_ row: [Value], _ other: [String?]) -> Bool {
        row.count == other.count && zip(row, other).allSatisfy(agree)
    }

    /// Numbers are equal by value, however they are written; PostgreSQL has a type for what is true or false.
    private static func agree(_ value: Value, _ text: String?) -> Bool {
        switch (value, text) {
        case (.null, nil): true
        case (.null, _), (_, nil): false
        case (.text(let one), .some(let other)): one == other
        case (.integer(let one), .some(let other)):
            Int64(other) == one || Double(other) == Double(one) || other == (one == 0 ? "f" : one == 1 ? "t" : "")
        case (.real(let one), .some(let other)): Double(other).map { abs($0 - one) <= 1e-9 * max(1, abs(one)) } ?? false
        }
    }
}
