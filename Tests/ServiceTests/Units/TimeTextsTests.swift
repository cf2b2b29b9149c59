import Foundation
import Testing

@testable import Service

@Suite("Texts of times") struct TimeTextsTests {
    private let texts = Result { try TimeTexts(resources: DemoHospital.resources, language: "en") }

    private func line(_ text: String) throws -> String { try texts.get().line(Array(text.utf8), number: 7).line }

    @Test func daysAreAdded() throws {
        #expect(
            try line(#"{"id":"a","lang":"en","text":"two weeks ago","reference":"2016-11-07 00:00:00","n":1.50}"#)
                == #"{"id":"a","lang":"en","text":"two weeks ago","reference":"2016-11-07 00:00:00","n":1.5,"start":"2016-10-24","end":"2016-10-25"}"#
        )
    }

    @Test func daysThatAreThereAreReplacedInTheirPlace() throws {
        #expect(
            try line(#"{"start":"x","text":"in May 2016","end":null,"reference":"2016-11-07"}"#)
                == #"{"start":"2016-05-01","text":"in May 2016","end":"2016-06-01","reference":"2016-11-07"}"#)
    }

    @Test(arguments: [
        #"{"text":"hello","reference":"2016-11-07"}"#, #"{"text":"before 2016","reference":"2016-11-07"}"#,
        #"{"text":"31 April 2016","reference":"2016-11-07"}"#, #"{"text":"","reference":"2016-11-07"}"#,
        #"{"lang":"xx","text":"today","reference":"2016-11-07"}"#, #"{"lang":"../en","text":"today","reference":"2016-11-07"}"#,
    ])
    func whatIsNotUnderstoodIsNull(_ text: String) throws {
        let answer = try JSONParser.parse(Array(line(text).utf8))
        #expect(answer["start"] == .null && answer["end"] == .null && answer["line"] == nil)
    }

    @Test func aMomentIsItsDay() throws {
        let answer = try JSONParser.parse(Array(line(#"{"text":"2016-05-04 10:00:00","reference":"2016-11-07"}"#).utf8))
        #expect(answer["start"] == .string("2016-05-04") && answer["end"] == .string("2016-05-05"))
    }

    @Test(arguments: [
        "", "today", "[]", "{}", #"{"text":"today"}"#, #"{"text":1,"reference":"2016-11-07"}"#, #"{"reference":"2016-11-07"}"#,
        #"{"text":"today","reference":"soon"}"#, #"{"text":"today","reference":"2016-02-30"}"#,
        #"{"text":"today","reference":"2016-11-07","lang":1}"#,
    ])
    func aMalformedLineIsAnErrorWithItsNumber(_ text: String) throws {
        let answer = try JSONParser.parse(Array(line(text).utf8))
        #expect(answer["status"] == .string("error") && answer["line"] == .integer(7))
        #expect(answer["reason"]?["remedy"]?.string?.isEmpty == false)
    }

    @Test func aLanguageWithoutRulesIsAnError() {
        #expect(throws: ServiceError.self) { try TimeTexts(resources: DemoHospital.resources, language: "xx") }
    }
}

@Suite("The command's times", .enabled(if: BuiltCommand.path != nil, "the command is not built beside the tests"))
struct TimesCommandTests {
    @Test func readsLinesInTheirOrder() throws {
        let input = """
            {"lang":"en","text":"this week","reference":"2019-07-11 00:00:00"}
            not JSON

            {"lang":"zh","text":"今天","reference":"2019-07-11 00:00:00"}
            {"text":"yesterday","reference":"2019-07-11 00:00:00"}
            """
        let result = try BuiltCommand.run(["times", "--file", "-"], input: Array(input.utf8))
        #expect(result.status == 0 && result.lines.count == 4)
        let answers = try result.lines.map { try JSONParser.parse(Array($0.utf8)) }
        #expect(answers[0]["start"] == .string("2019-07-08") && answers[0]["end"] == .string("2019-07-15"))
        #expect(answers[1]["line"] == .integer(2))
        #expect(answers[3]["start"] == .string("2019-07-10"))
        let file = DemoHospital.folder + "/times.jsonl"
        try input.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(try BuiltCommand.run(["times", "--file", file]).output == result.output)
    }

    @Test func saysWhatIsWrong() throws {
        let missing = try BuiltCommand.run(["times", "--file", DemoHospital.folder + "/none.jsonl"])
        #expect(missing.status == 1 && missing.errors.contains("cannot be read"))
        let language = try BuiltCommand.run(["times", "--file", "-", "--lang", "xx"])
        #expect(language.status == 1 && language.errors.contains("en"))
    }
}
