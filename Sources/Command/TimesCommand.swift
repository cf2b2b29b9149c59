import ArgumentParser
import Evaluation
import Foundation
import Service

/// Texts of times as JSON lines, and the days they mean.
struct TimesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "times",
        abstract: "Says which days texts such as \"the third week of May\" mean.",
        discussion: """
            Each line of the file is a JSON object with "text" and "reference", the time that the text was written at; the lines come
            back in their order, with "start" and "end" added: days, the end being the day after the last.

              echo '{"text":"two weeks ago","reference":"2026-06-30 12:00:00"}' | lamplight times --file -
              {"text":"two weeks ago","reference":"2026-06-30 12:00:00","start":"2026-06-16","end":"2026-06-17"}

            Both are null where the text is not understood, or has no beginning or no end. Where a text leaves the year open the latest
            time is meant that is over; a unit is whole ("this week" ends on Sunday), "the last 3 weeks" end before the day of the
            reference, a range ends with the last day that it names, and 3/4/2026 is in March. No workspace or database is needed.

            "lang" names the language of a line; one without rules for such texts gets null. All other keys stay as they are. A line
            that is no such object gets an error object with its number.
            """)

    @Option(help: "The texts, a JSON object a line; - reads them from standard input.")
    var file: String

    @Option(help: "The language of lines without \"lang\".")
    var lang = "en"

    @Flag(help: "Compare the days with those that the lines of the language --lang have, and print figures.")
    var score = false

    @Option(help: ArgumentHelp("When scoring, list so many texts that were read otherwise.", valueName: "n"))
    var failures = 0

    @OptionGroup var standing: RecordedOptions

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The folder with Grammars/, Lexicons/ and Policies/.",
            discussion:
                "Without it: the environment variable LAMPLIGHT_HOME, else share/lamplight beside the program, else the source tree.",
            valueName: "dir"))
    var resources: String?

    func run() throws {
        let texts = try Reporting.orExit { () throws(ServiceError) in
            try TimeTexts(resources: Resources.find(told: resources), language: lang)
        }
        if score {
            let result = try Reporting.orExit { () throws(ServiceError) in try TimeScore(file: file, language: lang, texts: texts) }
            Terminal.write(result.score.text)
            for (text, meant, read) in result.failures.prefix(max(0, failures)) {
                Terminal.write("\(text)\n\tmeant \(meant), read \(read)\n")
            }
            return try standing.compare(result.score)
        }
        var descriptor = Terminal.input
        if file != "-" {
            descriptor = open(file, O_RDONLY)
            guard descriptor >= 0 else {
                Terminal.complain("\(file): The file cannot be read. Check that it exists and may be read.")
                throw ExitCode(1)
            }
        }
        var reader = LineReader(descriptor: descriptor, limit: RequestLine.limit)
        var number = 0
        while let line = reader.next() {
            number += 1
            switch line {
            case .bytes(let bytes) where bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }): continue
            case .bytes(let bytes): Terminal.write(texts.line(bytes, number: number).line + "\n")
            case .tooLong: Terminal.write(texts.tooLong(number: number).line + "\n")
            }
        }
    }
}
