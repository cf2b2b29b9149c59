import ArgumentParser
import Service

/// One question, one answer.
struct AskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask",
        abstract: "Asks one question.",
        discussion: """
            Examples:
              lamplight ask "How many outpatient visits did we have last month?" --as staff.12 --purpose operations
              lamplight ask "average length of stay by department last quarter" --as hospital.manager --csv > stay.csv
              lamplight ask "last haemoglobin of M000123" --as staff.12 --break-glass M000123 --reason unconscious \\
                --words "brought in by ambulance, not responsive"
              echo "How many beds are open?" | lamplight ask - --as hospital.manager --json

            The answer is a table for people, or with --json one JSON object, or with --csv the table alone.
            """)

    @Argument(help: "The question in plain words; - reads it from standard input.")
    var question: String

    @OptionGroup var caller: CallerOptions
    @OptionGroup var glass: BreakGlassOptions

    @Flag(help: "Write one JSON object, whatever became of the question.")
    var json = false

    @Flag(help: "Write the table as comma-separated values; anything but an answer goes to standard error.")
    var csv = false

    @OptionGroup var place: WorkspaceOptions

    func validate() throws {
        guard !(json && csv) else { throw ValidationError("Choose one of --json and --csv.") }
    }

    func run() throws {
        let text = question == "-" ? Terminal.readInput() : question
        // A person at a terminal can be asked back; a script gets the options.
        let isConversation =
            !json && !csv && question != "-" && Terminal.isTerminal(Terminal.input) && Terminal.isTerminal(Terminal.output)
        var request = try caller.request(text, session: isConversation ? "ask" : nil)
        request.breakGlass = glass.request
        var answer: Answer
        var isTold = false
        do throws(ServiceError) {
            let engine = try place.engine(for: "ask")
            answer = engine.answer(request)
            while isConversation, answer.status == .clarify {
                Terminal.write(Terminal.renderer.text(answer) + "Your choice (1 to \(answer.readings.count), or in words): ")
                guard let choice = readLine()?.trimmingSpace, !choice.isEmpty else {
                    isTold = true
                    break
                }
                request.question = choice
                answer = engine.answer(request)
            }
        } catch  where json {
            answer = Answer(error: error)
        } catch {
            throw Reporting.failure(error)
        }
        if json {
            Terminal.write(answer.json.line + "\n")
        } else if csv, answer.status == .answered {
            Terminal.write(CSVWriter.text(answer))
        } else if isTold {
            // The options stand above.
        } else if csv || answer.status == .error {
            Terminal.complain(TerminalRenderer(width: Terminal.width).text(answer))
        } else {
            Terminal.write(Terminal.renderer.text(answer))
        }
        let code = Reporting.exitCode(answer.status)
        guard code.isSuccess else { throw code }
    }
}
