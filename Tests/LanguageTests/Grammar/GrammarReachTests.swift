import Testing

@testable import Language

/// Rules that no reading can use are found, and how often the others are used.
@Suite struct GrammarReachTests {
    private func reach(_ text: String) throws -> GrammarReach { GrammarReach(try Grammar([(text, "a.grammar")], lemmas: "")) }

    @Test func findsDeadRules() throws {
        let found = try reach(
            """
            Question -> how many Noun = $Noun
              e.g. how many beds
            Question -> count Loop = $Loop
              e.g. count beds
            Loop -> all Loop = $Loop
              e.g. all beds
            Stray -> what Measure = $Measure
              e.g. what
            """)
        #expect(found.unreachable == [3])
        // A loop without an end matches nothing, nor does what needs it.
        #expect(found.empty == [1, 2])
        #expect(found.unusedCategories.contains("Measure") && !found.unusedCategories.contains("Noun"))
    }

    /// Repeated parts lead on; a mention is a word of several categories.
    @Test func followsRepeatedPartsAndMentions() throws {
        let found = try reach("Question -> list Thing+ = $Thing\n  e.g. list beds\nThing -> Mention = $Mention\n  e.g. beds")
        #expect(found.unreachable == [] && found.empty == [])
        #expect(!found.unusedCategories.contains("Noun") && !found.unusedCategories.contains("Event"))
    }

    @Test func theProjectsRulesCanBeUsed() throws {
        let grammar = try Hospital.lexicon().grammar
        let found = GrammarReach(grammar)
        #expect(found.unreachable.map { grammar.rules[$0].text } == [] && found.empty.map { grammar.rules[$0].text } == [])
    }

    @Test func countsUses() throws {
        let understanding = try Hospital.understanding()
        let coverage = GrammarCoverage(understanding, clock: Hospital.clock)
        let rules = coverage.rules(of: "How many admissions were there last month?").map { understanding.lexicon.grammar.rules[$0] }
        #expect(rules.contains { $0.category == "Question" } || rules.contains { $0.category == "Chunk" })
        #expect(rules.contains { $0.category == "Period" })
        #expect(coverage.rules(of: "Where can I park?") == [])
        #expect(coverage.examples().count > 100)
        #expect(understanding.lexicon.wordCounts["Noun", default: 0] > 50)
    }

    /// A watch tells of every stage, and how much the chart did.
    @Test func watchesStages() throws {
        var time = Duration.zero
        let watch = ReadingWatch {
            time += .milliseconds(1)
            return time
        }
        _ = try Hospital.understanding().read("How many admissions were there last month?", clock: Hospital.clock, watch: watch)
        #expect(watch.durations.keys.count == ReadingWatch.Stage.allCases.count)
        #expect(watch.durations.values.allSatisfy { $0 >= .milliseconds(1) })
        #expect((1..<Understanding.mostWork).contains(watch.work) && watch.tokens == 7 || watch.tokens == 8)
    }
}
