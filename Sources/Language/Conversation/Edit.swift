import Algebra

/// One change that a follow-up makes to the query before it, as a grammar rule says it.
///
/// What it changes is found by its kind, whatever the database: "in 2025" takes the place of the period, "only women" of another sex.
public enum Edit: Hashable, Sendable {
    /// Takes the place of what says the same kind of thing; where nothing does, it is added.
    case put(Clause, Manner)
    /// A kind of thing that is named: another number of things, or those of a kind only.
    case about(Noun, Manner)
    /// How many of those that were counted or listed are such.
    case narrow([Restriction])
    /// Another aggregate of the same number: the median instead of the mean.
    case statistic(Aggregate.Function, parameter: Double?)
    /// Broken down by these instead.
    case regroup([Grouping])
    /// Not broken down any more.
    case ungroup
    /// Whatever the attribute is: what restricts it falls away.
    case liftAttribute(AttributeUse)
    /// Whatever thing of the kind it is.
    case liftEntity(String)
    /// At any time.
    case liftPeriod
    /// The rows that were counted.
    case list
    /// The number of the rows that were listed.
    case count
    /// As a percentage: of the total, of those that it is a part of, or of the period before.
    case percentage
    /// The same stretch so many units away: "the same period last year".
    case shift(Int, CalendarUnit)
    /// The unit before or after: the month before, where a month was asked about.
    case neighbour(Int, CalendarUnit)
    /// Over another number: per thousand patient days.
    case per(MeasureUse, factor: Double)
    /// Set beside the same stretch of another period.
    case against(Period)

    /// How a change was said, which decides what happens to what is there already.
    public enum Manner: String, Hashable, Sendable, CaseIterable {
        /// "and …": in its place, or beside it where a thing can have both, which is then asked back.
        case and
        /// "what about …": in its place.
        case instead
        /// "only …": in its place, or beside it where a thing can have both.
        case only
        /// "… too": beside it.
        case also
    }
}
