extension Phrases {
    /// The English table.
    static let english = Phrases(
        templates: [
            .of: "{0} of {1}", .at: "{0} {1}", .defined: "{0} ({1})", .with: "{0} where {1}", .by: "by {0}", .sorted: "in order of {0}",
            .inOrder: "in order",
            .sortedDescending: "in descending order of {0}", .then: "then {0}", .thenDescending: "then descending {0}",
            .having: "only where {0}", .only: "only where {0}",
            .distinct: "each once", .part: "{0}: {1}", .union: "{0}, together with: {1}", .intersect: "what is both in: {0} and in: {1}",
            .except: "{0}, except: {1}", .subquery: "rows of ({0})", .rows: "rows",

            .latest: "the latest by {0}", .latestMany: "the {1} latest by {0}", .earliest: "the earliest by {0}",
            .earliestMany: "the {1} earliest by {0}", .most: "the one with the most {0}", .mostMany: "the {1} with the most {0}",
            .fewest: "the one with the fewest {0}", .fewestMany: "the {1} with the fewest {0}", .highest: "the one with the highest {0}",
            .highestMany: "the {1} with the highest {0}", .lowest: "the one with the lowest {0}",
            .lowestMany: "the {1} with the lowest {0}",
            .first: "the first in order of {0}", .firstMany: "the first {1} in order of {0}", .last: "the last in order of {0}",
            .lastMany: "the last {1} in order of {0}", .firstOf: "the first {1} {0}", .firstSorted: "the first {0}",
            .anyFirst: "the first {0}",
            .tiesRank: "{0} and those that tie with the last", .tiesDense: "{0} counted by different values",

            .mostDense: "those with the {1} highest numbers of {0}", .fewestDense: "those with the {1} lowest numbers of {0}",
            .highestDense: "those with the {1} highest values of {0}", .lowestDense: "those with the {1} lowest values of {0}",
            .latestDense: "those with the {1} latest values of {0}", .earliestDense: "those with the {1} earliest values of {0}",
            .firstThing: "first {0}", .lastThing: "last {0}", .nthThing: "{1} {0}", .nthLastThing: "{1} to last {0}",
            .orderedBy: "{0} by {1}", .the: "the {0}", .ones: "ones", .thatIsOver: "{0} that is over", .inside: "in {0}",
            .currentThing: "current {0}", .quoted: "“{0}”", .ofAnyKind: "{0} of any kind", .whether: "whether there are {0}",
            .thatAreOver: "{0} that are over", .whetherSo: "whether {0}", .whetherMore: "whether {0} is more than {1}",
            .whetherLess: "whether {0} is less than {1}", .ofThese: "of these {0}", .thatOf: "that of {0}",
            .onceForEach: "once for each {0}",
            .beforeIt: "that came before it", .beforeItBy: "that came at most {0} before it", .theSame: "the same {0}", .that: "that {0}",
            .withSame: "with the same {0}", .shareWhere: "share where {0}", .shareNot: "share for which it is not known that {0}",
            .shareOfOthers: "share of the other {0} with a known {1} where {2} (0 if there is none)",
            .thereAreSome: "there are {0} where {1}",
            .visitWith: "in a {0} with {1}", .share: "share", .exactDays: "days with fractions from {0} to {1}",

            .mostFrequent: "the {1} most frequent {0}", .leastFrequent: "the {1} least frequent {0}",
            .mostFrequentOne: "the most frequent {0}", .leastFrequentOne: "the least frequent {0}", .tiesIncluded: "ties included",
            .tiesWithLast: "ties with the last included",

            .possessive: "{0}'s {1}", .this: "this {0}'s {1}", .enclosing: "the enclosing {0}'s {1}", .role: "{0}: {1}",

            .range: "{0} from {1} to {2}", .thatValue: "that value", .belonging: "belonging to {0}", .belongingNot: "belonging to no {0}",
            .equal: "{0} {1}", .notEqual: "{0} other than {1}", .less: "{0} less than {1}", .lessOrEqual: "{0} at most {1}",
            .greater: "{0} more than {1}", .greaterOrEqual: "{0} at least {1}", .starts: "{0} starting with {1}",
            .contains: "{0} containing {1}",
            .noneOf: "{0} none of {1}", .recorded: "{0} recorded", .notRecorded: "{0} not recorded", .not: "not {0}",
            .orUnknown: "{0} (or unknown)", .either: "either {0}", .brackets: "({0})", .always: "in any case", .never: "in no case",
            .unknown: "unknown whether {0}", .has: "with a known {0}", .hasNone: "without a known {0}", .exists: "with {0}",
            .existsNot: "without any {0}", .thereIs: "there is {0}", .thereIsNo: "there is no {0}", .thereAre: "there are {0} {1}",
            .rowOf: "row of ({0})", .count: "with {0} {1}", .amongRows: "{0} among ({1})", .notAmongRows: "{0} not among ({1})",
            .concept: "{0} of {1}", .through: "{0} of its {1}", .exactly: "exactly {0}", .otherThan: "other than {0}",
            .lessThan: "fewer than {0}",
            .atMost: "at most {0}", .moreThan: "more than {0}", .atLeast: "at least {0}", .hours: "from {0}:00 to before {1}:00",
            .hoursOf: "{2} from {0}:00 to before {1}:00",

            .date: "{0} {1} {2}", .instant: "{0} {1}", .onDay: "on {0}", .inMonth: "in {0} {1}", .inYear: "in {0}",
            .withinMonth: "from {0} to {1} {2} {3}", .withinYear: "from {0} {1} to {2} {3} {4}", .fromTo: "from {0} to {1}",
            .since: "since {0}",
            .after: "after {0}", .before: "before {0}", .upTo: "up to and including {0}", .exactlyAt: "exactly at {0}",
            .inEach: "in each {0}",
            .startOf: "start of the {0}", .endOf: "end of the {0}", .now: "now", .today: "today", .shiftLater: "{1} after {0}",
            .shiftEarlier: "{1} before {0}",

            .plus: "{0} plus {1}", .minus: "{0} minus {1}", .times: "{0} times {1}", .divided: "{0} divided by {1}", .negative: "minus {0}",
            .dayOf: "day of {0}", .yearOf: "year of {0}", .monthOf: "month of {0}", .quarterOf: "quarter of {0}", .weekOf: "week of {0}",
            .hourOf: "hour of {0}", .weekdayOf: "weekday of {0}", .monthOfYearOf: "month of the year of {0}",
            .age: "completed years from {0} to {1}", .days: "days from {0} to {1}", .hoursBetween: "hours from {0} to {1}",
            .overlapDays: "midnights from {0} to {1} that fall from {2} to {3}", .orElse: "{0} ({1} if there is none)",
            .coalesce: "the first known of {0}", .nullif: "{0} (none if it is {1})", .least: "the least of {0}",
            .greatest: "the greatest of {0}",
            .absolute: "size of {0}", .lowercase: "{0} in lower case", .length: "length of {0}", .rounded: "{0} rounded to {1} decimals",
            .concatenated: "{0} joined", .truncated: "whole part of {0}",
            .number: "number of {0}", .numberOf: "number of {0} where {1}", .numberDifferent: "number of different {0} among {1}",
            .numberKnown: "number of {1} with a known {0}", .total: "total {0}", .average: "average {0}", .minimum: "lowest {0}",
            .maximum: "highest {0}", .earliestOf: "earliest {0}", .latestOf: "latest {0}", .median: "median {0}",
            .percentile: "{1} percentile of {0}", .different: "different {0}", .differentOnly: "{0} (each different value once)",
            .differentAmong: "different {0} among {1}", .percentage: "percentage of {0} (where {1})",
            .shareOfTotal: "{0} as a percentage of the total",
            .difference: "difference ({0} minus {1})",
            .change: "change in percent of {0}", .when: "{1} if {0}", .otherwise: "otherwise {0}", .bands: "{0} in bands {1}",
            .bandFrom: "{0} (from {1})",
            .previous: "previous {0}", .next: "next {0}", .previousBy: "{0} ({1})", .nextBy: "{0} ({1})",
            .rankBy: "rank {0}", .denseRankBy: "rank without gaps {0}", .rowNumberBy: "row number {0}", .totalOver: "total of {0} over all",
            .totalOverEach: "total of {0} over the same {1}", .itsRows: "its {0}", .rowsOfScalar: "({0})", .caller: "the asker's {0}",
            .timeUnitDay: "day", .timeUnitWeek: "week", .timeUnitMonth: "month", .timeUnitQuarter: "quarter", .timeUnitYear: "year",
            .timeUnitHour: "hour",
            .byWeekday: "weekday", .byHour: "hour of the day", .byMonthOfYear: "month of the year", .byUnitOf: "{0} of {1}",
            .null: "nothing", .yes: "yes", .no: "no",
        ],
        months: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
        ],
        weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        comma: ", ", semicolon: "; ", stop: ".", and: " and ", or: " or ",
        denials: [("is ", "is not "), ("has ", "has no ")],
        indefinite: { noun in
            let vowel = noun.first.map { "aeiouAEIOU".contains($0) } ?? false
            return (vowel ? "an " : "a ") + noun
        },
        quantity: { number, unit in
            if unit == "%" { return number + "%" }
            return number == "1" && unit.hasSuffix("s") ? "1 \(unit.dropLast())" : "\(number) \(unit)"
        },
        ordinal: { number in
            guard let n = Int(number) else { return number + "th" }
            let suffix = (11...13).contains(n % 100) ? "th" : [1: "st", 2: "nd", 3: "rd"][n % 10] ?? "th"
            return number + suffix
        },
        plural: { $0 + "s" })
}
