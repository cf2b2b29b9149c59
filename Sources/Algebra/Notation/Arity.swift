// How many arguments functions take; part of the notation, so that a wrong call is found when it is read, not when it runs.

extension ScalarFunction {
    /// How many arguments the function takes.
    public var arity: ClosedRange<Int> {
        switch self {
        case .date, .year, .month, .quarter, .week, .hour, .weekday, .monthOfYear, .abs, .lower, .length, .integer: 1...1
        case .age, .days, .hours, .nullif: 2...2
        case .shift: 3...3
        case .overlapDays: 4...4
        case .round: 1...2
        case .coalesce, .least, .greatest, .concat: 1...Int.max
        }
    }
}

extension Window.Function {
    /// How many arguments the function takes; `lag` and `lead` may be told how many rows away.
    public var arity: ClosedRange<Int> {
        switch self {
        case .lag, .lead: 1...2
        case .rank, .denseRank, .rowNumber: 0...0
        case .total: 1...1
        }
    }
}
