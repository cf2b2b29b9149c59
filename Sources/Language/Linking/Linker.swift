import Algebra
import Catalog

/// Turns restrictions into conditions of the algebra on a given entity, by the routes of the catalog.
struct Linker: Sendable {
    let catalog: Catalog
    let router: Router

    init(_ catalog: Catalog) {
        self.catalog = catalog
        router = Router(catalog: catalog)
    }

    /// What restrictions are put on: an entity, the attribute its periods mean, and overrides of its ways.
    struct Anchor: Hashable {
        var entity: String
        var time: String?
        var ways: [String: [String]] = [:]
    }

    /// Conditions, and how far-fetched they are.
    struct Linked: Hashable {
        var conditions: [Term] = []
        var cost = 0.0
    }

    /// The anchor of a noun.
    func anchor(_ noun: Noun) -> Anchor {
        // What is counted as of now takes no period.
        if noun.restrictions.contains(.current) { return Anchor(entity: noun.entity, time: nil) }
        if let measure = noun.measure.flatMap({ catalog.measures[$0] }), measure.time == nil {
            return Anchor(entity: noun.entity, time: noun.time)
        }
        return Anchor(
            entity: noun.entity, time: noun.time ?? impliedTime(noun.restrictions, on: noun.entity) ?? catalog.entities[noun.entity]?.time)
    }

    /// The time that a restriction on an attribute of the entity implies, where it is another than the entity's own.
    func impliedTime(_ restrictions: [Restriction], on entity: String) -> String? {
        for case .condition(entity, let term, _) in restrictions {
            var time: String?
            term.walk(
                { part in
                    if case .path(let steps) = part, steps.count == 1 {
                        time = time ?? catalog.entities[entity]?.attributes[steps[0]]?.time
                    }
                }, query: { _ in })
            if let time { return time }
        }
        return nil
    }

    /// All restrictions as conditions on the anchor; nil when one of them cannot be said of it.
    func link(_ restrictions: [Restriction], on anchor: Anchor) -> Linked? {
        var result = Linked()
        // Conditions behind a to-many step that tell about one and the same row stand in one `exists`.
        var groups: [(prefix: [Route.Step], conditions: [Term], named: Bool)] = []
        var qualifiers: [(prefix: [Route.Step], term: Term)] = []
        var times: [Restriction] = []
        for restriction in timed(flatten(restrictions), on: anchor) {
            if case .condition(let entity, let term, let names) = restriction {
                guard let route = router.route(from: anchor.entity, to: entity, ways: anchor.ways) else { return nil }
                result.cost += route.cost
                let prefix = route.toManyPrefix
                // A word in the name of something measured is no quality of people: "cancer patients" are not those with a "cancer antigen" result.
                if case .binary(.contains, _, _) = term, names, let last = prefix.last, catalog.entities[last.target]?.value != nil {
                    return nil
                }
                if prefix.isEmpty {
                    result.conditions.append(term.prefixed(by: route.path))
                } else {
                    let inner = Route(steps: Array(route.steps[prefix.count...])).lift(term)
                    if names { groups.append((prefix, [inner], true)) } else { qualifiers.append((prefix, inner)) }
                }
                continue
            }
            if case .time(_, nil) = restriction, anchor.time == nil {
                times.append(restriction)
                continue
            }
            guard let (term, cost) = condition(restriction, on: anchor) else { return nil }
            result.conditions.append(term)
            result.cost += cost
        }
        for (prefix, term) in qualifiers {
            let indices = groups.indices.filter { groups[$0].prefix == prefix }
            if indices.count > 1 || (indices.isEmpty && onlyQualifies(term, prefix.last?.target)) { return nil }
            if let index = indices.first { groups[index].conditions.append(term) } else { groups.append((prefix, [term], false)) }
        }
        // A period said of something without a time of its own is that of the one event it is told about.
        if !times.isEmpty {
            guard groups.count == 1, let target = groups[0].prefix.last?.target, let time = catalog.entities[target]?.time else {
                return nil
            }
            for restriction in times {
                guard let (term, _) = condition(restriction, on: Anchor(entity: target, time: time)) else { return nil }
                groups[0].conditions.append(term)
            }
        }
        result.conditions = result.conditions.reduce(into: []) { if !$0.contains($1), $1 != .literal(.boolean(true)) { $0.append($1) } }
        for group in groups {
            guard let all = Term.all(group.conditions) else { continue }
            result.conditions.append(Route(steps: group.prefix).lift(all))
        }
        return result
    }

    /// Whether a condition is one that says nothing on its own.
    private func onlyQualifies(_ term: Term, _ entity: String?) -> Bool {
        guard let entity, case .binary(_, .path(let path), _) = term, path.count == 1 else { return false }
        return catalog.entities[entity]?.attributes[path[0]]?.qualifies == true
    }

    /// "Beds that are occupied now", "surgeons with operations in 2025": what has no time of its own is told about by the time of
    /// what happened to it.
    private func timed(_ restrictions: [Restriction], on anchor: Anchor) -> [Restriction] {
        func isTime(_ restriction: Restriction) -> Bool {
            switch restriction {
            case .current: catalog.entities[anchor.entity]?.current == nil
            case .time(_, nil): anchor.time == nil
            default: false
            }
        }
        let times = restrictions.filter(isTime)
        let events = restrictions.filter { if case .event = $0 { true } else { false } }
        guard !times.isEmpty, !events.isEmpty, events.count == 1 || times == [.current] else { return restrictions }
        return restrictions.compactMap { restriction in
            if times.contains(restriction) { return nil }
            guard case .event(let noun) = restriction else { return restriction }
            return .event(noun.restricted(times))
        }
    }

    private func flatten(_ restrictions: [Restriction]) -> [Restriction] {
        restrictions.flatMap { restriction -> [Restriction] in
            if case .and(let list) = restriction { return flatten(list) }
            return [restriction]
        }
    }

    /// One restriction as a condition on the anchor.
    func condition(_ restriction: Restriction, on anchor: Anchor) -> (Term, Double)? {
        switch restriction {
        case .condition: return link([restriction], on: anchor).flatMap { linked in Term.all(linked.conditions).map { ($0, linked.cost) } }
        case .and(let list): return link(list, on: anchor).flatMap { linked in Term.all(linked.conditions).map { ($0, linked.cost) } }
        case .or(let list):
            // Alternatives of one thing are one condition on it: "warfarin or rivaroxaban".
            if let merged = merged(list) { return condition(merged, on: anchor) }
            guard let (terms, cost) = conditions(list, on: anchor) else { return nil }
            return Term.any(terms).map { ($0, cost) }
        case .joint(let list):
            // A thing has one department but may have many diagnoses.
            var attributes: Set<AttributeUse?> = []
            var isToOne = false
            for item in list {
                guard case .condition(let entity, let term, _) = item else {
                    attributes.insert(nil)
                    continue
                }
                if router.route(from: anchor.entity, to: entity, ways: anchor.ways)?.isToOne == true { isToOne = true }
                if case .binary(.equal, .path(let path), _) = term {
                    attributes.insert(AttributeUse(entity, path.joined(separator: ".")))
                } else {
                    attributes.insert(nil)
                }
            }
            // Two values of one attribute are alternatives. Two qualities of one row may or may not be: "inpatients and outpatients".
            if isToOne { return attributes.count == 1 && !attributes.contains(nil) ? condition(.or(list), on: anchor) : nil }
            guard let (terms, cost) = conditions(list, on: anchor) else { return nil }
            return Term.all(terms).map { ($0, cost) }
        case .not(let inner):
            guard let (term, cost) = condition(inner, on: anchor) else { return nil }
            return (negated(term), cost)
        case .event(let noun):
            // What is told of a patient in whom a stay or visit is asked about, is told of that stay or visit where it can be:
            // "MI patients" are stays with the diagnosis, not stays of people who ever had it.
            if noun.entity == catalog.privacyUnit?.name, let patient = catalog.entities[anchor.entity]?.patient, !patient.isEmpty,
                let linked = link(noun.restrictions, on: anchor)
            {
                return (Term.all(linked.conditions) ?? .literal(.boolean(true)), linked.cost)
            }
            guard let (route, conditions, cost) = rows(of: noun, from: anchor) else { return nil }
            // Without a condition, only something that happened is worth saying: "with an operation", but not "with a department".
            if conditions.isEmpty, noun.entity != anchor.entity, catalog.entities[noun.entity]?.patient == nil || route.steps.count > 1 {
                return nil
            }
            if noun.entity == anchor.entity { return (Term.all(conditions) ?? .literal(.boolean(true)), cost) }
            if route.isToOne {
                // Verbs are told of people: results are not what "came" to the clinic.
                if noun.isTold { return nil }
                // "visits with a department" says nothing; there must be a condition, or the row must exist.
                guard let all = Term.all(conditions) else { return (.unary(.not, .isNull(.path(route.path))), cost) }
                return (all.prefixed(by: route.path), cost)
            }
            return (route.lift(Term.all(conditions) ?? .literal(.boolean(true))), cost)
        case .ofPerson(let inner):
            guard catalog.entities[anchor.entity]?.patient != nil else { return condition(inner, on: anchor) }
            guard let unit = catalog.privacyUnit, let route = router.route(from: anchor.entity, to: unit.name, ways: anchor.ways),
                route.isToOne,
                let (term, cost) = condition(inner, on: Anchor(entity: unit.name, time: unit.time))
            else { return nil }
            return (term.prefixed(by: route.path), cost)
        case .count(let noun, let op, let n):
            guard let (route, conditions, cost) = rows(of: noun, from: anchor), route.toManyPrefix.count == route.steps.count,
                route.steps.filter(\.toMany).count == 1
            else { return nil }
            let count = Query.select(
                Select(Source(.related(route.path)), filter: Term.all(conditions), outputs: [Output("n", .aggregate(Aggregate(.count)))]))
            return (.binary(op, .scalar(count), .literal(.integer(Int64(n)))), cost)
        case .time(let period, let attribute):
            guard let (path, cost) = timePath(attribute, anchor) else { return nil }
            return interval(path, period).map { ($0, cost) }
        case .hours(let from, let to):
            guard let (path, cost) = timePath(nil, anchor), isTime(path, from: anchor.entity) else { return nil }
            let hour = Term.call(.hour, [path])
            let after = Term.binary(.greaterOrEqual, hour, .literal(.integer(Int64(from))))
            let before = Term.binary(.less, hour, .literal(.integer(Int64(to))))
            return (.binary(from < to ? .and : .or, after, before), cost)
        case .weekdays(let days):
            guard let (path, cost) = timePath(nil, anchor) else { return nil }
            return (.oneOf(.call(.weekday, [path]), days.map { .literal(.integer(Int64($0))) }), cost)
        case .current:
            // What has no time of its own (beds, departments) is always as it is now.
            guard let entity = catalog.entities[anchor.entity] else { return nil }
            if let current = entity.current { return (.path([current]), 0) }
            return entity.time == nil && entity.patient == nil ? (.literal(.boolean(true)), 0) : nil
        case .age(let op, let n):
            guard let (age, cost) = age(anchor) else { return nil }
            return (.binary(op, age, .literal(.integer(Int64(n)))), cost)
        }
    }

    /// One condition for alternatives that are all said of the same entity.
    private func merged(_ list: [Restriction]) -> Restriction? {
        var terms: [Term] = []
        var name: String?
        var names = true
        for item in list {
            guard case .condition(let entity, let term, let isName) = item, name == nil || name == entity else { return nil }
            name = entity
            names = names && isName
            terms.append(term)
        }
        guard let name, let any = Term.any(terms) else { return nil }
        return .condition(entity: name, any, names: names)
    }

    /// Each of several restrictions as a condition on the anchor, and the cost of the farthest.
    private func conditions(_ list: [Restriction], on anchor: Anchor) -> ([Term], Double)? {
        var terms: [Term] = []
        var cost = 0.0
        for item in list {
            guard let (term, more) = condition(item, on: anchor) else { return nil }
            terms.append(term)
            cost = max(cost, more)
        }
        return (terms, cost)
    }

    /// The route to a noun's rows and the conditions on them.
    private func rows(of noun: Noun, from anchor: Anchor) -> (Route, [Term], Double)? {
        guard let route = router.route(from: anchor.entity, to: noun.entity, ways: anchor.ways),
            let inner = link(noun.restrictions, on: self.anchor(noun))
        else { return nil }
        return (route, inner.conditions, route.cost + inner.cost)
    }

    /// The age attribute of the entity, of the patient it is about, or of the stay or visit it belongs to.
    func age(_ anchor: Anchor) -> (Term, Double)? {
        if let age = catalog.entities[anchor.entity]?.age { return (.path([age]), 0) }
        if let patient = catalog.privacyUnit, let age = patient.age {
            guard let route = router.route(from: anchor.entity, to: patient.name, ways: anchor.ways), route.isToOne else { return nil }
            return (.path(route.path + [age]), 0.5)
        }
        let encounters = catalog.order.compactMap { name -> Term? in
            guard let encounter = catalog.entities[name], encounter.isEncounter, let age = encounter.age,
                let route = router.route(from: anchor.entity, to: name, ways: anchor.ways), route.isToOne
            else { return nil }
            return .path(route.path + [age])
        }
        return encounters.onlyOne.map { ($0, 0.5) }
    }

    /// The path of the time that a period restricts.
    func timePath(_ attribute: AttributeUse?, _ anchor: Anchor) -> (Term, Double)? {
        if let attribute {
            guard let route = router.route(from: anchor.entity, to: attribute.entity, ways: anchor.ways), route.isToOne else { return nil }
            return (.path(route.path + [attribute.attribute]), route.cost)
        }
        guard let time = anchor.time else { return nil }
        return (.path(time.split(separator: ".").map(String.init)), 0)
    }

    private func isTime(_ path: Term, from entity: String) -> Bool {
        guard case .path(let steps) = path, steps.count == 1 else { return true }
        return catalog.entities[entity]?.attributes[steps[0]]?.type == .datetime
    }

    /// time >= start and time < end.
    func interval(_ time: Term, _ period: Period) -> Term? {
        var terms: [Term] = []
        if let start = period.startText { terms.append(.binary(.greaterOrEqual, time, .literal(.time(start)))) }
        if let end = period.endText { terms.append(.binary(.less, time, .literal(.time(end)))) }
        return Term.all(terms)
    }

    /// What is not known to be true is false: "not critical" includes results without a flag.
    private func negated(_ term: Term) -> Term {
        if case .exists = term { return .unary(.not, term) }
        return .unary(.not, .call(.coalesce, [term, .literal(.boolean(false))]))
    }
}
