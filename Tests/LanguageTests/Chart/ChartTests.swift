import Foundation
import Testing

@testable import Language

@Suite struct ChartTests {
    /// A chart over words, by a grammar given as text.
    private func chart(_ rules: String, _ text: String) throws -> Chart {
        let grammar = try Grammar([(rules, "test.grammar")], lemmas: "")
        let catalog = try Hospital.lexicon().catalog
        let today = try #require(CalendarDate(Hospital.clock))
        var chart = Chart(
            grammar: grammar, constructors: Constructors(periods: PeriodBuilder(today: today), router: Router(catalog: catalog)))
        let tokens = Tokenizer(lemmatizer: Lemmatizer(table: "")).tokens(text)
        chart.fill(count: tokens.count, terminals: tokens.map(\.forms), edges: [])
        return chart
    }

    @Test func keepsTheCheapestMeaningsInOrder() throws {
        let rules = (1...20).map { "Size -> big = \($0) !\(21 - $0)\n  e.g. big" }.joined(separator: "\n")
        let items = try chart(rules, "big").items("Size", 0, 1)
        #expect(items.count == 8)
        #expect(items.map(\.meaning) == (13...20).reversed().map { Meaning.number(Double($0)) })
        #expect(items.map(\.cost) == items.map(\.cost).sorted())
    }

    @Test func equalMeaningsAreOneAtTheLeastCost() throws {
        let items = try chart("Size -> big = 1 !3\n  e.g. big\nSize -> big = 1 !2\n  e.g. big\nSize -> big = 2 !9\n  e.g. big", "big")
            .items("Size", 0, 1)
        #expect(items.map(\.meaning) == [.number(1), .number(2)])
        // The rule's cost and that of its word.
        #expect(items.first.map { abs($0.cost - 2.1) < 1e-9 } == true)
    }

    @Test func bothBracketingsOfAnAmbiguousPhraseAreThere() throws {
        let rules =
            "E -> one = 1 !0\n  e.g. one\nE -> two = 2 !0\n  e.g. two\nE -> E plus E = add($E, $E2) !0\n  e.g. one plus one\nE -> E times E = multiply($E, $E2) !0\n  e.g. two times two"
        let items = try chart(rules, "two plus two times two").items("E", 0, 5)
        #expect(Set(items.map(\.meaning)) == [.number(6), .number(8)])
    }

    /// Catalan many derivations are packed: they cost cubic work, not exponential.
    @Test func derivationsArePacked() throws {
        let rules = "E -> one = 1 !0\n  e.g. one\nE -> E E = add($E, $E2) !0\n  e.g. one one"
        for count in [4, 8, 16, 32, 64] {
            let chart = try chart(rules, Array(repeating: "one", count: count).joined(separator: " "))
            #expect(chart.items("E", 0, count).map(\.meaning) == [.number(Double(count))])
            #expect(chart.work <= 4 * count * count * count + 200, "\(count) words cost \(chart.work)")
            #expect(!chart.exhausted)
        }
    }

    @Test func leftRecursionAndUnitCyclesEnd() throws {
        let chart = try chart("A -> B\n  e.g. x\nB -> A\n  e.g. x\nB -> x = 1\n  e.g. x\nA -> A x = $A\n  e.g. x x", "x x x x")
        #expect(chart.items("A", 0, 4).first?.meaning == .number(1))
        #expect(chart.work < 500)
    }

    @Test func aConstructorThatRefusesStopsTheRule() throws {
        let rules = "Number -> twelve = 12\n  e.g. twelve\nYear -> Number = year($Number)\n  e.g. twelve"
        #expect(try chart(rules, "twelve").items("Year", 0, 1).isEmpty)
    }

    @Test func anEmptyChartHasNothing() throws {
        let chart = try chart("A -> x = 1\n  e.g. x", "")
        #expect(chart.items("A", 0, 0).isEmpty && chart.work == 0)
    }

    // MARK: Hostile input on the whole grammar

    static let hostile: [String] = [
        String(repeating: "in ", count: 80), String(repeating: "a ", count: 80), String(repeating: "and ", count: 80),
        String(repeating: "1 ", count: 80),
        String(repeating: "admissions ", count: 80), String(repeating: "by department ", count: 40),
        String(repeating: "last month ", count: 40),
        String(repeating: "of Cardiology and ", count: 26), String(repeating: "with diabetes ", count: 40),
        String(repeating: "how many ", count: 40),
        String(repeating: "emergency ", count: 80), String(repeating: "2025 - ", count: 40), String(repeating: "(", count: 80),
        String(repeating: "who were admitted ", count: 26), String(repeating: "over 65 ", count: 40),
        String(repeating: "0-14, ", count: 20),
        String(repeating: "revenue and ", count: 40), String(repeating: "high or critical creatinine or ", count: 16),
        String(repeating: "may ", count: 80),
    ].map { String($0.trimmingCharacters(in: .whitespaces)) }

    @Test(arguments: hostile) func hostileQuestionsEndWithinTheWorkLimit(_ text: String) throws {
        let explanation: String
        switch try Hospital.read(text) {
        case .answered(let reading):
            Issue.record("'\(text.prefix(30))…' was read as \(reading.query)")
            explanation = reading.explanation
        case .clarify(let readings, _): explanation = readings.first?.explanation ?? ""
        case .unanswerable(_, let text): explanation = text
        case .invalid: return
        }
        // The step that goes past the limit is the last.
        let work = try #require(explanation.firstMatch(of: /chart: ([0-9]+) items/).flatMap { Int($0.1) })
        let (empty, _) = try Reader.chart("")
        #expect(work <= empty.workLimit + 1_000, "'\(text.prefix(30))…' cost \(work)")
    }

    /// What people ask costs a small part of what is allowed.
    @Test func ordinaryQuestionsCostLittle() throws {
        for question in Corpus.paraphrases.flatMap(\.phrases) {
            let (chart, _) = try Reader.chart(question)
            #expect(chart.work < chart.workLimit / 10, "'\(question)' cost \(chart.work)")
        }
    }
}
