import Catalog
import Testing

@testable import Language

/// Every rule of the grammar files says with an example what it is for, and the example parses by that rule.
@Suite struct GrammarExamplesTests {
    @Test func everyExampleParsesByItsRule() throws {
        let check = try GrammarCheck(lexicon: Hospital.lexicon(), clock: Hospital.clock)
        let problems = check.problems()
        #expect(problems.isEmpty, "\(problems.count) problems:\n\(problems.map(\.description).joined(separator: "\n"))")
    }

    /// Those of the folder `text` are read with it alone: questions do not have them.
    @Test func everyExampleOfTextParsesByItsRule() throws {
        let hospital = try Hospital.lexicon()
        let grammar = try Grammar.load(directory: Hospital.root + "/Grammars/en", with: ["text"])
        let lexicon = try Lexicon.load(
            directory: Hospital.root + "/Lexicons/hospital", language: "en", grammar: grammar, catalog: hospital.catalog, vocabulary: [])
        let check = try GrammarCheck(lexicon: lexicon, clock: Hospital.clock, conventions: .text)
        let problems = check.problems().filter { $0.file.contains("/text/") }
        #expect(problems.isEmpty, "\(problems.count) problems:\n\(problems.map(\.description).joined(separator: "\n"))")
        #expect(grammar.rules.contains { $0.file.contains("/text/") })
    }

    @Test func everyRuleOfAFileHasAnExample() throws {
        let rules = try Hospital.lexicon().grammar.rules.filter { $0.line > 0 }
        #expect(rules.count > 200)
        #expect(rules.filter(\.examples.isEmpty).map(\.text) == [])
    }
}
