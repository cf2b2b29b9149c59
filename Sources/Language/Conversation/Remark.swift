import Catalog

/// What is said after an answer or a question back that is no question to the database.
public enum Remark: Sendable {
    /// Why the answer is what it is.
    case why
    /// One of the readings that were offered.
    case chosen(Reading)
}

extension Understanding {
    /// Reads a text as a remark: an option by its number or by words that only it has, or "why?"; nil when it is none.
    public func remark(_ text: String, options: [Reading]) -> Remark? {
        guard text.utf8.count <= Understanding.longestQuestion, let today = CalendarDate("2000-01-01") else { return nil }
        let tokens = lexicon.tokenizer.tokens(text)
        guard !tokens.isEmpty, tokens.count <= Understanding.mostTokens else { return nil }
        // No word of the database is needed for it, so none is looked up.
        let numbers = Lattice.numbers(tokens)
        var chart = Chart(
            grammar: lexicon.grammar,
            constructors: Constructors(periods: PeriodBuilder(today: today), router: Router(catalog: lexicon.catalog)),
            reach: lexicon.remarks)
        chart.fill(count: tokens.count, terminals: tokens.map(\.forms), edges: numbers)
        guard !chart.exhausted else { return nil }
        if !options.isEmpty {
            if case .number(let number)? = chart.items(Conversation.choice, 0, tokens.count).first?.meaning {
                let index = number < 0 ? options.count - 1 : Int(number) - 1
                return options.indices.contains(index) ? .chosen(options[index]) : nil
            }
            if let option = singledOut(tokens, among: options, in: chart) { return .chosen(option) }
        }
        return chart.items(Conversation.why, 0, tokens.count).isEmpty ? nil : .why
    }

    /// The one option whose restatement has all words of a text, but for those that only stand around them.
    private func singledOut(_ tokens: [Token], among options: [Reading], in chart: Chart) -> Reading? {
        var isAside = Array(repeating: false, count: tokens.count)
        for start in tokens.indices {
            for end in (start + 1)...tokens.count where !chart.items(Conversation.aside, start, end).isEmpty {
                for index in start..<end { isAside[index] = true }
            }
        }
        let said = tokens.indices.filter { !isAside[$0] && tokens[$0].kind != .mark }.map { tokens[$0] }
        guard !said.isEmpty else { return nil }
        let fitting = options.filter { option in
            let words = lexicon.tokenizer.tokens(option.restatement).reduce(into: Set<String>()) { $0.formUnion($1.forms + [$1.text]) }
            return said.allSatisfy { token in words.contains(token.text) || token.forms.contains(where: words.contains) }
        }
        if let only = fitting.onlyOne { return only }
        // An option may be all that another says, and less: then its own words, and no more, are it.
        let texts = tokens.map(\.text)
        return fitting.filter { lexicon.tokenizer.tokens($0.restatement).map(\.text).elementsEqual(texts) }.onlyOne
    }

    /// The measures of the catalog that a reading was asked with, each with its definition.
    public func definitions(of reading: Reading) -> [(label: String, definition: String)] {
        var names: [String] = []
        func note(_ name: String) {
            guard let measure = lexicon.catalog.measures[name], !names.contains(name) else { return }
            names.append(name)
            if let ratio = measure.ratio {
                note(ratio.numerator)
                note(ratio.denominator)
            }
        }
        func note(_ use: MeasureUse) {
            switch use {
            case .catalog(let name): note(name)
            case .count(let noun): noun.measure.map { note($0) }
            case .share(let noun, _): noun.measure.map { note($0) }
            case .restricted(let inner, _): note(inner)
            case .ratio(let top, let bottom, _):
                note(top)
                note(bottom)
            case .aggregate: break
            }
        }
        for clause in reading.clauses {
            switch clause {
            case .measure(let use), .threshold(let use, _, _): note(use)
            case .bare(let noun): noun.measure.map { note($0) }
            default: break
            }
        }
        return names.compactMap { lexicon.catalog.measures[$0] }.map { ($0.label, $0.definition) }
    }
}
