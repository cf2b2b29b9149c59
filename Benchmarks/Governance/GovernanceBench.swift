import ArgumentParser
import Foundation
import Governance
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

    @Option(help: "How many rules the large policy has besides the hospital's.")
    var rules = 1_000

    func validate() throws {
        guard times > 0, rules > 0 else { throw ValidationError("--times and --rules take numbers above 0.") }
    }

    func run() throws {
        let resources = try Resources.find()
        let engine = try Engine(workspace: Workspace.find(told: workspace), resources: resources, interface: "eval")
        defer { engine.close() }
        let file = try HandWritten(path: questions)
        let bench = try SideBySide(engine, file)
        try measureDecisions(engine, bench, file, policies: resources.policies)
        try measureStatements(bench, file)
    }

    // MARK: Statements

    private func measureStatements(_ bench: SideBySide, _ file: HandWritten) throws {
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
    }

    // MARK: Decisions

    /// Deciding and rewriting, by the hospital's policy and by one of many rules.
    private func measureDecisions(_ engine: Engine, _ bench: SideBySide, _ file: HandWritten, policies: String) throws {
        let small = try String(contentsOfFile: policies + "/hospital.yaml", encoding: .utf8)
        let large = try ManyRules(bench.connection).text(small, count: rules)
        var inputs = try file.questions.map { try engine.governanceInput(bench.request($0)) }
        // A denial that depends on what a request does not say would hold.
        for index in inputs.indices {
            inputs[index].environment.attributes = ["zone": .text("internal"), "device": .text("managed"), "place": .text("office")]
        }
        print("deciding and rewriting, in processor time\n\n\(Table.head)")
        for (name, text) in [("hospital's policy", small), ("with \(rules) rules more", large)] {
            var governor: Governor?
            let loading = try ProcessorTime.of {
                governor = try Governor(policy: Policy.load(text: text, file: policies + "/hospital.yaml"), catalog: engine.catalog)
            }
            var durations: [Duration] = []
            var refused = 0
            for input in inputs {
                if case .refuse = try engine.govern(input, by: governor) { refused += 1 }
                for _ in 0..<times { durations.append(try ProcessorTime.of { _ = try engine.govern(input, by: governor) }) }
            }
            Table.row(name, durations, width: 24)
            print("  opened in \(Table.text(loading)), \(refused) of \(inputs.count) refused, \(governor?.policy.rules.count ?? 0) rules")
        }
    }
}
