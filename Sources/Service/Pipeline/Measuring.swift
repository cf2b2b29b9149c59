import Algebra
import Catalog
import Execution
import Language

/// A database of the same shape as the workspace's, on which what a question was understood to mean is run again, to tell what is right
/// from what is right by luck.
public struct FurtherDatabase: Sendable {
    /// Where it is.
    public let path: String
    let executor: Executor
    let schema: DatabaseSchema
}

/// What came of one question on several databases: it was read once.
public struct Measured: Sendable {
    /// What came of reading it; nil when it did not get so far.
    public var outcome: Outcome?
    /// The answers: of the workspace's database, then of the further ones in their order.
    public var answers: [Answer]
}

extension Engine {
    /// The workspace's database.
    public var database: String { workspace.database }

    /// The data's clock now, `YYYY-MM-DD HH:MM:SS`.
    public func now() throws(ServiceError) -> String { try source.clock.now() }

    /// What the engine reads questions with, for measuring and for those who write rules.
    public var reader: Understanding { understanding }

    /// The statement that answers a reading when no policy applies, its values as `?`.
    public func sql(of reading: Reading) throws(ServiceError) -> String {
        let now = try now()
        return try loading(.internalFault) {
            try SQLCompiler.compile(
                Resolver.resolve(reading.query, in: source.catalog), schema: source.schema, parameters: ["now": .time(now)]
            ).sql
        }
    }

    /// A rule of the grammar that the engine reads by, for telling which rules a reading used.
    public func rule(_ index: Int) -> Grammar.Rule { understanding.lexicon.grammar.rules[index] }

    /// Opens a further database to measure on.
    ///
    /// - Throws: `ServiceError` when the engine heeds a policy: callers and relations are those of one database.
    public func further(_ path: String) throws(ServiceError) -> FurtherDatabase {
        guard mode == .open else {
            throw ServiceError(
                .databaseUnusable, "Only open measuring can take further databases: who may see what is decided in one.",
                remedy: "Measure with --open, or on one database.", file: path)
        }
        let path = try Workspace.existing(database: path, named: "--also-db")
        var bounds = Executor.Bounds(time: .milliseconds(Int(workspace.deadline * 1000)), rows: workspace.rowLimit)
        bounds.exactSums = false
        let executor = try loading(.databaseUnusable) { try Executor(path: path, bounds: bounds) }
        let schema = try loading(.databaseUnusable) { try executor.schema(of: source.catalog) }
        guard schema.missing.isEmpty else {
            throw ServiceError(
                .databaseUnusable, "The database lacks what the catalog names: \(schema.missing.prefix(5).joined(separator: ", ")).",
                remedy: "Name databases of the same shape as the workspace's.", file: path)
        }
        return FurtherDatabase(path: path, executor: executor, schema: schema)
    }

    /// Answers a question on the workspace's database, and runs what it was understood to mean on further ones, by the same clock.
    public func measure(_ request: Request, on further: [FurtherDatabase] = []) -> Measured {
        do {
            let passage = Passage(engine: self, policy: try policy.current(), request: request, explaining: false)
            passage.run()
            let answers = further.map { passage.answer(on: $0) }
            return Measured(outcome: passage.outcome, answers: [passage.answer] + answers)
        } catch {
            return Measured(outcome: nil, answers: Array(repeating: unanswered(request, error), count: further.count + 1))
        }
    }
}

extension Passage {
    /// What the question's reading gives on a further database; what was not answered for want of a reading stays so.
    fileprivate func answer(on database: FurtherDatabase) -> Answer {
        guard case .answered(let reading)? = outcome, engine.mode == .open else { return answer }
        do {
            let resolved = try Resolver.resolve(reading.query, in: engine.source.catalog)
            let compiled = try SQLCompiler.compile(
                resolved, schema: database.schema, parameters: ["now": .time(engine.source.clock.now())])
            let start = ContinuousClock.now
            var further = Self.openAnswer(reading, compiled, rows: try database.executor.run(compiled).rows)
            further.timings.add(ContinuousClock.now - start, to: .run)
            further.id = answer.id
            return further
        } catch {
            var failed = Answer(error: Self.serviceError(error))
            failed.id = answer.id
            return failed
        }
    }
}
