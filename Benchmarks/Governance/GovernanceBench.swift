import ArgumentParser
import Foundation
import Service

/// Measures what governing costs: governed statements beside the same written by hand, and deciding by a policy of many rules.
struct GovernanceBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "governance", abstract: "Measures governed statements beside SQL by hand, and deciding by many rules.")

    @Option(help: "The workspace of the demonstration hospital.")
    var workspace: String

    @Option(help: "Questions with SQL written by hand.")
    var questions = "Benchmarks/governed.sql"

    @Option(help: "How often each statement is run at least.")
    var times = 15

    func validate() throws {
        guard times > 0 else { throw ValidationError("--times takes a number above 0.") }
    }

    func run() throws {
        let engine = try Engine(workspace: Workspace.find(told: workspace), resources: Resources.find(), interface: "eval")
        let file = try HandWritten(path: questions)
        let bench = try SideBySide(engine, file)
        print("\ngoverned statements beside the same by hand, in processor time\n")
        print("  governed     by hand   ratio   rows  caller, question")
        var measures: [SideBySide.Measure] = []
        var faults = 0
        for question in file.questions {
            let measure: SideBySide.Measure
            do {
                measure = try bench.measure(question, times: times, least: .milliseconds(300))
            } catch {
                faults += 1
                print("  fault: \(error)")
                continue
            }
            measures.append(measure)
            print(
                Table.right(Table.text(measure.governed), 10) + Table.right(Table.text(measure.written), 12)
                    + Table.right(String(format: "%.2f", measure.ratio), 8) + Table.right("\(measure.rows)", 7)
                    + "  \(question.caller): \(question.text.prefix(90))")
        }
        let ratios = measures.map(\.ratio).sorted()
        guard faults == 0 else { throw ValidationError("\(faults) questions could not be measured; see above.") }
        print(
            String(
                format: "\n%d questions: ratio %.2f in the median, %.2f at worst", ratios.count, ratios[ratios.count / 2], ratios.last ?? 0)
        )
        engine.close()
    }
}
