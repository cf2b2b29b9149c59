import Foundation
import Testing

private let shared = ProcessInfo.processInfo.environment["LAMPLIGHT_SHARED"]
private let hasDatabase = shared.map { FileManager.default.fileExists(atPath: $0 + "/omop/synthea27.sqlite") } ?? false

/// Analysts' questions to an OMOP database: an answer is right or it is not given.
@Suite(.enabled(if: hasDatabase, "LAMPLIGHT_SHARED names no folder with an OMOP database"))
struct OmopTests {
    @Test func noAnswerIsWrongAndManyAreRight() throws {
        let database = try OmopDatabase(file: try #require(shared) + "/omop/synthea27.sqlite")
        let items = try CorpusItem.all("omop.en")
        #expect(Set(items.map(\.id)).count == items.count)
        var right = 0
        for item in items {
            let answer = try database.answer(item.question)
            guard let sql = item.sql else {
                #expect(answer == nil, "\(item.id): '\(item.question)' was answered; it has no answer.")
                right += answer == nil ? 1 : 0
                continue
            }
            guard let answer else { continue }
            let isRight = GoldComparison(columns: item.columns, gold: try database.connection.rows(sql), item: item).matches(answer)
            #expect(isRight, "\(item.id): '\(item.question)' was answered wrongly.")
            right += isRight ? 1 : 0
        }
        #expect(right >= (try CorpusItem.recorded("omop.en")), "\(right) of \(items.count) were answered rightly.")
    }
}
