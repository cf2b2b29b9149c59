import ArgumentParser
import Foundation
import Service

/// A conversation at the terminal.
struct ReplCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl",
        abstract: "Asks questions one after another.",
        discussion: """
            Example:
              lamplight repl --as staff.12 --purpose treatment

            What follows an answer may refer to it: "and by department?", "only women", "why?". The tabulator key completes
            what you may ask about; the history is kept. \\help lists what else can be done. Lines can be piped in, too.
            """)

    @OptionGroup var caller: CallerOptions
    @OptionGroup var place: WorkspaceOptions

    func run() throws {
        let engine = try place.open(as: "repl")
        Thread.detachNewThread { engine.verifyAudit() }
        let editor = LineEditor()
        var conversation = Conversation(engine: engine, request: try caller.request("", session: "repl"))
        while true {
            let completing = conversation
            guard let line = editor.line(prompt: conversation.prompt, completing: { completing.completions(of: $0) })?.trimmingSpace else {
                break
            }
            guard !line.isEmpty else { continue }
            guard conversation.handle(line) else { break }
        }
        editor.finish()
        engine.close()
    }
}

/// What a conversation remembers: who asks, what for, and the last answer.
private struct Conversation {
    let engine: Engine
    var request: Request
    var last: Answer?

    init(engine: Engine, request: Request) {
        self.engine = engine
        self.request = request
    }

    var prompt: String {
        let glass = request.breakGlass.map { " [emergency access to \(CellText.plain($0.patient))]" } ?? ""
        return "\(request.caller)\(request.purpose.map { "/" + $0 } ?? "")\(glass)> "
    }

    /// How a begun line may go on: instructions, and what the caller may ask about.
    func completions(of line: String) -> [Completion] {
        if line.hasPrefix("\\") {
            return ReplInstruction.all.map(\.name).filter { $0.hasPrefix(line) }.map { Completion(text: $0, replaces: line.count) }
        }
        var begun = request
        begun.question = line
        return engine.completions(begun)
    }

    /// Does what a line says; false when it ends the conversation.
    mutating func handle(_ line: String) -> Bool {
        switch ReplInstruction(line) {
        case nil: ask(line)
        case .quit: return false
        case .help:
            for (name, argument, meaning) in ReplInstruction.all {
                let head = argument.isEmpty ? name : name + " " + argument
                Terminal.write(head.padding(toLength: 22, withPad: " ", startingAt: 0) + meaning + "\n")
            }
        case .sql: Terminal.write((last?.sql ?? "No question was answered yet.") + "\n")
        case .explain(let question): explain(question)
        case .policy(let column): policy(column)
        case .caller(let name):
            // A conversation is one caller's: the next one must not ask back into it.
            if let name, name != request.caller {
                request.caller = name
                request.breakGlass = nil
                last = nil
                request.question = ""
                if let session = request.session { engine.forget(session: session) }
            }
            Terminal.write("Asking as \(request.caller).\n")
        case .purpose(let purpose):
            if let purpose { request.purpose = purpose == "-" ? nil : purpose }
            Terminal.write("Asking for \(request.purpose ?? "the role's default purpose").\n")
        case .glass(let parts): glass(parts)
        case .export(let file): export(file)
        case .unknown(let text): Terminal.write(text + "\n")
        }
        return true
    }

    private mutating func ask(_ question: String) {
        request.question = question
        let answer = engine.answer(request)
        last = answer
        Terminal.write(Terminal.renderer.text(answer))
    }

    /// Asks from now on under emergency access, which is opened when a reason is given; or tells under what is asked.
    private mutating func glass(_ parts: [String]) {
        guard let patient = parts.first, patient != "-" else {
            if parts.first != nil { request.breakGlass = nil }
            Terminal.write(
                request.breakGlass.map { "Asking under emergency access to \(CellText.plain($0.patient)).\n" }
                    ?? "Asking with your own rights.\n")
            return
        }
        var opening = request
        opening.question = ""
        opening.act = .open
        opening.breakGlass = BreakGlassRequest(
            patient: patient, reason: parts.count > 1 ? parts[1] : nil, words: parts.count > 2 ? parts[2] : nil)
        let answer = engine.answer(opening)
        Terminal.write(Terminal.renderer.text(answer))
        // The reason was for opening; what is asked later only goes on with what runs.
        if answer.status == .answered { request.breakGlass = BreakGlassRequest(patient: patient) }
    }

    private mutating func explain(_ question: String?) {
        if let question { request.question = question }
        guard !request.question.isEmpty else {
            Terminal.write("No question was asked yet.\n")
            return
        }
        // Without a question it is the last one again, as it was understood then.
        let explanation = engine.explain(request, again: question == nil)
        last = explanation.answer
        Terminal.write(explanation.text(renderer: Terminal.renderer))
    }

    private func policy(_ column: String) {
        do throws(ServiceError) {
            let explained = try engine.explainPolicy(.resource(column, isList: nil), for: request)
            Terminal.write(PolicyExplainCommand.text(explained, Terminal.page))
        } catch {
            Terminal.write(error.description + "\n")
        }
    }

    private func export(_ file: String) {
        guard let last, last.status == .answered else {
            Terminal.write("There is no table yet: ask first.\n")
            return
        }
        let text = file.hasSuffix(".json") ? last.json.line + "\n" : CSVWriter.text(last)
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .withoutOverwriting)
            Terminal.write("Wrote \(last.rows.count) rows to \(file).\n")
        } catch {
            Terminal.write("\(file) cannot be written: is there such a file already, or may the folder not be written?\n")
        }
    }
}
