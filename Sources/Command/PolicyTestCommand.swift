import ArgumentParser
import Authoring
import Service

/// `policy test`.
struct PolicyTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Runs the cases that stand in policies.",
        discussion: """
            Each case has rows of its own, a caller and a question in the notation of the algebra; it is decided, rewritten, \
            run by SQLite and masked as a real question is. What comes out otherwise than the case says is shown with the \
            decision, step by step. The status is 1 when a case fails, or when none has the name that --only looks for.

              lamplight policy test
              lamplight policy test hospital --lexicon hospital --coverage
              lamplight policy test Policies/mine.yaml --only ward
            """)

    @OptionGroup var files: PolicyFiles

    @Option(help: ArgumentHelp("Only cases whose name holds this.", valueName: "text"))
    var only: String?

    @Flag(help: "List the roles and rules that no case touches.")
    var coverage = false

    @Flag(help: "Show only what fails.")
    var brief = false

    @Flag(help: "Print one JSON object a policy.")
    var json = false

    func run() throws {
        var fails = false
        var ran = 0
        let places = try files.found()
        for place in places {
            var (policy, deidentifier) = try Reporting.orExit { () throws(ServiceError) in try place.load() }
            if let only { policy.cases.removeAll { !$0.name.lowercased().contains(only.lowercased()) } }
            let results: [CaseResult]
            let bar = ProgressBar("Running cases", patience: .milliseconds(300))
            do {
                results = try CaseRunner(policy: policy, catalog: place.catalog, deidentifier: deidentifier).run { bar.show($0) }
                bar.finish()
            } catch {
                bar.finish()
                Terminal.complain("\(error)")
                throw ExitCode(1)
            }
            fails = fails || results.contains { !$0.passed }
            ran += results.count
            if !json, only != nil, results.isEmpty { continue }
            let covered = CaseCoverage(policy, results)
            Terminal.write(json ? Self.json(place.file, results, covered).line + "\n" : text(place.file, results, covered))
        }
        if let only, ran == 0 {
            Terminal.complain(
                "\(places.map(\.file).joined(separator: ", ")): No case's name holds '\(only)'. Without --only all are run and named.")
            throw ExitCode(1)
        }
        if fails { throw ExitCode(1) }
    }

    // MARK: Text

    private func text(_ file: String, _ results: [CaseResult], _ covered: CaseCoverage) -> String {
        var page = Terminal.page
        for result in results {
            if result.passed {
                if !brief { page.line("✓ \(result.name)", indent: 2) }
                continue
            }
            page.line("✗ \(result.name)", indent: 2, style: .warning)
            page.line("\(result.file):\(result.line)", indent: 4, style: .faint)
            if let fault = result.fault { page.line(fault, indent: 4) }
            for difference in result.differences {
                page.line(difference.what, indent: 4)
                page.pair("expected", difference.expected, indent: 6, width: 10)
                page.pair("got", difference.got, indent: 6, width: 10)
            }
            if !result.trace.isEmpty {
                page.line("decision", indent: 4)
                for step in result.trace { page.line(step, indent: 6, style: .faint) }
            }
        }
        let failed = results.count { !$0.passed }
        let count = results.count == 1 ? "1 case" : "\(results.count) cases"
        page.line(
            results.isEmpty ? "\(file): no cases." : "\(file): \(count), \(failed == 0 ? "all pass" : "\(failed) FAIL").",
            style: failed == 0 ? .strong : .warning)
        guard only == nil || coverage else { return page.text }
        page.line(
            "Cases touch \(covered.roles - covered.idleRoles.count) of \(covered.roles) roles and \(covered.rules - covered.idleRules.count) of \(covered.rules) rules."
        )
        if coverage {
            for role in covered.idleRoles { page.line("no case: role \(role)", indent: 2) }
            for rule in covered.idleRules { page.line("no case: rule \(rule)", indent: 2) }
        }
        return page.text
    }

    // MARK: JSON

    private static func json(_ file: String, _ results: [CaseResult], _ covered: CaseCoverage) -> JSON {
        func strings(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
        let cases = results.map { result -> JSON in
            let differences = result.differences.map {
                JSON.object([
                    JSON.Member("what", .string($0.what)), JSON.Member("expected", .string($0.expected)),
                    JSON.Member("got", .string($0.got)),
                ])
            }
            return .object([
                JSON.Member("name", .string(result.name)), JSON.Member("line", .integer(Int64(result.line))),
                JSON.Member("passed", .boolean(result.passed)), JSON.Member("role", .string(orNull: result.role)),
                JSON.Member("fault", .string(orNull: result.fault)), JSON.Member("differences", .array(differences)),
                JSON.Member("trace", strings(result.trace)),
            ])
        }
        return .object([
            JSON.Member("policy", .string(file)), JSON.Member("cases", .array(cases)),
            JSON.Member("failed", .integer(Int64(results.count { !$0.passed }))),
            JSON.Member(
                "untouched",
                .object([JSON.Member("roles", strings(covered.idleRoles)), JSON.Member("rules", strings(covered.idleRules))])),
        ])
    }
}
