import Algebra
import Catalog

/// Holds a grammar to its examples: each must parse, with the words of a lexicon, as the category of its rule and by that very rule.
///
/// Grammar files are edited by people who do not see the chart; an example that no longer parses is how they learn what they broke.
public struct GrammarCheck {
    private let lexicon: Lexicon
    private let constructors: Constructors

    /// A check with the words of a lexicon, on a clock (`YYYY-MM-DD…`) that examples such as "last month" are resolved on; by the
    /// catalog's conventions of times, or by others.
    public init(lexicon: Lexicon, clock: String, conventions: TimeConventions? = nil) throws(LanguageError) {
        guard let today = CalendarDate(clock) else {
            throw LanguageError("The data's clock is not a time: expected 'YYYY-MM-DD HH:MM:SS'.")
        }
        self.lexicon = lexicon
        constructors = Constructors(
            periods: PeriodBuilder(today: today, clock: clock, conventions: conventions ?? lexicon.catalog.times),
            router: Router(catalog: lexicon.catalog))
    }

    /// Everything that is wrong with the examples of the grammar's rules, in the order of the files.
    public func problems() -> [GrammarProblem] {
        lexicon.grammar.rules.indices.flatMap { index -> [GrammarProblem] in
            let rule = lexicon.grammar.rules[index]
            // Rules without a line are made for repeated parts; no file has them.
            guard rule.line > 0 else { return [] }
            if rule.examples.isEmpty {
                return [GrammarProblem(rule: rule, example: nil, message: "This rule has no example; add a line 'e.g. …' under it.")]
            }
            return rule.examples.compactMap { example in
                fault(of: example, rule: index).map { GrammarProblem(rule: rule, example: example, message: $0) }
            }
        }
    }

    /// What is wrong with an example of a rule; nil when nothing is.
    private func fault(of example: String, rule index: Int) -> String? {
        let rule = lexicon.grammar.rules[index]
        let tokens = lexicon.tokenizer.tokens(example)
        guard !tokens.isEmpty else { return "The example has no words." }
        let edges = Lattice(lexicon: lexicon).edges(tokens, of: example)
        var chart = Chart(grammar: lexicon.grammar, constructors: constructors)
        chart.fill(
            count: tokens.count, terminals: tokens.map(\.forms),
            edges: edges
                + Mentions.edges(edges, parts: lexicon.catalog.conventions.questions == .events) {
                    tokens[$0].forms.contains(where: lexicon.isGrammatical)
                })
        if chart.spanning.contains(index) { return nil }
        if chart.exhausted { return "The example takes more work than a question may; shorten it." }
        if let other = chart.items(rule.category, 0, tokens.count).first {
            let by = other.rule.map { "line \(lexicon.grammar.rules[$0].line)" } ?? "the lexicon"
            return "The example is a \(rule.category) by \(by), not by this rule; write one that needs it."
        }
        let unknown = tokens.indices.filter { at in
            !edges.contains { $0.start <= at && at < $0.end } && !tokens[at].forms.contains(where: lexicon.grammar.hasWord)
        }
        if !unknown.isEmpty {
            let words = unknown.map { "'\(tokens[$0].original)'" }.joined(separator: ", ")
            return "Neither grammar nor lexicon knows \(words); write an example of words that they have."
        }
        return "The example is no \(rule.category); its meaning, or that of a part, may make no sense. Mend the rule or the example."
    }
}

/// An example that does not show what its rule says.
public struct GrammarProblem: Sendable, Hashable, CustomStringConvertible {
    /// The rule as it stands in the file.
    public var rule: String
    /// The file that the rule stands in.
    public var file: String
    /// The rule's line, from 1.
    public var line: Int
    /// nil when the rule has none.
    public var example: String?
    /// What is wrong, and what to do.
    public var message: String

    init(rule: Grammar.Rule, example: String?, message: String) {
        self.rule = rule.text
        file = rule.file
        line = rule.line
        self.example = example
        self.message = message
    }

    /// `file:line: message`, as compilers write it.
    public var description: String { "\(file):\(line): \(example.map { "e.g. \($0): " } ?? "")\(message)" }
}
