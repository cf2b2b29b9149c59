import Algebra
import Catalog
import Database
import Disclosure
import Execution
import Governance

/// Runs the cases that stand in a policy: each on rows of its own, through the governor, compiler, SQLite and disclosure that answer questions.
public struct CaseRunner: Sendable {
    private let governor: Governor
    private let disclosure: Disclosure

    /// A key for pseudonyms that is no secret: those of cases stand for nobody.
    private static let key = [UInt8](repeating: 0x4C, count: 32)

    /// A runner of a policy's cases over a catalog.
    ///
    /// - Parameter deidentifier: Finds identifiers in free text; without one, text that must be de-identified does not leave.
    /// - Throws: With file and line when the policy speaks of things that the catalog does not know.
    public init(policy: Policy, catalog: Catalog, deidentifier: Deidentifier? = nil) throws(CatalogError) {
        governor = try Governor(policy: policy, catalog: catalog)
        disclosure = Disclosure(key: Self.key, deidentifier: deidentifier)
    }

    /// Runs all cases, in the file's order; `progress` takes a fraction from 0 to 1.
    public func run(progress: (Double) -> Void = { _ in }) -> [CaseResult] {
        let cases = governor.policy.cases
        return cases.enumerated().map { index, given in
            progress(Double(index) / Double(cases.count))
            return run(given)
        }
    }

    /// Runs one case.
    public func run(_ given: PolicyCase) -> CaseResult {
        var result = CaseResult(name: given.name, file: given.place.file, line: given.place.line)
        do {
            try run(given, &result)
        } catch {
            result.fault = "\(error)"
        }
        return result
    }

    private func run(_ given: PolicyCase, _ result: inout CaseResult) throws {
        let database = try CaseDatabase(given, catalog: governor.catalog)
        let query: Query
        do {
            query = try Resolver.resolve(given.query, in: governor.catalog)
        } catch {
            throw given.place.error("'ask' does not fit the catalog: \(error.message)", suggestion: error.suggestion)
        }
        let environment = RequestEnvironment(now: given.now, attributes: given.environment, grant: given.grant)
        func facts(_ query: Query, _ parameters: [String: Literal]) throws -> [[Literal]] {
            try database.executor.run(SQLCompiler.compile(query, schema: database.schema, parameters: parameters)).literals
        }
        let findings = try governor.findings(caller: given.caller, purpose: given.purpose, environment: environment, facts: facts)
        result.role = findings.role?.name
        if findings.refusal == nil { result.rules = findings.counting(for: query, governor) }
        var comparison = Comparison(given)
        switch try governor.govern(query, caller: given.caller, purpose: given.purpose, environment: environment, facts: facts) {
        case .refuse(let refusal):
            result.trace = refusal.trace
            if let rule = refusal.rule { result.rules.insert(rule) }
            comparison.compare(refusal, role: result.role)
        case .permit(let governed):
            result.trace = governed.trace
            let opaque = Set(governed.plan.columns.filter { $0.treatment != .show }.map(\.name))
            let compiled = try SQLCompiler.compile(
                governed.query, schema: database.schema, parameters: governed.parameters, opaque: opaque)
            let rows = try database.executor.run(compiled).literals.map { $0.map(Cell.init) }
            comparison.compare(governed, disclosure.apply(governed.plan, rows: rows))
        }
        result.differences = comparison.differences
    }
}

extension Findings {
    /// The names of the rules that count for the tables and columns of a query.
    fileprivate func counting(for query: Query, _ governor: Governor) -> Set<String> {
        let (entities, columns) = governor.resources(of: query)
        let isList = governor.isList(query)
        let rules = entities.flatMap { rows(of: $0)?.rules ?? [] } + columns.flatMap { column($0, isList: isList)?.rules ?? [] }
        return Set(rules.filter(\.counts).map(\.rule.name))
    }
}

extension Cell {
    init(_ literal: Literal) {
        switch literal {
        case .null: self = .null
        case .boolean(let value): self = .integer(value ? 1 : 0)
        case .integer(let number): self = .integer(number)
        case .decimal(let number): self = .decimal(number)
        case .text(let text), .time(let text): self = .text(text)
        }
    }
}
