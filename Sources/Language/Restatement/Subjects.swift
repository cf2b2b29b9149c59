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
    /// The conjuncts that the words hold.
    var said: [Term]
}

extension Restater {
    /// The rows of a query with the conditions that go well with a noun; nil where there are none.
    func subject(_ select: Select, _ scope: Scope) -> Subject? {
        guard let name = scope.entity, case .entity = select.source.kind, let filter = select.filter else { return nil }
        let conjuncts = filter.conjuncts
        var result = Subject(words: "", all: bareRows(of: scope), said: [])
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
        if !result.said.isEmpty || select.nth() != nil, let entity = catalog.entities[name], entity.isEncounter, let end = entity.end,
            let over = conjuncts.first(where: { $0 == .unary(.not, .isNull(.path([end]))) })
        {
            result.all = phrases.say(.thatAreOver, result.all)
            result.said.append(over)
        }
        result.words = result.all
        if let (nth, rest) = select.nth(), let conjunct = conjuncts.first(where: { !rest.contains($0) }) {
            result.words = phrases.say(.the, ordinal(nth.n, result.all, by: nth.order, scope))
            result.occurrence = phrases.say(.the, ordinal(nth.n, phrases.say(.ones), by: nth.order, scope))
            result.said.append(conjunct)
        }
        return result.said.isEmpty ? nil : result
    }

    private func inEncounter(_ condition: Term, _ scope: Scope) -> String? {
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
