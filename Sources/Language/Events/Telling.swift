import Algebra

/// One thing that a phrase of a question about events says, before it is known of which kind of event.
///
/// Such a question is a tale: "when was patient 12 last prescribed aspirin on the first hospital visit" is a row of phrases whose order
/// hardly matters. Each phrase becomes a telling, and all of them must hold of one kind of event (Abney, "Parsing by chunks", 1991).
public indirect enum Telling: Hashable, Sendable {
    /// A word of the lexicon, with all that it can mean.
    case mention([Meaning])
    /// A restriction that no lexicon word makes: a numbered patient, an age.
    case restrict(Restriction)
    /// When the events happened.
    case period(Period)
    /// What is asked.
    case asks(Asked)
    /// Which of the events in the order of time: 1 the first, 2 the second, -1 the last, -2 the second to last.
    case occurrence(Int)
    /// Which encounter of the person the events belong to, counted likewise; nil for the current one.
    case encounter(Int?, [Meaning])
    /// The events with the greatest or smallest value.
    case extreme(descending: Bool)
    /// The values taken together.
    case aggregate(Aggregate.Function)
    /// The number for each such unit of the calendar.
    case rhythm(CalendarUnit)
    /// What happened most (or least) often, the first so many of them.
    case top(Int, descending: Bool)
    /// What happened most often, the first unless a number is said.
    case most
    /// How far apart two events are.
    case window(Window)
    /// Which of two events was first.
    case order(Order)
    /// The value compares so with a number, or with the value that the rest of the question tells.
    case compared(BinaryOperator, Double?)
    /// It happened so many times.
    case times(BinaryOperator, Int)
    /// Each thing once.
    case distinct
    /// What is named before and behind may be either, or is both.
    case or, and
    /// What stands before is set against what stands behind.
    case against
    /// How far two values are apart.
    case difference
    /// What was not there before.
    case new
    /// A preposition that ties a phrase to the rest, and says nothing that matters.
    case link
    /// A number on its own.
    case number(Double)
    /// The person has what is told.
    case same(AttributeUse)

    /// What a question about events asks for.
    public enum Asked: Hashable, Sendable {
        /// When they happened.
        case time
        /// When they happened, if nothing else was asked before: "how much did it weigh when …" only joins.
        case when
        /// When they happened, if nothing else is asked at all: "the last time" also only tells which.
        case moment
        /// What they are called.
        case name
        /// How many there are.
        case number
        /// How much: the value.
        case amount
        /// Whether there are any.
        case existence
        /// How long ago, in such units.
        case elapsed(Unit)
        /// How long they lasted, in such units.
        case duration(Unit)
        /// Rows, or whatever the rest says.
        case anything
        /// Which part of the values is below the number.
        case percentile
        /// What it costs, though no word for a cost is said: "how much is aspirin".
        case price
        /// How it was done.
        case manner
        /// Since when; only with a question that asks how long ago.
        case since
        /// Which part of the people died (or lived on) within so many months.
        case survival(months: Int, died: Bool)
    }

    /// Units of elapsed time.
    public enum Unit: String, Hashable, Sendable, CaseIterable {
        case hour, day, week

        /// How many hours it has.
        var hours: Int {
            switch self {
            case .hour: 1
            case .day: 24
            case .week: 168
            }
        }
    }

    /// How far apart in time two events may be.
    public enum Window: Hashable, Sendable {
        /// The second within so many units of the first.
        case within(Int, CalendarUnit)
        /// Both in one unit of the calendar.
        case same(CalendarUnit)
        /// Both in one encounter.
        case encounter([Meaning])
        /// Both at one time.
        case together
    }

    /// How a phrase tells which of two events was first.
    public enum Order: Hashable, Sendable {
        /// What stands behind was first: "after".
        case after
        /// What it is said of was first: "previously".
        case previously
        /// The same where it ends what is told; before a noun "before" would tell the other way round, which is not understood.
        case before
        /// What it is said of was second: "afterwards", "followed".
        case afterwards
    }
}
