import ArgumentParser
import Service

/// Every stage of one question as text.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Shows every stage of one question: words, reading, decision, rewritten query, SQL, answer, times.",
        discussion: """
            Example:
              lamplight explain "How many admissions were there yesterday?" --as hospital.manager

            The question is answered as by 'ask', and recorded: explaining shows no more than the caller may see.
            """)

    @Argument(help: "The question in plain words; - reads it from standard input.")
    var question: String

    @OptionGroup var caller: CallerOptions
    @OptionGroup var glass: BreakGlassOptions
    @OptionGroup var place: WorkspaceOptions

    func run() throws {
        let text = question == "-" ? Terminal.readInput() : question
        let engine = try place.open(as: "explain")
        var request = try caller.request(text)
        request.breakGlass = glass.request
        let explanation = engine.explain(request)
        Terminal.write(explanation.text(renderer: Terminal.renderer))
        let code = Reporting.exitCode(explanation.answer.status)
        guard code.isSuccess else { throw code }
    }
}
