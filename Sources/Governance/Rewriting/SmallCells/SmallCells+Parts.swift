import Algebra

// Aggregates of values that conditions choose: `sum(case when … then 1 else 0 end)` counts as `count(where …)` does.
extension SmallCells {
    /// Conditions on rows, each of which holds for some of those behind an aggregate of the value, so that its result tells of these.
    ///
    /// What is worked out by numbers alone has no parts that could be named; who is at one end of it is told by its extremes as well.
    func parts(of value: Term) -> [Term] {
        switch value {
        case .cases(let branches, let otherwise):
            let values = branches.map(\.value) + [otherwise].compactMap { $0 }
            return Self.partition(by: branches.map(\.condition)) + values.flatMap(parts)
        case .unary(.not, _), .binary(.and, _, _), .binary(.or, _, _), .oneOf, .isNull, .exists, .member: return Self.partition(by: [value])
        case .unary(.minus, let a): return parts(of: a)
        case .binary(.plus, let a, let b), .binary(.minus, let a, let b), .binary(.times, let a, let b): return parts(of: a) + parts(of: b)
        case .binary(.divided, let a, .literal): return parts(of: a)
        // There is none where the divisor is nothing.
        case .binary(.divided, let a, let b): return parts(of: a) + parts(of: b) + Self.partition(by: [.binary(.equal, b, Self.nothing)])
        case .binary: return Self.partition(by: [value])
        case .call(.nullif, let sides) where sides.count == 2:
            return sides.flatMap(parts) + Self.partition(by: [.binary(.equal, sides[0], sides[1])])
        case .call(.least, let sides), .call(.greatest, let sides):
            return sides.flatMap(parts) + zip(sides, sides.dropFirst()).flatMap { Self.partition(by: [.binary(.less, $0, $1)]) }
        case .call(.coalesce, let sides):
            // What stands in for no value, such as now for an end that is still to come, is nobody's.
            return sides.flatMap(parts) + sides.dropLast().filter(isColumn).map { .unary(.not, .isNull($0)) }
        case .call(_, let arguments): return arguments.flatMap(parts)
        case .column(let source, _):
            let found = map.attributes(of: value)
            if !found.isEmpty { return found.allSatisfy { $0.attribute.type == .boolean } ? Self.partition(by: [value]) : [] }
            guard case .derived = map.origins[source] else { return [] }
            return [.binary(.notEqual, value, Self.nothing)]
        case .scalar(.select(let select)):
            // Everything that belongs to a row is no part of the rows; what is chosen of it is.
            return select.filter.map { $0.conjuncts.count > 1 } == true ? [.binary(.notEqual, value, Self.nothing)] : []
        case .scalar, .literal, .parameter, .path, .aggregate, .window: return []
        }
    }

    /// Whether an aggregate gives back the number of a single patient, or what was put together with it.
    func tellsNumber(_ aggregate: Aggregate) -> Bool {
        guard aggregate.function != .count, let argument = aggregate.argument else { return false }
        return map.carried(by: argument).contains { $0.entity.patient != nil && RowSubject.singlesOut($0.entity, $0.attribute, catalog) }
    }

    private static let nothing = Term.literal(.integer(0))

    private func isColumn(_ term: Term) -> Bool { if case .column = term { true } else { false } }

    /// The rows for which each condition is the first that holds, and those for which none does.
    private static func partition(by conditions: [Term]) -> [Term] {
        guard conditions.count > 1 else { return conditions + conditions.map(rest) }
        let (yes, no) = (Term.literal(.boolean(true)), Term.literal(.boolean(false)))
        return (0...conditions.count).map { index in
            .cases(
                conditions.prefix(index + 1).enumerated().map { Term.Branch($1, $0 == index ? yes : no) },
                otherwise: index == conditions.count ? yes : no)
        }
    }
}
