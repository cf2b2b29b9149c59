import Algebra
import Catalog

/// Reads questions: text → tokens → lattice → chart → sketches → queries, and decides whether they are understood, ambiguous or not understood.
///
/// A pure function of lexicon, question and clock; safe to share between threads.
public struct Understanding: Sendable {
    /// The words and the grammar that questions are read with.
    public let lexicon: Lexicon
    /// Questions longer than this many bytes are refused: nobody asks so, and the work of the chart is bounded by it.
    public static let longestQuestion = 1000
    /// And than this many tokens.
    public static let mostTokens = 80
    /// How many items the chart may make of a question: by length and by this, no input takes long.
    public static let mostWork = 60_000
    /// How many restated options a question back may have.
    public static let mostOptions = 4
    /// Readings whose cost differs by less are equally near.
    static let margin = 0.75

    /// An understanding by words and grammar.
    public init(lexicon: Lexicon) {
        self.lexicon = lexicon
    }

    /// Reads a question at a time of the data's clock (`YYYY-MM-DD HH:MM:SS`); a watch measures the stages.
    ///
    /// With a previous reading, what is no question of its own may be a follow-up that edits it.
    public func read(_ question: String, clock: String, previous: Reading? = nil, watch: ReadingWatch? = nil) -> Outcome {
        defer { watch?.lap(.decide) }
        guard question.utf8.count <= Understanding.longestQuestion else {
            return .invalid(
                LanguageError(
                    "The question is longer than \(Understanding.longestQuestion) bytes; ask it in fewer words, or in several questions."))
        }
        if question.unicodeScalars.contains(where: {
            $0.value < 0x20 && $0 != "\n" && $0 != "\t" && $0 != "\r" || $0.value == 0x7F || $0 == "\u{FFFD}"
        }) {
            return .invalid(LanguageError("The question has characters that are no text; type it again."))
        }
        guard let today = CalendarDate(clock) else {
            return .invalid(LanguageError("The data's clock is not a time: expected 'YYYY-MM-DD HH:MM:SS'."))
        }
        return read(question, today: today, clock: clock, previous: previous, isMended: false, watch)
    }

    /// Reads a question as it is typed, or, where words of it are not known, as it may have been meant.
    private func read(
        _ question: String, today: CalendarDate, clock: String, previous: Reading?, isMended: Bool, _ watch: ReadingWatch?
    ) -> Outcome {
        let tokens = lexicon.tokenizer.tokens(question)
        guard !tokens.isEmpty else {
            return .invalid(LanguageError("There is no question. Ask for example: how many admissions were there last month?"))
        }
        guard tokens.count <= Understanding.mostTokens else {
            return .invalid(
                LanguageError(
                    "The question has more than \(Understanding.mostTokens) words; ask it in fewer words, or in several questions."))
        }
        let periods = PeriodBuilder(today: today, clock: clock, conventions: lexicon.catalog.times)
        let constructors = Constructors(periods: periods, router: Router(catalog: lexicon.catalog))
        let lattice = Lattice(lexicon: lexicon).edges(tokens, of: question)
        watch?.tokens = tokens.count
        watch?.lap(.lattice)
        var chart = Chart(
            grammar: lexicon.grammar, constructors: constructors,
            reach: previous == nil ? lexicon.questions : lexicon.conversation)
        chart.fill(
            count: tokens.count, terminals: tokens.map(\.forms),
            edges: lattice
                + Mentions.edges(lattice, parts: lexicon.catalog.conventions.questions == .events) {
                    tokens[$0].forms.contains(where: lexicon.isGrammatical)
                })
        watch?.work += chart.work
        watch?.lap(.chart)
        // What was not looked at might have been another meaning, or the only one.
        guard !chart.exhausted else {
            return .invalid(
                LanguageError("The question can be taken apart in too many ways; ask it in fewer words, or in several questions."))
        }
        let items = chart.items("Question", 0, tokens.count)
        let composer = Composer(catalog: lexicon.catalog, labels: lexicon.labels, periods: periods)
        var readings: [Reading] = []
        var open: [Reading] = []
        let explain = { (item: Chart.Item?) in
            watch?.lap(.compose)
            defer { watch?.lap(.explain) }
            return Explanation(lexicon: lexicon, tokens: tokens, edges: lattice, item: item, work: chart.work).text
        }
        // What is marked as a follow-up ("and …", "only …") is one, where it fits what was asked before.
        if let previous { readings = edited(previous, chart.items(Conversation.followUp, 0, tokens.count), composer, explain, watch) }
        var isEdited = !readings.isEmpty
        if !isEdited {
            for item in items {
                guard case .clauses(let clauses) = item.meaning, let sketch = Sketch(clauses, catalog: lexicon.catalog) else { continue }
                if let composed = composer.compose(sketch) {
                    readings.append(reading(composed, item, explain(item), clauses, watch))
                } else {
                    open += composer.completions(sketch, limit: Understanding.mostOptions).map {
                        reading($0, item, explain(item), $0.clauses(closing: clauses), watch)
                    }
                }
            }
        }
        // And so is what is no sentence of its own.
        if let previous, readings.isEmpty, open.isEmpty {
            readings = edited(previous, chart.items(Conversation.fragment, 0, tokens.count), composer, explain, watch)
            isEdited = !readings.isEmpty
        }
        let teller = TaleComposer(catalog: lexicon.catalog, labels: lexicon.labels, periods: periods)
        let tales = isEdited ? [] : Tale.all(chart, tokens: tokens.count)
        // What most questions to the database are about decides; the other kind of reading is for what that one does not cover.
        let isAboutEvents = lexicon.catalog.conventions.questions == .events
        if isAboutEvents || readings.isEmpty && open.isEmpty {
            let told = tales.flatMap { tale in teller.compose(tale.tellings).map { reading($0, tale, watch) } }
            if !told.isEmpty { readings = told }
        }
        readings.sort { $0.cost < $1.cost }
        readings = withMostColumns(readings)
        guard let best = readings.first else {
            if !open.isEmpty {
                return .clarify(Array(open.prefix(Understanding.mostOptions)), question: "By which measure?")
            }
            // What is understood as it stands is never mended.
            if !isMended, let mended = Mender(lexicon: lexicon, isConversation: previous != nil).mend(question, tokens, lattice) {
                switch read(mended.question, today: today, clock: clock, previous: previous, isMended: true, watch) {
                case .answered(let reading): return .answered(reading.with(notes: mended.notes))
                case .clarify(let readings, let question):
                    return .clarify(readings.map { $0.with(notes: mended.notes) }, question: question)
                case .unanswerable, .invalid: break
                }
            }
            let unexplaining = Unexplaining(lexicon: lexicon, chart: chart, tokens: tokens, edges: lattice, isConversation: previous != nil)
            let loose =
                items.lazy.compactMap { item in self.unlinked(item, composer) }.first
                ?? (chart.items(Conversation.followUp, 0, tokens.count) + chart.items(Conversation.fragment, 0, tokens.count)).lazy
                .compactMap(self.said).first
            return .unanswerable(
                unexplained: loose.map { unexplaining.words(in: $0) } ?? unexplaining.words(),
                explanation: explain(items.first) + tales.prefix(3).map { "\ntale \($0.cost) \($0.tellings)" }.joined())
        }
        // Readings that mean the same are one; others that are as near must be asked about.
        var rivals: [Reading] = []
        var seen = normals(best.query)
        for reading in readings.dropFirst() where reading.cost - best.cost < Understanding.margin {
            let forms = normals(reading.query)
            if seen.isDisjoint(with: forms) { rivals.append(reading) }
            seen.formUnion(forms)
        }
        if rivals.isEmpty { return .answered(said(best, watch)) }
        return .clarify(
            ([best] + rivals).prefix(Understanding.mostOptions).map { said($0, watch) }, question: "Which of these do you mean?")
    }

    /// The one modifier that keeps a grammatical question from having a query: what it says cannot be said of what is asked for.
    private func unlinked(_ item: Chart.Item, _ composer: Composer) -> Range<Int>? {
        guard case .clauses(let clauses) = item.meaning else { return nil }
        for modifier in item.all(of: "Mod", in: lexicon.grammar) {
            guard case .clauses(let own) = modifier.meaning, !own.isEmpty else { continue }
            var rest = clauses
            for clause in own { if let index = rest.firstIndex(of: clause) { rest.remove(at: index) } }
            if let sketch = Sketch(rest, catalog: lexicon.catalog), composer.compose(sketch) != nil { return modifier.start..<modifier.end }
        }
        return nil
    }

    /// Readings are the same when their normal forms are, whatever their columns are called: as written, or with the catalog's formulas
    /// in their place, since two ways to the same column are one.
    private func normals(_ query: Query) -> Set<String> {
        let forms = [query, (try? Resolver.resolve(query, in: lexicon.catalog)) ?? query]
        return Set(forms.map { $0.withColumnsNumbered().normalized().description })
    }

    /// Of lists of the same rows that differ only in their columns, the one that shows most stands for all.
    private func withMostColumns(_ readings: [Reading]) -> [Reading] {
        var result: [Reading] = []
        var places: [String: Int] = [:]
        for reading in readings {
            guard case .select(var select) = reading.query, select.keys.isEmpty, !select.distinct,
                select.outputs.allSatisfy({ !$0.expression.containsAggregate })
            else {
                result.append(reading)
                continue
            }
            select.outputs = [Output("one", .literal(.integer(1)))]
            let key = Query.select(select).normalized().description
            guard let place = places[key] else {
                places[key] = result.count
                result.append(reading)
                continue
            }
            if reading.cost - result[place].cost < Understanding.margin, reading.columns.count > result[place].columns.count {
                var fuller = reading
                fuller.cost = result[place].cost
                result[place] = fuller
            }
        }
        return result
    }

    /// A reading with its restatement: of the many readings of a tale only those that are shown are said back.
    private func said(_ reading: Reading, _ watch: ReadingWatch?) -> Reading {
        guard reading.restatement.isEmpty else { return reading }
        var reading = reading
        reading.restatement = restatement(reading.query, watch)
        return reading
    }

    private func reading(_ composed: Composer.Composed, _ tale: Tale, _ watch: ReadingWatch?) -> Reading {
        Reading(
            query: composed.query, columns: composed.columns, restatement: "",
            notes: tale.items.flatMap(\.notes), explanation: "\(tale.tellings)", cost: tale.cost + composed.cost,
            rules: tale.items.reduce(into: Set<Int>()) { $0.formUnion($1.rules) }.sorted())
    }

    private func restatement(_ query: Query, _ watch: ReadingWatch?) -> String {
        watch?.lap(.compose)
        defer { watch?.lap(.restate) }
        return Restater(catalog: lexicon.catalog, labels: lexicon.labels).restate(query)
    }

    func reading(
        _ composed: Composer.Composed, _ item: Chart.Item, _ explanation: String, _ clauses: [Clause], _ watch: ReadingWatch?
    ) -> Reading {
        Reading(
            query: composed.query, columns: composed.columns, restatement: restatement(composed.query, watch),
            notes: item.notes, explanation: explanation, cost: item.cost + composed.cost, rules: item.rules.sorted(),
            clauses: clauses)
    }
}
