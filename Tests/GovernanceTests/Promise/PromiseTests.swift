import Algebra
import Catalog
import Database
import Execution
import Foundation
import Testing

@testable import Governance

/// A folder for the databases of one test.
private struct Folder: ~Copyable {
    let path = FileManager.default.temporaryDirectory.appending(path: "promise-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }
}

@Test(
    "the rewritten query on the database gives what the original gives on the caller's authorised view", arguments: ["doctor", "ward"],
    0..<20)
func keepsThePromise(role: String, seed: UInt64) throws {
    let folder = try Folder()
    let data = AuthorisedView(seed: seed)
    try data.write(to: folder.path + "/data.sqlite")
    try (role == "ward" ? data.ofWard() : data.ofDoctor()).write(to: folder.path + "/view.sqlite")
    let database = try Executor(path: folder.path + "/data.sqlite")
    let view = try Executor(path: folder.path + "/view.sqlite")
    let (catalog, governor, caller) = (try Clinic.catalog(), try Clinic.governor(), Clinic.caller(role))
    var generator = QuestionGenerator(seed: seed &* 1_000_003)
    for _ in 0..<40 {
        let question = generator.question()
        let query = try Resolver.resolve(Query.parse(question), in: catalog)
        let decision = try governor.govern(
            query, caller: caller, purpose: "treatment", environment: RequestEnvironment(now: "2026-06-30 12:00:00")
        ) { _, _ in [] }
        guard case .permit(let governed) = decision else {
            Issue.record("refused: \(question)")
            continue
        }
        let expected = try view.run(SQLCompiler.compile(query, schema: catalog, parameters: governed.parameters)).rows
        let found = try database.run(SQLCompiler.compile(governed.query, schema: catalog, parameters: governed.parameters)).rows
        #expect(found == expected, "\(role), seed \(seed): \(question)\n\(governed.query.description)")
    }
}

@Test("a number that few patients can change is guarded as small", arguments: 0..<20)
func guardsWhatFewCanChange(seed: UInt64) throws {
    let folder = try Folder()
    let data = AuthorisedView(seed: seed)
    try data.write(to: folder.path + "/data.sqlite")
    let database = try Executor(path: folder.path + "/data.sqlite")
    let others = try (1...10).map { patient in
        let path = folder.path + "/without-\(patient).sqlite"
        try data.without(patient: "\(patient)").write(to: path)
        return try Executor(path: path)
    }
    let (catalog, governor, caller) = (try Clinic.catalog(), try Clinic.governor(), Clinic.caller("counter"))
    var generator = QuestionGenerator(seed: seed &* 7_919 &+ 13)
    for _ in 0..<30 {
        let question = generator.total()
        let query = try Resolver.resolve(Query.parse(question), in: catalog)
        let decision = try governor.govern(
            query, caller: caller, purpose: "treatment", environment: RequestEnvironment(now: "2026-06-30 12:00:00")
        ) { _, _ in [] }
        // Names are closed to the counter; such questions are refused.
        guard case .permit(let governed) = decision else { continue }
        let compiled = try SQLCompiler.compile(governed.query, schema: catalog, parameters: governed.parameters)
        let columns = governed.plan.columns
        let number = try #require(columns.firstIndex { $0.name == "n" })
        let key = columns.firstIndex { $0.name == "k" }
        let numbers = try others.map { other in
            let rows = try other.run(compiled).rows.map { row in (key.map { "\(row[$0])" }, row[number]) }
            return Dictionary(rows, uniquingKeysWith: { first, _ in first })
        }
        for row in try database.run(compiled).rows {
            let name = key.map { "\(row[$0])" }
            let changers = numbers.count { ($0[name] ?? .integer(0)) != row[number] }
            guard (1..<5).contains(changers) else { continue }
            let isSmall = columns[number].guards.contains { index in
                if case .integer(let people) = row[index] { return (1..<5).contains(people) }
                return false
            }
            #expect(isSmall, "seed \(seed): \(changers) can change \(row) of \(question)\n\(governed.query.description)")
        }
    }
}
