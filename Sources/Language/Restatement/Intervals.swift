import Algebra
import Catalog

// Times between bounds: "in May 2026" for from the first of May to before the first of June.

/// One bound of an interval: the value and whether it belongs to the interval.
struct Bound {
    var value: Term
    var included: Bool
}

/// A term that is compared with one or two bounds.
struct Interval {
    var term: Term
    var lower: Bound?
    var upper: Bound?
}

extension Restater {
    /// A comparison by order, turned so that the constant stands on the right.
    func bound(_ term: Term) -> (term: Term, op: BinaryOperator, value: Term)? {
        guard case .binary(let op, let left, let right) = term else { return nil }
        let turned: BinaryOperator
        switch op {
        case .less: turned = .greater
        case .lessOrEqual: turned = .greaterOrEqual
        case .greater: turned = .less
        case .greaterOrEqual: turned = .lessOrEqual
        default: return nil
        }
        return isConstant(left) && !isConstant(right) ? (right, turned, left) : (left, op, right)
    }

    private func isConstant(_ term: Term) -> Bool {
        switch term {
        case .literal, .parameter: true
        case .call(_, let arguments): arguments.allSatisfy(isConstant)
        default: false
        }
    }

    /// Whether a comparison is one of times.
    func isTime(_ term: Term, _ value: Term, _ scope: Scope) -> Bool {
        if case .literal(.time) = value { return true }
        guard case .path(let steps) = self.time(term) else { return false }
        let type = place(steps, scope).attribute?.type
        return type == .date || type == .datetime
    }

    /// The time inside `date(…)`.
    private func time(_ term: Term) -> Term {
        if case .call(.date, let arguments) = term, let argument = arguments.first { return argument }
        return term
    }

    /// Whether the term's values are whole days, so that "up to" a day has the day in it.
    private func isDay(_ term: Term, _ scope: Scope) -> Bool {
        if case .call(.date, _) = term { return true }
        if case .path(let steps) = term { return place(steps, scope).attribute?.type == .date }
        return false
    }

    /// Whether it is the rows' own time.
    func isOwnTime(_ term: Term, _ scope: Scope) -> Bool {
        guard case .path(let steps) = time(term) else { return false }
        return place(steps, scope).isOwnTime
    }

    /// Whether the bounds are dates, or the ends of a calendar's period, so that they need no name of a time before them.
    func isSettled(_ interval: Interval, _ scope: Scope) -> Bool {
        if let lower = interval.lower, let upper = interval.upper, calendarUnit(lower.value, upper.value, scope) != nil { return true }
        return [interval.lower, interval.upper].allSatisfy { bound in
            guard let bound else { return true }
            if case .literal = bound.value { return true }
            return false
        }
    }

    /// The time's name and when it is.
    func condition(_ interval: Interval, _ scope: Scope) -> String {
        phrases.say(.equal, value(time(interval.term), scope), words(interval, scope))
    }

    /// When it is, without the time's name: "in May 2026", "since 1 January 2024".
    func words(_ interval: Interval, _ scope: Scope) -> String {
        if let lower = interval.lower, let upper = interval.upper, lower.included, !upper.included,
            let unit = calendarUnit(lower.value, upper.value, scope)
        {
            return phrases.say(.inEach, word(ofUnit: unit))
        }
        let whole = isDay(interval.term, scope)
        var lower = interval.lower
        var upper = interval.upper
        if whole, let bound = lower, !bound.included, let day = day(bound.value) {
            lower = Bound(value: .literal(.time(day.moved(1, .day).text)), included: true)
        }
        if whole, let bound = upper, bound.included, let day = day(bound.value) {
            upper = Bound(value: .literal(.time(day.moved(1, .day).text)), included: false)
        }
        if let lower, let upper, lower.included, !upper.included, let start = day(lower.value), let end = day(upper.value), start < end {
            return days(start, end)
        }
        if let lower, let upper, lower.included, !upper.included, case .literal(.time(let start)) = lower.value,
            case .literal(.time(let end)) = upper.value, let second = second(start), self.second(end) == second + 1
        {
            // One second, which is a moment; the beginning of a day is not the day.
            return phrases.say(.exactlyAt, moment(start.utf8.count == 10 ? start + " 00:00:00" : start))
        }
        var texts: [String] = []
        if let lower { texts.append(phrases.say(lower.included ? .since : .after, moment(lower.value, scope))) }
        if let upper { texts.append(phrases.say(upper.included ? .upTo : .before, moment(upper.value, scope))) }
        return phrases.all(texts)
    }

    /// A single day, or a moment.
    func words(at value: Term, of term: Term, _ scope: Scope) -> String {
        if isDay(term, scope), day(value) != nil { return phrases.say(.onDay, moment(value, scope)) }
        return phrases.say(.exactlyAt, moment(value, scope))
    }

    /// Whole days from the first up to before the second.
    private func days(_ start: CalendarDate, _ end: CalendarDate) -> String {
        let last = end.moved(-1, .day)
        if start == last { return phrases.say(.onDay, date(start)) }
        let (month, year) = (self.month(start), number(start.year))
        if start.day == 1, end == start.moved(1, .month) { return phrases.say(.inMonth, month, year) }
        if start.day == 1, start.month == 1, end == start.moved(1, .year) { return phrases.say(.inYear, year) }
        if start.year == last.year, start.month == last.month {
            return phrases.say(.withinMonth, number(start.day), number(last.day), month, year)
        }
        if start.year == last.year {
            return phrases.say(.withinYear, number(start.day), month, number(last.day), self.month(last), year)
        }
        return phrases.say(.fromTo, date(start), date(last))
    }

    private func calendarUnit(_ lower: Term, _ upper: Term, _ scope: Scope) -> String? {
        guard lower == .path(["outer", "start"]), upper == .path(["outer", "end"]), case .calendar(let unit)? = scope.parent?.rows else {
            return nil
        }
        return unit
    }

    /// The day of a literal that has no time of day.
    private func day(_ term: Term) -> CalendarDate? {
        guard case .literal(.time(let text)) = term, text.utf8.count == 10 else { return nil }
        return CalendarDate(text)
    }

    /// Seconds from the beginning of 1970 to a moment.
    private func second(_ text: String) -> Int? {
        guard let day = CalendarDate(text) else { return nil }
        let parts = text.dropFirst(11).split(separator: ":").compactMap { Int($0) }
        guard parts.count == 3 || text.utf8.count == 10 else { return nil }
        return day.dayNumber * 86_400 + parts.reduce(0) { $0 * 60 + $1 }
    }

    private func number(_ n: Int) -> String { String(n) }

    private func month(_ date: CalendarDate) -> String { phrases.months[date.month - 1] }

    /// `29 June 2026`.
    func date(_ date: CalendarDate) -> String { phrases.say(.date, number(date.day), month(date), number(date.year)) }

    /// A moment or a day in words.
    func moment(_ term: Term, _ scope: Scope) -> String {
        guard case .literal(.time(let text)) = term else { return value(term, scope) }
        return moment(text)
    }

    /// `1 May 2026`, `1 May 2026 08:30`; text that is no time stays as it is.
    func moment(_ text: String) -> String {
        guard let day = CalendarDate(text) else { return text }
        guard text.utf8.count > 10 else { return date(day) }
        let clock = text.dropFirst(11)
        return phrases.say(.instant, date(day), String(clock.hasSuffix(":00") && clock.utf8.count == 8 ? clock.dropLast(3) : clock))
    }
}
