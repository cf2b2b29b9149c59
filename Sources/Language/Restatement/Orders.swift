import Algebra
import Catalog

// Sorting and cutting: "the 5 with the highest revenue", "the latest by collection time", "in order of month".

extension Restater {
    /// How a sort key is said.
    private enum Kind {
        case time, count, number, text
    }

    /// What sorting and limit say; nil when there is neither.
    func cut(_ order: [Ordering], _ limit: Limit?, _ scope: Scope) -> String? {
        guard let limit else { return sorted(order, scope) }
        let count = String(limit.count)
        let text: String
        if order.count == 1, let key = order.first, limit.ties == .dense, limit.count > 1, let text = dense(count, key, scope) {
            return text
        } else if order.count == 1, let key = order.first {
            text = first(count, key, scope)
        } else if let sorted = sorted(order, scope) {
            if limit == Limit(1) { return phrases.say(.firstSorted, sorted) }
            text = phrases.say(.firstOf, sorted, count)
        } else {
            text = phrases.say(.anyFirst, count)
        }
        switch limit.ties {
        case .cut: return text
        case .rank: return phrases.say(.tiesRank, text)
        case .dense: return phrases.say(.tiesDense, text)
        }
    }

    /// "in order of month, then descending revenue".
    func sorted(_ order: [Ordering], _ scope: Scope) -> String? {
        guard let first = order.first else { return nil }
        var text = phrases.say(first.descending ? .sortedDescending : .sorted, words(first.expression, scope).words)
        for key in order.dropFirst() {
            text += phrases.comma + phrases.say(key.descending ? .thenDescending : .then, words(key.expression, scope).words)
        }
        return text
    }

    /// "those with the 3 highest numbers of visits": ties of all of them included.
    private func dense(_ count: String, _ key: Ordering, _ scope: Scope) -> String? {
        let (words, kind) = words(key.expression, scope)
        let phrase: Phrase
        switch (kind, key.descending) {
        case (.time, true): phrase = .latestDense
        case (.time, false): phrase = .earliestDense
        case (.count, true): phrase = .mostDense
        case (.count, false): phrase = .fewestDense
        case (.number, true): phrase = .highestDense
        case (.number, false): phrase = .lowestDense
        default: return nil
        }
        return phrases.say(phrase, words, count)
    }

    private func first(_ count: String, _ key: Ordering, _ scope: Scope) -> String {
        let (words, kind) = words(key.expression, scope)
        let one = count == "1"
        let phrase: Phrase
        switch (kind, key.descending) {
        case (.time, true): phrase = one ? .latest : .latestMany
        case (.time, false): phrase = one ? .earliest : .earliestMany
        case (.count, true): phrase = one ? .most : .mostMany
        case (.count, false): phrase = one ? .fewest : .fewestMany
        case (.number, true): phrase = one ? .highest : .highestMany
        case (.number, false): phrase = one ? .lowest : .lowestMany
        case (.text, true): phrase = one ? .last : .lastMany
        case (.text, false): phrase = one ? .first : .firstMany
        }
        return phrases.say(phrase, words, count)
    }

    private func words(_ term: Term, _ scope: Scope, depth: Int = 0) -> (words: String, kind: Kind) {
        guard case .path(let steps) = term else { return (value(term, scope), kind(term, scope, depth: depth)) }
        let place = place(steps, scope)
        if let named = place.named {
            if named.counts { return (named.words, .count) }
            // An output called like the attribute that it is says nothing new.
            return (named.words, kind(named.term, scope, depth: depth + 1))
        }
        if let attribute = place.attribute {
            // "the most days in hospital", but "the highest age".
            if attribute.type == .integer, let unit = attribute.unit, place.words.hasPrefix(unit + " ") { return (place.words, .count) }
            return (place.words, kind(attribute.type))
        }
        return (place.words, .text)
    }

    private func kind(_ type: AttributeType) -> Kind {
        switch type {
        case .date, .datetime: .time
        case .integer, .decimal, .money: .number
        case .text, .boolean, .code, .identifier: .text
        }
    }

    private func kind(_ term: Term, _ scope: Scope, depth: Int = 0) -> Kind {
        switch term {
        case .path(let steps):
            let bare = scope.bare()
            if let attribute = place(steps, bare).attribute {
                if attribute.type == .integer, let unit = attribute.unit, place(steps, bare).words.hasPrefix(unit + " ") { return .count }
                return kind(attribute.type)
            }
            return depth < 3 && place(steps, scope).named != nil ? words(term, scope, depth: depth).kind : .number
        case .call(let function, _):
            switch function {
            case .date, .month, .quarter, .week, .year: return .time
            case .lower, .concat: return .text
            default: return .number
            }
        case .aggregate(let aggregate):
            guard aggregate.function == .min || aggregate.function == .max, let argument = aggregate.argument else { return .number }
            return kind(argument, scope, depth: depth + 1)
        case .cases, .literal(.text): return .text
        default: return .number
        }
    }
}
