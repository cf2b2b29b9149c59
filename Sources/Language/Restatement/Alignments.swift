import Algebra
import Catalog

// Queries laid side by side: ratios over different rows, one period against another, the same measure period by period.

extension Restater {
    /// A formula over the values of several queries, and what those queries are.
    private struct Sides {
        /// What each query says.
        var parts: [Description] = []
        /// The part and column that a term stands for.
        var refer: (Term) -> (part: Int, column: String)?
        /// Names of the parts, for want of better ones.
        var names: [String] = []
    }

    func description(of alignment: Alignment, in parent: Scope?) -> Description {
        var sides = Sides(refer: { _ in nil })
        sides.parts = alignment.parts.map { description(of: $0.query, in: parent) }
        sides.names = alignment.parts.map { spoken([$0.name]) }
        let parts = alignment.parts
        sides.refer = { term in
            guard case .path(let steps) = term, steps.count == 2, let index = parts.firstIndex(where: { $0.name == steps[0] }) else {
                return nil
            }
            return (index, steps[1])
        }
        let scope = Scope(.columns, parent: parent)
        let outputs = alignment.outputs.filter { output in
            output.role != .hidden && !alignment.on.contains { output.expression == .path([$0]) }
        }
        for key in alignment.on {
            let words = alignment.parts.lazy.compactMap { self.keyWords(key, $0.query, parent) }.first
            scope.names[key] = Scope.Named(words: words ?? spoken([key]), term: .path([key]))
        }
        var result = combine(outputs, sides, scope)
        result.groups = sides.parts.first { !$0.groups.isEmpty }?.groups ?? []
        if let filter = alignment.filter { result.tail.append(phrases.say(.having, joined(filter, scope))) }
        if let cut = cut(alignment.order, alignment.limit, scope) { result.tail.append(cut) }
        return result
    }

    /// What a key of an alignment is called in one of its parts.
    private func keyWords(_ key: String, _ query: Query, _ parent: Scope?) -> String? {
        guard case .select(let select) = query, let term = (select.keys + select.outputs).first(where: { $0.name == key })?.expression
        else { return nil }
        return value(term, inside(select, parent))
    }

    /// One row for each period of a calendar, with values of subqueries.
    func calendar(_ select: Select, _ unit: String, _ from: Term, _ to: Term, in parent: Scope?) -> Description {
        let scope = inside(select, parent)
        var queries: [Query] = []
        for output in select.outputs {
            output.expression.walk({ if case .scalar(let query) = $0, !queries.contains(query) { queries.append(query) } }, query: { _ in })
        }
        var sides = Sides(refer: { _ in nil })
        sides.parts = queries.map { description(of: $0, in: scope) }
        // The periods are those of the calendar: the queries need not say so again.
        let each = phrases.say(.inEach, word(ofUnit: unit))
        for index in sides.parts.indices where sides.parts[index].period == each { sides.parts[index].period = nil }
        sides.names = queries.indices.map { sides.parts[$0].shown.first?.short ?? "" }
        let columns = sides.parts.map { $0.shown.first?.name ?? "" }
        sides.refer = { term in
            guard case .scalar(let query) = term, let index = queries.firstIndex(of: query) else { return nil }
            return (index, columns[index])
        }
        let label = Term.path(["label"])
        scope.names["label"] = Scope.Named(words: word(ofUnit: unit), term: label)
        let inner = Scope(.columns, parent: parent)
        inner.names = scope.names
        let outputs = select.outputs.filter { $0.role != .hidden && $0.expression != label && $0.expression != .path(["start"]) }
        var result = combine(outputs, sides, inner)
        let period = Interval(term: .literal(.null), lower: Bound(value: from, included: true), upper: Bound(value: to, included: false))
        result.period = ([result.period].compactMap { $0 } + [words(period, scope)]).joined(separator: phrases.comma)
        result.groups = [word(ofUnit: unit)]
        let outer = inside(select, parent)
        outer.names = inner.names
        outer.names["start"] = nil
        result.conditions += conditions(select.filter, outer).others
        if let having = select.having { result.tail.append(phrases.say(.having, joined(having, outer))) }
        if select.distinct { result.tail.append(phrases.say(.distinct)) }
        // Calendar rows come in the order of their periods anyhow.
        if select.order != [Ordering(.path(["start"]))] || select.limit != nil, let cut = cut(select.order, select.limit, outer) {
            result.tail.append(cut)
        }
        return result
    }

    // MARK: Laying side by side

    private func combine(_ outputs: [Output], _ sides: Sides, _ scope: Scope) -> Description {
        var result = Description()
        var labels = sides.names
        let parts = sides.parts
        // One measure for several sets of rows: the outputs' names tell them apart.
        // The first and the last of some rows are of the same rows.
        let wholes = parts.map { $0.whole?.rows ?? $0.rows }
        let isComparison =
            parts.count > 1
            && parts.allSatisfy { !$0.shown.isEmpty && $0.shown.map(\.text) == parts[0].shown.map(\.text) }
            && wholes.allSatisfy { $0 == wholes[0] }
        let isSameRows = parts.allSatisfy { $0.rows == parts[0].rows }
        var shownAlone: Set<Int> = []
        for output in outputs {
            guard let (part, column) = reference(output.expression, sides) else { continue }
            shownAlone.insert(part)
            if isComparison { labels[part] = spoken([output.name]) }
            scope.said[output.expression] = isComparison ? labels[part] : short(part, column, parts) ?? labels[part]
        }
        var own = ownClauses(parts)
        if isComparison, !isSameRows {
            for (index, part) in parts.enumerated() { own[index].insert(phrases.say(.thatOf, part.whole?.which ?? part.rows), at: 0) }
        }
        let (kept, names) = (own, labels)
        if isComparison {
            // Without names of their own the sets of rows are called by what only they have.
            if shownAlone.isEmpty, own.allSatisfy({ !$0.isEmpty }) {
                labels = own.map { $0.count == 1 ? $0[0] : phrases.say(.brackets, phrases.all($0)) }
                own = parts.map { _ in [] }
            }
        } else {
            for (index, part) in parts.enumerated() { if let only = part.shown.onlyOne { labels[index] = only.short } }
        }
        // Formulas name the values by the labels, or define those that are shown nowhere else.
        for output in outputs where ratio(output.expression, sides) == nil {
            output.expression.walk(
                { term in
                    guard scope.said[term] == nil, let (part, column) = reference(term, sides) else { return }
                    let known = parts[part].shown.first { $0.name == column }
                    scope.said[term] =
                        isComparison ? labels[part] : (shownAlone.contains(part) ? known?.short : full(known, parts[part])) ?? labels[part]
                }, query: { _ in })
        }
        if isComparison {
            result.shown = parts[0].shown
            result.rows = isSameRows ? parts[0].rows : wholes[0]
        }
        var formulas: [String] = []
        for output in outputs {
            let shown: Description.Shown
            if let (part, column) = reference(output.expression, sides) {
                let known = parts[part].shown.first { $0.name == column }
                shown = Description.Shown(
                    name: output.name, text: full(known, parts[part]) ?? labels[part],
                    short: isComparison ? labels[part] : known?.short ?? labels[part],
                    namesRows: true, measure: known?.measure, counts: known?.counts ?? false, unit: known?.unit)
                if !isComparison { result.shown.append(shown) }
            } else if let ratio = ratio(output.expression, sides) {
                shown = self.shown(ratio, name: output.name)
                result.shown.append(shown)
            } else {
                var text = change(output.expression, sides, scope) ?? value(output.expression, scope)
                if isComparison, case .binary(let op, let left, let right) = output.expression, output.expression.isComparison {
                    let sides = (value(left, scope), value(right, scope))
                    switch op {
                    case .greater: text = phrases.say(.whetherMore, sides.0, sides.1)
                    case .less: text = phrases.say(.whetherLess, sides.0, sides.1)
                    default: text = phrases.say(.whetherSo, text)
                    }
                }
                shown = Description.Shown(name: output.name, text: text, short: text, namesRows: true)
                if isComparison { formulas.append(text) } else { result.shown.append(shown) }
            }
            scope.names[output.name] = Scope.Named(words: shown.short, term: output.expression, counts: shown.counts, unit: shown.unit)
        }
        if let first = parts.first {
            if parts.allSatisfy({ $0.period == first.period }) { result.period = first.period }
            result.conditions = clauses(first).filter { clause in parts.allSatisfy { clauses($0).contains(clause) } }
        }
        // What only one part has must be said, by a name or in a clause.
        if isComparison, own != kept, !labels.allSatisfy({ label in formulas.contains { $0.contains(label) } }) {
            (own, labels) = (kept, names)
        }
        for (clauses, label) in zip(own, labels) where !clauses.isEmpty {
            result.parts.append(phrases.say(.part, label, clauses.joined(separator: phrases.comma)))
        }
        result.parts += formulas
        return result
    }

    private func clauses(_ part: Description) -> [String] { part.conditions + part.tail + part.parts }

    /// Of each part what not all parts share.
    private func ownClauses(_ parts: [Description]) -> [[String]] {
        guard let first = parts.first else { return [] }
        let samePeriod = parts.allSatisfy { $0.period == first.period }
        return parts.map { part in
            (samePeriod ? [] : [part.period].compactMap { $0 })
                + clauses(part).filter { clause in !parts.allSatisfy { clauses($0).contains(clause) } }
        }
    }

    private func short(_ part: Int, _ column: String, _ parts: [Description]) -> String? {
        parts[part].shown.first { $0.name == column }?.short
    }

    private func full(_ shown: Description.Shown?, _ part: Description) -> String? {
        shown.map { $0.ofRows ? phrases.say(.of, $0.text, part.rows) : $0.text }
    }

    /// A value of a part, or that value with 0 where there is none.
    private func reference(_ term: Term, _ sides: Sides) -> (part: Int, column: String)? {
        if case .call(.coalesce, let arguments) = term, arguments.count == 2, arguments[1] == .literal(.integer(0)) {
            return sides.refer(arguments[0])
        }
        return sides.refer(term)
    }

    /// `factor * top / bottom` as a ratio of the catalog.
    private func ratio(_ term: Term, _ sides: Sides) -> Measure? {
        guard case .binary(.divided, let above, let below) = term, let bottom = reference(below, sides) else { return nil }
        var factor = 1.0
        var numerator = above
        if case .binary(.times, .literal(let literal), let rest) = above {
            switch literal {
            case .decimal(let x): factor = x
            case .integer(let n): factor = Double(n)
            default: return nil
            }
            numerator = rest
        }
        guard let top = reference(numerator, sides) else { return nil }
        func measure(_ reference: (part: Int, column: String)) -> String? {
            sides.parts[reference.part].shown.first { $0.name == reference.column }?.measure
        }
        return self.ratio(measure(top), measure(bottom), factor: factor)
    }

    /// The difference of two parts' values, or its share of one of them.
    private func change(_ term: Term, _ sides: Sides, _ scope: Scope) -> String? {
        switch term {
        case .binary(.minus, let a, let b):
            guard reference(a, sides) != nil, reference(b, sides) != nil else { return nil }
            return phrases.say(.difference, value(a, scope), value(b, scope))
        case .binary(.divided, .binary(.times, let factor, .binary(.minus, let a, let b)), let base):
            guard isHundred(factor), base == b, reference(a, sides) != nil, reference(b, sides) != nil else { return nil }
            return phrases.say(.change, value(b, scope))
        default: return nil
        }
    }
}

extension Term {
    /// Whether it compares two values.
    fileprivate var isComparison: Bool {
        guard case .binary(let op, _, _) = self else { return false }
        switch op {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return true
        default: return false
        }
    }
}
