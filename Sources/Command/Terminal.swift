import Foundation
import Service

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What the terminal can do, and how to write to it.
enum Terminal {
    static let input: Int32 = 0
    static let output: Int32 = 1
    static let errors: Int32 = 2

    static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// Columns of the terminal; 100 when the output is none.
    static var width: Int {
        if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init), columns > 0 { return columns }
        var size = winsize()
        guard isTerminal(output), ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return Int(size.ws_col)
    }

    /// Whether escape sequences are welcome: on a terminal that is not dumb, unless NO_COLOR says otherwise (https://no-color.org).
    static func hasColours(_ descriptor: Int32 = output) -> Bool {
        let environment = ProcessInfo.processInfo.environment
        return isTerminal(descriptor) && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    }

    /// The renderer that suits the terminal.
    static var renderer: TerminalRenderer {
        TerminalRenderer(width: width, colours: hasColours())
    }

    /// An empty page that suits the terminal.
    static var page: TextPage { TextPage(width: width, colours: hasColours()) }

    /// Writes to standard output; where that fails, as on a full disk, the program says so and ends, since nobody would get its answers.
    static func write(_ text: String) {
        do {
            // The other `write` ends the program with a trace of its stack.
            try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
        } catch {
            complain("Standard output takes no more: is the disk full?")
            exit(1)
        }
    }

    static func complain(_ text: String) {
        // Where complaints cannot go either, there is nobody to tell.
        try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
    }

    /// Everything that standard input holds, bytes that are not UTF-8 marked.
    static func readInput() -> String {
        String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
    }
}
