import Algebra
import Catalog

/// Finds how a begun question may go on: with words of the grammar, with what the words file names, with values of public columns.
///
/// Nothing is read for it but the lexicon, so what it finds depends on no data that a caller may not see; which terms a caller may use
/// is for the policy to say, through `isAllowed`.
public struct Completer: Sendable {
    private let lexicon: Lexicon
    /// What questions begin with, and words that begin phrases of the grammar.
    private let heads: [String]
    private let words: [String]
    /// The words file's terms with their normal texts, sorted.
    private let terms: [(normal: String, text: String, entry: PhraseIndex.Entry)]

    /// How many words before the last may belong to a phrase that is being typed.
    static let longestPhrase = 6

    /// A completer of a lexicon.
    public init(_ lexicon: Lexicon) {
        self.lexicon = lexicon
        (heads, words) = lexicon.grammar.beginnings(of: ["Ask", "Wh", "Telling", "Listing"])
        terms = lexicon.phrases.names.map { (Completer.normal($0.text), $0.text, $0.entry) }.sorted {
            ($0.normal, $0.text) < ($1.normal, $1.text)
        }
    }

    /// The ways to go on, at most `limit`: phrases that most of what was typed belongs to first.
    public func completions(of typed: String, limit: Int, isAllowed: (TermUse) -> Bool) -> [Completion] {
        guard typed.utf8.count <= Understanding.longestQuestion, limit > 0 else { return [] }
        let pieces = typed.split(separator: " ", omittingEmptySubsequences: true)
        let isBetween = typed.isEmpty || typed.last == " "
        var result: [Completion] = []
        var seen: Set<String> = []
        func add(_ text: String, _ replaces: Int) {
            if seen.insert(text.lowercased()).inserted { result.append(Completion(text: text, replaces: replaces)) }
        }
        if pieces.isEmpty {
            for head in heads.prefix(limit) { add(head, typed.count) }
            return result
        }
        for count in stride(from: min(Completer.longestPhrase, pieces.count), through: 1, by: -1) {
            // A single word that is typed to its end may still be the beginning of a phrase.
            let tail = typed[pieces[pieces.count - count].startIndex...]
            let prefix = Completer.normal(String(tail)) + (isBetween ? " " : "")
            let replaces = tail.count
            if count == pieces.count { for head in heads where head.hasPrefix(prefix) && head != prefix { add(head, replaces) } }
            for index in range(of: prefix) where result.count < limit {
                let term = terms[index]
                if term.normal != prefix, let use = use(of: term.entry), !seen.contains(term.text.lowercased()), isAllowed(use) {
                    add(term.text, replaces)
                }
            }
            for (use, value) in lexicon.vocabulary.values(beginning: prefix, atMost: 8 * limit) where result.count < limit {
                if Completer.normal(value) != prefix, !seen.contains(value.lowercased()), isAllowed(self.use(of: use)) {
                    add(value, replaces)
                }
            }
            if count == 1, !isBetween { for word in words where word.hasPrefix(prefix) && word != prefix { add(word, replaces) } }
        }
        return Array(result.prefix(limit))
    }

    /// The terms whose normal text begins so.
    private func range(of prefix: String) -> Range<Int> {
        var low = 0
        var high = terms.count
        while low < high {
            let middle = (low + high) / 2
            if terms[middle].normal < prefix { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < terms.count, terms[end].normal.hasPrefix(prefix) { end += 1 }
        return low..<end
    }

    /// Lower case, single spaces, no hyphens between words.
    static func normal(_ text: String) -> String {
        text.lowercased().split { $0 == " " || $0 == "-" }.joined(separator: " ")
    }

    // MARK: What a term is used for

    private func use(of entry: PhraseIndex.Entry) -> TermUse? {
        switch entry.meaning {
        case .noun(let noun): return use(of: noun)
        case .measure(.catalog(let name)): return use(ofMeasure: name)
        case .attribute(let attribute): return use(of: attribute)
        case .restriction(.condition(let entity, let term, _)): return use(of: term, entity)
        case .clauses(let clauses):
            for clause in clauses {
                switch clause {
                case .measure(.catalog(let name)): return use(ofMeasure: name)
                case .order(_, let attribute?): return use(of: attribute)
                default: continue
                }
            }
            return nil
        default: return nil
        }
    }

    private func counting(_ entity: String, _ filter: Term?) -> Query {
        .select(Select(Source(.entity(entity)), filter: filter, outputs: [Output("n", .aggregate(Aggregate(.count)))]))
    }

    private func use(of noun: Noun) -> TermUse {
        let filter = Term.all(
            noun.restrictions.compactMap { if case .condition(noun.entity, let term, _) = $0 { term } else { nil } })
        return TermUse(key: "noun \(noun.entity) \(filter?.description ?? "")", queries: [counting(noun.entity, filter)])
    }

    private func use(of term: Term, _ entity: String) -> TermUse {
        TermUse(key: "condition \(entity) \(term)", queries: [counting(entity, term)])
    }

    /// An attribute may be shown of rows, or told apart by in totals.
    private func use(of attribute: AttributeUse) -> TermUse {
        let path = Term.path([attribute.attribute])
        let source = Source(.entity(attribute.entity))
        return TermUse(
            key: "attribute \(attribute.entity).\(attribute.attribute)",
            queries: [
                .select(Select(source, outputs: [Output("value", path)])),
                .select(
                    Select(
                        source, keys: [Output("value", path)],
                        outputs: [Output("value", path), Output("n", .aggregate(Aggregate(.count)))])),
            ])
    }

    private func use(ofMeasure name: String) -> TermUse? {
        // Any period will do: it says nothing about who may ask.
        guard let day = CalendarDate("2000-01-01") else { return nil }
        let periods = PeriodBuilder(today: day)
        let month = periods.containing(day, .month)
        let composer = Composer(catalog: lexicon.catalog, labels: lexicon.labels, periods: periods)
        guard
            let sketch = Sketch(
                [.measure(.catalog(name)), .restrict(.time(month, attribute: nil))], catalog: lexicon.catalog),
            let query =
                (composer.compose(sketch) ?? Sketch([.measure(.catalog(name))], catalog: lexicon.catalog).flatMap(composer.compose))?
                .query
        else { return nil }
        return TermUse(key: "measure \(name)", queries: [query])
    }
}

extension VocabularyIndex {
    /// Values that begin with a text in lower case, in the order of their words.
    func values(beginning prefix: String, atMost limit: Int) -> [(use: AttributeUse, value: String)] {
        var typed = prefix.split(separator: " ").map(String.init)
        guard !typed.isEmpty else { return [] }
        let partial = prefix.last == " " ? "" : typed.removeLast()
        var run = 0..<count
        for (depth, word) in typed.enumerated() {
            guard let number = number(of: NormalWords.singular(word)) else { return [] }
            run = depth == 0 ? begin(number) : narrow(run, depth: depth, number)
        }
        // The last word may be half typed, so all words that begin like it are meant.
        let low = words.first { !$0.lexicographicallyPrecedes(partial.utf8) }
        let high = words.first { !$0.lexicographicallyPrecedes(partial.utf8) && !$0.starts(with: partial.utf8) }
        let depth = typed.count
        var result: [(use: AttributeUse, value: String)] = []
        let start = partial.isEmpty ? run.lowerBound : first(in: run, depth: depth, atLeast: low)
        for value in start..<run.upperBound {
            guard result.count < limit else { break }
            guard length(value) > depth else { continue }
            if !partial.isEmpty {
                let word = Int(sequence[Int(starts[value]) + depth])
                if word >= high { break }
                if word < low { continue }
            }
            result.append((columns[Int(owners[value])].use, texts[value]))
        }
        return result
    }

    /// The first value of a run whose word at a depth has at least a number; values that end before it stand in front.
    private func first(in run: Run, depth: Int, atLeast word: Int) -> Int {
        var low = run.lowerBound
        var high = run.upperBound
        while low < high {
            let middle = (low + high) / 2
            if length(middle) <= depth || Int(sequence[Int(starts[middle]) + depth]) < word { low = middle + 1 } else { high = middle }
        }
        return low
    }
}

extension TextTable {
    /// The first text of which something holds that holds of all after it.
    func first(_ holds: (ArraySlice<UInt8>) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(bytes(middle)) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

extension Grammar {
    /// What phrases of the grammar begin with: the whole beginnings of some categories, those with most ways
    /// to go on first, and the first words of all others.
    ///
    /// Verbs that stand for their many forms ("be" for "was") are no word that a person types.
    func beginnings(of categories: Set<String>) -> (heads: [String], words: [String]) {
        let verbs = parts(of: "Aux")
        let wanted = Set(categories.compactMap(known))
        /// How many ways of asking go on from each.
        var heads: [String: Int] = [:]
        var words: Set<String> = []
        func isWord(_ name: String) -> Bool {
            !Grammar.isCategory(name) && name.utf8.allSatisfy { (0x61...0x7A).contains($0) } && !verbs.contains(name)
        }
        func ways(_ node: Int) -> Int {
            nodes[node].next.values.reduce(nodes[node].variants.count { wanted.contains($0.category) }) { $0 + ways($1) }
        }
        func walk(_ node: Int, _ run: [String]) {
            var ending = nodes[node].variants.count { wanted.contains($0.category) }
            for (symbol, next) in nodes[node].next {
                let name = symbolName(symbol)
                let count = ways(next)
                if isWord(name), count > 0 { walk(next, run + [name]) } else { ending += count }
            }
            if !run.isEmpty, ending > 0 { heads[run.joined(separator: " "), default: 0] += ending }
        }
        walk(0, [])
        for symbol in nodes[0].next.keys {
            let name = symbolName(symbol)
            if isWord(name), name.utf8.count > 2 { words.insert(name) }
        }
        return (heads.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key), words.sorted())
    }
}
