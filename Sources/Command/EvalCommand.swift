import ArgumentParser
import Evaluation
import Foundation
import Service

/// A set of questions, for measuring how well questions are understood.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Answers a file of questions, for a scorer; or scores the answers.",
        discussion: """
            Each line of the file is a JSON object with "id" and "question"; the answers come as JSON lines on standard output:

              lamplight eval --questions dev.jsonl --as hospital.manager > answers.jsonl

            Where it also has "sql", the statement of the right answer (null where there is none), answers can be scored here:

              lamplight eval --questions dev.jsonl --as hospital.manager --open --score
              lamplight eval --questions train.jsonl --as anyone --open --score --also-db W1.sqlite --also-db W2.sqlite
              lamplight eval --questions train.jsonl --as anyone --open --confusion | less

            With several databases, right means right on all of them. 'make eval' measures every set found beside the project.
            """)

    @Option(help: "The questions, a JSON object a line.")
    var questions: String

    @OptionGroup var caller: CallerOptions

    @Flag(help: "Measure understanding alone: no policy, masks or suppression. For test data only.")
    var open = false

    @Flag(help: "Compare the answers with the right ones and print accuracy, wrong answers, abstentions and reliability scores.")
    var score = false

    @Option(
        name: .customLong("also-db"), parsing: .singleValue,
        help: ArgumentHelp(
            "A further database of the same shape on which the same reading must be right too; only with --open. May stand several times.",
            valueName: "file"))
    var further: [String] = []

    @Flag(help: "Group the failures by the words that stayed unexplained, the meanings asked about, or the rules, the biggest group first.")
    var confusion = false

    @Option(help: ArgumentHelp("List so many failing questions with why.", valueName: "n"))
    var failures: Int?

    @Option(help: ArgumentHelp("List so many questions that took longest to read, and to run.", valueName: "n"))
    var slowest: Int?

    @Flag(help: "Print figures and groups as one JSON object.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "How answers are compared: ehrsql (cells as text, any order, the first 100 rows) or hospital (columns found by their values).",
            discussion: "Without it what the set is written for."))
    var rule: ScoringRule?

    @Flag(help: "Choose what questions name under \"bind\" anew from the database: its patients are others.")
    var rebind = false

    @Option(help: ArgumentHelp("Ask only every n-th question.", valueName: "n"))
    var every = 1

    @Option(help: ArgumentHelp("Ask only questions whose \"lang\" is this, where they have one.", valueName: "code"))
    var lang: String?

    @OptionGroup var standing: RecordedOptions

    @Option(
        help: ArgumentHelp(
            "When scoring, also write the answers to this file, those of further databases to FILE.1, FILE.2 …", valueName: "file"))
    var answers: String?

    @Option(help: "How many questions are worked on at a time when scoring.")
    var workers = max(1, ProcessInfo.processInfo.activeProcessorCount)

    @OptionGroup var place: WorkspaceOptions

    private var isMeasuring: Bool { score || confusion || json || failures != nil || slowest != nil || standing.recorded != nil }

    func validate() throws {
        guard every > 0 else { throw ValidationError("--every takes a number above 0.") }
        guard (1...64).contains(workers) else { throw ValidationError("--workers takes a number from 1 to 64.") }
        guard failures ?? 0 >= 0, slowest ?? 0 >= 0 else { throw ValidationError("--failures and --slowest take a number from 0.") }
        guard !json || standing.recorded == nil else { throw ValidationError("--json and --recorded exclude each other.") }
        guard further.isEmpty || open else { throw ValidationError("--also-db needs --open: who may see what is decided in one database.") }
        guard isMeasuring || (further.isEmpty && answers == nil && rule == nil && lang == nil && !rebind && every == 1) else {
            throw ValidationError(
                "--also-db, --answers, --rule, --lang, --rebind and --every need --score, --confusion, --failures or --json.")
        }
    }

    func run() throws {
        if isMeasuring { try measure() } else { try answer() }
    }

    // MARK: Answers for another scorer

    private func answer() throws {
        guard let data = FileManager.default.contents(atPath: questions) else {
            Terminal.complain("\(questions): The file cannot be read. Check that it exists and may be read.")
            throw ExitCode(1)
        }
        let environment = try caller.environment()
        let engine = try place.open(as: "eval", mode: open ? .open : .governed)
        let lines = Array(data).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let bar = ProgressBar("Answering")
        for (index, line) in lines.enumerated() where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
            var answer: Answer
            do throws(RequestLine.Fault) {
                let (id, question) = try RequestLine.question(Array(line), number: index + 1)
                answer = engine.answer(
                    Request(question: question, caller: caller.caller, purpose: caller.purpose, environment: environment))
                answer.id = id
            } catch {
                answer = Answer(error: error.error)
                answer.id = error.id
                answer.line = index + 1
            }
            Terminal.write(answer.json.line + "\n")
            bar.show(Double(index + 1) / Double(lines.count), "\(index + 1) of \(lines.count)")
        }
        bar.finish()
        engine.close()
    }

    // MARK: Scoring

    private func measure() throws {
        let started = ContinuousClock.now
        let asker = try caller.request("")
        let measurement = try Reporting.orExit { () throws(ServiceError) in
            let engine = try place.engine(for: "eval", mode: open ? .open : .governed)
            let read = try QuestionSet.read(questions).speaking(lang).every(every)
            let asked = rebind ? try read.bound(to: engine.database) : read
            var databases: [FurtherDatabase] = []
            for path in further { databases.append(try engine.further(path)) }
            let files = try answers.map { name throws(ServiceError) in try AnswerFiles(name, count: databases.count + 1) }
            let evaluator = Evaluator(
                engine: engine, further: databases, rule: rule ?? .suiting(asked), asker: asker, workers: workers)
            let bar = ProgressBar("Answering")
            let measurement = try evaluator.measure(asked) { marked, done in
                files?.write(marked.answers)
                bar.show(Double(done) / Double(asked.questions.count), "\(done) of \(asked.questions.count)")
            }
            bar.finish()
            engine.close()
            return measurement
        }
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        if json {
            Terminal.write(measurement.json(confusion: confusion, failures: failures).line + "\n")
            return
        }
        if score {
            Terminal.write(measurement.text(databases: further.count + 1) + String(format: "  in %.1f s\n", seconds))
        }
        if confusion { Terminal.write((score ? "\n" : "") + measurement.confusion.text()) }
        if let failures { Terminal.write((score || confusion ? "\n" : "") + measurement.failureText(failures)) }
        if let slowest { Terminal.write(measurement.slowest(slowest)) }
        try standing.compare(measurement.score, databases: further.count + 1)
    }
}

extension ScoringRule: ExpressibleByArgument {}

/// The files that answers are written to, one a database.
private final class AnswerFiles: @unchecked Sendable {
    // Used by one thread at a time: answers are delivered in their order.
    private var handles: [FileHandle] = []

    init(_ name: String, count: Int) throws(ServiceError) {
        for index in 0..<count {
            let path = index == 0 ? name : "\(name).\(index)"
            guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path) else {
                throw ServiceError(
                    .fileUnusable, "The file cannot be written.", remedy: "Check the folder's permissions and the space on the disk.",
                    file: path)
            }
            handles.append(handle)
        }
    }

    func write(_ answers: [Answer]) {
        for (handle, answer) in zip(handles, answers) { try? handle.write(contentsOf: Data((answer.json.line + "\n").utf8)) }
    }
}
