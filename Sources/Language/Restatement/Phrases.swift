/// All words that restatements put between the catalog's and the lexicon's own: one table for each language, so that another language
/// is another table and nothing else.
final class Phrases: Sendable {
    private let templates: [Phrase: Template]
    /// January to December.
    let months: [String]
    /// Monday to Sunday.
    let weekdays: [String]
    /// What stands between the clauses of a sentence, between its parts, and at its end.
    let comma: String
    let semicolon: String
    let stop: String
    /// What stands before the last item of a list.
    let and: String
    let or: String
    /// Beginnings of boolean labels with what they become when denied: `is ` → `is not `.
    let denials: [(beginning: String, denied: String)]
    /// A noun as one of its kind: a visit, an admission.
    let indefinite: @Sendable (String) -> String
    /// A number with its unit.
    let quantity: @Sendable (String, String) -> String
    /// 90 → 90th.
    let ordinal: @Sendable (String) -> String
    /// The plural of a noun that the lexicon knows no plural of.
    let plural: @Sendable (String) -> String

    init(
        templates: [Phrase: Template], months: [String], weekdays: [String], comma: String, semicolon: String, stop: String, and: String,
        or: String,
        denials: [(beginning: String, denied: String)], indefinite: @escaping @Sendable (String) -> String,
        quantity: @escaping @Sendable (String, String) -> String, ordinal: @escaping @Sendable (String) -> String,
        plural: @escaping @Sendable (String) -> String
    ) {
        self.templates = templates
        self.months = months
        self.weekdays = weekdays
        self.comma = comma
        self.semicolon = semicolon
        self.stop = stop
        self.and = and
        self.or = or
        self.denials = denials
        self.indefinite = indefinite
        self.quantity = quantity
        self.ordinal = ordinal
        self.plural = plural
    }

    /// The phrase with its places filled; where the table lacks it, the words that it would have joined.
    func say(_ phrase: Phrase, _ words: String...) -> String {
        templates[phrase]?.filled(words) ?? words.joined(separator: " ")
    }

    /// Whether the table has the phrase.
    func has(_ phrase: Phrase) -> Bool { templates[phrase] != nil }

    /// `a, b and c`.
    func all(_ items: [String]) -> String { list(items, and) }

    /// `a, b or c`.
    func any(_ items: [String]) -> String { list(items, or) }

    private func list(_ items: [String], _ last: String) -> String {
        guard items.count > 1, let end = items.last else { return items.first ?? "" }
        return items.dropLast().joined(separator: comma) + last + end
    }
}

/// A phrase with numbered places: `{0} at least {1}`.
struct Template: Sendable, ExpressibleByStringLiteral {
    private enum Piece {
        case text(String)
        case place(Int)
    }
    private let pieces: [Piece]

    init(stringLiteral text: String) {
        var pieces: [Piece] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}"),
            let place = Int(rest[rest.index(after: open)..<close])
        {
            if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
            pieces.append(.place(place))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { pieces.append(.text(String(rest))) }
        self.pieces = pieces
    }

    /// How many words the template needs.
    var places: Int {
        pieces.reduce(0) { count, piece in if case .place(let place) = piece { max(count, place + 1) } else { count } }
    }

    func filled(_ words: [String]) -> String {
        var result = ""
        for piece in pieces {
            switch piece {
            case .text(let text): result += text
            case .place(let place): if place < words.count { result += words[place] }
            }
        }
        return result
    }
}

/// What a restatement can have to say, with the English in the comments.
enum Phrase: String, CaseIterable, Sendable {
    // Sentences.
    /// {columns} of {rows}
    case of
    /// {what} {in May 2026}
    case at
    /// {measure} ({definition})
    case defined
    /// {rows} where {conditions}
    case with
    /// by {keys}
    case by
    /// in order of {keys}, in descending order of {keys}
    case sorted, sortedDescending
    /// in order: of the key just named
    case inOrder
    /// then {key}, then descending {key}
    case then, thenDescending
    /// only where {condition}
    case having
    /// only those where {condition}: of an aggregate
    case only
    /// each once
    case distinct
    /// {part}: {conditions}
    case part
    /// {a}, together with: {b}; both in {a} and in: {b}; {a}, except: {b}
    case union, intersect, except
    /// rows of ({query})
    case subquery
    /// rows, of a subquery
    case rows

    // The first rows of an order: one, several.
    case latest, latestMany, earliest, earliestMany, most, mostMany, fewest, fewestMany, highest, highestMany, lowest, lowestMany
    case first, firstMany, last, lastMany
    /// the first {n} {in order of …}
    case firstOf
    /// the first {in order of …}
    case firstSorted
    /// the first {n}
    case anyFirst
    /// {limit}, rows that tie with the last included
    case tiesRank, tiesDense

    /// those with the {n} highest numbers of {words}; of {words}, in another order: ties included
    case mostDense, fewestDense, highestDense, lowestDense, latestDense, earliestDense
    /// first {rows}, last {rows}, {n}th {rows}, {n}th to last {rows}; {rows} by {order}
    case firstThing, lastThing, nthThing, nthLastThing, orderedBy
    /// the {rows}; ones: for rows that have just been named
    case the, ones
    /// {encounter} that is over; in {encounter}; current {encounter}
    case thatIsOver, thatAreOver, inside, currentThing
    /// '{name}'
    case quoted
    /// {name} of any kind: where a dictionary serves several
    case ofAnyKind
    /// whether there are {rows}; whether {condition}
    case whether, whetherSo, whetherMore, whetherLess
    /// of these {rows}: what is chosen in the end
    case ofThese
    /// that of {rows}: of what has just been named
    case thatOf
    /// once for each {row}; before it, at most {2 months} before it
    case onceForEach, beforeIt, beforeItBy
    /// there are {rows} where {condition}; in a {visit} with {rows}
    case thereAreSome, visitWith
    /// the same {thing}, that {thing}, with the same {value}
    case theSame, that, withSame

    /// the {n} most frequent {rows}, with their number; ties included, those that tie with the last included
    case mostFrequent, leastFrequent, mostFrequentOne, leastFrequentOne, tiesIncluded, tiesWithLast

    // Names.
    /// {owner}'s {attribute}
    case possessive
    /// this {entity}'s {attribute}: of the row of the enclosing query
    case this
    /// the enclosing {entity}'s {attribute}: further out
    case enclosing
    /// {relation}: {condition}
    case role

    // Conditions.
    /// belonging to {a charge}, belonging to no {charge}
    case belonging, belongingNot
    /// {attribute} from {40} to {49 years}
    case range
    /// that value: of a subquery's rows
    case thatValue
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, starts, contains
    case noneOf, recorded, notRecorded, not, orUnknown, either, brackets, always, never, unknown
    case has, hasNone, exists, existsNot, thereIs, thereIsNo, thereAre, rowOf, count, amongRows, notAmongRows
    /// {entity} of {concept}
    case concept
    /// {rows} of its {relation}
    case through
    case exactly, otherThan, lessThan, atMost, moreThan, atLeast
    /// {time} from {hour} to before {hour}
    case hours, hoursOf

    // Times.
    case date, instant, onDay, inMonth, inYear, withinMonth, withinYear, fromTo, since, after, before, upTo, exactlyAt, inEach, startOf,
        endOf
    case now, today, shiftLater, shiftEarlier

    // Values.
    case plus, minus, times, divided, negative
    case dayOf, yearOf, monthOf, quarterOf, weekOf, hourOf, weekdayOf, monthOfYearOf, age, days, hoursBetween, overlapDays, orElse,
        coalesce, nullif
    case least, greatest, absolute, lowercase, length, rounded, concatenated, truncated
    case number, numberOf, numberDifferent, numberKnown, total, average, minimum, maximum, earliestOf, latestOf, median, percentile,
        differentOnly, different, differentAmong
    /// share where {condition}; share for which it is not known that {condition}; days with fractions between times
    case shareWhere, shareNot, exactDays
    /// share, said again; share of the other {rows} with a known {value} where {condition} (0 if there is none)
    case share, shareOfOthers
    case percentage, shareOfTotal, difference, change
    case when, otherwise, bands, bandFrom
    case previous, next, previousBy, nextBy, rankBy, denseRankBy, rowNumberBy, totalOver, totalOverEach
    case itsRows, rowsOfScalar, caller
    case timeUnitDay, timeUnitWeek, timeUnitMonth, timeUnitQuarter, timeUnitYear, timeUnitHour
    case byWeekday, byHour, byMonthOfYear, byUnitOf
    case null, yes, no
}
