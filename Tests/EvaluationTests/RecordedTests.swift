import Foundation
import Service
import Testing

@testable import Evaluation

/// Recorded figures hold what was reached: fewer good answers, or more misleading ones, are worse.
@Suite struct RecordedTests {
    private func entry(good: Int, bad: Int, of questions: Int = 100, databases: Int = 1) -> Recorded.Entry {
        Recorded.Entry(databases: databases, questions: questions, good: good, bad: bad)
    }

    @Test func tellsWorseFromBetter() {
        var recorded = Recorded()
        #expect(recorded.comparison(entry(good: 1, bad: 1), to: "a") == .unknown)
        recorded.record(entry(good: 50, bad: 2), for: "a")
        #expect(recorded.comparison(entry(good: 50, bad: 2), to: "a") == .same)
        #expect(recorded.comparison(entry(good: 51, bad: 2), to: "a") == .better)
        #expect(recorded.comparison(entry(good: 50, bad: 1), to: "a") == .better)
        #expect(recorded.comparison(entry(good: 49, bad: 0), to: "a") == .worse)
        #expect(recorded.comparison(entry(good: 99, bad: 3), to: "a") == .worse)
        // A set that has grown is compared by shares; other databases are another measure.
        #expect(recorded.comparison(entry(good: 100, bad: 4, of: 200), to: "a") == .same)
        #expect(recorded.comparison(entry(good: 50, bad: 2, databases: 4), to: "a") == .unknown)
    }

    @Test func isKeptInAFile() throws {
        let folder = try Folder()
        let path = folder.path + "/accuracy.json"
        #expect(try Recorded.read(path) == Recorded())
        var recorded = Recorded()
        recorded.record(entry(good: 50, bad: 2), for: "b")
        recorded.record(entry(good: 3, bad: 0, databases: 4), for: "a")
        try recorded.write(path)
        #expect(try Recorded.read(path) == recorded)
        #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == 4)
        try "{\"a\":{\"good\":1}}".write(toFile: path, atomically: true, encoding: .utf8)
        let error = try #require(throws: ServiceError.self) { try Recorded.read(path) }
        #expect(error.file == path)
    }
}
