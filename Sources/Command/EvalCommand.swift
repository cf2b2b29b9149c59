import ArgumentParser
import Foundation
import Service

/// A set of questions, for measuring how well questions are understood.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Answers a file of questions, for a scorer.",
        discussion: """
            Each line of the file is a JSON object with "id" and "question"; the answers come as JSON lines on standard output:

              lamplight eval --questions dev.jsonl --as hospital.manager > answers.jsonl
            """)

    @Option(help: "The questions, a JSON object a line.")
    var questions: String

    @OptionGroup var caller: CallerOptions

    @Flag(help: "Measure understanding alone: no policy, masks or suppression. For test data only.")
    var open = false

    @OptionGroup var place: WorkspaceOptions

    func run() throws {
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
}
