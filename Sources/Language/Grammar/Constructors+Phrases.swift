import Algebra
import Catalog

// Nouns, events and restrictions.

extension Constructors {
    static let phrases: [String: Constructor] = [
        // People of an age: "patients over 65", but not "results over 65".
        "aged": { c, a in
            guard case .noun(let noun)? = a.first, noun.countsPeople || noun.entity == c.router.catalog.privacyUnit?.name,
                let op = a.operator(1),
                let n = a.integer(2), (0...150).contains(n)
            else { return nil }
            return .noun(noun.restricted([.age(op, n)]))
        },
        // A noun with restrictions.
        "noun": { _, a in
            if a.first == Meaning.none { return Meaning.none }
            guard case .noun(let noun)? = a.first, let restrictions = restrictions(a.dropFirst()), noun.restrictions.count < mostClauses
            else { return nil }
            return .noun(noun.restricted(restrictions))
        },
        // The events in which a named thing occurs: prescriptions of a drug, results of a test.
        "eventOf": { c, a in
            guard case .restriction(.condition(let entity, _, true))? = a.first, case .restriction(let named)? = a.first,
                let carrier = c.router.carrier(of: entity), let more = restrictions(a.dropFirst())
            else { return nil }
            // A word that is only a part of names is no event by itself, unless such events are counted at all: "births" are no diagnoses.
            if case .restriction(.condition(_, .binary(.contains, _, _), _)) = a[0],
                !c.router.catalog.measures.values.contains(where: {
                    $0.entity == carrier && $0.filter == nil && $0.value == .aggregate(Aggregate(.count))
                }),
                c.router.catalog.entities[carrier]?.value == nil
            {
                return nil
            }
            return .noun(Noun(entity: carrier, restrictions: [named] + more))
        },
        // A finding by the number it reports: "hemoglobin below 90".
        "finding": { c, a in
            guard case .restriction(.condition(let entity, _, true))? = a.first, case .restriction(let named)? = a.first,
                let op = a.operator(1), let n = a.number(2), let carrier = c.router.carrier(of: entity),
                let value = c.router.catalog.entities[carrier]?.value
            else { return nil }
            let compared = Restriction.condition(entity: carrier, .binary(op, .path([value]), literal(n)), names: false)
            return .noun(Noun(entity: carrier, restrictions: [named, compared]))
        },
        // An event and its object, when they are of the same entity: "prescribed an anticoagulant".
        "joined": { c, a in
            guard case .noun(let event)? = a.first, a.count > 1, case .noun(let object) = a[1] else { return nil }
            if event.entity == object.entity { return .noun(event.restricted(object.restrictions)) }
            // What is done with a thing must have to do with it otherwise than through the person alone.
            guard let route = c.router.route(from: event.entity, to: object.entity),
                !route.steps.dropLast().contains(where: { $0.target == c.router.catalog.privacyUnit?.name })
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
            guard case .noun(let noun)? = a.first, let entity = c.router.catalog.entities[noun.entity], entity.patient == nil else {
                return nil
            }
            return .noun(noun)
        },
        // Properties of one named row: "age and gender of patient M0000001".
        "properties": { c, a in
            guard case .restriction(let restriction)? = a.first,
                case .condition(let named, .binary(.equal, .path(let path), .literal), true) = restriction,
                let key = path.onlyOne, case .identifier? = c.router.catalog.entities[named]?.attributes[key]?.type,
                case .clauses(let clauses)? = a.last
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
        // "In their 40s".
        "ageDecade": { _, a in
            guard let from = a.integer(0), from % 10 == 0, (10...110).contains(from) else { return nil }
            return .restriction(.and([.age(.greaterOrEqual, from), .age(.lessOrEqual, from + 9)]))
        },
        "ages": { _, a in
            guard let from = a.integer(0), let to = a.integer(1), from <= to, to <= 150 else { return nil }
            return .restriction(.and([.age(.greaterOrEqual, from), .age(.lessOrEqual, to)]))
        },
    ]
}
