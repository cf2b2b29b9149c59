// Terms: as conditions, where only being true counts, and as values.

extension Normalizer {
    /// Nil for a condition that is always true.
    mutating func condition(_ term: Term?, _ scope: Scope) -> Term? {
        guard let term else { return nil }
        let normal = self.term(term, scope, isCondition: true)
        return normal == .literal(.boolean(true)) ? nil : normal
    }

    /// The term in normal form; `isCondition` where its value counts only as true or not.
    mutating func term(_ term: Term, _ scope: Scope, isCondition: Bool = false) -> Term {
        switch term {
        case .literal, .parameter: return term
        case .path(let steps): return .path(path(steps, scope))
        case .column(let source, let name): return .column(source: scope.columns[source] ?? source, name: name)
        case .unary(.not, let operand): return negation(of: operand, scope, isCondition)
        case .unary(.minus, let operand): return Self.minus(self.term(operand, scope))
        case .binary(.and, _, _), .binary(.or, _, _): return chain(term, scope, isCondition)
        case .binary(let op, let left, let right): return Self.binary(op, self.term(left, scope), self.term(right, scope))
        case .oneOf(let operand, let items): return Self.membership(self.term(operand, scope), items.map { self.term($0, scope) })
        case .cases(let branches, let otherwise):
            let value = otherwise.map { self.term($0, scope) }
            return .cases(
                branches.map { Term.Branch(self.term($0.condition, scope, isCondition: true), self.term($0.value, scope)) },
                otherwise: value == .literal(.null) ? nil : value)
        case .aggregate(let aggregate): return .aggregate(self.aggregate(aggregate, scope))
        case .window(let window): return .window(self.window(window, scope))
        case .exists(let query): return .exists(self.query(query, .existence, scope))
        case .scalar(let query): return .scalar(self.query(query, .first, scope))
        case .member(let operand, let query): return .member(self.term(operand, scope), self.query(query, .set, scope))
        case .isNull(let operand): return .isNull(self.term(operand, scope))
        case .call(let function, let arguments): return .call(function, arguments.map { self.term($0, scope) })
        }
    }

    /// The first step after `outer` may be an alias of an enclosing query.
    private func path(_ steps: [String], _ scope: Scope) -> [String] {
        let outers = steps.prefix { $0 == "outer" }.count
        guard steps.count - outers > 1 else { return steps }
        guard let frame = scope.frames.dropLast(outers).last(where: { $0.alias == steps[outers] }) else { return steps }
        return steps[..<outers] + [frame.name] + steps[(outers + 1)...]
    }

    // MARK: Logic

    /// Negations move inward, which three-valued logic allows: `not (a and b)` is unknown exactly when `not a or not b` is.
    private mutating func negation(of operand: Term, _ scope: Scope, _ isCondition: Bool) -> Term {
        switch operand {
        case .unary(.not, let inner) where isCondition || inner.isTruthValue: return term(inner, scope, isCondition: isCondition)
        case .binary(.and, let left, let right):
            return term(.binary(.or, .unary(.not, left), .unary(.not, right)), scope, isCondition: isCondition)
        case .binary(.or, let left, let right):
            return term(.binary(.and, .unary(.not, left), .unary(.not, right)), scope, isCondition: isCondition)
        case .binary(let op, let left, let right):
            if let opposite = op.opposite { return Self.binary(opposite, term(left, scope), term(right, scope)) }
        case .literal(.boolean(let value)): return .literal(.boolean(!value))
        case .literal(.null): return operand
        default: break
        }
        let normal = term(operand, scope, isCondition: true)
        // What has become simple now may let itself be negated.
        if normal != operand, case .binary(let op, let left, let right) = normal, let opposite = op.opposite {
            return Self.binary(opposite, left, right)
        }
        if case .literal(.boolean(let value)) = normal { return .literal(.boolean(!value)) }
        if normal == .literal(.null) { return normal }
        if case .unary(.not, let inner) = normal, isCondition || inner.isTruthValue { return inner }
        return .unary(.not, normal)
    }

    /// `and` and `or`: flat, without repetitions and constants, alternatives gathered into lists, sorted.
    private mutating func chain(_ term: Term, _ scope: Scope, _ isCondition: Bool) -> Term {
        guard case .binary(let op, _, _) = term else { return term }
        var operands: [Term] = []
        for operand in Self.operands(of: term, op) {
            // An operand may have become a chain of the same kind.
            operands += Self.operands(of: self.term(operand, scope, isCondition: true), op)
        }
        let absorbing = Term.literal(.boolean(op == .or))
        let neutral = Term.literal(.boolean(op == .and))
        if operands.contains(absorbing) { return absorbing }
        operands.removeAll { $0 == neutral }
        operands = Self.sorted(Self.gathered(operands, op))
        guard let first = operands.first else { return neutral }
        if operands.count == 1 {
            // Alone, an operand that is no truth value would show its number instead of 1.
            return isCondition || first.isTruthValue ? first : .binary(op, first, first)
        }
        return operands.dropFirst().reduce(first) { .binary(op, $0, $1) }
    }

    private static func operands(of term: Term, _ op: BinaryOperator) -> [Term] {
        if case .binary(op, let left, let right) = term { return operands(of: left, op) + operands(of: right, op) }
        return [term]
    }

    /// `x = 1 or x in (2, 3)` as one list; likewise `x <> 1 and x not in (2, 3)`.
    private static func gathered(_ operands: [Term], _ op: BinaryOperator) -> [Term] {
        var lists: [Term: [Term]] = [:]
        var subjects: [Term] = []
        var rest: [Term] = []
        for operand in operands {
            if let (subject, items) = alternatives(operand, op) {
                if lists[subject] == nil { subjects.append(subject) }
                lists[subject, default: []] += items
            } else {
                rest.append(operand)
            }
        }
        return rest
            + subjects.map { subject in
                let list = membership(subject, lists[subject] ?? [])
                return op == .or ? list : negated(list)
            }
    }

    private static func alternatives(_ term: Term, _ op: BinaryOperator) -> (subject: Term, items: [Term])? {
        switch (op, term) {
        case (.or, .binary(.equal, let subject, let item)), (.and, .binary(.notEqual, let subject, let item)):
            return item.isConstant && !subject.isConstant ? (subject, [item]) : nil
        case (.or, .oneOf(let subject, let items)), (.and, .unary(.not, .oneOf(let subject, let items))):
            return items.allSatisfy(\.isConstant) && !items.isEmpty && !subject.isConstant ? (subject, items) : nil
        default: return nil
        }
    }

    private static func negated(_ term: Term) -> Term {
        if case .binary(.equal, let left, let right) = term { return .binary(.notEqual, left, right) }
        return .unary(.not, term)
    }

    /// Each once, in the order of what they look like.
    private static func sorted(_ terms: [Term]) -> [Term] {
        var seen: Set<Term> = []
        return terms.filter { seen.insert($0).inserted }.map { (key: $0.description, term: $0) }.sorted { $0.key < $1.key }.map(\.term)
    }

    // MARK: Values

    private static func membership(_ operand: Term, _ items: [Term]) -> Term {
        let items = sorted(items)
        // Nothing is in an empty list, not even null.
        guard let first = items.first else { return .literal(.boolean(false)) }
        if items.count == 1, first.isConstant { return binary(.equal, operand, first) }
        return .oneOf(operand, items)
    }

    private static func minus(_ operand: Term) -> Term {
        switch operand {
        case .literal(.integer(let value)) where value != .min: .literal(.integer(-value))
        case .literal(.decimal(let value)): .literal(.decimal(-value))
        default: .unary(.minus, operand)
        }
    }

    /// Comparisons have the constant, or else what sorts later, on the right; sums and products their operands sorted.
    private static func binary(_ op: BinaryOperator, _ left: Term, _ right: Term) -> Term {
        let trades: Bool
        switch op {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .plus, .times:
            if left == right {
                trades = op == .greater || op == .greaterOrEqual
            } else {
                trades = left.isConstant != right.isConstant ? left.isConstant : left.description > right.description
            }
        case .or, .and, .starts, .contains, .minus, .divided: trades = false
        }
        return trades ? .binary(op.mirrored, right, left) : .binary(op, left, right)
    }

    private mutating func aggregate(_ aggregate: Aggregate, _ scope: Scope) -> Aggregate {
        var result = aggregate
        result.argument = aggregate.argument.map { term($0, scope) }
        result.filter = condition(aggregate.filter, scope)
        if aggregate.function == .min || aggregate.function == .max { result.distinct = false }
        if aggregate.function == .count, !aggregate.distinct, case .literal(let literal) = result.argument, literal != .null {
            result.argument = nil
        }
        return result
    }

    private mutating func window(_ window: Window, _ scope: Scope) -> Window {
        var result = window
        result.arguments = window.arguments.map { term($0, scope) }
        result.partition = Self.sorted(window.partition.map { term($0, scope) }.filter { !$0.isConstant })
        var seen: Set<Term> = []
        result.order = []
        for key in window.order {
            let term = term(key.expression, scope)
            if term.isConstant || !seen.insert(term).inserted { continue }
            result.order.append(Ordering(term, descending: key.descending))
        }
        return result
    }
}

extension Term {
    /// Whether it can only be true, false or unknown.
    var isTruthValue: Bool {
        switch self {
        case .literal(.boolean), .literal(.null), .unary(.not, _), .oneOf, .isNull, .exists, .member: true
        case .binary(let op, _, _):
            switch op {
            case .or, .and, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .starts, .contains: true
            case .plus, .minus, .times, .divided: false
            }
        default: false
        }
    }
}

extension BinaryOperator {
    /// The comparison that is true when this one is false, and unknown when it is unknown.
    var opposite: BinaryOperator? {
        switch self {
        case .equal: .notEqual
        case .notEqual: .equal
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        default: nil
        }
    }

    /// The operator when its sides trade places.
    public var mirrored: BinaryOperator {
        switch self {
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        default: self
        }
    }
}
