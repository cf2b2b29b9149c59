import Algebra
import Catalog

/// What a filter says, sorted so that a sentence can place it.
struct Conditions {
    /// Named concepts: type 2 diabetes (ICD-10 E11).
    var concepts: [String] = []
    /// When, by the rows' own time.
    var period: String?
    var others: [String] = []
}

extension Restater {
    /// All that a filter says, apart from conjuncts that a measure's definition has said already.
    func conditions(_ filter: Term?, _ scope: Scope, said consumed: [Term] = []) -> Conditions {
        guard let filter else { return Conditions() }
        var parts: [Term] = []
        let among = among(filter.conjuncts, scope)
        flatten(filter, scope, consumed + among.said, &parts)
        var result = Conditions()
        var intervals: [Interval] = []
        // Where each interval stands among the other conditions.
        var order: [(text: String?, interval: Int?)] = []
        var previous: Term?
        for part in parts {
            defer { previous = part }
            if let range = range(previous, part, scope), order.last?.text != nil {
                order[order.count - 1].text = range
            } else if let (term, op, value) = bound(part), isTime(term, value, scope), labelled(part, scope) == nil {
                let bound = Bound(value: value, included: op == .greaterOrEqual || op == .lessOrEqual)
                let isLower = op == .greater || op == .greaterOrEqual
                let open = intervals.firstIndex { $0.term == term && (isLower ? $0.lower == nil : $0.upper == nil) }
                let index = open ?? intervals.count
                if open == nil {
                    intervals.append(Interval(term: term))
                    order.append((nil, index))
                }
                if isLower { intervals[index].lower = bound } else { intervals[index].upper = bound }
            } else if let concept = concept(part, scope) {
                result.concepts.append(concept)
            } else {
                order.append((scope.isNested && parts.count > 1 ? inner(part, scope) : clause(part, scope), nil))
            }
        }
        for (text, index) in order {
            if let text {
                result.others.append(text)
            } else if let index {
                let interval = intervals[index]
                if result.period == nil, isOwnTime(interval.term, scope), isSettled(interval, scope) {
                    result.period = words(interval, scope)
                } else {
                    result.others.append(condition(interval, scope))
                }
            }
        }
        result.others += among.open
        return result
    }

    /// `a >= 40 and a <= 49`, as one after the other: from 40 to 49.
    private func range(_ lower: Term?, _ upper: Term, _ scope: Scope) -> String? {
        guard let lower, case .binary(.greaterOrEqual, .path(let path), let from) = lower,
            case .binary(.lessOrEqual, let same, let to) = upper,
            same == .path(path), from.isNumber, to.isNumber, labelled(lower, scope) == nil, labelled(upper, scope) == nil,
            concept(lower, scope) == nil, concept(upper, scope) == nil
        else { return nil }
        return phrases.say(.range, value(same, scope), value(from, scope), operand(to, of: same, scope))
    }

    /// The conjuncts, whole where the lexicon has a word for several of them together.
    private func flatten(_ term: Term, _ scope: Scope, _ consumed: [Term], _ result: inout [Term]) {
        if consumed.contains(term) { return }
        // What is true of every row is no condition.
        if result.contains(term) || term == .literal(.boolean(true)) { return }
        guard case .binary(.and, let a, let b) = term else { return result.append(term) }
        if hours(term, scope) != nil { return result.append(term) }
        let small = term.conjuncts
        if small.count <= 3, !small.contains(where: consumed.contains), concept(term, scope) ?? labelled(term, scope) != nil {
            return result.append(term)
        }
        flatten(a, scope, consumed, &result)
        flatten(b, scope, consumed, &result)
    }

    /// A filter as one phrase, its conjuncts joined by "and".
    func joined(_ filter: Term, _ scope: Scope) -> String {
        let before = scope.isNested
        scope.isNested = true
        defer { scope.isNested = before }
        let all = conditions(filter, scope)
        return phrases.all(all.concepts + (all.period.map { [$0] } ?? []) + all.others)
    }

    /// A noun with what a filter says of it: "diagnosis of type 2 diabetes (ICD-10 E11) in 2025 where rank principal".
    func qualified(_ noun: String, _ filter: Term?, _ scope: Scope) -> String {
        scope.isNested = true
        let all = conditions(filter, scope)
        var result = noun
        if !all.concepts.isEmpty { result = phrases.say(.concept, result, phrases.all(all.concepts)) }
        if let period = all.period { result = phrases.say(.at, result, period) }
        if !all.others.isEmpty { result = phrases.say(.with, result, phrases.all(all.others)) }
        return result
    }

    // MARK: One condition

    /// A condition in words.
    func clause(_ term: Term, _ scope: Scope) -> String {
        if let known = scope.said[term] { return known }
        if let concept = concept(term, scope) { return concept }
        if let label = labelled(term, scope) { return label }
        if let words = inPicked(term, scope) { return words }
        switch term {
        case .path(let steps): return inCurrent(steps, scope) ?? value(term, scope)
        case .literal(.boolean(let value)): return phrases.say(value ? .always : .never)
        case .unary(.not, let inner): return denied(inner, scope)
        case .binary(.and, _, _): return hours(term, scope) ?? joined(term, scope)
        case .binary(.or, _, _): return hours(term, scope) ?? alternatives(term, scope)
        case .binary(let op, let left, let right): return comparison(op, left, right, scope)
        case .oneOf(let subject, let list):
            return phrases.say(.equal, value(subject, scope), phrases.any(list.map { operand($0, of: subject, scope) }))
        case .isNull(let inner): return known(inner, false, scope)
        case .exists(let query): return existence(query, scope, denied: false)
        case .member(let subject, let query):
            if let words = visitWith(subject, query, scope) { return words }
            return phrases.say(.amongRows, value(subject, scope), description(of: query, in: scope).text(phrases))
        default: return value(term, scope)
        }
    }

    /// A condition that stands beside others, in brackets where its end could not be told.
    private func inner(_ term: Term, _ scope: Scope) -> String {
        let text = clause(term, scope)
        return isCompound(term, scope) ? phrases.say(.brackets, text) : text
    }

    private func isCompound(_ term: Term, _ scope: Scope) -> Bool {
        switch term {
        case .binary(.and, _, _), .binary(.or, _, _):
            return scope.said[term] == nil && concept(term, scope) == nil && labelled(term, scope) == nil && hours(term, scope) == nil
        case .oneOf(_, let list), .unary(.not, .oneOf(_, let list)): return list.count > 1 && labelled(term, scope) == nil
        case .exists(let query), .unary(.not, .exists(let query)): return hasFilter(query) && labelled(term, scope) == nil
        case .binary(_, .scalar(let query), _): return hasFilter(query)
        default: return false
        }
    }

    private func hasFilter(_ query: Query) -> Bool {
        guard case .select(let select) = query else { return true }
        return select.filter != nil && select.filter != .literal(.boolean(true))
    }

    private func denied(_ term: Term, _ scope: Scope) -> String {
        switch term {
        case .exists(let query): return existence(query, scope, denied: true)
        case .isNull(let inner): return known(inner, true, scope)
        case .oneOf(let subject, let list):
            return phrases.say(.noneOf, value(subject, scope), phrases.any(list.map { operand($0, of: subject, scope) }))
        case .member(let subject, let query):
            if let words = visitWith(subject, query, scope) { return phrases.say(.not, words) }
            return phrases.say(.notAmongRows, value(subject, scope), description(of: query, in: scope).text(phrases))
        case .call(.coalesce, let arguments) where arguments.count == 2 && arguments[1] == .literal(.boolean(false)):
            return phrases.say(.orUnknown, denied(arguments[0], scope))
        case .binary(.equal, let subject, .literal(let literal))
        where literal != .boolean(true) && literal != .boolean(false) && labelled(term, scope) == nil:
            return clause(.binary(.notEqual, subject, .literal(literal)), scope)
        case .path where labelled(term, scope) == nil:
            let words = clause(term, scope)
            for (beginning, denied) in phrases.denials where words.hasPrefix(beginning) { return denied + words.dropFirst(beginning.count) }
            return phrases.say(.not, words)
        default: return phrases.say(.not, inner(term, scope))
        }
    }

    private func opposite(_ op: BinaryOperator) -> BinaryOperator? {
        switch op {
        case .less: .greaterOrEqual
        case .lessOrEqual: .greater
        case .greater: .lessOrEqual
        case .greaterOrEqual: .less
        default: nil
        }
    }

    private func known(_ term: Term, _ known: Bool, _ scope: Scope) -> String {
        if case .path(let steps) = term {
            let place = place(steps, scope)
            if steps.count > 1, let owner = place.owner, let event = catalog.entities[owner], event.key == steps.last, event.patient != nil,
                case let whose = self.place(Array(steps.dropLast()), scope), whose.target == owner, whose.attribute == nil
            {
                return phrases.say(known ? .belonging : .belongingNot, known ? phrases.indefinite(whose.words) : whose.words)
            }
            if place.attribute == nil, place.target != nil { return phrases.say(known ? .has : .hasNone, place.words) }
        }
        return phrases.say(known ? .recorded : .notRecorded, value(term, scope))
    }

    /// Alternatives of one attribute in one breath, others as "either … or …".
    private func alternatives(_ term: Term, _ scope: Scope) -> String {
        var items: [Term] = []
        func collect(_ term: Term) {
            if case .binary(.or, let a, let b) = term, concept(term, scope) == nil, labelled(term, scope) == nil, hours(term, scope) == nil
            {
                collect(a)
                collect(b)
            } else {
                items.append(term)
            }
        }
        guard case .binary(.or, let a, let b) = term else { return clause(term, scope) }
        collect(a)
        collect(b)
        var subject: Term?
        var op: BinaryOperator?
        var values: [Term] = []
        for item in items {
            guard case .binary(let this, let left, let right) = item, this == .equal || this == .starts || this == .contains,
                case .literal = right,
                subject == nil || subject == left && op == this
            else { return phrases.say(.either, phrases.any(items.map { inner($0, scope) })) }
            (subject, op) = (left, this)
            values.append(right)
        }
        guard let subject, let op else { return "" }
        if op == .equal, values.contains(where: { word(for: $0, of: subject, scope) != nil }) {
            return phrases.any(items.map { clause($0, scope) })
        }
        let words = phrases.any(values.map { op == .equal ? operand($0, of: subject, scope) : value($0, scope) })
        return phrases.say(op == .equal ? .equal : op == .starts ? .starts : .contains, value(subject, scope), words)
    }

    private func comparison(_ op: BinaryOperator, _ left: Term, _ right: Term, _ scope: Scope) -> String {
        let term = Term.binary(op, left, right)
        if let (subject, op, value) = bound(term), isTime(subject, value, scope) {
            let bound = Bound(value: value, included: op == .greaterOrEqual || op == .lessOrEqual)
            let isLower = op == .greater || op == .greaterOrEqual
            return condition(Interval(term: subject, lower: isLower ? bound : nil, upper: isLower ? nil : bound), scope)
        }
        switch (op, left, right) {
        case (.equal, _, .literal(.boolean(true))), (.notEqual, _, .literal(.boolean(false))): return clause(left, scope)
        case (.equal, _, .literal(.boolean(false))), (.notEqual, _, .literal(.boolean(true))): return denied(left, scope)
        case (.equal, _, .literal(.time)) where isTime(left, right, scope):
            return phrases.say(.equal, value(left, scope), words(at: right, of: left, scope))
        case (_, .scalar(let query), .literal(.integer(let n))):
            if let rows = counted(query, scope) { return count(op, String(n), rows, nested: scope.isNested) }
        case (.greater, .aggregate(let aggregate), .literal(.integer(0))):
            if let filter = aggregate.filter, aggregate == Aggregate(.count, filter: filter) {
                return phrases.say(.thereAreSome, bareRows(of: scope), joined(filter, scope))
            }
        case (_, .aggregate(Aggregate(.count)), .literal(.integer(let n))):
            return count(op, String(n), bareRows(of: scope), nested: true)
        default: break
        }
        if let (subject, op, value) = bound(term) {
            return phrases.say(phrase(op), self.value(subject, scope), operand(value, of: subject, scope))
        }
        return phrases.say(
            phrase(op), value(left, scope), op == .starts || op == .contains ? value(right, scope) : operand(right, of: left, scope))
    }

    private func phrase(_ op: BinaryOperator) -> Phrase {
        switch op {
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .starts: .starts
        case .contains: .contains
        default: .equal
        }
    }

    private func count(_ op: BinaryOperator, _ number: String, _ rows: String, nested: Bool) -> String {
        let how: Phrase
        switch op {
        case .notEqual: how = .otherThan
        case .less: how = .lessThan
        case .lessOrEqual: how = .atMost
        case .greater: how = .moreThan
        case .greaterOrEqual: how = .atLeast
        default: how = .exactly
        }
        return phrases.say(nested ? .thereAre : .count, phrases.say(how, number), rows)
    }

    /// The rows that a plain count of a to-many path counts.
    private func counted(_ query: Query, _ scope: Scope) -> String? {
        guard case .select(let select) = query, case .related(let path) = select.source.kind, select.keys.isEmpty, select.having == nil,
            select.limit == nil, select.outputs.count == 1, select.outputs[0].expression == .aggregate(Aggregate(.count))
        else { return nil }
        return qualified(related(path, scope, one: false), select.filter, inside(select, scope))
    }

    private func existence(_ query: Query, _ scope: Scope, denied: Bool) -> String {
        let phrase: Phrase = scope.isNested ? (denied ? .thereIsNo : .thereIs) : denied ? .existsNot : .exists
        guard case .select(let select) = query, select.keys.isEmpty, select.having == nil, select.limit == nil, !select.isAggregate else {
            return phrases.say(phrase, phrases.say(.rowOf, description(of: query, in: scope).text(phrases)))
        }
        let noun: String
        switch select.source.kind {
        case .related(let path): noun = related(path, scope, one: !denied, denied: denied)
        case .entity(let name): noun = denied ? labels.entity(name) : phrases.indefinite(labels.entity(name))
        default: return phrases.say(phrase, phrases.say(.rowOf, description(of: query, in: scope).text(phrases)))
        }
        return phrases.say(phrase, qualified(noun, select.filter, inside(select, scope)))
    }

    /// The scope of a subquery.
    func inside(_ select: Select, _ scope: Scope?) -> Scope {
        switch select.source.kind {
        case .entity(let name): return Scope(.entity(name), alias: select.source.alias, parent: scope)
        case .related(let path):
            guard let entity = target(of: path, from: scope) else { return Scope(.columns, alias: select.source.alias, parent: scope) }
            return Scope(.entity(entity), alias: select.source.alias, parent: scope)
        case .query: return Scope(.columns, alias: select.source.alias, parent: scope)
        case .calendar(let unit, _, _): return Scope(.calendar(unit), alias: select.source.alias, parent: scope)
        }
    }

    // MARK: Hours of the day

    /// `hour(t) >= a and hour(t) < b`, or with `or` over midnight.
    private func hours(_ term: Term, _ scope: Scope) -> String? {
        guard
            case .binary(
                let op, .binary(.greaterOrEqual, let left, .literal(.integer(let from))),
                .binary(.less, let right, .literal(.integer(let to)))) = term,
            op == .and && from < to || op == .or && from >= to, left == right, case .call(.hour, let arguments) = left,
            let time = arguments.first
        else { return nil }
        func two(_ n: Int64) -> String { n < 10 ? "0\(n)" : String(n) }
        return isOwnTime(time, scope)
            ? phrases.say(.hours, two(from), two(to)) : phrases.say(.hoursOf, two(from), two(to), value(time, scope))
    }
}

extension Term {
    fileprivate var isNumber: Bool {
        switch self {
        case .literal(.integer), .literal(.decimal): true
        default: false
        }
    }
}
