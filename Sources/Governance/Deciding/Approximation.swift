import Algebra

/// From which side a condition, a query or a number is approached where nulls keep the database from telling.
///
/// A subquery leaves out rows for which its filter is unknown, so that `not … in (from …)` would hold for want of knowledge: a patient of
/// whom nobody wrote down whether the name is to be protected is not among those whose name is, and a caller without a
/// department is not among those of any. Policies must not err so: what is unknown denies.
/// Approximating conditions by what is certain and what is possible is Lipski's (On semantic issues connected with incomplete information
/// databases, ACM TODS 4(3), 1979); as a rewriting of SQL it is Guagliardo's and Libkin's (Making SQL queries correct on incomplete databases,
/// PODS 2016).
enum Approximation {
    /// From below: what holds whatever the nulls stand for.
    case certain
    /// From above: what could hold, and may be unknown where it could.
    case possible

    var opposite: Approximation { self == .certain ? .possible : .certain }
}

extension Term {
    /// A resolved condition, approached from one side in its memberships, existences and comparisons of counts; the rest keeps SQL's meaning.
    func approximated(_ side: Approximation = .certain) -> Term {
        switch self {
        case .unary(.not, let condition): .unary(.not, condition.approximated(side.opposite))
        case .binary(.notEqual, let a, let b) where a.isCounted || b.isCounted:
            Term.unary(.not, .binary(.equal, a, b)).approximated(side)
        case .binary(.equal, let a, let b) where a.isCounted || b.isCounted:
            .binary(
                .and, Term.binary(.greaterOrEqual, a, b).approximated(side), Term.binary(.lessOrEqual, a, b).approximated(side))
        case .binary(let comparison, let a, let b) where [.greater, .greaterOrEqual].contains(comparison):
            .binary(comparison, a.bound(side), b.bound(side.opposite))
        case .binary(let comparison, let a, let b) where [.less, .lessOrEqual].contains(comparison):
            .binary(comparison, a.bound(side.opposite), b.bound(side))
        case .binary(let connective, let a, let b) where [.and, .or].contains(connective):
            .binary(connective, a.approximated(side), b.approximated(side))
        case .call(.coalesce, let conditions): .call(.coalesce, conditions.map { $0.approximated(side) })
        case .exists(let query): .exists(query.approximated(side))
        case .member(let value, let query): .member(value, query.approximated(side))
        default: self
        }
    }

    /// A number: the least that it is for certain, or the greatest that is possible.
    private func bound(_ side: Approximation) -> Term {
        guard isCounted, case .scalar(let query) = self else { return self }
        return .scalar(query.approximated(side))
    }

    /// Whether it is how many rows a subquery has.
    private var isCounted: Bool {
        guard case .scalar(.select(let select)) = self else { return false }
        return select.isCount
    }
}

extension Query {
    /// The resolved query of a requirement, or in a condition, with the rows that it has for certain, or those that are possible.
    func approximated(_ side: Approximation = .certain) -> Query {
        switch self {
        case .select(let select): .select(select.approximated(side))
        case .combine(.except, let left, let right): .combine(.except, left.approximated(side), right.approximated(side.opposite))
        case .combine(let both, let left, let right): .combine(both, left.approximated(side), right.approximated(side))
        case .align: self
        }
    }
}

extension Select {
    fileprivate func approximated(_ side: Approximation) -> Select {
        // With more rows groups have other values, and other rows come first: what is possible is not found so.
        let isRowByRow =
            having == nil && limit == nil && !outputs.contains { $0.expression.containsAggregate || $0.expression.containsWindow }
        guard side == .certain || isRowByRow || isCount else { return self }
        var result = self
        if case .query(let inner) = source.kind { result.source.kind = .query(inner.approximated(side)) }
        guard let filter else { return result }
        let near = filter.approximated(side)
        result.filter = side == .certain ? near : .call(.coalesce, [near, .literal(.boolean(true))])
        return result
    }

    /// Whether its one value is how many rows there are.
    fileprivate var isCount: Bool {
        guard keys.isEmpty, having == nil, outputs.count == 1, case .aggregate(let aggregate) = outputs[0].expression else { return false }
        return aggregate.function == .count && aggregate.filter == nil
    }
}
