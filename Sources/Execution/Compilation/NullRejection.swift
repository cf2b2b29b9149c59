import Algebra

/// Finds the outer joins whose row must exist for any row to stay, so that they can be written as inner joins.
///
/// SQLite does this too, but not along a chain of joins, where it then could only start at the chain's beginning: the lookup of one
/// patient's results through the admission would read every result.
struct NullRejection {
    /// Aliases of the joins that may be inner ones.
    static func innerJoins(of select: Select) -> Set<String> {
        var rejected = rejectedSources([select.source.visible, select.filter])
        var inner: Set<String> = []
        // A join that must find its row asks for the rows that its condition compares with.
        for join in select.joins.reversed() where rejected.contains(join.alias) {
            inner.insert(join.alias)
            rejected.formUnion(rejectedSources([join.condition, join.visible]))
        }
        return inner
    }

    private static func rejectedSources(_ conditions: [Term?]) -> Set<String> {
        conditions.reduce(into: []) { sources, condition in
            for conjunct in condition?.conjuncts ?? [] { sources.formUnion(rejected(by: conjunct)) }
        }
    }

    /// Sources without whose row the condition cannot be true.
    private static func rejected(by condition: Term) -> Set<String> {
        switch condition {
        case .binary(.and, let left, let right): rejected(by: left).union(rejected(by: right))
        case .binary(.or, let left, let right): rejected(by: left).intersection(rejected(by: right))
        case .unary(.not, .isNull(let operand)): strict(operand)
        case .unary(.not, .oneOf(let operand, let items)): items.isEmpty ? [] : strict(operand)
        case .unary(.not, .binary(let op, let left, let right)) where op.isComparison: strict(left).union(strict(right))
        case .member(let operand, _), .oneOf(let operand, _): strict(operand)
        default: strict(condition)
        }
    }

    /// Sources without whose row the term is null.
    private static func strict(_ term: Term) -> Set<String> {
        switch term {
        case .column(let source, _): return [source]
        case .unary(.minus, let operand): return strict(operand)
        case .binary(.and, _, _), .binary(.or, _, _): return []
        case .binary(_, let left, let right): return strict(left).union(strict(right))
        case .call(let function, let arguments):
            guard function.isStrict else { return [] }
            return arguments.reduce(into: []) { $0.formUnion(strict($1)) }
        default: return []
        }
    }
}

extension BinaryOperator {
    fileprivate var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .starts, .contains: true
        case .or, .and, .plus, .minus, .times, .divided: false
        }
    }
}

extension ScalarFunction {
    /// Whether one argument that is null makes the value null.
    fileprivate var isStrict: Bool {
        switch self {
        case .date, .year, .month, .quarter, .week, .hour, .weekday, .monthOfYear, .age, .days, .hours, .shift, .least, .greatest, .abs,
            .lower,
            .length, .round, .concat, .integer:
            true
        case .overlapDays, .coalesce, .nullif: false
        }
    }
}
