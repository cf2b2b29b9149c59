import Testing

@testable import Language

/// Every rule of the grammar files says with an example what it is for, and the example parses by that rule.
@Suite struct GrammarExamplesTests {
    @Test func everyExampleParsesByItsRule() throws {
        let check = try GrammarCheck(lexicon: Hospital.lexicon(), clock: Hospital.clock)
        let problems = check.problems()
        #expect(problems.isEmpty, "\(problems.count) problems:\n\(problems.map(\.description).joined(separator: "\n"))")
    }

    @Test func everyRuleOfAFileHasAnExample() throws {
        let rules = try Hospital.lexicon().grammar.rules.filter { $0.line > 0 }
        #expect(rules.count > 200)
        #expect(rules.filter(\.examples.isEmpty).map(\.text) == [])
    }
}
