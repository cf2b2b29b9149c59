import Catalog
import Language

/// Looks a grammar over with the words of one or more lexicons: examples that fail, rules that no reading can use, words that no rule uses.
public struct GrammarReview {
    /// A lexicon with the clock of its database.
    public struct Words {
        /// The lexicon's name.
        public var name: String
        /// Its words with the grammar.
        public var understanding: Understanding
        /// The data's clock, `YYYY-MM-DD HH:MM:SS`.
        public var clock: String

        /// Words by their name and clock.
        public init(name: String, understanding: Understanding, clock: String) {
            (self.name, self.understanding, self.clock) = (name, understanding, clock)
        }
    }

    private let words: [Words]

    /// A review with the words of some lexicons, at least one.
    public init(_ words: [Words]) {
        self.words = words
    }

    /// Everything that was found, errors first.
    ///
    /// An example is an error when it fails with the words of every lexicon: examples may be of one database.
    public func findings() throws -> [Finding] {
        guard let first = words.first else { return [] }
        let grammar = first.understanding.lexicon.grammar
        var problems = try GrammarCheck(lexicon: first.understanding.lexicon, clock: first.clock).problems()
        for other in words.dropFirst() where !problems.isEmpty {
            let failing = Set(try GrammarCheck(lexicon: other.understanding.lexicon, clock: other.clock).problems().map(Place.init))
            problems = problems.filter { failing.contains(Place($0)) }
        }
        var findings = problems.map { problem in
            Finding(.error, (problem.example.map { "e.g. \($0): " } ?? "") + problem.message, file: problem.file, line: problem.line)
        }
        let reach = GrammarReach(grammar)
        for rule in reach.unreachable {
            findings.append(
                finding(
                    .warning, "No question can use this rule: nothing leads to the category '\(grammar.rules[rule].category)'.", grammar,
                    rule))
        }
        for rule in reach.empty {
            findings.append(finding(.warning, "This rule can match nothing: a part of it is made of nothing but itself.", grammar, rule))
        }
        for one in words {
            let counts = one.understanding.lexicon.wordCounts
            for category in reach.unusedCategories {
                if let count = counts[category] {
                    findings.append(
                        Finding(
                            .warning, "Its \(count) words of the category \(category) are in vain: no rule uses the category.",
                            file: one.name))
                }
            }
        }
        return findings
    }

    private struct Place: Hashable {
        var file: String
        var line: Int
        var example: String?

        init(_ problem: GrammarProblem) { (file, line, example) = (problem.file, problem.line, problem.example) }
    }

    private func finding(_ severity: Finding.Severity, _ message: String, _ grammar: Grammar, _ rule: Int) -> Finding {
        Finding(severity, message, file: grammar.rules[rule].file, line: grammar.rules[rule].line)
    }

    /// How often rules are used.
    public struct Coverage: Sendable {
        /// A rule with its uses.
        public struct Use: Sendable {
            /// The rule.
            public var rule: Grammar.Rule
            /// In how many questions' readings.
            public var questions: Int
            /// In how many examples of other rules.
            public var examples: Int
        }

        /// All rules of the files, in their order.
        public var uses: [Use]
        /// How many questions were read.
        public var questions: Int
        /// How many of them got a single reading.
        public var understood: Int
    }

    /// How often the rules are used by questions, put to the lexicon of the same place, and by examples.
    public func coverage(_ questions: [[String]], progress: (Int) -> Void = { _ in }) -> Coverage {
        guard let grammar = words.first?.understanding.lexicon.grammar else { return Coverage(uses: [], questions: 0, understood: 0) }
        var asked: [Int: Int] = [:]
        var shown: [Int: Int] = [:]
        var (read, understood) = (0, 0)
        for (one, set) in zip(words, questions) {
            let coverage = GrammarCoverage(one.understanding, clock: one.clock)
            shown.merge(coverage.examples()) { max($0, $1) }
            for question in set {
                let rules = coverage.rules(of: question)
                for rule in rules { asked[rule, default: 0] += 1 }
                read += 1
                if !rules.isEmpty { understood += 1 }
                progress(read)
            }
        }
        let uses = grammar.rules.indices.filter { grammar.rules[$0].line > 0 }.map { index in
            Coverage.Use(rule: grammar.rules[index], questions: asked[index, default: 0], examples: shown[index, default: 0])
        }
        return Coverage(uses: uses, questions: read, understood: understood)
    }
}
