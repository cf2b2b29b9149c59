import Algebra

/// What a phrase means: the value that grammar rules compose.
public indirect enum Meaning: Hashable, Sendable {
    case none
    case number(Double)
    case word(String)
    case text(String)
    case unit(CalendarUnit)
    case date(CalendarDate)
    case period(Period)
    case stretch(Stretch)
    case noun(Noun)
    case measure(MeasureUse)
    case attribute(AttributeUse)
    case restriction(Restriction)
    case grouping(Grouping)
    case clauses([Clause])
    case tellings([Telling])
    case edits([Edit])
    case list([Meaning])

    /// A name of the case, for messages about grammar files.
    var kind: String {
        String(describing: self).split(separator: "(").first.map(String.init) ?? "none"
    }
}
