import Foundation
import Testing

@testable import Language

/// What Documentation/grammar.md tells of rules is so.
@Suite struct GrammarDocumentationTests {
    private let text: String

    init() throws { text = try String(contentsOfFile: Hospital.root + "/Documentation/grammar.md", encoding: .utf8) }

    private func section(_ title: String) throws -> Substring {
        let start = try #require(text.range(of: "\n### \(title)\n"))
        let end = text[start.upperBound...].range(of: "\n##")?.lowerBound ?? text.endIndex
        return text[start.upperBound..<end]
    }

    @Test func itsConstructorsExist() throws {
        let names = try section("Constructors").matches(of: /[`, ]([a-zA-Z]+)\(/).map { String($0.1) }
        #expect(names.count > 30)
        #expect(Set(names).subtracting(Constructors.names) == [])
    }

    @Test func itsCategoriesExist() throws {
        let rules = try Hospital.lexicon().grammar.rules
        let names = try section("Categories").matches(of: /`([A-Z][A-Za-z]*)`/).map { String($0.1) }
        #expect(Grammar.lexical.isSubset(of: names))
        #expect(Set(names).subtracting(Grammar.lexical).subtracting(rules.map(\.category)) == [])
    }

    @Test func itsRulesAreRead() throws {
        let rule = try #require(text.range(of: "    Period ->")).lowerBound
        let end = try #require(text[rule...].range(of: "\n\n")).lowerBound
        let grammar = try Grammar(
            [(text[rule..<end] + "\nNumber -> Integer\n  e.g. 1\nUnit -> day = unit('day')\n  e.g. day", "grammar.md")], lemmas: "")
        #expect(grammar.rules.first?.examples == ["the past 12 months"])
    }
}
