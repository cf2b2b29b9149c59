import Algebra

extension Term {
    /// An aggregate expression over only the rows that meet a condition; nil when it has no aggregates to restrict.
    func filtered(by condition: Term) -> Term? {
        guard containsAggregate else { return nil }
        if case .aggregate(var aggregate) = self {
            aggregate.filter = Term.all([aggregate.filter, condition].compactMap { $0 })
            return .aggregate(aggregate)
        }
        return mapChildren({ $0.containsAggregate ? $0.filtered(by: condition) ?? $0 : $0 }, query: { $0 })
    }

    /// `$period.start` and `$period.end` replaced, at every depth of subqueries `outer` is added in front of paths.
    func replacingPeriod(start: Term, end: Term) -> Term {
        switch self {
        case .parameter("period.start"): return start
        case .parameter("period.end"): return end
        default: return mapChildren({ $0.replacingPeriod(start: start, end: end) }, query: { $0 })
        }
    }
}

extension Select {
    func replacingPeriod(start: Term, end: Term) -> Select {
        mapExpressions({ $0.replacingPeriod(start: start, end: end) }, query: { $0 })
    }

    func fixing(_ period: Period) -> Select {
        guard let start = period.startText, let end = period.endText else { return self }
        return replacingPeriod(start: .literal(.time(start)), end: .literal(.time(end)))
    }
}
