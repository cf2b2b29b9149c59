import Catalog
import Execution
import Foundation
import Governance
import Testing

/// Random questions about random data of the practice, in every role: what our rewritten query finds in SQLite, PostgreSQL's row security and
/// grants find too, row by row and in the same order; and what one refuses for a column, the other refuses.
@Suite(.enabled(if: PostgresServer.obstacle == nil, "PostgreSQL is no second opinion here: \(PostgresServer.obstacle ?? "")"))
struct PracticeTests {
    private static let questions = 60

    @Test(arguments: 0..<6)
    func postgresAgrees(seed: UInt64) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "practice-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = PracticeData(seed: seed)
        try data.writeSQLite(to: folder.path + "/practice.sqlite")
        let database = try PostgresDatabase(name: "practice_\(seed)")
        try database.addLogins(PracticeRules.roles)
        try database.prepare(data.postgresScript)
        let catalog = try CatalogLoader.load(text: PracticeRules.catalog, file: "practice.yaml")
        let governor = try Governor(policy: Policy.load(text: PracticeRules.policy, file: "policy.yaml"), catalog: catalog)
        let comparison = Comparison(
            governor: governor, executor: try Executor(path: folder.path + "/practice.sqlite"), database: database,
            environment: RequestEnvironment(now: "2026-06-30 12:00:00"))
        for role in PracticeRules.roles {
            var generator = PracticeQuestions(seed: seed &* 1_000_003)
            let caller = Caller(
                id: "staff.1", kind: .staff, attributes: ["staff_id": .integer(1), "dept_id": .integer(2), "role": .text(role)])
            let questions = (0..<Self.questions).map { _ in generator.question() }
            let (tally, differences) = try comparison.run(questions, as: caller, login: role)
            print("PostgreSQL on the practice, \(role), seed \(seed): \(tally)")
            for difference in differences.prefix(3) { Issue.record("seed \(seed), \(differences.count) differences: \(difference)") }
            #expect(tally.rows + tally.denied > Self.questions / 2)
        }
    }
}
