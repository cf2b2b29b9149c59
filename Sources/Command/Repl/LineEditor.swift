@preconcurrency import CEdit
import Foundation
import Service

/// Reads lines from a person, with editing, history and completion, or plainly when no person is there.
final class LineEditor {
    private let interactive: Bool
    private let historyPath: String?
    /// How what was typed may go on; libedit's callback can carry no context, and there is one terminal.
    nonisolated(unsafe) private static var complete: (String) -> [Completion] = { _ in [] }
    nonisolated(unsafe) private static var matches: ArraySlice<String> = []

    private static let historyLength: Int32 = 1_000

    /// An editor of the terminal's lines.
    init() {
        interactive = Terminal.isTerminal(Terminal.input) && Terminal.isTerminal(Terminal.output)
        historyPath = interactive ? Self.historyFile() : nil
        guard interactive else { return }
        // libedit reads bytes as characters of the locale, and a Swift program starts in the C locale.
        if setlocale(LC_CTYPE, "") == nil || String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
        rl_initialize()
        // It drops é and ü, unlike 中, unless they are bound to insertion.
        for character in Int32(0xA0)...Int32(0xFF) { rl_bind_key(character, rl_insert) }
        // A backslash begins an instruction; libedit would end a word at it. The text must outlive us.
        rl_basic_word_break_characters = UnsafePointer(strdup(" \t\n"))
        rl_attempted_completion_function = { text, _, _ in
            // Never completes names of files, whatever matches.
            rl_attempted_completion_over = 1
            guard let text else { return nil }
            LineEditor.matches = LineEditor.endings(of: String(cString: text))[...]
            return rl_completion_matches(text) { _, _ in LineEditor.matches.popFirst().flatMap { strdup($0) } }
        }
        if let historyPath {
            read_history(historyPath)
            stifle_history(Self.historyLength)
        }
    }

    /// The next line; nil at the end of the input.
    ///
    /// The prompt is shown to people only; the tabulator key asks `completing` how the line up to the cursor may go on.
    func line(prompt: String, completing: @escaping (String) -> [Completion]) -> String? {
        guard interactive else { return readLine(strippingNewline: true) }
        Self.complete = completing
        guard let line = readline(prompt) else {
            print("")
            return nil
        }
        defer { free(line) }
        let text = String(cString: line)
        if !text.allSatisfy(\.isWhitespace) { add_history(line) }
        return text
    }

    /// What may take the place of the word before the cursor: of a phrase whose beginning stands already, the rest.
    private static func endings(of word: String) -> [String] {
        guard let buffer = rl_line_buffer else { return [] }
        let typed = String(decoding: Array(String(cString: buffer).utf8.prefix(Int(rl_point))), as: UTF8.self)
        let ways = complete(typed)
        // Where several words before the cursor begin a phrase, that is what is being typed.
        let longest = ways.map(\.replaces).max()
        return ways.filter { $0.replaces == longest }.compactMap { completion in
            // Only a phrase that is written as it was typed can be gone on with.
            guard completion.replaces >= word.count,
                typed.suffix(completion.replaces).lowercased() == completion.text.prefix(completion.replaces).lowercased()
            else { return nil }
            // What was typed stays, capitals too: libedit completes as far as all ways agree.
            return word + completion.text.dropFirst(completion.replaces)
        }
    }

    /// Keeps the history for the next time.
    func finish() {
        guard let historyPath else { return }
        // Questions may name patients: the file is its owner's alone.
        if !FileManager.default.fileExists(atPath: historyPath) {
            _ = FileManager.default.createFile(atPath: historyPath, contents: nil, attributes: [.posixPermissions: NSNumber(value: 0o600)])
        }
        write_history(historyPath)
        history_truncate_file(historyPath, Self.historyLength)
    }

    /// `lamplight/history` below XDG_STATE_HOME or ~/.local/state (XDG Base Directory Specification); nil when it cannot be made.
    private static func historyFile() -> String? {
        let environment = ProcessInfo.processInfo.environment
        let state = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? (environment["HOME"] ?? "") + "/.local/state"
        guard state.hasPrefix("/") else { return nil }
        let folder = state + "/lamplight"
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: NSNumber(value: 0o700)])
        return FileManager.default.fileExists(atPath: folder) ? folder + "/history" : nil
    }
}
