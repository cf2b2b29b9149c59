import Algebra
import Catalog

// Rows called by what is most often said of them: "the last lab tests of “sodium” of patient 1".

/// What rows are called, and what need not be said of them any more.
struct Subject {
    /// In the plural, with the person and the name.
    var words: String
    /// The same without which of them: the last, the second.
    var all: String
    /// Which of them, if only some: "the last ones".
    var occurrence: String?
    /// Whether it is a single row, as the order and the limit say.
    var isOne = false
    /// The conjuncts that the words hold.
    var said: [Term]
}

extension Restater {
    /// The rows of a query with the conditions that go well with a noun; nil where there are none.
    ///
    /// Which of the rows are meant stands in the words only where no other condition follows, so that it is clear among which they are.
    func subject(_ select: Select, _ scope: Scope, choosing: Bool) -> Subject? {
        guard let name = scope.entity, case .entity = select.source.kind else { return nil }
        let conjuncts = select.filter?.conjuncts ?? []
        let single = choosing ? single(select, scope) : nil
        var result = Subject(words: "", all: single == nil ? bareRows(of: scope) : labels.entity(name), said: [])
        for conjunct in conjuncts {
            guard let words = named(conjunct, name, scope) else { continue }
            result.all = phrases.say(.concept, result.all, words)
            result.said.append(conjunct)
            break
        }
        if let conjunct = conjuncts.first(where: { person($0, name) != nil }), let unit = catalog.privacyUnit,
            let number = person(conjunct, name)
        {
            let words = labels.entity(unit.name) + " " + operand(number, of: .literal(.null), scope)
            result.all = name == unit.name ? words : phrases.say(.concept, result.all, words)
            result.said.append(conjunct)
            scope.person = number
        }
        if let conjunct = conjuncts.first(where: { inEncounter($0, scope) != nil }), let words = inEncounter(conjunct, scope) {
            result.all = phrases.say(.at, result.all, words)
            result.said.append(conjunct)
        }
        if !result.said.isEmpty || single != nil || select.nth() != nil, let entity = catalog.entities[name], entity.isEncounter,
            let end = entity.end,
            let over = conjuncts.first(where: { $0 == .unary(.not, .isNull(.path([end]))) })
        {
            result.all = phrases.say(single == nil ? .thatAreOver : .thatIsOver, result.all)
            result.said.append(over)
        }
        result.words = result.all
        if let (nth, rest) = select.nth(), let conjunct = conjuncts.first(where: { !rest.contains($0) }) {
            if choosing { result.words = phrases.say(.the, ordinal(nth.n, result.all, by: nth.order, scope)) }
            result.occurrence = phrases.say(.the, ordinal(nth.n, phrases.say(.ones), by: nth.order, scope))
            result.said.append(conjunct)
        } else if let single {
            result.words = phrases.say(.the, ordinal(single.n, result.all, by: single.order, scope))
            result.isOne = true
        }
        return result.said.isEmpty && !result.isOne ? nil : result
    }

    /// The single row that order and limit leave, where they leave the first or last by a time.
    private func single(_ select: Select, _ scope: Scope) -> (n: Int, order: Term)? {
        guard select.limit == Limit(1), !select.isAggregate, !select.distinct, let order = select.order.onlyOne,
            case .path = order.expression, isTime(order.expression, .literal(.null), scope), let name = scope.entity,
            labels.entity(name) != labels.entity(name, many: true), select.nth() == nil,
            !select.outputs.contains(where: { if case .path = $0.expression { false } else { !$0.expression.isScalar } })
        else { return nil }
        return (order.descending ? -1 : 1, order.expression)
    }

    func inEncounter(_ condition: Term, _ scope: Scope) -> String? {
        if let words = inPicked(condition, scope) { return words }
        guard case .path(let path) = condition, labelled(condition, scope) == nil else { return nil }
        return inCurrent(path, scope)
    }

    /// What rows are called after, where their name is a role without a word of its own: a lexicon's word, or the name in quotes.
    func named(_ condition: Term, _ entity: String, _ scope: Scope) -> String? {
        guard case .binary(.equal, .path(let path), .literal(.text(let text))) = condition, !text.isEmpty,
            let label = catalog.entities[entity]?.label.onlyOne, label == path, path.count == 2,
            let relation = catalog.entities[entity]?.relations[path[0]], relation.name != relation.target,
            concept(condition, scope) == nil
        else { return nil }
        return plainLabel(condition, scope) ?? phrases.say(.quoted, text)
    }

    // MARK: Dictionaries that serve several kinds of rows

    /// The conjuncts that only say which part of a dictionary a name was taken from, and what must be said where that is left open.
    func among(_ conjuncts: [Term], _ scope: Scope) -> (said: [Term], open: [String]) {
        guard let start = scope.entity, catalog.entities.values.contains(where: { $0.attributes.values.contains { $0.among != nil } })
        else {
            return ([], [])
        }
        var said: [Term] = []
        var open: [String] = []
        for conjunct in conjuncts {
            guard let path = conjunct.namedPath, let last = path.last, !path.contains("outer"),
                let owner = path.count == 1 ? start : target(of: Array(path.dropLast()), from: scope),
                let among = catalog.entities[owner]?.attributes[last]?.among
            else { continue }
            let parts = among.prefixed(by: Array(path.dropLast())).conjuncts
            if parts.allSatisfy(conjuncts.contains) {
                said += parts
            } else {
                open.append(phrases.say(.ofAnyKind, value(.path(path), scope)))
            }
        }
        return (said, open)
    }
}

extension Term {
    /// Whether it is computed of one row alone.
    fileprivate var isScalar: Bool {
        var result = true
        walk({ if case .window = $0 { result = false } }, query: { _ in })
        return result
    }

    /// The path that is compared with texts: `p = 'a'`, `p = 'a' or p = 'b'`, `p in ('a', 'b')`.
    fileprivate var namedPath: [String]? {
        switch self {
        case .binary(.equal, .path(let path), .literal(.text)): return path
        case .oneOf(.path(let path), _): return path
        case .binary(.or, let a, let b):
            guard let path = a.namedPath, path == b.namedPath else { return nil }
            return path
        default: return nil
        }
    }
}
