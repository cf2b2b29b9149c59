import Algebra
import Catalog

// Terms as values: what is shown, grouped and sorted by, and what conditions compare.

extension Restater {
    /// A term as a value.
    func value(_ term: Term, _ scope: Scope) -> String {
        if let known = scope.said[term] { return known }
        switch term {
        case .binary(.greater, .aggregate(Aggregate(.count)), .literal(.integer(0))): return phrases.say(.whether, rows(of: scope))
        case .literal(let literal): return quoted(literal)
        case .parameter(let name): return parameter(name)
        case .path(let steps): return place(steps, scope).words
        case .column(let source, let name): return phrases.say(.possessive, spoken([source]), spoken([name]))
        case .unary(.minus, let inner): return phrases.say(.negative, part(inner, scope))
        case .binary(let op, let a, let b):
            switch op {
            case .plus: return phrases.say(.plus, part(a, scope), part(b, scope))
            case .minus: return phrases.say(.minus, part(a, scope), part(b, scope))
            case .times where a == .literal(.decimal(1)) || a == .literal(.integer(1)): return value(b, scope)
            case .times: return phrases.say(.times, part(a, scope), part(b, scope))
            case .divided: return exactDays(a, b, scope) ?? share(a, b, scope) ?? phrases.say(.divided, part(a, scope), part(b, scope))
            default: return clause(term, scope)
            }
        case .unary(.not, _), .oneOf, .isNull, .exists, .member: return clause(term, scope)
        case .call(let function, let arguments): return call(function, arguments, scope)
        case .cases(let branches, let otherwise): return bands(branches, otherwise, scope) ?? cases(branches, otherwise, scope)
        case .aggregate(let aggregate): return self.aggregate(aggregate, scope)
        case .window(let window): return self.window(window, scope)
        case .scalar(let query): return scalar(query, scope)
        }
    }

    /// `hours(a, b) / 24`.
    private func exactDays(_ hours: Term, _ divisor: Term, _ scope: Scope) -> String? {
        guard case .call(.hours, let arguments) = hours, arguments.count == 2, divisor == .literal(.integer(24)) else { return nil }
        return phrases.say(.exactDays, value(arguments[0], scope), value(arguments[1], scope))
    }

    /// A value inside a calculation, in brackets where it is one itself.
    private func part(_ term: Term, _ scope: Scope) -> String {
        let text = value(term, scope)
        if scope.said[term] != nil { return text }
        guard case .binary(let op, let a, _) = term else { return text }
        if op == .times, a == .literal(.decimal(1)) || a == .literal(.integer(1)) { return text }
        return phrases.say(.brackets, text)
    }

    /// The value that something is compared with: in the attribute's unit, by the lexicon's word, or as it is written.
    func operand(_ term: Term, of subject: Term, _ scope: Scope) -> String {
        guard case .literal(let literal) = term else { return value(term, scope) }
        switch literal {
        case .text(let text): return word(for: term, of: subject, scope) ?? (text.isEmpty ? quoted(literal) : text)
        case .integer(let n):
            if case .call(.weekday, _) = subject, (1...7).contains(n) { return phrases.weekdays[Int(n) - 1] }
            if case .call(.monthOfYear, _) = subject, (1...12).contains(n) { return phrases.months[Int(n) - 1] }
            return quantity(quoted(literal), subject, scope)
        case .decimal: return quantity(quoted(literal), subject, scope)
        default: return quoted(literal)
        }
    }

    private func quantity(_ number: String, _ subject: Term, _ scope: Scope) -> String {
        guard case .path(let steps) = subject else { return number }
        let place = place(steps, scope)
        guard let unit = place.named?.unit ?? place.attribute?.unit ?? (place.attribute?.type == .money ? catalog.currency : nil) else {
            return number
        }
        return phrases.quantity(number, unit)
    }

    private func quoted(_ literal: Literal) -> String {
        switch literal {
        case .null: phrases.say(.null)
        case .boolean(let value): phrases.say(value ? .yes : .no)
        case .integer(let n): String(n)
        case .decimal(let x): x == x.rounded() && abs(x) < 1e15 ? String(Int64(x)) : String(x)
        case .text(let text): "'" + text + "'"
        case .time(let text): moment(text)
        }
    }

    private func parameter(_ name: String) -> String {
        switch name {
        case "now": return phrases.say(.now)
        default:
            let steps = name.split(separator: ".").map(String.init)
            guard steps.first == "caller", steps.count > 1 else { return spoken(steps) }
            return phrases.say(.caller, spoken(Array(steps.dropFirst())))
        }
    }

    // MARK: Functions

    private func call(_ function: ScalarFunction, _ arguments: [Term], _ scope: Scope) -> String {
        if function == .coalesce, let share = shareOfOthers(arguments, scope) { return share }
        let words = arguments.map { value($0, scope) }
        func word(_ index: Int) -> String { index < words.count ? words[index] : "" }
        switch function {
        case .date: return arguments == [.parameter("now")] ? phrases.say(.today) : phrases.say(.dayOf, word(0))
        case .year: return phrases.say(.yearOf, word(0))
        case .month: return phrases.say(.monthOf, word(0))
        case .quarter: return phrases.say(.quarterOf, word(0))
        case .week: return phrases.say(.weekOf, word(0))
        case .hour: return phrases.say(.hourOf, word(0))
        case .weekday: return phrases.say(.weekdayOf, word(0))
        case .monthOfYear: return phrases.say(.monthOfYearOf, word(0))
        case .age: return phrases.say(.age, word(0), word(1))
        case .days: return phrases.say(.days, word(0), word(1))
        case .hours: return phrases.say(.hoursBetween, word(0), word(1))
        case .overlapDays: return phrases.say(.overlapDays, word(0), word(1), word(2), word(3))
        case .shift: return shift(arguments, words)
        case .coalesce:
            return arguments.count == 2 ? phrases.say(.orElse, word(0), word(1)) : phrases.say(.coalesce, phrases.brackets(words))
        case .nullif: return phrases.say(.nullif, word(0), word(1))
        case .least: return phrases.say(.least, phrases.brackets(words))
        case .greatest: return phrases.say(.greatest, phrases.brackets(words))
        case .abs: return phrases.say(.absolute, word(0))
        case .lower: return phrases.say(.lowercase, word(0))
        case .length: return phrases.say(.length, word(0))
        case .round: return phrases.say(.rounded, word(0), words.count > 1 ? word(1) : "0")
        case .concat: return phrases.say(.concatenated, phrases.brackets(words))
        case .integer: return phrases.say(.truncated, word(0))
        }
    }

    /// `coalesce(count(where p) / (count(v) - 1), 0)`, SQL's percent_rank where p is that v is less.
    private func shareOfOthers(_ arguments: [Term], _ scope: Scope) -> String? {
        guard arguments.count == 2, arguments[1] == .literal(.integer(0)),
            case .binary(.divided, .aggregate(let part), .binary(.minus, .aggregate(let whole), .literal(.integer(1)))) = arguments[0],
            let filter = part.filter, part == Aggregate(.count, filter: filter), let argument = whole.argument,
            whole == Aggregate(.count, argument)
        else { return nil }
        return phrases.say(.shareOfOthers, rows(of: scope), value(argument, scope), joined(filter, scope))
    }

    /// `shift(date(t), 30, 'day')`: 30 days after t.
    private func shift(_ arguments: [Term], _ words: [String]) -> String {
        guard arguments.count == 3, case .literal(.text(let unit)) = arguments[2] else { return phrases.brackets(words) }
        let one = word(ofUnit: unit)
        if case .literal(.integer(let n)) = arguments[1] {
            return phrases.say(n < 0 ? .shiftEarlier : .shiftLater, words[0], phrases.quantity(String(n.magnitude), phrases.plural(one)))
        }
        return phrases.say(.shiftLater, words[0], phrases.say(.times, words[1], phrases.plural(one)))
    }

    // MARK: Cases

    /// `case when x >= 65 then '65+' when x >= 45 then '45-64' … end`: bands of x.
    private func bands(_ branches: [Term.Branch], _ otherwise: Term?, _ scope: Scope) -> String? {
        guard otherwise == nil, branches.count > 1 else { return nil }
        var subject: Term?
        var lowest: Int64 = .max
        var texts: [String] = []
        for branch in branches {
            guard case .binary(.greaterOrEqual, let term, .literal(.integer(let bound))) = branch.condition,
                case .literal(.text(let text)) = branch.value,
                subject == nil || subject == term, bound < lowest
            else { return nil }
            (subject, lowest) = (term, bound)
            // The label says the bound, or the bound is said beside it.
            let numbers = text.split { !$0.isNumber }.map(String.init)
            texts.insert(numbers.first == String(bound) ? text : phrases.say(.bandFrom, text, String(bound)), at: 0)
        }
        return subject.map { phrases.say(.bands, value($0, scope), phrases.all(texts)) }
    }

    private func cases(_ branches: [Term.Branch], _ otherwise: Term?, _ scope: Scope) -> String {
        var texts = branches.map { phrases.say(.when, clause($0.condition, scope), value($0.value, scope)) }
        if let otherwise { texts.append(phrases.say(.otherwise, value(otherwise, scope))) }
        return phrases.say(.brackets, texts.joined(separator: phrases.semicolon))
    }

    // MARK: Aggregates

    /// An aggregate; only counts name the rows themselves.
    func aggregate(_ aggregate: Aggregate, _ scope: Scope) -> String {
        let text: String
        guard let argument = aggregate.argument else {
            text = phrases.say(.number, rows(of: scope))
            return filtered(text, aggregate, scope)
        }
        if let share = shareWhere(aggregate, scope) { return filtered(share, aggregate, scope) }
        let words = value(argument, scope)
        switch aggregate.function {
        case .count:
            text =
                aggregate.distinct && things(argument, scope) == rows(of: scope)
                ? phrases.say(.number, phrases.say(.different, rows(of: scope)))
                : aggregate.distinct
                    ? phrases.say(.numberDifferent, things(argument, scope), rows(of: scope))
                    : phrases.say(.numberKnown, words, rows(of: scope))
            return filtered(text, aggregate, scope)
        case .sum: text = phrases.say(.total, words)
        case .avg: text = phrases.say(.average, words)
        case .min: text = phrases.say(isTime(argument, .literal(.null), scope) ? .earliestOf : .minimum, words)
        case .max: text = phrases.say(isTime(argument, .literal(.null), scope) ? .latestOf : .maximum, words)
        case .median: text = phrases.say(.median, words)
        case .percentile:
            let parameter = aggregate.parameter ?? 50
            let number = parameter == parameter.rounded() && abs(parameter) < 1e6 ? String(Int(parameter)) : String(parameter)
            text = phrases.say(.percentile, words, phrases.ordinal(number))
        }
        return filtered(aggregate.distinct ? phrases.say(.differentOnly, text) : text, aggregate, scope)
    }

    /// `avg(case when p then 1 else 0 end)`.
    func shareWhere(_ aggregate: Aggregate, _ scope: Scope) -> String? {
        guard aggregate.function == .avg, !aggregate.distinct, case .cases(let branches, let otherwise?)? = aggregate.argument,
            let branch = branches.onlyOne
        else { return nil }
        let (one, zero) = (Term.literal(.integer(1)), Term.literal(.integer(0)))
        if branch.value == one, otherwise == zero { return phrases.say(.shareWhere, joined(branch.condition, scope)) }
        if branch.value == zero, otherwise == one { return phrases.say(.shareNot, joined(branch.condition, scope)) }
        return nil
    }

    private func filtered(_ text: String, _ aggregate: Aggregate, _ scope: Scope) -> String {
        guard let filter = aggregate.filter else { return text }
        return phrases.say(.defined, text, phrases.say(.only, joined(filter, scope)))
    }

    /// What a distinct count counts, in the plural: the entity that a key stands for.
    func things(_ term: Term, _ scope: Scope) -> String {
        guard case .path(let steps) = term else { return value(term, scope) }
        let place = place(steps, scope)
        if place.named == nil {
            if let target = place.target { return plain(steps, target) ? labels.entity(target, many: true) : phrases.plural(place.words) }
            if let owner = place.owner, catalog.entities[owner]?.key == steps.last { return labels.entity(owner, many: true) }
        }
        return phrases.plural(place.words)
    }

    /// Whether a path to an entity ends in its plain name, rather than in a role.
    private func plain(_ steps: [String], _ target: String) -> Bool {
        guard let last = steps.last, steps.count == 1 else { return false }
        return last == target || last == catalog.entities[target]?.key
    }

    /// Whether an aggregate other than a count stands in the term, so that its rows must be named.
    func needsRows(_ term: Term) -> Bool {
        switch term {
        case .aggregate(let aggregate): return aggregate.function != .count
        default:
            var found = false
            _ = term.mapChildren(
                { child in
                    if needsRows(child) { found = true }
                    return child
                }, query: { $0 })
            return found
        }
    }

    /// `100 * count(where p) / count()`: the percentage of the rows where p.
    private func share(_ top: Term, _ bottom: Term, _ scope: Scope) -> String? {
        guard case .binary(.times, let factor, .aggregate(var part)) = top, isHundred(factor), case .aggregate(let whole) = bottom,
            part.function == .count
        else {
            guard case .binary(.times, let factor, let subject) = top, isHundred(factor), case .window(let window) = bottom,
                window.function == .total,
                window.arguments == [subject], window.partition.isEmpty
            else { return nil }
            return phrases.say(.shareOfTotal, value(subject, scope))
        }
        guard let filter = part.filter else { return nil }
        part.filter = nil
        guard part == whole else { return nil }
        let rows = whole.argument.map { phrases.say(.differentAmong, things($0, scope), self.rows(of: scope)) } ?? self.rows(of: scope)
        guard whole.argument == nil || whole.distinct else { return nil }
        return phrases.say(.percentage, rows, joined(filter, scope))
    }

    func isHundred(_ term: Term) -> Bool { term == .literal(.decimal(100)) || term == .literal(.integer(100)) }

    // MARK: Windows and subqueries

    private func window(_ window: Window, _ scope: Scope) -> String {
        let words = window.arguments.map { value($0, scope) }
        let order = sorted(window.order, scope) ?? ""
        let within = window.partition.isEmpty ? "" : phrases.all(window.partition.map { value($0, scope) })
        func placed(_ text: String) -> String { within.isEmpty ? text : phrases.say(.previousBy, text, phrases.say(.by, within)) }
        let first = words.first ?? ""
        switch window.function {
        case .lag: return placed(phrases.say(.previousBy, phrases.say(.previous, phrases.all(words)), order))
        case .lead: return placed(phrases.say(.nextBy, phrases.say(.next, phrases.all(words)), order))
        case .rank: return placed(phrases.say(.rankBy, order))
        case .denseRank: return placed(phrases.say(.denseRankBy, order))
        case .rowNumber: return placed(phrases.say(.rowNumberBy, order))
        case .total: return within.isEmpty ? phrases.say(.totalOver, first) : phrases.say(.totalOverEach, first, within)
        }
    }

    /// The value of a subquery: "total amount of its charges where category drug".
    private func scalar(_ query: Query, _ scope: Scope) -> String {
        if let nth = Nth(query), nth.value != nth.order {
            let inside = Scope(.entity(nth.entity), parent: scope)
            return phrases.say(.brackets, phrases.say(.of, value(nth.value, inside), picked(nth, person: scope.person, scope)))
        }
        guard case .select(let select) = query, case .related(let path) = select.source.kind, select.outputs.count == 1,
            select.keys.isEmpty,
            select.having == nil, select.order.isEmpty, select.limit == nil
        else { return phrases.say(.rowsOfScalar, description(of: query, in: scope).text(phrases)) }
        let inside = inside(select, scope)
        let rows = qualified(phrases.say(.itsRows, related(path, scope, one: false)), select.filter, inside)
        let term = select.outputs[0].expression
        if term == .aggregate(Aggregate(.count)) { return phrases.say(.number, rows) }
        return phrases.say(.brackets, phrases.say(.of, value(term, inside), rows))
    }
}

extension Phrases {
    /// Words set apart as a list in brackets.
    func brackets(_ words: [String]) -> String { say(.brackets, all(words)) }
}
