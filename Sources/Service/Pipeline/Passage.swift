import Algebra
import Audit
import Catalog
import Database
import Disclosure
import Execution
import Governance
import Language

/// One question's way through all stages, in one direction; it ends in an answer whatever happens.
final class Passage {
    let engine: Engine
    let request: Request
    let explaining: Bool
    /// The policy that decides on the whole way.
    let governor: Governor
    private let disclosure: Disclosure
    private(set) var answer = Answer(.error)
    /// What came of reading the question; nil when it did not get so far.
    private(set) var outcome: Outcome?
    private(set) var stages: [Explanation.Stage] = []
    private var timings = Timings()
    /// The record of the intent, or of what was done in place of answering, once there is one.
    var intent: Int?
    /// The emergency access under which the question is answered.
    var grant: RunningGrant?
    /// What the session remembers, before and after.
    private var turn: Turn?
    private let again: Bool
    private let started = ContinuousClock.now

    /// A request's way; `again` reads it against what the session remembered before it, as the same input once more.
    init(engine: Engine, policy: LivePolicy.InForce, request: Request, explaining: Bool, again: Bool = false) {
        self.engine = engine
        governor = policy.governor
        disclosure = policy.disclosure
        self.request = request
        self.explaining = explaining
        self.again = again
    }

    /// Goes the way.
    func run() {
        do {
            if request.choice == nil, request.act == nil, let fault = QuestionLimits.fault(in: request.question) { throw fault }
            let now = try engine.source.clock.now()
            note("question", request.question)
            note("asked", "by \(request.caller), for \(request.purpose ?? "the role's default purpose"), data's now \(now)")
            let last = engine.sessions.last(request.session, of: request.caller)
            let context = again ? last?.before : last?.context
            let input = try measure(.parse) { () throws -> Input in try self.input(context, now: now) }
            if case .question(let outcome) = input { self.outcome = outcome }
            turn = last ?? Turn()
            turn?.before = context ?? Turn.Context()
            var result = Answer(.error)
            // Caller, relations, facts and rows come from one state of the database.
            try engine.source.executor.inSnapshot { snapshot in
                result = try answer(input, last, now: now) { query in try snapshot.run(query) }
            }
            answer = result
        } catch {
            answer = Answer(error: Self.serviceError(error))
            turn?.ending = answer.reason.map(Turn.Ending.fault) ?? .decided
            concludeError()
        }
        if let turn { engine.sessions.remember(turn, in: request.session, of: request.caller) }
        answer.id = request.id
        answer.breakGlass = grant.map { Answer.BreakGlass($0, until: engine.until($0)) }
        answer.language = engine.workspace.language
        answer.record = intent
        if engine.mode == .governed, intent != nil { answer.policy = governor.policy.identity }
        answer.timings = timings
    }

    func measure<Result>(_ stage: Timings.Stage, _ work: () throws -> Result) rethrows -> Result {
        let start = ContinuousClock.now
        defer { timings.add(ContinuousClock.now - start, to: stage) }
        return try work()
    }

    private typealias Runner = (CompiledQuery) throws -> ResultSet

    /// What was put in: a question, or a remark on what was said before.
    private enum Input {
        case question(Outcome)
        case why
        case act(EmergencyAct)
    }

    private func input(_ context: Turn.Context?, now: String) throws -> Input {
        if let act = request.act { return .act(act) }
        let options = context?.options ?? []
        if let choice = request.choice {
            guard options.indices.contains(choice - 1) else {
                throw ServiceError(
                    .choiceUnknown, "There is no such option to choose.",
                    remedy: options.isEmpty
                        ? "Ask the question again; options are there until the next input." : "Choose from 1 to \(options.count).")
            }
            return .question(.answered(options[choice - 1]))
        }
        if context != nil {
            switch engine.understanding.remark(request.question, options: options) {
            case .why: return .why
            case .chosen(let reading): return .question(.answered(reading))
            case nil: break
            }
        }
        return .question(engine.understanding.read(request.question, clock: now, previous: context?.reading))
    }

    private func answer(_ input: Input, _ last: Turn?, now: String, run: Runner) throws -> Answer {
        func rows(_ query: Query, _ parameters: [String: Literal]) throws -> [[Literal]] {
            try run(SQLCompiler.compile(query, schema: engine.source.schema, parameters: parameters)).literals
        }
        guard let caller = try measure(.rewrite, { try self.caller(rows) }) else { return try refuseUnknownCaller(now: now) }
        note(
            "caller",
            ([caller.id] + caller.attributes.sorted { $0.key < $1.key }.map { "\($0.key): \(Term.literal($0.value).description)" }).joined(
                separator: "\n"))
        let outcome: Outcome
        switch input {
        case .question(let read): outcome = read
        case .why:
            // Nothing changes by asking why.
            turn = last
            return try explained(last ?? Turn(), caller: caller, now: now, rows: rows)
        case .act(let act):
            turn = last
            return try acted(act, caller: caller, now: now)
        }
        turn?.context.options = []
        switch outcome {
        case .invalid(let error):
            throw ServiceError(.questionTooComplex, error.message, remedy: "Ask for one thing at a time, in a sentence or two.")
        case .unanswerable(let unexplained, let explanation):
            note("words", explanation)
            return try unanswerable(unexplained, caller: caller, now: now)
        case .clarify(let readings, let question):
            note("readings", readings.map(\.restatement).joined(separator: "\n"))
            var answer = Answer(.clarify)
            answer.question = question
            answer.readings = readings.map(\.restatement)
            // What was asked about before is not what a follow-up would mean now.
            turn?.context = Turn.Context(options: readings)
            turn?.ending = .askedBack
            try intend(caller: caller.id, now: now, decision: "clarify")
            try conclude(answer)
            return answer
        case .answered(let reading):
            note("words", reading.explanation)
            note("reading", reading.query.description)
            turn?.context.reading = reading
            turn?.ending = .decided
            return try answer(reading, caller: caller, now: now, rows: rows, run: run)
        }
    }

    private func caller(_ rows: CallerDirectory.RowReader) throws -> Caller? {
        if engine.mode == .open { return Caller(id: request.caller, kind: .service) }
        return try engine.source.directory.caller(request.caller, rows: rows)
    }

    // MARK: Governed answers

    private func answer(
        _ reading: Reading, caller: Caller, now: String, rows: CallerDirectory.RowReader, run: Runner
    ) throws -> Answer {
        let resolved = try measure(.rewrite) { try Resolver.resolve(reading.query, in: engine.source.catalog) }
        if engine.mode == .open { return try openAnswer(reading, resolved, caller: caller, now: now, run: run) }
        do {
            if let glass = request.breakGlass { try takeGrant(glass, caller: caller, now: now, mayOpen: true) }
            switch try measure(.rewrite, { try decision(resolved, caller: caller, now: now, rows: rows) }) {
            case .refuse(let refusal): return try refused(refusal, reading, caller: caller, now: now)
            case .permit(let governed): return try answer(governed, reading, caller: caller, now: now, run: run)
            }
        } catch let refusal as Refusal {
            return try refused(refusal, reading, caller: caller, now: now)
        } catch AuditGrantError.notRunning {
            // Its minutes ran out, or it was closed, between the decision and the record; no row was read.
            grant = nil
            return try refused(isOver(caller, environment(now: now)), reading, caller: caller, now: now)
        }
    }

    private func decision(_ resolved: Query, caller: Caller, now: String, rows: CallerDirectory.RowReader) throws -> Decision {
        try governor.govern(
            resolved, caller: caller, purpose: request.purpose, environment: environment(now: now), facts: rows)
    }

    private func answer(
        _ governed: GovernedQuery, _ reading: Reading, caller: Caller, now: String, run: Runner
    ) throws -> Answer {
        let language = engine.workspace.language
        note("decision", governed.trace.joined(separator: "\n"))
        note("governed query", governed.query.description)
        let compiled = try measure(.compile) { try engine.compile(governed) }
        note("minimum necessary", governor.necessity(of: governed).text)
        note("SQL", compiled)
        try intend(
            caller: caller.id, role: governed.role, purpose: governed.purpose, now: now, decision: "permit", reading: reading,
            sql: compiled.sql, isReviewed: governed.isReviewed)
        let result = try measure(.run) { try run(compiled) }
        let disclosed = measure(.disclose) { disclosure.apply(governed.plan, rows: result.rows.map { $0.map(Cell.init) }) }
        var answer = Answer(.answered)
        answer.columns = disclosed.columns.map { column($0, of: governed.plan, reading) }
        answer.rows = disclosed.rows
        answer.restatement = reading.restatement
        answer.notes = reading.notes
        let scope = governed.scope.map { $0.text(in: language) }
        answer.scope = scope.isEmpty ? nil : scope.joined(separator: "; ")
        answer.prompts = governed.prompts + disclosed.prompts
        answer.sql = compiled.sql
        let treatments = governed.plan.columns.filter { $0.role != .hidden }
        note("treatments", treatments.map { "\($0.name): \($0.treatment.words)" }.joined(separator: "\n"))
        let masks = treatments.filter { disclosed.masked.contains($0.name) }.map { ($0.name, $0.treatment.words) }
        try conclude(answer, masks: Dictionary(masks, uniquingKeysWith: { first, _ in first }), suppressed: disclosed.suppressed)
        return answer
    }

    /// How a column that leaves is shown: as the reading says, unless its values were changed.
    private func column(_ index: Int, of plan: DisclosurePlan, _ reading: Reading) -> Answer.Column {
        let planned = plan.columns[index]
        var column = Self.column(planned.name, planned.role, at: index, reading)
        if planned.treatment != .show {
            column.type = AttributeType.text.rawValue
            column.unit = nil
            column.decimals = nil
        }
        return column
    }

    private static func column(_ name: String, _ role: Output.Role, at index: Int, _ reading: Reading) -> Answer.Column {
        let placed = reading.columns.indices.contains(index) && reading.columns[index].name == name ? reading.columns[index] : nil
        let described = placed ?? reading.columns.first { $0.name == name }
        return Answer.Column(
            name: name, label: described?.label ?? name.replacing("_", with: " "), type: described?.type?.rawValue,
            unit: described?.unit, decimals: described?.decimals, role: role.rawValue)
    }

    // MARK: Answers without policy, for measuring

    private func openAnswer(
        _ reading: Reading, _ resolved: Query, caller: Caller, now: String, run: Runner
    ) throws -> Answer {
        let compiled = try measure(.compile) {
            try SQLCompiler.compile(resolved, schema: engine.source.schema, parameters: ["now": .time(now)])
        }
        note("SQL", compiled)
        try intend(
            caller: caller.id, role: "none", purpose: "measurement", now: now, decision: "open", reading: reading, sql: compiled.sql)
        let answer = Self.openAnswer(reading, compiled, rows: try measure(.run) { try run(compiled) }.rows)
        try conclude(answer)
        return answer
    }

    /// What is shown of rows that no policy changes.
    static func openAnswer(_ reading: Reading, _ compiled: CompiledQuery, rows: [[Value]]) -> Answer {
        let leaving = compiled.columns.indices.filter { compiled.columns[$0].role != .hidden }
        var answer = Answer(.answered)
        answer.columns = leaving.map { column(compiled.columns[$0].name, compiled.columns[$0].role, at: $0, reading) }
        answer.rows = rows.map { row in leaving.map { Cell(row[$0]) } }
        answer.restatement = reading.restatement
        answer.notes = reading.notes
        answer.sql = compiled.sql
        return answer
    }

    // MARK: Questions without an answer

    private func refuseUnknownCaller(now: String) throws -> Answer {
        let language = engine.workspace.language
        turn = nil
        var answer = Answer(.refused)
        answer.reason = Answer.Reason(
            code: ServiceError.Code.unknownCaller.rawValue, text: Texts.unknownCaller.text(in: language),
            remedy: Texts.unknownCallerRemedy.text(in: language))
        // A name that nobody has may be anything, a patient's even: it is sealed in the log.
        try intend(
            caller: "unknown", now: now, decision: ServiceError.Code.unknownCaller.rawValue,
            reason: "asked as: \(request.caller.prefix(200))")
        try conclude(answer)
        return answer
    }

    func refused(_ refusal: Refusal, _ reading: Reading?, caller: Caller, now: String) throws -> Answer {
        let language = engine.workspace.language
        note("decision", (refusal.trace + ["refused: \(refusal.code)"]).joined(separator: "\n"))
        var answer = Answer(.refused)
        answer.reason = Answer.Reason(
            code: refusal.code, text: refusal.text.text(in: language), remedy: refusal.needed?.text(in: language))
        answer.restatement = reading?.restatement
        answer.notes = reading?.notes ?? []
        try intend(caller: caller.id, now: now, decision: refusal.code, reading: reading)
        try conclude(answer)
        return answer
    }

    private func unanswerable(_ unexplained: [Unexplained], caller: Caller, now: String) throws -> Answer {
        let language = engine.workspace.language
        var answer = Answer(.unanswerable)
        answer.unexplained = unexplained.map {
            Answer.UnexplainedWord(word: $0.word, offset: $0.offset, nearest: $0.nearest, isKnown: $0.isKnown)
        }
        turn?.ending = .unanswerable(answer.unexplained)
        let words = unexplained.map { "\u{201C}\($0.word)\u{201D}" }.joined(separator: ", ")
        let text = words.isEmpty ? Texts.unanswerableWhole : Texts.unanswerable.filled(["words": words])
        answer.reason = Answer.Reason(
            code: words.isEmpty ? "no-reading" : "words-not-understood", text: text.text(in: language),
            remedy: Texts.unanswerableRemedy.text(in: language))
        try intend(caller: caller.id, now: now, decision: "unanswerable")
        try conclude(answer)
        return answer
    }

    // MARK: Why

    /// Why the last input was answered as it was; decided anew, since rights may have changed, and without reading a row.
    private func explained(_ last: Turn, caller: Caller, now: String, rows: CallerDirectory.RowReader) throws -> Answer {
        let why = Why(language: engine.workspace.language, policy: governor.policy, understanding: engine.understanding)
        var answer = Answer(.answered)
        switch last.ending {
        case .unanswerable(let words): answer.explanation = why.unanswerable(words)
        case .askedBack: answer.explanation = why.askedBack(last.context.options.map(\.restatement))
        case .fault(let reason): answer.explanation = why.fault(reason)
        case .decided:
            guard let reading = last.context.reading else { return try unanswerable([], caller: caller, now: now) }
            answer.restatement = reading.restatement
            if engine.mode == .open {
                answer.explanation = why.read(reading)
            } else {
                let resolved = try Resolver.resolve(reading.query, in: engine.source.catalog)
                do {
                    if let glass = request.breakGlass { try takeGrant(glass, caller: caller, now: now, mayOpen: false) }
                } catch let refusal as Refusal {
                    return try refused(refusal, reading, caller: caller, now: now)
                }
                switch try measure(.rewrite, { try decision(resolved, caller: caller, now: now, rows: rows) }) {
                case .permit(let governed): answer.explanation = why.permitted(reading, governed)
                case .refuse(let refusal): answer.explanation = why.refused(reading, refusal)
                }
            }
        }
        note("why", answer.explanation.joined(separator: "\n"))
        // Nothing is seen under it by asking why.
        grant = nil
        try intend(caller: caller.id, now: now, decision: "explained", reading: last.context.reading)
        try conclude(answer)
        return answer
    }

    // MARK: Audit

    /// Writes durably what is about to be answered; without it nothing is.
    private func intend(
        caller: String, role: String = "none", purpose: String? = nil, now: String, decision: String, reading: Reading? = nil,
        sql: String? = nil, isReviewed: Bool = false, reason: String? = nil
    ) throws {
        let facts = AuditIntent.Facts(
            caller: caller, role: role, purpose: purpose ?? request.purpose ?? "none", session: request.session,
            interface: engine.interface, dataTime: now, catalog: engine.catalogDigest, grammar: engine.grammarDigest,
            policy: governor.policy.identity.digest, decision: decision, sql: sql.map(Digest.of),
            grant: grant?.number, review: isReviewed && grant == nil ? true : nil, notes: ["version": Version.text])
        let particulars = AuditIntent.Particulars(
            question: request.act?.text ?? request.choice.map { "choose \($0)" } ?? request.question, reading: reading?.query.description,
            restatement: reading?.restatement,
            reason: reason ?? request.breakGlass?.text ?? request.environment["reason"])
        intent = try measure(.intend) { try engine.audit.intent(AuditIntent(facts, particulars)) }
    }

    /// Writes what became of it, before the answer is handed over.
    private func conclude(_ answer: Answer, masks: [String: String]? = nil, suppressed: Int? = nil) throws {
        guard let intent else { return }
        let isAnswered = answer.status == .answered
        let outcome = AuditOutcome(
            intent: intent, status: answer.status.rawValue, reason: answer.reason?.code, rows: isAnswered ? answer.rows.count : nil,
            columns: isAnswered ? answer.columns.map(\.name) : nil, masks: masks, suppressedCells: suppressed,
            duration: ContinuousClock.now - started)
        _ = try measure(.conclude) { try engine.audit.outcome(outcome) }
    }

    private func concludeError() {
        // The answer is an error already; that its outcome is missing too shows in the log.
        try? conclude(answer)
    }

    // MARK: Errors

    static func serviceError(_ error: any Error) -> ServiceError {
        switch error {
        case let error as ServiceError: return error
        case let error as AuditError:
            return ServiceError(
                .auditUnusable, "Nothing is answered, since the audit log takes no records: \(error)",
                remedy: "See 'audit-unusable' in Documentation/operations.md.")
        case ExecutionError.limit:
            return ServiceError(
                .limitReached, "The question asks for more than can be answered at once.",
                remedy: "Ask for less: a shorter period, fewer columns, or a count.")
        case ExecutionError.unavailable(let error):
            return ServiceError(
                .databaseUnusable, "The database cannot be read: \(error)",
                remedy: "See 'database-unusable' in Documentation/operations.md.")
        default:
            return ServiceError(
                .internalFault, "Lamplight made a mistake with this question: \(error)", remedy: "Report it with the audit record.")
        }
    }

    // MARK: Explaining

    private func note(_ title: String, _ text: @autoclosure () -> String) {
        guard explaining else { return }
        stages.append(Explanation.Stage(title: title, text: text()))
    }

    private func note(_ title: String, _ compiled: CompiledQuery) {
        guard explaining else { return }
        let bindings = compiled.bindings.enumerated().map { "?\($0 + 1) = \(Term.literal(Literal($1)).description)" }
        stages.append(Explanation.Stage(title: title, text: ([compiled.sql] + bindings).joined(separator: "\n")))
    }
}
