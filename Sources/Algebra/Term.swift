/// A value computed for a row, or for a group of rows.
///
/// A term exists in two forms. Written by people, by the grammar and by policies it names attributes by *paths* from the
/// current row (`patient.birth_date`, `outer.admit_time`). Resolved against the catalog (`Resolver` in the module Catalog) every path
/// has become a `column` of a source with a unique alias, and every step of a path an explicit join.
public indirect enum Term: Hashable, Sendable {
    case literal(Literal)
    /// A value known only when the query is governed or run: `$now`, `$caller.staff_id`, `$period.start`.
    case parameter(String)
    /// Attribute steps from the current row, `outer` as the first step meaning the row of the enclosing query.
    case path([String])
    /// A column of a source, in a resolved query.
    case column(source: String, name: String)
    case unary(UnaryOperator, Term)
    case binary(BinaryOperator, Term, Term)
    /// Whether the value is one of the list.
    case oneOf(Term, [Term])
    case isNull(Term)
    /// A scalar function, see `ScalarFunction`.
    case call(ScalarFunction, [Term])
    /// The first branch whose condition is true, else `otherwise` (null when absent).
    case cases([Branch], otherwise: Term?)
    /// An aggregate over the rows of the current group.
    case aggregate(Aggregate)
    /// A window function over the rows (or groups) of the result.
    case window(Window)
    /// Whether the subquery has a row. Its source may be a to-many path from the current row.
    case exists(Query)
    /// The single value of the subquery's first output (its first row; null when there is none).
    case scalar(Query)
    /// Whether the value is among those of the subquery's single output.
    case member(Term, Query)

    /// One `when … then …` of a `case`.
    public struct Branch: Hashable, Sendable {
        /// When the branch is taken.
        public var condition: Term
        /// What the case is then.
        public var value: Term

        /// A branch.
        public init(_ condition: Term, _ value: Term) {
            self.condition = condition
            self.value = value
        }
    }
}

/// Operators with one operand.
public enum UnaryOperator: String, Hashable, Sendable, CaseIterable {
    case not
    case minus = "-"
}

/// Operators with two operands; comparisons with NULL are unknown, as in SQL.
public enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
    case or, and
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    /// Text starts with the text on the right.
    case starts
    /// Text contains the text on the right, ignoring ASCII case.
    case contains
    case plus = "+"
    case minus = "-"
    case times = "*"
    /// Division of decimals: whole numbers are not truncated, and dividing by zero gives null.
    case divided = "/"
}

/// Scalar functions of the notation.
///
/// Times are local ISO 8601 text, days are calendar days.
public enum ScalarFunction: String, Hashable, Sendable, CaseIterable {
    /// `date(t)`: the calendar day of a time, `YYYY-MM-DD`.
    case date
    /// `year(t)`, an integer.
    case year
    /// `month(t)`: `YYYY-MM`.
    case month
    /// `quarter(t)`: `YYYY-Qn`.
    case quarter
    /// `week(t)`: the Monday of its week, `YYYY-MM-DD`.
    case week
    /// `hour(t)`: 0 to 23.
    case hour
    /// `weekday(t)`: 1 (Monday) to 7 (Sunday), ISO 8601.
    case weekday
    /// `month_of_year(t)`: 1 to 12.
    case monthOfYear = "month_of_year"
    /// `age(birth, at)`: completed years.
    case age
    /// `days(from, to)`: calendar days from one date to another, negative when `to` is earlier.
    case days
    /// `hours(from, to)`: elapsed hours, with fraction.
    case hours
    /// `shift(t, n, unit)`: a time moved by n units ('day', 'month', 'year', 'hour').
    case shift
    /// `overlap_days(start, end, from, to)`: midnights of [start, end) within [from, to), at least 0; a null end means `to`.
    case overlapDays = "overlap_days"
    case coalesce, nullif, least, greatest, abs, lower, length
    /// `round(x, digits)`.
    case round
    /// `concat(a, b, …)`, null when any is.
    case concat
    /// `integer(x)`: truncated towards zero.
    case integer
}

/// An aggregate function over the rows of a group, with an optional filter of its own.
public struct Aggregate: Hashable, Sendable {
    /// Which function.
    ///
    /// Percentiles: the median is the mean of the two middle values, others are by nearest rank.
    public enum Function: String, Hashable, Sendable, CaseIterable {
        case count, sum, avg, min, max, median, percentile
    }

    /// Which function it is.
    public var function: Function
    /// What is aggregated; nil only for `count()`, which counts rows.
    public var argument: Term?
    /// Whether equal values count once.
    public var distinct: Bool
    /// Only rows for which this is true take part.
    public var filter: Term?
    /// For `percentile`: which one, 0 to 100; for a distinct `count`: where it stops counting, above 0.
    public var parameter: Double?

    /// An aggregate.
    public init(
        _ function: Function, _ argument: Term? = nil, distinct: Bool = false, filter: Term? = nil, parameter: Double? = nil
    ) {
        self.function = function
        self.argument = argument
        self.distinct = distinct
        self.filter = filter
        self.parameter = parameter
    }
}

/// A window function: a value that depends on the other rows of the result.
public struct Window: Hashable, Sendable {
    /// Which function; `total` is the sum of the argument over the partition, for shares of a total.
    public enum Function: String, Hashable, Sendable, CaseIterable {
        case lag, lead, rank, denseRank = "dense_rank", rowNumber = "row_number", total
    }

    /// Which function it is.
    public var function: Function
    /// What it is taken of; `lag` and `lead` may be told how many rows away.
    public var arguments: [Term]
    /// Rows with the same values of these are seen together; all rows when empty.
    public var partition: [Term]
    /// In which order the rows are seen.
    public var order: [Ordering]

    /// A window function.
    public init(_ function: Function, _ arguments: [Term] = [], partition: [Term] = [], order: [Ordering] = []) {
        self.function = function
        self.arguments = arguments
        self.partition = partition
        self.order = order
    }
}

/// One key of a sort order.
///
/// NULLs come last in both directions.
public struct Ordering: Hashable, Sendable {
    /// What is sorted by.
    public var expression: Term
    /// Whether the greatest comes first.
    public var descending: Bool

    /// A key.
    public init(_ expression: Term, descending: Bool = false) {
        self.expression = expression
        self.descending = descending
    }
}
