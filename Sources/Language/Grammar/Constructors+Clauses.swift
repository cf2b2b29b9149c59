import Algebra
import Catalog

// Measures, and what phrases contribute to a question.

extension Constructors {
    static let clauses: [String: Constructor] = [
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
            guard a.count == 2, case .clauses(let left)? = table["join"]?(c, [a[0]]), case .clauses(let right)? = table["join"]?(c, [a[1]])
            else { return nil }
            let scopes = Set(
                (left + right).compactMap { clause -> Set<Restriction>? in
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
                // People of a kind are told about, not told apart.
                if noun.entity == c.router.catalog.privacyUnit?.name, !noun.restrictions.isEmpty { return nil }
                // Events that are called by what they are about are grouped by that: diagnoses by their ICD title.
                if let label = c.router.catalog.entities[noun.entity]?.label.onlyOne, label.count == 2,
                    let relation = c.router.catalog.entities[noun.entity]?.relations[label[0]]
                {
                    // What is said of the events, as "principal", holds for what is counted.
                    let grouping = Clause.group(.entity(relation.target, restrictions: []))
                    return noun.restrictions.isEmpty
                        ? .grouping(.entity(relation.target, restrictions: []))
                        : .clauses([grouping] + noun.restrictions.map(Clause.restrict))
                }
                // By each stay is no breakdown.
                if let entity = c.router.catalog.entities[noun.entity], entity.isEncounter { return nil }
                // Events that are called by an attribute of their own are grouped by that: notifications by their disease.
                if let entity = c.router.catalog.entities[noun.entity], entity.patient != nil, let label = entity.label.onlyOne,
                    label.count == 1,
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
        "averaged": { _, a in a.unit(0).map { .clauses([.averaged($0)]) } },
        "percentage": { _, _ in .clauses([.percentage]) },
        "number": { _, _ in .clauses([.number]) },
        "nothing": { _, _ in .clauses([]) },
    ]

    func reason(_ restriction: Restriction) -> Restriction {
        switch restriction {
        case .condition(let entity, _, true):
            guard let carrier = router.carrier(of: entity), let reason = router.catalog.entities[carrier]?.reason else {
                return restriction
            }
            return .and([restriction, .condition(entity: carrier, reason, names: false)])
        case .or(let list): return .or(list.map(reason))
        case .joint(let list): return .joint(list.map(reason))
        default: return restriction
        }
    }

    static func bands(_ a: [Meaning]) -> Meaning? {
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
}
