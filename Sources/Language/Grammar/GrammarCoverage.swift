import Algebra
import Catalog

/// Tells which rules phrases use, so that rules nobody needs are found, and phrasings that no question tries.
public struct GrammarCoverage {
    private let understanding: Understanding
    private let clock: String
    private var grammar: Grammar { understanding.lexicon.grammar }

    /// Coverage by an understanding, on a clock (`YYYY-MM-DD HH:MM:SS`).
    public init(_ understanding: Understanding, clock: String) {
        self.understanding = understanding
        self.clock = clock
    }

    /// The rules of the reading that a question gets, by their places among the grammar's rules; none when it gets no single one.
    public func rules(of question: String) -> [Int] {
        guard case .answered(let reading) = understanding.read(question, clock: clock) else { return [] }
        return reading.rules
    }

    /// For each rule, in how many examples of other rules it takes part.
    public func examples() -> [Int: Int] {
        guard let today = CalendarDate(clock) else { return [:] }
        let lexicon = understanding.lexicon
        let constructors = Constructors(
            periods: PeriodBuilder(today: today, clock: clock, conventions: lexicon.catalog.times), router: Router(catalog: lexicon.catalog)
        )
        var uses: [Int: Int] = [:]
        for (index, rule) in grammar.rules.enumerated() {
            for example in rule.examples {
                let tokens = lexicon.tokenizer.tokens(example)
                let edges = Lattice(lexicon: lexicon).edges(tokens, of: example)
                var chart = Chart(grammar: grammar, constructors: constructors)
                chart.fill(
                    count: tokens.count, terminals: tokens.map(\.forms),
                    edges: edges
                        + Mentions.edges(edges, parts: lexicon.catalog.conventions.questions == .events) {
                            tokens[$0].forms.contains(where: lexicon.isGrammatical)
                        })
                let item = chart.items(rule.category, 0, tokens.count).first { $0.rule == index }
                for other in item?.rules ?? [] where other != index { uses[other, default: 0] += 1 }
            }
        }
        return uses
    }
}
