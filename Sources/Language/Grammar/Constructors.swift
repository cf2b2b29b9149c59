import Algebra

/// The constructors that the meanings of grammar rules are written with.
///
/// Each gives nil when its arguments make no sense together, and then the rule does not apply: "31 February" is no date.
struct Constructors: Sendable {
    let periods: PeriodBuilder
    let router: Router

    typealias Constructor = @Sendable (Constructors, [Meaning]) -> Meaning?

    /// The meaning of an action, given those of the rule's parts.
    func evaluate(_ action: Action, _ parts: [Meaning]) -> Meaning? {
        switch action {
        case .part(let index): return parts[index]
        case .absent: return Meaning.none
        case .number(let number): return .number(number)
        case .word(let word): return .word(word)
        case .call(let name, let arguments):
            var values: [Meaning] = []
            values.reserveCapacity(arguments.count)
            for argument in arguments {
                guard let value = evaluate(argument, parts) else { return nil }
                values.append(value)
            }
            return Constructors.table[name]?(self, values)
        }
    }

    /// The names that meanings may use.
    static var names: Set<String> { Set(table.keys) }

    /// The first constructor of an action that does not exist; empty when all do.
    static func unknown(_ action: Action) -> String {
        guard case .call(let name, let arguments) = action else { return "" }
        if table[name] == nil { return name }
        return arguments.lazy.map(unknown).first { !$0.isEmpty } ?? ""
    }

    private static let table: [String: Constructor] = numbers.merging(times) { a, _ in a }.merging(phrases) { a, _ in a }.merging(clauses) {
        a, _ in a
    }

    // MARK: Numbers

    private static let numbers: [String: Constructor] = [
        "add": { _, a in a.numbers(2).map { .number($0[0] + $0[1]) } },
        "multiply": { _, a in a.numbers(2).map { .number($0[0] * $0[1]) } },
        "list": { _, a in
            if a.count == 2, case .list(let items) = a[0] { return .list(items + [a[1]]) }
            return .list(a)
        },
    ]

    // MARK: Phrases

    private static let phrases: [String: Constructor] = [
        // A noun with restrictions.
        "noun": { _, a in
            if a.first == Meaning.none { return Meaning.none }
            guard case .noun(let noun)? = a.first, let restrictions = restrictions(a.dropFirst()), noun.restrictions.count < mostClauses else { return nil }
            return .noun(noun.restricted(restrictions))
        },
        // The events in which a named thing occurs: prescriptions of a drug, results of a test.
        "eventOf": { c, a in
            guard case .restriction(.condition(let entity, _, true))? = a.first, case .restriction(let named)? = a.first,
                let carrier = c.router.carrier(of: entity), let more = restrictions(a.dropFirst())
            else { return nil }
            return .noun(Noun(entity: carrier, restrictions: [named] + more))
        },
        // An event and its object, when they are of the same entity: "prescribed an anticoagulant".
        "joined": { c, a in
            guard case .noun(let event)? = a.first, a.count > 1, case .noun(let object) = a[1] else { return nil }
            if event.entity == object.entity { return .noun(event.restricted(object.restrictions)) }
            // What is done with a thing must have to do with it otherwise than through the person alone.
            guard let route = c.router.route(from: event.entity, to: object.entity), !route.steps.dropLast().contains(where: { $0.target == c.router.catalog.privacyUnit?.name })
            else { return nil }
            return .noun(event.restricted([.event(object)]))
        },
        // "in the Cardiology department": the quality must be of the noun's entity.
        "placed": { _, a in
            guard a.count == 2, case .restriction(.condition(let entity, _, _)) = a[0], case .noun(let noun) = a[1], noun.entity == entity
            else { return nil }
            let all = [restriction(a[0])].compactMap { $0 } + noun.restrictions
            return conjunction(all).map(Meaning.restriction)
        },
        // "for heart failure": the reason of an encounter, where the catalog says which rows of the thing tell it.
        "reason": { c, a in restriction(a.first ?? .none).map { .restriction(c.reason($0)) } },
        // Events that are counted by what they are of: "how many hip replacements". Only where all such events have a measure.
        "occurrences": { c, a in
            guard case .restriction(.condition(let entity, _, true))? = a.first, case .restriction(let named)? = a.first,
                let carrier = c.router.carrier(of: entity), carrier != entity,
                let measure = c.router.catalog.measures.values.filter({
                    $0.entity == carrier && $0.filter == nil && $0.value == .aggregate(Aggregate(.count))
                }).min(by: { $0.name < $1.name })
            else { return nil }
            return .noun(Noun(entity: carrier, restrictions: [named], time: measure.time, measure: measure.name))
        },
        // Events told of the things in them: "antibiotics were prescribed". Of people it is the people that are counted.
        "happening": { c, a in
            guard a.count == 2, case .noun(let event) = a[0], case .restriction(.condition(let entity, _, true)) = a[1],
                case .restriction(let thing) = a[1], c.router.carrier(of: entity) == event.entity
            else { return nil }
            return .noun(event.restricted([thing]))
        },
        // The attribute by which a thing is called, for lists of columns: "with date and department".
        "attributeOf": { c, a in
            guard case .noun(let noun)? = a.first, noun.restrictions.isEmpty,
                let label = c.router.catalog.entities[noun.entity]?.label.onlyOne,
                label.count == 1
            else { return nil }
            return .attribute(AttributeUse(noun.entity, label[0]))
        },
        // What is counted is the people behind the rows.
        "people": { _, a in
            guard case .noun(var noun)? = a.first else { return nil }
            noun.countsPeople = true
            noun.measure = nil
            return .noun(noun)
        },
        // There is such a thing.
        "with": { _, a in
            guard case .noun(let noun)? = a.first, let more = restrictions(a.dropFirst()) else { return nil }
            return .restriction(.event(noun.restricted(more)))
        },
        "never": { _, a in restrictions(a[...]).flatMap(conjunction).map { .restriction(.ofPerson(.not($0))) } },
        "not": { _, a in restrictions(a[...]).flatMap(conjunction).map { .restriction(.not($0)) } },
        "or": { _, a in restrictions(a[...]).flatMap { $0.count > 1 ? .restriction(.or($0)) : nil } },
        "joint": { _, a in restrictions(a[...]).flatMap { $0.count > 1 ? .restriction(.joint($0)) : nil } },
        // A comparison whose unit must be the attribute's: "lasted more than 30 days".
        "measured": { c, a in
            guard case .attribute(let use)? = a.first, let op = a.operator(1), let n = a.number(2), let unit = a.word(3),
                c.router.catalog.entities[use.entity]?.attributes[use.attribute]?.unit == unit
            else { return nil }
            return .restriction(.condition(entity: use.entity, .binary(op, .path([use.attribute]), literal(n)), names: false))
        },
        // The events in which a named kind of thing occurs: prescriptions for drugs, diagnoses for themselves.
        "occurrence": { c, a in
            guard case .noun(let noun)? = a.first, let carrier = c.router.carrier(of: noun.entity) else { return nil }
            return carrier == noun.entity ? .noun(noun) : .noun(Noun(entity: carrier, restrictions: noun.restrictions))
        },
        "and": { _, a in restrictions(a[...]).flatMap(conjunction).map(Meaning.restriction) },
        "times": { _, a in
            guard case .noun(let noun)? = a.first, let op = a.operator(1), let n = a.integer(2), let more = restrictions(a.dropFirst(3))
            else { return nil }
            return .restriction(.count(noun.restricted(more), op, n))
        },
        "compare": { c, a in
            guard case .attribute(let use)? = a.first, let op = a.operator(1), let n = a.number(2) else { return nil }
            // Numbers are compared; an identifier only is or is not.
            switch c.router.catalog.entities[use.entity]?.attributes[use.attribute]?.type {
            case .integer, .decimal, .money: break
            case .identifier where op == .equal: break
            default: return nil
            }
            return .restriction(.condition(entity: use.entity, .binary(op, .path([use.attribute]), literal(n)), names: false))
        },
        // A row by the number it has: "admission 3165".
        "keyed": { c, a in
            guard case .noun(let noun)? = a.first, noun.restrictions.isEmpty, !noun.countsPeople, let n = a.integer(1),
                let entity = c.router.catalog.entities[noun.entity], entity.patient != nil
            else { return nil }
            return .restriction(.condition(entity: noun.entity, .binary(.equal, .path([entity.key]), literal(Double(n))), names: true))
        },
        // A boolean attribute that must be true.
        "true": { _, a in
            guard case .attribute(let use)? = a.first else { return nil }
            return .restriction(.condition(entity: use.entity, .path([use.attribute]), names: false))
        },
        "known": { _, a in
            guard case .attribute(let use)? = a.first else { return nil }
            return .restriction(.condition(entity: use.entity, .unary(.not, .isNull(.path([use.attribute]))), names: false))
        },
        "oneOf": { _, a in
            guard case .attribute(let use)? = a.first else { return nil }
            let numbers = a.dropFirst().flatMap(\.flattened).compactMap { meaning -> Term? in
                if case .number(let n) = meaning { return literal(n) }
                return nil
            }
            guard !numbers.isEmpty else { return nil }
            return .restriction(.condition(entity: use.entity, .oneOf(.path([use.attribute]), numbers), names: false))
        },
        "at": { _, a in a.period(0).map { .restriction(.time($0, attribute: nil)) } },
        "timeOf": { _, a in
            guard case .attribute(let use)? = a.first, let period = a.period(1) else { return nil }
            return .restriction(.time(period, attribute: use))
        },
        "hours": { _, a in
            guard let from = a.integer(0), let to = a.integer(1), (0...24).contains(from), (0...24).contains(to) else { return nil }
            return .restriction(.hours(from: from, to: to))
        },
        "hour": { _, a in
            guard let hour = a.integer(0), (0...12).contains(hour), let half = a.word(1) else { return nil }
            return .number(Double(half == "pm" ? (hour % 12) + 12 : hour % 12))
        },
        "weekdays": { _, a in
            let days = a.indices.compactMap { a.integer($0) }
            return days.count == a.count && days.allSatisfy((1...7).contains) ? .restriction(.weekdays(days)) : nil
        },
        // Who did it: only for events that are rows of people who are no patients.
        "agent": { c, a in
            guard case .noun(let noun)? = a.first, let entity = c.router.catalog.entities[noun.entity], entity.patient == nil else { return nil }
            return .noun(noun)
        },
        // Properties of one named row: "age and gender of patient M0000001".
        "properties": { c, a in
            guard case .restriction(let restriction)? = a.first, case .condition(let named, .binary(.equal, .path(let path), .literal), true) = restriction,
                let key = path.onlyOne, case .identifier? = c.router.catalog.entities[named]?.attributes[key]?.type, case .clauses(let clauses)? = a.last
            else { return nil }
            let shown = clauses.compactMap { if case .show(let use) = $0 { use } else { nil } }
            guard !shown.isEmpty, shown.count == clauses.count, shown.allSatisfy({ $0.entity == named }) else { return nil }
            return .clauses([.subject(Noun(entity: named)), .restrict(restriction)] + clauses)
        },
        "current": { _, _ in .restriction(.current) },
        "age": { _, a in
            guard let op = a.operator(0), let n = a.integer(1), (0...150).contains(n) else { return nil }
            return .restriction(.age(op, n))
        },
        "ages": { _, a in
            guard let from = a.integer(0), let to = a.integer(1), from <= to, to <= 150 else { return nil }
            return .restriction(.and([.age(.greaterOrEqual, from), .age(.lessOrEqual, to)]))
        },
    ]

    // MARK: Measures and clauses

    private static let clauses: [String: Constructor] = [
        "count": { _, a in
            guard case .noun(let noun)? = a.first, noun.use != .listing else { return nil }
            return .measure(.count(noun))
        },
        "restricted": { _, a in
            guard case .measure(let measure)? = a.first, let more = restrictions(a.dropFirst()) else { return nil }
            return .measure(more.isEmpty ? measure : .restricted(measure, more))
        },
        "share": { c, a in
            guard case .noun(let noun)? = a.first, let more = restrictions(a.dropFirst()), !more.isEmpty else { return nil }
            // "the share of patients who were …" does not say of which patients.
            if noun.restrictions.isEmpty, c.router.catalog.privacyUnit?.name == noun.entity,
                more.contains(where: { if case .event = $0 { true } else { false } })
            {
                return nil
            }
            return .measure(.share(of: noun, more))
        },
        "ratio": { _, a in
            guard a.count >= 2, case .measure(let top) = a[0], case .measure(let bottom) = a[1] else { return nil }
            return .measure(.ratio(top, bottom, factor: a.number(2) ?? 1))
        },
        "aggregate": { _, a in
            guard let name = a.word(0), let function = Aggregate.Function(rawValue: name), a.count > 1, case .attribute(let use) = a[1]
            else { return nil }
            if function == .percentile {
                guard let percentage = a.number(2), (0...100).contains(percentage) else { return nil }
            }
            return .measure(.aggregate(function, use, parameter: a.number(2)))
        },
        // The clauses of several phrases together.
        "join": { _, a in
            var result: [Clause] = []
            for meaning in a.flatMap(\.flattened) {
                switch meaning {
                case .clauses(let clauses): result += clauses
                case .measure(let measure): result.append(.measure(measure))
                case .restriction(let restriction): result.append(.restrict(restriction))
                case .grouping(let grouping): result.append(.group(grouping))
                case .attribute(let use): result.append(.show(use))
                case .period(let period): result.append(.restrict(.time(period, attribute: nil)))
                case .none: break
                default: return nil
                }
            }
            // Nobody asks so much in one breath, and the work of the chart grows with what each part says.
            guard result.count <= mostClauses else { return nil }
            return .clauses(result)
        },
        "ask": { _, a in
            guard case .measure(let measure)? = a.first else { return nil }
            return .clauses([.measure(measure)])
        },
        // Measures said together: a quality that is said of one alone ("Cardiology admissions and revenue") may be meant of all, so
        // both must have it or neither.
        "both": { c, a in
            guard a.count == 2, case .clauses(let left)? = table["join"]?(c, [a[0]]), case .clauses(let right)? = table["join"]?(c, [a[1]]) else { return nil }
            let scopes = Set((left + right).compactMap { clause -> Set<Restriction>? in
                if case .measure(let measure) = clause { return measure.scope }
                return nil
            })
            return scopes.count <= 1 ? .clauses(left + right) : nil
        },
        "subject": { _, a in
            if a.first == Meaning.none { return .clauses([]) }
            guard case .noun(let noun)? = a.first, noun.use != .counting else { return nil }
            return .clauses([.subject(noun)])
        },
        "bare": { _, a in
            guard case .noun(let noun)? = a.first else { return nil }
            return .clauses([.bare(noun)])
        },
        // Attributes beside the name of what is listed.
        "also": { _, a in
            var result: [Clause] = [.beside]
            for meaning in a.flatMap(\.flattened) {
                switch meaning {
                case .attribute(let use): result.append(.show(use))
                case .clauses(let clauses): result += clauses
                default: return nil
                }
            }
            return .clauses(result)
        },
        "where": { _, a in restrictions(a[...]).map { .clauses($0.map(Clause.restrict)) } },
        "show": { _, a in
            var result: [Clause] = []
            for meaning in a.flatMap(\.flattened) {
                guard case .attribute(let use) = meaning else { return nil }
                result.append(.show(use))
            }
            return .clauses(result)
        },
        "by": { c, a in
            switch a.first {
            case .noun(let noun):
                // Events that are called by what they are about are grouped by that: diagnoses by their ICD title.
                if let label = c.router.catalog.entities[noun.entity]?.label.onlyOne, label.count == 2,
                    let relation = c.router.catalog.entities[noun.entity]?.relations[label[0]]
                {
                    // What is said of the events, as "principal", holds for what is counted.
                    let grouping = Clause.group(.entity(relation.target, restrictions: []))
                    return noun.restrictions.isEmpty ? .grouping(.entity(relation.target, restrictions: [])) : .clauses([grouping] + noun.restrictions.map(Clause.restrict))
                }
                // By each stay is no breakdown.
                if let entity = c.router.catalog.entities[noun.entity], entity.isEncounter { return nil }
                // Events that are called by an attribute of their own are grouped by that: notifications by their disease.
                if let entity = c.router.catalog.entities[noun.entity], entity.patient != nil, let label = entity.label.onlyOne, label.count == 1,
                    let attribute = entity.attributes[label[0]], attribute.type != .identifier
                {
                    return noun.restrictions.isEmpty ? .grouping(.attribute(AttributeUse(noun.entity, label[0]))) : nil
                }
                return .grouping(.entity(noun.entity, restrictions: noun.restrictions))
            case .attribute(let use): return .grouping(.attribute(use))
            case .unit(let unit):
                if a.count > 1, case .attribute(let use) = a[1] { return .grouping(.time(unit, attribute: use)) }
                return .grouping(.time(unit, attribute: nil))
            case .word("hour"): return .grouping(.hourOfDay)
            case .word("weekday"): return .grouping(.weekday)
            default: return nil
            }
        },
        // "department by department".
        "byEach": { c, a in a.count == 2 && a[0] == a[1] ? table["by"]?(c, [a[0]]).flatMap { table["join"]?(c, [$0]) } : nil },
        "members": { _, a in
            guard let list = restrictions(a[...]), list.count > 1 else { return nil }
            return .grouping(.members(list))
        },
        // bands($Attribute?, list of band texts as numbers: lower bounds) with labels made from them.
        "band": { _, a in
            guard let lower = a.integer(0), let label = a.word(1) else { return nil }
            if a.number(2) != nil, a.integer(2) == nil { return nil }
            return .list([.number(Double(lower)), .word(label), a.count > 2 ? a[2] : .none])
        },
        "bands": { _, a in bands(a) },
        "order": { _, a in
            guard let direction = a.word(0) else { return nil }
            if a.count > 1, case .attribute(let use) = a[1] { return .clauses([.order(descending: direction == "desc", by: use)]) }
            return .clauses([.order(descending: direction == "desc", by: nil)])
        },
        "limit": { _, a in
            if let n = a.integer(0) { return (1...1000).contains(n) ? .clauses([.limit(n)]) : nil }
            return a.integer(1).map { .clauses([.limitDefault($0)]) }
        },
        "trend": { _, _ in .clauses([.trend]) },
        "agebands": { _, _ in .clauses([.ageBands]) },
        // How many have a value of the attribute, by bands of it.
        "distributed": { _, a in
            guard case .attribute(let use)? = a.first, let more = restrictions(a.dropFirst()) else { return nil }
            let known = Restriction.condition(entity: use.entity, .unary(.not, .isNull(.path([use.attribute]))), names: false)
            return .clauses([.measure(.count(Noun(entity: use.entity, restrictions: [known] + more))), .bandAttribute(use)])
        },
        "having": { _, a in
            guard let op = a.operator(0), let n = a.number(1) else { return nil }
            return .clauses([.having(op, n)])
        },
        "threshold": { _, a in
            guard case .measure(let measure)? = a.first, let op = a.operator(1), let n = a.number(2) else { return nil }
            return .clauses([.threshold(measure, op, n)])
        },
        "versus": { _, a in
            if let period = a.period(0) { return .clauses([.versus(period)]) }
            return nil
        },
        "versusPrevious": { _, a in .clauses([.versusPrevious(a.unit(0))]) },
        "change": { _, _ in .clauses([.change]) },
        "difference": { _, _ in .clauses([.difference]) },
        "shareOfTotal": { _, _ in .clauses([.shareOfTotal]) },
        "open": { _, a in .clauses([.open(descending: a.word(0).map { $0 == "desc" })]) },
        "distinct": { _, _ in .clauses([.distinct]) },
        "latest": { _, a in a.integer(0).map { .clauses([.latest($0, earliest: false)]) } },
        "earliest": { _, a in a.integer(0).map { .clauses([.latest($0, earliest: true)]) } },
        "previousValue": { _, _ in .clauses([.previousValue]) },
        "nothing": { _, _ in .clauses([]) },
    ]

    private func reason(_ restriction: Restriction) -> Restriction {
        switch restriction {
        case .condition(let entity, _, true):
            guard let carrier = router.carrier(of: entity), let reason = router.catalog.entities[carrier]?.reason else { return restriction }
            return .and([restriction, .condition(entity: carrier, reason, names: false)])
        case .or(let list): return .or(list.map(reason))
        case .joint(let list): return .joint(list.map(reason))
        default: return restriction
        }
    }

    private static func bands(_ a: [Meaning]) -> Meaning? {
        var attribute: AttributeUse?
        var entries: [(lower: Int, label: String)] = []
        for meaning in a {
            switch meaning {
            case .attribute(let use): attribute = use
            case .list(let items):
                // One band is [lower, label, …]; several are a list of such lists.
                let lists = items.allSatisfy { if case .list = $0 { true } else { false } } ? items : [meaning]
                for case .list(let band) in lists {
                    guard band.count >= 2, case .number(let lower) = band[0], case .word(let label) = band[1] else { return nil }
                    var text = label
                    if label == "range", case .number(let upper) = band[2] { text = "\(Int(lower))-\(Int(upper))" }
                    if label == "under", case .number(let upper) = band[2] { text = "under \(Int(upper))" }
                    if label == "over" { text = "\(Int(lower))+" }
                    entries.append((Int(lower), text))
                }
            case .none: break
            default: return nil
            }
        }
        guard entries.count > 1, zip(entries, entries.dropFirst()).allSatisfy({ $0.lower < $1.lower }) else { return nil }
        return .grouping(.bands(attribute, lower: entries.map(\.lower), labels: entries.map(\.label)))
    }

    static func literal(_ n: Double) -> Term { n == n.rounded() && abs(n) < 1e15 ? .literal(.integer(Int64(n))) : .literal(.decimal(n)) }

    private static func conjunction(_ list: [Restriction]) -> Restriction? {
        list.count == 1 ? list[0] : list.isEmpty ? nil : .and(list)
    }

    private static func restriction(_ meaning: Meaning) -> Restriction? {
        if case .restriction(let restriction) = meaning { return restriction }
        return nil
    }

    /// The restrictions among meanings; periods count as restrictions on the time.
    ///
    /// Nil when something is neither.
    private static func restrictions(_ meanings: ArraySlice<Meaning>) -> [Restriction]? {
        var result: [Restriction] = []
        for meaning in meanings.flatMap(\.flattened) {
            switch meaning {
            case .restriction(let restriction): result.append(restriction)
            case .period(let period): result.append(.time(period, attribute: nil))
            case .none: break
            default: return nil
            }
        }
        return result.count <= mostClauses ? result : nil
    }

    /// How many things one phrase may say.
    private static let mostClauses = 24
}

extension Meaning {
    /// The items of nested lists, or the meaning itself.
    var flattened: [Meaning] {
        if case .list(let items) = self { return items.flatMap(\.flattened) }
        return [self]
    }
}

extension [Meaning] {
    func number(_ index: Int) -> Double? {
        if index < count, case .number(let n) = self[index] { return n }
        return nil
    }

    func numbers(_ count: Int) -> [Double]? {
        let list = compactMap { if case .number(let n) = $0 { n } else { nil } }
        return list.count == count && self.count == count ? list : nil
    }

    func integer(_ index: Int) -> Int? {
        number(index).flatMap { $0 == $0.rounded() && abs($0) < 1e9 ? Int($0) : nil }
    }

    func word(_ index: Int) -> String? {
        if index < count, case .word(let word) = self[index] { return word }
        return nil
    }

    func unit(_ index: Int) -> CalendarUnit? {
        if index < count, case .unit(let unit) = self[index] { return unit }
        return nil
    }

    func period(_ index: Int) -> Period? {
        if index < count, case .period(let period) = self[index] { return period }
        return nil
    }

    func `operator`(_ index: Int) -> BinaryOperator? { word(index).flatMap(BinaryOperator.init(rawValue:)) }
}
