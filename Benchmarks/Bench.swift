import ArgumentParser
import Foundation
import Service

/// Speed and scale.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lamplight-bench", abstract: "Measures speed and memory.",
        subcommands: [AnswerBench.self, GovernanceBench.self, ReadingBench.self], defaultSubcommand: AnswerBench.self)
}

/// Measures what a person at the keyboard and a program at the pipe wait for, on the demonstration hospital.
///
/// Stage times are the pipeline's own; the questions go the way of `lamplight serve`, JSON lines in and out.
struct AnswerBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answers", abstract: "Measures answers through the way of 'serve', and the start of 'ask'.")

    @Option(help: "The workspace of the demonstration hospital.")
    var workspace: String

    @Option(help: "The built command, for its start-up time.")
    var command: String

    @Option(help: "How many questions.")
    var count = 10_000

    @Option(help: "How many requests are worked on at a time.")
    var workers = 2

    @Option(help: "How many starts of 'ask'.")
    var starts = 20

    @Option(help: "The questions, one a line.")
    var questions = "Benchmarks/questions.txt"

    func validate() throws {
        guard count > 0, starts > 0, (1...64).contains(workers) else {
            throw ValidationError("Counts must be above 0, workers at most 64.")
        }
    }

    func run() throws {
        let lines = try String(contentsOfFile: questions, encoding: .utf8).split(separator: "\n").map(String.init)
        guard !lines.isEmpty else { throw ValidationError("\(questions) holds no question.") }
        try measureStarts(question: lines[0])
        try measureAnswers(lines)
    }

    // MARK: Answers

    private func measureAnswers(_ questions: [String]) throws {
        let opening = ContinuousClock.now
        let engine = try Engine(workspace: Workspace.find(told: workspace), resources: Resources.find(), interface: "serve")
        print("workspace opened in \(Table.text(ContinuousClock.now - opening))")
        let callers = ["hospital.manager", "quality.officer", "finance.officer"] + (1...20).map { "staff.\($0)" }
        let requests = (0..<count).map { index in
            JSON.object([
                JSON.Member("id", .integer(Int64(index))), JSON.Member("question", .string(questions[index % questions.count])),
                JSON.Member("caller", .string(callers[index / questions.count % callers.count])),
            ]).line
        }
        let collected = Collected()
        let started = ContinuousClock.now
        let read = try throughPipes(requests) { input, output in
            LineServer(workers: workers) { request in
                let answer = engine.answer(request)
                collected.add(answer)
                return answer
            }.run(input: input, output: output)
        }
        let elapsed = ContinuousClock.now - started
        engine.close()
        let answers = collected.answers
        print(
            "\n\(read) questions in \(Table.text(elapsed)), \(workers) at a time: \(Int(Double(read) / (elapsed / .seconds(1)))) a second")
        let statuses = Dictionary(grouping: answers, by: \.status).sorted { $0.key < $1.key }
        print(statuses.map { "\($0.key) \($0.value.count)" }.joined(separator: ", "))
        print("\nstage       median        p99        max")
        for stage in Timings.Stage.allCases { Table.row(stage.rawValue, answers.compactMap { $0.timings[stage] }) }
        // Only questions that went all the way: others would flatter the sum.
        let whole = answers.filter { $0.timings[.compile] != nil }
        Table.row(
            "parse+rewrite+compile",
            whole.map { ($0.timings[.parse] ?? .zero) + ($0.timings[.rewrite] ?? .zero) + ($0.timings[.compile] ?? .zero) })
        Table.row("total", answers.map(\.timings.total))
    }

    /// Feeds lines through a pipe to a server and throws its answers away through another, as a program at the other end would.
    private func throughPipes(_ lines: [String], _ serve: (Int32, Int32) -> Int) throws -> Int {
        let input = Pipe()
        let output = Pipe()
        let writing = input.fileHandleForWriting
        let feeder = Thread {
            for line in lines { writing.write(Data((line + "\n").utf8)) }
            try? writing.close()
        }
        let reading = output.fileHandleForReading
        let drained = DispatchSemaphore(value: 0)
        let drain = Thread {
            while !reading.availableData.isEmpty {}
            drained.signal()
        }
        feeder.start()
        drain.start()
        let read = serve(input.fileHandleForReading.fileDescriptor, output.fileHandleForWriting.fileDescriptor)
        try output.fileHandleForWriting.close()
        drained.wait()
        return read
    }

    // MARK: Starts

    private func measureStarts(question: String) throws {
        var durations: [Duration] = []
        for _ in 0..<starts {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: command)
            process.arguments = ["ask", question, "--as", "hospital.manager", "--workspace", workspace]
            process.standardOutput = FileHandle.nullDevice
            // Waiting by a run loop would add its own steps to what is measured.
            let ended = DispatchSemaphore(value: 0)
            process.terminationHandler = { _ in ended.signal() }
            let start = ContinuousClock.now
            try process.run()
            ended.wait()
            durations.append(ContinuousClock.now - start)
            guard process.terminationStatus == 0 else {
                throw ValidationError("'\(command) ask' ended with status \(process.terminationStatus); see what it says when run by hand.")
            }
        }
        print("'lamplight ask', start to end, \(starts) times")
        print("\nstage       median        p99        max")
        Table.row("ask", durations)
        print("")
    }
}

/// Statuses and times of answers, gathered from several threads.
private final class Collected: @unchecked Sendable {
    private let lock = NSLock()
    private var gathered: [(status: String, timings: Timings)] = []

    var answers: [(status: String, timings: Timings)] { lock.withLock { gathered } }

    func add(_ answer: Answer) {
        lock.withLock { gathered.append((answer.status.rawValue, answer.timings)) }
    }
}
