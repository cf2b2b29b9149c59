import Algebra

/// A number that is asked for.
public indirect enum MeasureUse: Hashable, Sendable {
    /// A measure of the catalog.
    case catalog(String)
    /// How many there are.
    case count(Noun)
    /// An aggregate of an attribute: average wait, median length of stay, 90th percentile.
    case aggregate(Aggregate.Function, AttributeUse, parameter: Double?)
    /// Per cent of the noun's rows that meet the restrictions.
    case share(of: Noun, [Restriction])
    /// The measure over rows that meet the restrictions.
    case restricted(MeasureUse, [Restriction])
    /// One measure over another.
    case ratio(MeasureUse, MeasureUse, factor: Double)
}

extension MeasureUse {
    /// The restrictions that say of which thing, place or time it is asked, rather than what kind of rows it counts.
    var scope: Set<Restriction> {
        func scope(_ list: [Restriction]) -> Set<Restriction> {
            Set(
                list.filter { restriction in
                    if case .condition(_, _, let names) = restriction { return names }
                    return true
                })
        }
        switch self {
        case .catalog, .aggregate: return []
        case .count(let noun): return scope(noun.restrictions)
        case .share(let noun, _): return scope(noun.restrictions)
        case .restricted(let inner, let list): return inner.scope.union(scope(list))
        case .ratio(let a, let b, _): return a.scope.union(b.scope)
        }
    }
}

/// One thing that a phrase contributes to the question.
///
/// A reading is a set of clauses; their order in the sentence does not matter.
public enum Clause: Hashable, Sendable {
    /// A number to compute.
    case measure(MeasureUse)
    /// What is listed.
    case subject(Noun)
    /// A noun on its own: the number of them, or for a named patient or stay the list.
    case bare(Noun)
    /// What is shown stands beside the name of what is listed.
    case beside
    /// An attribute to show of what is listed.
    case show(AttributeUse)
    /// A restriction on everything that is asked for.
    case restrict(Restriction)
    /// One row for each value.
    case group(Grouping)
    /// Sorted by the measure, or by an attribute.
    case order(descending: Bool, by: AttributeUse?)
    /// Only so many rows.
    case limit(Int)
    /// Only so many rows, when no other number is said.
    case limitDefault(Int)
    /// Followed over time: month by month, unless other periods are named.
    case trend
    /// The number that bands are of.
    case bandAttribute(AttributeUse)
    /// The bands are of the age.
    case ageBands
    /// The measure must compare so with a number.
    case having(BinaryOperator, Double)
    /// Only groups in which the measure is zero or not.
    case threshold(MeasureUse, BinaryOperator, Double)
    /// Another period to set beside the question's own.
    case versus(Period)
    /// The period before (`unit` nil), or the same period that many units ago.
    case versusPrevious(CalendarUnit?)
    /// Say also the change in per cent.
    case change
    /// Say also the difference.
    case difference
    /// Share of the total beside each group.
    case shareOfTotal
    /// A criterion that the question leaves open ("best", "the numbers").
    case open(descending: Bool?)
    /// Each row once.
    case distinct
    /// Latest (or earliest) row first, this many.
    case latest(Int, earliest: Bool)
    /// Divided by the number of such calendar units in the period: "per day on average".
    case averaged(CalendarUnit)
    /// The answer must be a percentage.
    case percentage
    /// The answer must be a number, no list.
    case number
    /// With each value the one before it.
    case previousValue
}

/// By what the answer is broken down.
public enum Grouping: Hashable, Sendable {
    case entity(String, restrictions: [Restriction])
    case attribute(AttributeUse)
    /// Calendar periods of the measure's time, or of a named time attribute.
    case time(CalendarUnit, attribute: AttributeUse?)
    case hourOfDay
    case weekday
    /// Bands of a number: the lower bounds, and labels as the question gave them.
    case bands(AttributeUse?, lower: [Int], labels: [String])
    /// Each of several restrictions on its own (women and men; Cardiology against Surgery).
    case members([Restriction])
}
