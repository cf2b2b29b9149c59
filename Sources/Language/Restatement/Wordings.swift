import Algebra
import Catalog

// Conditions that the lexicon or the catalog has words for.

extension Restater {
    /// The concept of the catalog that a condition is, with its source: "type 2 diabetes (ICD-10 E11)".
    func concept(_ term: Term, _ scope: Scope) -> String? {
        guard !catalog.concepts.isEmpty else { return nil }
        switch term {
        case .binary(_, _, .literal(.time)): return nil
        case .binary, .oneOf, .exists: break
        default: return nil
        }
        for (condition, owner, role) in positions(of: term, scope) {
            let known = catalog.concepts.values.filter { $0.entity == owner && $0.condition == condition }
            if let concept = known.min(by: { $0.name < $1.name }) {
                let words = concept.source.map { phrases.say(.defined, concept.label, $0) } ?? concept.label
                return role.map { phrases.say(.role, $0, words) } ?? words
            }
        }
        return nil
    }

    /// The lexicon's words for a condition; nil for values that are their own words, which are said with their attribute.
    func labelled(_ term: Term, _ scope: Scope) -> String? {
        guard !labels.conditions.isEmpty else { return nil }
        // Literals and bounds of time have no words of their own; they are too many to be looked up for nothing.
        switch term {
        case .literal, .binary(_, _, .literal(.time)): return nil
        default: break
        }
        for (condition, owner, role) in positions(of: term, scope) {
            guard let words = labels.conditions[Labels.key(owner, condition)] ?? quality(condition, owner), !isItself(words, condition)
            else { continue }
            return role.map { phrases.say(.role, $0, words) } ?? words
        }
        return nil
    }

    /// The lexicon's words for a condition, without the role of what it is said of.
    func plainLabel(_ term: Term, _ scope: Scope) -> String? {
        for (condition, owner, _) in positions(of: term, scope) {
            if let words = labels.conditions[Labels.key(owner, condition)], !isItself(words, condition) { return words }
        }
        return nil
    }

    /// The words of the boolean attribute that the catalog defines by the condition.
    private func quality(_ condition: Term, _ owner: String) -> String? {
        guard let entity = catalog.entities[owner] else { return nil }
        for name in entity.attributeOrder {
            guard let attribute = entity.attributes[name], attribute.type == .boolean, attribute.formula == condition else { continue }
            return labels.conditions[Labels.key(owner, .path([name]))] ?? labels.attributes["\(owner).\(name)"]
        }
        return nil
    }

    /// The word for a value of an attribute where it differs from the value: female for F.
    func word(for value: Term, of subject: Term, _ scope: Scope) -> String? {
        labelled(.binary(.equal, subject, value), scope)
    }

    private func isItself(_ words: String, _ condition: Term) -> Bool {
        guard case .binary(.equal, .path, .literal(.text(let text))) = condition else { return false }
        return words.lowercased() == text.lowercased()
    }

    /// The condition as it would be written for each entity on the common to-one path of its attributes, nearest to the attributes
    /// first, with the role in which that entity is reached when it is not plain: "surgeon".
    private func positions(of term: Term, _ scope: Scope) -> [(condition: Term, owner: String, role: String?)] {
        guard let start = scope.entity, let prefix = commonPrefix(term) else { return [] }
        var result: [(condition: Term, owner: String, role: String?)] = []
        for length in stride(from: prefix.count, through: 0, by: -1) {
            let steps = Array(prefix[..<length])
            guard let owner = target(of: steps, from: scope), let condition = term.stripped(of: steps) else { continue }
            var role: String?
            if !steps.isEmpty {
                let words = place(steps, scope).words
                if words != labels.entity(owner) { role = words }
            }
            result.append((condition, length == 0 ? start : owner, role))
        }
        return result
    }

    /// The steps that all paths from the current row begin with.
    private func commonPrefix(_ term: Term) -> [String]? {
        var prefix: [String]?
        term.eachPath(depth: 0) { path in
            let steps = Array(path.dropLast())
            guard let known = prefix else {
                prefix = steps
                return
            }
            prefix = Array(zip(known, steps).prefix { $0 == $1 }.map(\.0))
        }
        return prefix
    }
}

extension Term {
    /// Calls `visit` with every path from the row of the query `depth` levels out, without the `outer` steps; sources count as paths.
    fileprivate func eachPath(depth: Int, _ visit: ([String]) -> Void) {
        if case .path(let path) = self {
            let outers = path.prefix { $0 == "outer" }.count
            if outers == depth { visit(Array(path.dropFirst(outers))) }
            return
        }
        _ = mapChildren(
            { child in
                child.eachPath(depth: depth, visit)
                return child
            },
            query: { query in
                _ = query.mapSelects { select in
                    if case .related(let path) = select.source.kind {
                        let outers = path.prefix { $0 == "outer" }.count
                        if outers == depth { visit(Array(path.dropFirst(outers))) }
                    }
                    return select.mapExpressions(
                        { inner in
                            inner.eachPath(depth: depth + 1, visit)
                            return inner
                        }, query: { $0 })
                }
                return query
            })
    }

    /// The inverse of `prefixed`: every path from the current row shortened in front; nil when one does not begin so.
    fileprivate func stripped(of steps: [String]) -> Term? {
        if steps.isEmpty { return self }
        var all = true
        eachPath(depth: 0) { if !$0.starts(with: steps) { all = false } }
        return all ? stripped(of: steps.count, depth: 0) : nil
    }

    private func stripped(of count: Int, depth: Int) -> Term {
        if case .path(let path) = self { return .path(path.stripped(of: count, depth: depth)) }
        return mapChildren(
            { $0.stripped(of: count, depth: depth) },
            query: { query in
                query.mapSelects { select in
                    var result = select.mapExpressions({ $0.stripped(of: count, depth: depth + 1) }, query: { $0 })
                    if case .related(let path) = select.source.kind {
                        result.source.kind = .related(path.stripped(of: count, depth: depth))
                    }
                    return result
                }
            })
    }
}

extension [String] {
    fileprivate func stripped(of count: Int, depth: Int) -> [String] {
        let outers = prefix { $0 == "outer" }
        return outers.count == depth ? Array(outers) + dropFirst(depth + count) : self
    }
}
