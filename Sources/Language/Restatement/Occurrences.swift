import Algebra
import Catalog

// The first, last and nth of rows, as a subquery picks them.

/// What a subquery picks: a value of the nth row in the order of a term, or the nth of the term's different values.
struct Nth {
    /// Counted from the end where negative.
    var n: Int
    /// The entity of the rows.
    var entity: String
    /// The conditions of the rows.
    var conditions: [Term]
    /// What they are ordered by.
    var order: Term
    /// What is taken of the row.
    var value: Term

    /// Recognises the shapes in which the nth is picked; nil for any other query.
    init?(_ query: Query) {
        guard case .select(let select) = query else { return nil }
        if let first = Nth(first: select) {
            self = first
        } else if let place = Nth(place: select) {
            self = place
        } else if let at = Nth(at: select) {
            self = at
        } else {
            return nil
        }
    }

    /// `from rows select v order t desc limit 1`.
    private init?(first select: Select) {
        guard let entity = select.plainEntity, !select.distinct, select.limit == Limit(1), let order = select.order.onlyOne,
            let output = select.outputs.onlyOne, output.role == .asked
        else { return nil }
        self.init(
            n: order.descending ? -1 : 1, entity: entity, conditions: select.filter?.conjuncts ?? [], order: order.expression,
            value: output.expression)
    }

    private init(n: Int, entity: String, conditions: [Term], order: Term, value: Term) {
        (self.n, self.entity, self.conditions, self.order, self.value) = (n, entity, conditions, order, value)
    }

    /// The last of the first n different values, if there are as many.
    private init?(place select: Select) {
        guard case .query(.select(let inner)) = select.source.kind, select.source.alias == nil, select.filter == nil, select.keys.isEmpty,
            select.joins.isEmpty, select.order.isEmpty, select.limit == nil, !select.distinct, let entity = inner.plainEntity,
            inner.distinct, let limit = inner.limit, limit.ties == .cut, limit.count > 1, let order = inner.order.onlyOne,
            let place = inner.outputs.onlyOne, place.expression == order.expression, place.role == .asked,
            let output = select.outputs.onlyOne, output.role == .asked,
            output.expression == .aggregate(Aggregate(order.descending ? .min : .max, .path([place.name]))),
            select.having == .binary(.equal, .aggregate(Aggregate(.count)), .literal(.integer(Int64(limit.count))))
        else { return nil }
        self.init(
            n: order.descending ? -limit.count : limit.count, entity: entity, conditions: inner.filter?.conjuncts ?? [],
            order: order.expression, value: order.expression)
    }

    /// The least value of the rows at the nth of the different times.
    private init?(at select: Select) {
        guard let entity = select.plainEntity, !select.distinct, select.limit == Limit(1), let output = select.outputs.onlyOne,
            output.role == .asked, select.order == [Ordering(output.expression)],
            let (nth, rest) = select.nth(), abs(nth.n) > 1
        else { return nil }
        self.init(n: nth.n, entity: entity, conditions: rest, order: nth.order, value: output.expression)
    }
}

extension Select {
    /// The entity that all rows are of, where nothing but a filter, outputs and an order is said.
    fileprivate var plainEntity: String? {
        guard case .entity(let name) = source.kind, source.alias == nil, source.visible == nil, joins.isEmpty, keys.isEmpty,
            having == nil, !outputs.contains(where: { $0.expression.containsAggregate })
        else { return nil }
        return name
    }

    /// The conjunct that leaves only rows at the nth time of all rows that meet the other conjuncts, and those.
    func nth() -> (nth: Nth, rest: [Term])? {
        guard case .entity(let name) = source.kind, source.alias == nil, let filter else { return nil }
        let conjuncts = filter.conjuncts
        for (index, conjunct) in conjuncts.enumerated() {
            guard case .binary(.equal, let time, .scalar(let query)) = conjunct, let nth = Nth(query), nth.entity == name,
                nth.order == time, nth.value == time
            else { continue }
            var rest = conjuncts
            rest.remove(at: index)
            if Set(rest) == Set(nth.conditions) { return (nth, rest) }
        }
        return nil
    }
}

extension Restater {
    /// "last hospital visit", "2nd to last lab tests by result time"; the entity's own time needs no name.
    func ordinal(_ n: Int, _ noun: String, by order: Term, _ scope: Scope) -> String {
        let text: String
        switch n {
        case 1: text = phrases.say(.firstThing, noun)
        case -1: text = phrases.say(.lastThing, noun)
        case 2...: text = phrases.say(.nthThing, noun, phrases.ordinal(String(n)))
        default: text = phrases.say(.nthLastThing, noun, phrases.ordinal(String(-n)))
        }
        return isOwnTime(order, scope) ? text : phrases.say(.orderedBy, text, value(order, scope))
    }

    /// The row that a subquery picks a value of: "the last hospital visit of patient 1 that is over".
    ///
    /// `person` is the condition that already says which person it is about, so that "the patient's" is enough.
    func picked(_ nth: Nth, person: Term?, _ scope: Scope) -> String {
        let inside = Scope(.entity(nth.entity), parent: scope)
        var noun = ordinal(nth.n, labels.entity(nth.entity), by: nth.order, inside)
        var rest = nth.conditions
        let own = rest.firstIndex { self.person($0, nth.entity) != nil }
        let theirs = own.flatMap { self.person(rest[$0], nth.entity) }
        if let own { rest.remove(at: own) }
        if let unit = catalog.privacyUnit, let theirs, theirs == person {
            noun = phrases.say(.possessive, phrases.say(.the, labels.entity(unit.name)), noun)
        } else {
            noun = phrases.say(.the, noun)
            if let unit = catalog.privacyUnit, let theirs {
                noun = phrases.say(.concept, noun, labels.entity(unit.name) + " " + value(theirs))
            }
        }
        if let entity = catalog.entities[nth.entity], entity.isEncounter, let end = entity.end,
            let index = rest.firstIndex(of: .unary(.not, .isNull(.path([end]))))
        {
            rest.remove(at: index)
            noun = phrases.say(.thatIsOver, noun)
        }
        return qualified(noun, Term.all(rest), inside)
    }

    private func value(_ literal: Term) -> String { operand(literal, of: .literal(.null), Scope(.columns)) }

    /// The number of the person that rows of the entity are said to be about.
    func person(_ condition: Term, _ entity: String) -> Term? {
        guard case .binary(.equal, .path(let path), let literal) = condition, case .literal = literal, isPersonKey(path, of: entity)
        else { return nil }
        return literal
    }

    /// `admission.hadm_id = (…)`: in the patient's last hospital visit that is over.
    func inPicked(_ condition: Term, _ scope: Scope) -> String? {
        guard case .binary(.equal, .path(let path), .scalar(let query)) = condition, let nth = Nth(query),
            let start = scope.entity, let entity = catalog.entities[nth.entity], entity.isEncounter, path.last == entity.key,
            nth.value == .path([entity.key]), !path.contains("outer"), isOnWay(Array(path.dropLast()), of: start, to: nth.entity, scope)
        else { return nil }
        return phrases.say(.inside, picked(nth, person: scope.person, scope))
    }

    /// `admission.is_current`: in the current hospital visit.
    func inCurrent(_ path: [String], _ scope: Scope) -> String? {
        guard let start = scope.entity, path.count > 1, let last = path.last, !path.contains("outer"),
            let target = target(of: Array(path.dropLast()), from: scope), let entity = catalog.entities[target], entity.isEncounter,
            entity.current == last, isOnWay(Array(path.dropLast()), of: start, to: target, scope)
        else { return nil }
        return phrases.say(.inside, phrases.say(.the, phrases.say(.currentThing, labels.entity(target))))
    }

    /// `admission.hadm_id in (from diagnosis where … select admission.hadm_id)`: in a hospital visit with diagnoses of ….
    func visitWith(_ subject: Term, _ query: Query, _ scope: Scope) -> String? {
        guard case .path(let path) = subject, case .select(let select) = query, select.plainEntity != nil, !select.distinct,
            select.order.isEmpty, select.limit == nil, let output = select.outputs.onlyOne, output.role == .asked,
            case .path(let inner) = output.expression, let start = scope.entity
        else { return nil }
        let inside = inside(select, scope)
        guard let other = inside.entity, let target = target(of: Array(path.dropLast()), from: scope),
            let entity = catalog.entities[target], entity.isEncounter, path.last == entity.key, inner.last == entity.key,
            isOnWay(Array(path.dropLast()), of: start, to: target, scope),
            isOnWay(Array(inner.dropLast()), of: other, to: target, inside)
        else { return nil }
        var rows = select
        rows.outputs = []
        let text = description(of: .select(rows), in: scope).text(phrases)
        return phrases.say(.visitWith, labels.entity(target), phrases.say(.brackets, text))
    }

    /// Whether the steps are the way on which rows belong to an encounter: the beginning of that to their person.
    private func isOnWay(_ steps: [String], of start: String, to target: String, _ scope: Scope) -> Bool {
        guard !steps.isEmpty, let way = catalog.entities[start]?.patient, way.starts(with: steps) else { return false }
        return self.target(of: steps, from: scope) == target
    }
}
