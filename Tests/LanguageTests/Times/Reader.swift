import Catalog

@testable import Language

/// Reads phrases as single categories, below the level of questions.
enum Reader {
    /// The periods that a whole phrase may mean on a clock, nearest first; by conventions of its own instead of the catalog's.
    static func periods(
        _ phrase: String, clock: String = Hospital.clock, category: String = "Period", conventions: TimeConventions? = nil
    ) throws -> [Period] {
        let (chart, count) = try chart(phrase, clock: clock, conventions: conventions)
        return chart.items(category, 0, count).compactMap { if case .period(let period) = $0.meaning { period } else { nil } }
    }

    /// The chart's items of a category over a whole phrase, nearest first.
    static func items(_ category: String, _ phrase: String, clock: String = Hospital.clock) throws -> [Chart.Item] {
        let (chart, count) = try chart(phrase, clock: clock)
        return chart.items(category, 0, count)
    }

    /// The filled chart of a phrase, and how many tokens it has.
    static func chart(_ phrase: String, clock: String = Hospital.clock, conventions: TimeConventions? = nil) throws -> (Chart, Int) {
        let lexicon = try Hospital.lexicon()
        guard let today = CalendarDate(clock) else { throw LanguageError("no clock: \(clock)") }
        let tokens = lexicon.tokenizer.tokens(phrase)
        let periods = PeriodBuilder(today: today, clock: clock, conventions: conventions ?? lexicon.catalog.times)
        let constructors = Constructors(periods: periods, router: Router(catalog: lexicon.catalog))
        var chart = Chart(grammar: lexicon.grammar, constructors: constructors)
        chart.fill(count: tokens.count, terminals: tokens.map(\.forms), edges: Lattice(lexicon: lexicon).edges(tokens, of: phrase))
        return (chart, tokens.count)
    }
}
