import ArgumentParser
import Foundation
import Service

/// Requests as JSON lines on standard input, answers as JSON lines on standard output.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answers requests that come as JSON lines on standard input.",
        discussion: """
            One request a line, one answer a line, in the order in which they are done; "id" comes back with the answer:

              {"id":"1","question":"How many outpatient visits did Cardiology have last month?","caller":"hospital.manager","purpose":"operations"}

            "session" names a conversation, whose requests are answered in order. A line that is no request gets an error object with
            its number, and the next line is served. The end of the input, or SIGTERM, ends the command once what was read is answered.

            Programs are trusted to say who asks: let only trusted programs start this command.
            """)

    @Option(help: "How many requests are worked on at a time.")
    var workers = 2

    @OptionGroup var place: WorkspaceOptions

    func validate() throws {
        guard (1...64).contains(workers) else { throw ValidationError("--workers takes a number from 1 to 64.") }
    }

    func run() throws {
        let engine = try place.open(as: "serve")
        let stop = try StopSignal()
        // Opening looks only at the newest records; the rest is read beside the first answers, and damage stops those that follow.
        Thread.detachNewThread { engine.verifyAudit() }
        LineServer(workers: workers) { engine.answer($0) }
            .run(input: Terminal.input, output: Terminal.output, stop: stop.descriptor)
        engine.close()
    }
}
