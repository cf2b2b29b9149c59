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

            The tabulator key completes words; the history is kept. \\help lists what else can be done. Lines can be piped in, too.
            """)

    @OptionGroup var caller: CallerOptions
    @OptionGroup var place: WorkspaceOptions

    func run() throws {
        let engine = try place.open(as: "repl")
        Thread.detachNewThread { engine.verifyAudit() }
        let editor = LineEditor(words: engine.words + ReplInstruction.all.map(\.name))
        var conversation = Conversation(engine: engine, request: try caller.request("", session: "repl"))
        while let line = editor.line(prompt: conversation.prompt)?.trimmingSpace {
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

    var prompt: String { "\(request.caller)\(request.purpose.map { "/" + $0 } ?? "")> " }

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
        case .caller(let name):
            // A conversation is one caller's: the next one must not ask back into it.
            if let name, name != request.caller {
                request.caller = name
                last = nil
                request.question = ""
                if let session = request.session { engine.forget(session: session) }
            }
            Terminal.write("Asking as \(request.caller).\n")
        case .purpose(let purpose):
            if let purpose { request.purpose = purpose == "-" ? nil : purpose }
            Terminal.write("Asking for \(request.purpose ?? "the role's default purpose").\n")
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

    private mutating func explain(_ question: String?) {
        if let question { request.question = question }
        guard !request.question.isEmpty else {
            Terminal.write("No question was asked yet.\n")
            return
        }
        let explanation = engine.explain(request)
        last = explanation.answer
        Terminal.write(explanation.text(renderer: Terminal.renderer))
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
