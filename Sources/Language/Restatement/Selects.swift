import Algebra
import Catalog

// What a query shows, of what rows, under which conditions, by which keys, in which order.

extension Restater {
    /// The clauses of a query.
    func description(of query: Query, in parent: Scope?) -> Description {
        switch query {
        case .select(let select): return description(of: select, in: parent)
        case .align(let alignment): return description(of: alignment, in: parent)
        case .combine(let op, let left, let right):
            let phrase: Phrase
            switch op {
            case .union: phrase = .union
            case .intersect: phrase = .intersect
            case .except: phrase = .except
            }
            return Description(
                rows: phrases.say(phrase, description(of: left, in: parent).text(phrases), description(of: right, in: parent).text(phrases))
            )
        }
    }

    private func description(of select: Select, in parent: Scope?) -> Description {
        if case .calendar(let unit, let from, let to) = select.source.kind, !select.isAggregate {
            return calendar(select, unit, from, to, in: parent)
        }
        let scope = inside(select, parent)
        var result = Description()
        switch select.source.kind {
        case .query(let inner): result.rows = phrases.say(.subquery, description(of: inner, in: nil).text(phrases))
        case .related(let path): result.rows = phrases.say(.itsRows, related(path, parent, one: false))
        case .calendar(let unit, let from, let to):
            let period = Interval(
                term: .literal(.null), lower: Bound(value: from, included: true), upper: Bound(value: to, included: false))
            result.rows = phrases.plural(word(ofUnit: unit)) + " " + words(period, scope)
        default: result.rows = rows(of: scope)
        }
        let filter = select.filter?.conjuncts ?? []
        let times = times(filter, scope)
        let visible = select.outputs.filter { $0.role != .hidden }
        let keys = Set(select.keys.map(\.expression))
        let keyNames = Set(select.keys.map(\.name))
        var saids: [[Term]] = []
        var periods: [(start: Term, end: Term)] = []
        // Names of other outputs in an output mean those outputs, so they must be known before.
        for key in select.keys {
            scope.names[key.name] = Scope.Named(
                words: heading(key.expression, named: key.name, scope, keys: select.keys), term: key.expression)
        }
        for output in visible {
            let isKey = keys.contains(output.expression) || output.expression == .path([output.name]) && keyNames.contains(output.name)
            if isKey { continue }
            let shown: Description.Shown
            let plain = Scope(scope.rows, alias: scope.alias, parent: scope.parent)
            if output.expression.containsAggregate, let entity = scope.entity,
                let match = measure(output.expression, entity: entity, filter: filter, times: times)
            {
                shown = self.shown(match, name: output.name, plain)
                saids.append(match.said)
                if let period = match.period { periods.append(period) }
            } else {
                plain.names = scope.names.filter { $0.key != output.name && !isAttribute($0.key, scope) || isNamed($0.key, select) }
                plain.said = scope.said
                shown = self.shown(output, plain, grouped: select.isAggregate)
                if output.expression.containsAggregate { saids.append([]) }
            }
            result.shown.append(shown)
            scope.names[output.name] = Scope.Named(words: shown.short, term: output.expression, counts: shown.counts, unit: shown.unit)
            if case .window = output.expression { scope.said[output.expression] = shown.short }
        }
        let names = scope.names
        scope.names = [:]
        scope.said = [:]
        // Only what all measures say by their definitions need not be said again.
        var said = saids.first ?? []
        for other in saids.dropFirst() { said = said.filter(other.contains) }
        let all = conditions(select.filter, scope, said: said)
        result.period = all.period
        result.conditions = all.concepts + all.others
        for (start, end) in periods {
            let words = self.words(
                Interval(term: .literal(.null), lower: Bound(value: start, included: true), upper: Bound(value: end, included: false)),
                scope)
            if result.period == nil {
                result.period = words
            } else if result.period != words, !result.conditions.contains(words) {
                result.conditions.append(words)
            }
        }
        result.groups = groups(select, scope)
        if result.shown.isEmpty {
            result.shown = visible.map {
                Description.Shown(name: $0.name, text: value($0.expression, scope), short: value($0.expression, scope), ofRows: true)
            }
        }
        scope.names = names
        if let having = select.having { result.tail.append(phrases.say(.having, joined(having, scope))) }
        if select.distinct { result.tail.append(phrases.say(.distinct)) }
        if let cut = inOrder(select) ?? cut(select.order, select.limit, scope) { result.tail.append(cut) }
        return result
    }

    private func isAttribute(_ name: String, _ scope: Scope) -> Bool {
        guard let entity = scope.entity.flatMap({ catalog.entities[$0] }) else { return false }
        return entity.attributes[name] != nil || entity.relations[name] != nil
    }

    private func isNamed(_ name: String, _ select: Select) -> Bool { select.keys.contains { $0.name == name } }

    private func shown(_ output: Output, _ scope: Scope, grouped: Bool) -> Description.Shown {
        let text = value(output.expression, scope)
        var counts = false
        var short = text
        if case .aggregate(let aggregate) = output.expression, aggregate.function == .count {
            counts = true
            if aggregate.filter == nil {
                short = aggregate.argument.map { aggregate.distinct ? phrases.say(.different, things($0, scope)) : text } ?? rows(of: scope)
            }
        }
        if case .window(let window) = output.expression, window.function == .lag, let first = window.arguments.first {
            short = phrases.say(.previous, value(first, scope))
        }
        return Description.Shown(
            name: output.name, text: text, short: short, ofRows: !grouped || needsRows(output.expression) || scope.entity == nil,
            namesRows: output.expression.containsAggregate && !needsRows(output.expression) && scope.entity != nil, counts: counts)
    }

    /// "by month, in order" rather than "by month, in order of month".
    private func inOrder(_ select: Select) -> String? {
        guard select.limit == nil, let key = select.keys.onlyOne, let ordering = select.order.onlyOne, !ordering.descending,
            case .call = key.expression, ordering.expression == .path([key.name])
        else { return nil }
        return phrases.say(.inOrder)
    }

    /// The time attributes on which the filter has bounds.
    private func times(_ filter: [Term], _ scope: Scope) -> Set<Term> {
        var result: Set<Term> = []
        for conjunct in filter {
            if let (term, _, value) = bound(conjunct), isTime(term, value, scope) {
                if case .call(.date, let arguments) = term, let argument = arguments.first {
                    result.insert(argument)
                } else {
                    result.insert(term)
                }
            }
        }
        return result
    }

    // MARK: Keys

    /// What rows are grouped by; a key that only keeps things of the same name apart is not said beside the name.
    private func groups(_ select: Select, _ scope: Scope) -> [String] {
        var result: [String] = []
        for key in select.keys {
            if isShadow(key, of: select.keys) { continue }
            let words = heading(key.expression, named: key.name, scope, keys: select.keys)
            if !result.contains(words) { result.append(words) }
        }
        return result
    }

    private func isShadow(_ key: Output, of keys: [Output]) -> Bool {
        guard case .path(let steps) = key.expression, let last = steps.last else { return false }
        let prefix = Array(steps.dropLast())
        return key.name.hasSuffix("_key")
            && keys.contains { other in
                guard case .path(let path) = other.expression, path != steps else { return false }
                return path.starts(with: prefix) && path.count > prefix.count && path.last != last
            }
    }

    /// A key's words: "month" by the rows' own time, else "month of discharge time".
    private func heading(_ term: Term, named name: String, _ scope: Scope, keys: [Output]) -> String {
        guard case .call(let function, let arguments) = term, arguments.count == 1, let time = arguments.first else {
            return value(term, scope)
        }
        let unit: String
        switch function {
        case .date: unit = phrases.say(.timeUnitDay)
        case .week: unit = phrases.say(.timeUnitWeek)
        case .month: unit = phrases.say(.timeUnitMonth)
        case .quarter: unit = phrases.say(.timeUnitQuarter)
        case .year: unit = phrases.say(.timeUnitYear)
        case .weekday: unit = phrases.say(.byWeekday)
        case .hour: unit = phrases.say(.byHour)
        case .monthOfYear: unit = phrases.say(.byMonthOfYear)
        default: return value(term, scope)
        }
        return isOwnTime(time, scope) ? unit : phrases.say(.byUnitOf, unit, value(time, scope))
    }
}
