import Algebra
import Catalog

/// Recognises a measure of the catalog in an aggregate and the filter of its query, so that it can be said by its name and definition.
struct MeasureMatch {
    var measure: Measure
    /// The conjuncts of the query's filter that the definition says already.
    var said: [Term]
    /// What the aggregates demand beyond the definition.
    var extra: [Term]
    /// What stands for `$period.start` and `$period.end`.
    var period: (start: Term, end: Term)?
}

extension Restater {
    /// The most particular measure that the term is over rows of the entity that meet the filter.
    ///
    /// Conjuncts of the filter that are left are the question's own. A period on another time than the measure's own would contradict
    /// its definition ("by the time of discharge"), so then it is not that measure.
    func measure(_ term: Term, entity: String, filter: [Term], times: Set<Term>) -> MeasureMatch? {
        var best: MeasureMatch?
        for measure in catalog.measures.values where measure.entity == entity {
            guard let value = measure.value, measure.ratio == nil else { continue }
            if let time = measure.time, !times.isEmpty, !times.contains(.path(time.split(separator: ".").map(String.init))) { continue }
            var unifier = Unifier(entity: catalog.entities[entity])
            guard unifier.unify(value, term) else { continue }
            let extra = unifier.extra ?? []
            var said: [Term] = []
            var left = extra
            var all = true
            for conjunct in measure.filter?.conjuncts ?? [] {
                if let match = filter.first(where: { unifier.unifies(conjunct, $0) }) {
                    said.append(match)
                } else if let index = left.firstIndex(where: { unifier.unifies(conjunct, $0) }) {
                    left.remove(at: index)
                } else {
                    all = false
                    break
                }
            }
            guard all else { continue }
            // What the filter demands of all rows is no demand of this measure's own.
            left.removeAll(where: filter.contains)
            if let known = best {
                let (new, old) = (measure.filter?.conjuncts.count ?? 0, known.measure.filter?.conjuncts.count ?? 0)
                if new < old || new == old && measure.name > known.measure.name { continue }
            }
            var match = MeasureMatch(measure: measure, said: said, extra: left)
            if let start = unifier.bindings["period.start"], let end = unifier.bindings["period.end"] { match.period = (start, end) }
            best = match
        }
        return best
    }

    /// A measure's name with its definition, and what is asked beyond it.
    func shown(_ match: MeasureMatch, name: String, _ scope: Scope) -> Description.Shown {
        let (label, counts) = words(of: match.measure)
        var notes = match.measure.definition == match.measure.label ? [] : [match.measure.definition]
        var short = match.measure.label
        if let extra = Term.all(match.extra) {
            let words = phrases.say(.only, joined(extra, scope))
            notes.append(words)
            short = phrases.say(.defined, short, words)
        }
        let text = notes.isEmpty ? label : phrases.say(.defined, label, notes.joined(separator: phrases.semicolon))
        return Description.Shown(
            name: name, text: text, short: short, namesRows: true, measure: match.measure.name, counts: counts,
            unit: counts ? nil : match.measure.unit)
    }

    /// "number of discharges", "average length of stay".
    private func words(of measure: Measure) -> (String, Bool) {
        guard case .aggregate(let aggregate)? = measure.value, aggregate.function == .count else { return (measure.label, false) }
        return (phrases.say(.number, measure.label), true)
    }

    /// A ratio of the catalog with its definition.
    func shown(_ ratio: Measure, name: String) -> Description.Shown {
        Description.Shown(
            name: name, text: phrases.say(.defined, ratio.label, ratio.definition), short: ratio.label, namesRows: true,
            measure: ratio.name,
            unit: ratio.unit)
    }

    /// The ratio of the catalog that has these measures above and below, times this factor.
    func ratio(_ top: String?, _ bottom: String?, factor: Double) -> Measure? {
        guard let top, let bottom else { return nil }
        return catalog.measures.values.filter { measure in
            guard let ratio = measure.ratio else { return false }
            return ratio.numerator == top && ratio.denominator == bottom && ratio.factor == factor
        }.min { $0.name < $1.name }
    }
}

/// Matches a term against a defined one: `$period…` stands for anything, but always the same, and aggregates may have more filters, all the same.
private struct Unifier {
    /// The entity whose rows the term is over: what its formulas and its steps to other rows stand for is the same as they.
    let entity: Entity?
    var bindings: [String: Term] = [:]
    /// The filters that every aggregate has beyond its definition; nil before the first aggregate.
    var extra: [Term]?

    /// Whether they match; bindings are kept only when they do.
    mutating func unifies(_ pattern: Term, _ term: Term) -> Bool {
        let before = self
        if unify(pattern, term) { return true }
        self = before
        return false
    }

    mutating func unify(_ pattern: Term, _ term: Term) -> Bool {
        switch (pattern, term) {
        case (.parameter(let name), _) where name.hasPrefix("period."):
            if let bound = bindings[name] { return bound == term }
            bindings[name] = term
            return true
        case (.path(let a), .path(let b)): return a == b || column(a) == column(b)
        case (.path(let a), _): return formula(a).map { $0 == term } ?? false
        case (_, .path(let b)): return formula(b).map { $0 == pattern } ?? false
        case (.unary(let a, let x), .unary(let b, let y)): return a == b && unify(x, y)
        case (.binary(let a, let x, let z), .binary(let b, let y, let w)): return a == b && unify(x, y) && unify(z, w)
        case (.isNull(let x), .isNull(let y)): return unify(x, y)
        case (.call(let f, let a), .call(let g, let b)): return f == g && unify(a, b)
        case (.oneOf(let x, let a), .oneOf(let y, let b)): return unify(x, y) && unify(a, b)
        case (.aggregate(let a), .aggregate(let b)): return unify(a, b)
        default: return pattern == term
        }
    }

    /// The column that a step to one other row reads, `patient_id` for `patient`.
    private func column(_ path: [String]) -> [String] {
        guard path.count == 1, let relation = entity?.relations[path[0]], !relation.toMany, relation.pairs.count == 1 else { return path }
        return [relation.pairs[0].local]
    }

    private func formula(_ path: [String]) -> Term? {
        path.count == 1 ? entity?.attributes[path[0]]?.formula : nil
    }

    private mutating func unify(_ patterns: [Term], _ terms: [Term]) -> Bool {
        guard patterns.count == terms.count else { return false }
        for (pattern, term) in zip(patterns, terms) {
            guard unify(pattern, term) else { return false }
        }
        return true
    }

    private mutating func unify(_ pattern: Aggregate, _ aggregate: Aggregate) -> Bool {
        guard pattern.function == aggregate.function, pattern.distinct == aggregate.distinct, pattern.parameter == aggregate.parameter
        else { return false }
        switch (pattern.argument, aggregate.argument) {
        case (nil, nil): break
        case (let a?, let b?): guard unify(a, b) else { return false }
        default: return false
        }
        var left = aggregate.filter?.conjuncts ?? []
        for conjunct in pattern.filter?.conjuncts ?? [] {
            guard let index = left.firstIndex(where: { unifies(conjunct, $0) }) else { return false }
            left.remove(at: index)
        }
        if let extra { return extra == left }
        extra = left
        return true
    }
}
