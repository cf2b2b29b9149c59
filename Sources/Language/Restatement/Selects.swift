import Algebra
import Catalog

// What a query shows, of what rows, under which conditions, by which keys, in which order.

extension Restater {
    /// The clauses of a query.
    func description(of query: Query, in parent: Scope?) -> Description {
        switch query {
        case .select(let select): return description(of: select, in: parent)
        case .align(let alignment):
            if let sequence = sequence(alignment) { return description(of: sequence, in: parent) }
            return description(of: alignment, in: parent)
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

    private func description(of sequence: Sequence, in parent: Scope?) -> Description {
        var bare = self
        // What is counted by pairs is none of the catalog's measures.
        bare.catalog.measures = [:]
        return bare.description(of: sequence.select, clause: sequence.clause, in: parent)
    }

    private func description(of select: Select, clause: String? = nil, in parent: Scope?) -> Description {
        if let sequence = sequence(select) { return description(of: sequence, in: parent) }
        for choosing in [true, false] {
            guard let subject = subject(select, inside(select, parent), choosing: choosing) else { continue }
            let result = description(of: select, subject, clause, in: parent)
            if choosing, subject.isOne || subject.occurrence != nil, !result.conditions.isEmpty { continue }
            // Where the sentence has no place for the rows, what they are called must be said as conditions.
            if result.head(phrases).contains(subject.words) { return result }
            // The same words would come of it again.
            if !subject.isOne, subject.occurrence == nil { break }
        }
        return description(of: select, nil, clause, in: parent)
    }

    private func description(of select: Select, _ subject: Subject?, _ clause: String?, in parent: Scope?) -> Description {
        if case .calendar(let unit, let from, let to) = select.source.kind, !select.isAggregate {
            return calendar(select, unit, from, to, in: parent)
        }
        let scope = inside(select, parent)
        var result = Description()
        scope.rowWords = subject?.words
        if let name = scope.entity { scope.person = select.filter?.conjuncts.lazy.compactMap { person($0, name) }.first }
        switch select.source.kind {
        case .query(let inner):
            let text = description(of: inner, in: nil).text(phrases)
            result.rows = phrases.say(.subquery, text)
            nameColumns(of: inner, text, select, scope)
        case .related(let path): result.rows = phrases.say(.itsRows, related(path, parent, one: false))
        case .calendar(let unit, let from, let to):
            let period = Interval(
                term: .literal(.null), lower: Bound(value: from, included: true), upper: Bound(value: to, included: false))
            result.rows = phrases.say(.at, phrases.plural(word(ofUnit: unit)), words(period, scope))
        default: result.rows = rows(of: scope)
        }
        let values = show(select, scope)
        result.shown = values.shown
        let all = conditions(select.filter, scope.bare(), said: values.said + (subject?.said ?? []))
        result.period = all.period
        if let subject, let which = subject.occurrence {
            if subject.words == subject.all {
                result.tail.append(phrases.say(.ofThese, which))
            } else {
                result.whole = (subject.all, which)
            }
        }
        result.conditions = all.concepts + all.others + [clause].compactMap { $0 }
        for words in values.periods where words != result.period && !result.conditions.contains(words) {
            if result.period == nil { result.period = words } else { result.conditions.append(words) }
        }
        result.groups = groups(select, scope.bare())
        if let having = select.having { result.tail.append(phrases.say(.having, joined(having, scope))) }
        if select.distinct { result.tail.append(phrases.say(.distinct)) }
        if let ties = mostFrequent(select, &result, scope) {
            if !ties.isEmpty { result.tail.append(ties) }
        } else if subject?.isOne != true, let cut = inOrder(select) ?? cut(select.order, select.limit, scope) {
            result.tail.append(cut)
        }
        return result
    }

    /// Calls the columns of a subquery by what they are; its only value by all that the subquery says, where no rows need be told apart.
    private func nameColumns(of query: Query, _ text: String, _ select: Select, _ scope: Scope) {
        guard case .select(let inner) = query else { return }
        let inside = inside(inner, nil)
        for output in inner.outputs {
            let words = value(output.expression, inside)
            scope.columns[output.name] = Scope.Named(words: words, term: output.expression)
        }
        let names = Dictionary(grouping: scope.columns.keys) { scope.columns[$0]?.words ?? "" }
        for name in names.values.filter({ $0.count > 1 }).joined() { scope.columns[name] = nil }
        let keys = Set(inner.keys.map(\.name))
        guard let only = inner.outputs.filter({ !keys.contains($0.name) && $0.role != .hidden }).onlyOne, only.expression.containsAggregate
        else { return }
        if select.keys.isEmpty, select.filter == nil { scope.only = (only.name, text) }
        // The subquery says at length what it is.
        scope.columns[only.name] = Scope.Named(words: phrases.say(.thatValue), term: only.expression)
    }

    /// What a query shows besides its keys, with what the definitions of its measures say already of filter and period.
    ///
    /// Leaves the names of keys and outputs in the scope, for the conditions on groups and the order.
    private func show(_ select: Select, _ scope: Scope) -> (shown: [Description.Shown], said: [Term], periods: [String]) {
        let filter = select.filter?.conjuncts ?? []
        let times = times(filter, scope)
        let visible = select.outputs.filter { $0.role != .hidden }
        let keys = Set(select.keys.map(\.expression))
        let keyNames = Set(select.keys.map(\.name))
        let bare = scope.bare()
        var shown: [Description.Shown] = []
        var saids: [[Term]] = []
        var periods: [String] = []
        for key in select.keys {
            scope.names[key.name] = Scope.Named(words: heading(key.expression, bare), term: key.expression)
        }
        for output in visible {
            if keys.contains(output.expression) || output.expression == .path([output.name]) && keyNames.contains(output.name) { continue }
            let one: Description.Shown
            if output.expression.containsAggregate, let entity = scope.entity,
                let match = measure(output.expression, entity: entity, filter: filter, times: times)
            {
                one = self.shown(match, name: output.name, bare)
                saids.append(match.said)
                if let period = match.period {
                    let interval = Interval(
                        term: .literal(.null), lower: Bound(value: period.start, included: true),
                        upper: Bound(value: period.end, included: false))
                    periods.append(words(interval, bare))
                }
            } else {
                // The names of keys and of outputs before it mean those, unless the rows have an attribute of the name.
                let inner = scope.bare()
                inner.names = scope.names.filter { name, _ in keyNames.contains(name) || name != output.name && !isAttribute(name, scope) }
                inner.said = scope.said
                one = self.shown(output, inner, grouped: select.isAggregate)
                if output.expression.containsAggregate { saids.append([]) }
            }
            shown.append(one)
            scope.names[output.name] = Scope.Named(words: one.short, term: output.expression, counts: one.counts, unit: one.unit)
            if case .window = output.expression { scope.said[output.expression] = one.short }
        }
        scope.said = [:]
        if shown.isEmpty {
            shown = visible.map { output in
                let words = value(output.expression, bare)
                return Description.Shown(name: output.name, text: words, short: words, ofRows: true)
            }
        }
        // Only what all measures say by their definitions need not be said again.
        let said = saids.dropFirst().reduce(saids.first ?? []) { common, other in common.filter(other.contains) }
        return (shown, said, periods)
    }

    private func isAttribute(_ name: String, _ scope: Scope) -> Bool {
        guard let entity = scope.entity.flatMap({ catalog.entities[$0] }) else { return false }
        return entity.attributes[name] != nil || entity.relations[name] != nil
    }

    private func shown(_ output: Output, _ scope: Scope, grouped: Bool) -> Description.Shown {
        if case .aggregate(var aggregate) = output.expression, let only = scope.only, aggregate.argument == .path([only.name]),
            aggregate.filter == nil, aggregate.function != .count
        {
            // All of the subquery stands where its value would.
            aggregate.argument = .literal(.null)
            let inner = scope.bare()
            inner.said[.literal(.null)] = phrases.say(.brackets, only.text)
            let text = value(.aggregate(aggregate), inner)
            return Description.Shown(name: output.name, text: text, short: text, namesRows: true)
        }
        let text = value(output.expression, scope)
        var counts = false
        var short = text
        if case .aggregate(let aggregate) = output.expression, aggregate.function == .count {
            counts = true
            if aggregate.filter == nil {
                short =
                    aggregate.argument.map { aggregate.distinct ? phrases.say(.different, things($0, scope)) : text } ?? bareRows(of: scope)
            }
        }
        if case .aggregate(let aggregate) = output.expression, aggregate.filter == nil, shareWhere(aggregate, scope) != nil {
            short = phrases.say(.share)
        }
        if case .window(let window) = output.expression, window.function == .lag, let first = window.arguments.first {
            short = phrases.say(.previous, value(first, scope))
        }
        return Description.Shown(
            name: output.name, text: text, short: short, ofRows: !grouped || needsRows(output.expression) || scope.entity == nil,
            namesRows: output.expression.containsAggregate && !needsRows(output.expression) && scope.entity != nil, counts: counts)
    }

    /// "the 3 most frequent diagnoses" for their number with order and limit; gives what is to be said of ties.
    private func mostFrequent(_ select: Select, _ result: inout Description, _ scope: Scope) -> String? {
        guard let limit = select.limit, !select.keys.isEmpty, let order = select.order.onlyOne, case .path(let steps) = order.expression,
            let name = steps.onlyOne, let only = result.shown.onlyOne, only.name == name, only.measure == nil,
            select.outputs.first(where: { $0.name == name })?.expression == .aggregate(Aggregate(.count)), !isAttribute(name, scope)
        else { return nil }
        let count = String(limit.count)
        let phrase: Phrase =
            limit.count == 1
            ? order.descending ? .mostFrequentOne : .leastFrequentOne : order.descending ? .mostFrequent : .leastFrequent
        result.shown[0].text = phrases.say(.at, phrases.say(phrase, rows(of: scope), count), phrases.say(.by, phrases.all(result.groups)))
        result.groups = []
        switch limit.ties {
        case .cut: return ""
        case .rank: return phrases.say(.tiesWithLast)
        case .dense: return phrases.say(.tiesIncluded)
        }
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
            let words = heading(key.expression, scope)
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
    private func heading(_ term: Term, _ scope: Scope) -> String {
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
