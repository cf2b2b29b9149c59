import Foundation
import Service
import Testing

@testable import Evaluation

/// Texts of times are right when both of their days are.
@Suite struct TimeScoreTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test func comparesDays() throws {
        let folder = try Folder()
        let file = folder.path + "/times.jsonl"
        let reference = #""reference":"2016-11-07 00:00:00""#
        try [
            #"{"text":"May 2016",\#(reference),"start":"2016-05-01","end":"2016-06-01"}"#,
            #"{"text":"June 2016",\#(reference),"start":"2016-06-01","end":"2016-06-30"}"#,
            #"{"text":"xyzzy",\#(reference),"start":"2016-06-01","end":"2016-06-30"}"#,
            #"{"text":"plugh",\#(reference),"start":null,"end":null}"#,
            #"{"lang":"zh","text":"去年",\#(reference),"start":"2015-01-01","end":"2016-01-01"}"#,
        ].joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
        let texts = try TimeTexts(resources: Resources(root: Self.root), language: "en")
        let result = try TimeScore(file: file, language: "en", texts: texts)
        #expect(Verdict.allCases.map { result.score[$0] } == [1, 1, 0, 1, 1])
        #expect(result.failures.map(\.text) == ["June 2016", "xyzzy"])
        try "{\n".write(toFile: file, atomically: true, encoding: .utf8)
        let error = try #require(throws: ServiceError.self) { try TimeScore(file: file, language: "en", texts: texts) }
        #expect(error.line == 1)
    }
}
