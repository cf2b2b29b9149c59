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
              echo "How many beds are open?" | lamplight ask - --as hospital.manager --json

            The answer is a table for people, or with --json one JSON object, or with --csv the table alone.
            """)

    @Argument(help: "The question in plain words; - reads it from standard input.")
    var question: String

    @OptionGroup var caller: CallerOptions

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
        let request = try caller.request(text)
        let answer: Answer
        do throws(ServiceError) {
            answer = try place.engine(for: "ask").answer(request)
        } catch  where json {
            answer = Answer(error: error)
        } catch {
            throw Reporting.failure(error)
        }
        if json {
            Terminal.write(answer.json.line + "\n")
        } else if csv, answer.status == .answered {
            Terminal.write(CSVWriter.text(answer))
        } else if csv || answer.status == .error {
            Terminal.complain(TerminalRenderer(width: Terminal.width).text(answer))
        } else {
            Terminal.write(Terminal.renderer.text(answer))
        }
        let code = Reporting.exitCode(answer.status)
        guard code.isSuccess else { throw code }
    }
}
