import Algebra
import Catalog

/// A kind of event with all that a tale says of it: one way to understand the tale's words together.
struct EventFrame: Hashable {
    /// The kind of event.
    var entity: String
    /// What must hold of the events.
    var restrictions: [Restriction] = []
    /// The time that the words tell of, where it is not the event's own: a discharge's.
    var time: String?
    /// Properties that the words name.
    var shows: [AttributeUse] = []
    /// Whether a thing is named: a drug, a test, a diagnosis.
    var isNamed = false
    /// Whether the words name the kind of event, or of thing.
    var isKind = false
    /// Whether a noun, and no verb alone, names the kind: only a noun can be ranked.
    var isNoun = false
    /// Whether the noun is one of rows that are counted, so that their total is their number.
    var isCountable = false
    /// Whether the noun is an amount, of which there is no number but a sum.
    var isAmount = false
    /// Whether a word is said of it that means this kind only beside a name.
    var needsName = false
    /// What is counted, when the words say of what: the index of the mention behind "how many".
    var counted: Counted?
    /// The step to another event behind this one, of which something is told: the drug that a charge is for.
    var behind: String?
    /// How far-fetched the senses are.
    var cost = 0.0

    /// What "how many" counts.
    enum Counted: Hashable {
        case people, events, things
        case attribute(AttributeUse)
        case encounters(String)
    }
}

/// Finds the kinds of event of which all mentions of a tale can be told.
struct EventFrames {
    let catalog: Catalog
    let router: Router

    /// What one sense of a mention says of a kind of event.
    private struct Fit {
        var restrictions: [Restriction] = []
        var time: String?
        var show: AttributeUse?
        var isOwn = false
        var isNamed = false
        var isKind = false
        var isNoun = false
        var isCountable = false
        var isAmount = false
        var needsName = false
        var counted: EventFrame.Counted
        var behind: String?
        var cost = 0.0
    }

    /// Every frame of the mentions; `counted` is the index of the mention that "how many" asks about.
    func all(_ mentions: [[Meaning]], counted: Int? = nil, alternatives: Bool = false) -> [EventFrame] {
        guard !mentions.isEmpty else { return [] }
        return catalog.order.flatMap { name -> [EventFrame] in
            guard let entity = catalog.entities[name], entity.patient != nil else { return [] }
            return frames(mentions, of: entity, counted, alternatives)
        }
    }

    /// How many ways to combine senses are followed.
    private static let keep = 16

    private func frames(_ mentions: [[Meaning]], of entity: Entity, _ counted: Int?, _ alternatives: Bool) -> [EventFrame] {
        var partial: [(frame: EventFrame, own: Bool)] = [(EventFrame(entity: entity.name), false)]
        for (index, senses) in mentions.enumerated() {
            let fits = firstNames(senses, entity).compactMap { fit($0, entity) }
            guard !fits.isEmpty else { return [] }
            var next: [(frame: EventFrame, own: Bool)] = []
            for (frame, own) in partial {
                for fit in fits {
                    var frame = frame
                    for restriction in fit.restrictions where !frame.restrictions.contains(restriction) {
                        frame.restrictions.append(restriction)
                    }
                    if let time = fit.time {
                        if let known = frame.time, known != time { continue }
                        frame.time = time
                    }
                    // One charge is for one thing.
                    if let behind = fit.behind {
                        if let known = frame.behind, known != behind { continue }
                        frame.behind = behind
                    }
                    if let show = fit.show, index != counted, !frame.shows.contains(show) { frame.shows.append(show) }
                    frame.isNamed = frame.isNamed || fit.isNamed
                    frame.isKind = frame.isKind || fit.isKind
                    frame.isNoun = frame.isNoun || fit.isNoun
                    frame.isCountable = frame.isCountable || fit.isCountable
                    frame.isAmount = frame.isAmount || fit.isAmount
                    frame.needsName = frame.needsName || fit.needsName
                    frame.cost += fit.cost
                    // A name says of what, not what is counted.
                    if index == counted, !fit.isNamed, fit.isNoun || !fit.isKind { frame.counted = fit.counted }
                    next.append((frame, own || fit.isOwn))
                }
            }
            next.sort { $0.frame.cost < $1.frame.cost }
            var seen: Set<EventFrame> = []
            partial = Array(next.filter { seen.insert($0.frame).inserted }.prefix(EventFrames.keep))
        }
        return partial.filter(\.own).compactMap { partial in
            var frame = partial.frame
            guard !frame.needsName || frame.isNamed, let named = named(frame.restrictions, alternatives) else { return nil }
            frame.restrictions = named
            // Beside its value an attribute only says what the value is of: "via the im route".
            let fixed = Set(named.flatMap(\.namedAttributes))
            frame.shows.removeAll(where: fixed.contains)
            return frame
        }
    }

    /// A word that is a name in two columns of one kind of event is taken for the one that the catalog has first.
    private func firstNames(_ senses: [Meaning], _ entity: Entity) -> [Meaning] {
        let own = senses.compactMap { sense -> (Meaning, Int)? in
            guard case .restriction(let restriction) = sense, let use = restriction.namedBy, use.entity == entity.name,
                let place = entity.attributeOrder.firstIndex(of: use.attribute)
            else { return nil }
            return (sense, place)
        }
        guard own.count > 1, let first = own.min(by: { $0.1 < $1.1 }) else { return senses }
        return senses.filter { sense in sense == first.0 || !own.contains { $0.0 == sense } }
    }

    /// Two names of one attribute are alternatives, where the tale says so, or a contradiction.
    private func named(_ restrictions: [Restriction], _ alternatives: Bool) -> [Restriction]? {
        var names: [AttributeUse: [Restriction]] = [:]
        var order: [AttributeUse] = []
        var result: [Restriction] = []
        for restriction in restrictions {
            guard let use = restriction.fixed else {
                result.append(restriction)
                continue
            }
            if names[use] == nil { order.append(use) }
            names[use, default: []].append(restriction)
        }
        for use in order {
            guard let list = names[use] else { continue }
            if list.count > 1 {
                guard alternatives else { return nil }
                result.append(.or(list))
            } else {
                result += list
            }
        }
        return result
    }

    /// The entity by whose name an event is called: the drug, the test.
    func thing(of entity: Entity) -> String? {
        guard let label = entity.label.first, label.count == 2 else { return nil }
        return entity.relations[label[0]]?.target
    }

    /// Which rows of a dictionary the name is one of, where it serves several kinds of event.
    private func among(_ restriction: Restriction) -> [Restriction] {
        guard let use = restriction.namedBy, let among = catalog.entities[use.entity]?.attributes[use.attribute]?.among else { return [] }
        return [.condition(entity: use.entity, among, names: false)]
    }

    /// Whether a restriction says what the event is called: the drug, not the route.
    private func isCalled(_ restriction: Restriction, _ entity: Entity) -> Bool {
        guard let use = restriction.fixed, let label = entity.label.first else { return true }
        return use.entity != entity.name || label == [use.attribute]
    }

    /// Whether many events belong to a row of the entity.
    private func isWhole(_ name: String) -> Bool { catalog.entities[name].map { $0.isEncounter || $0.patient == [] } ?? false }

    private func fit(_ sense: Meaning, _ entity: Entity) -> Fit? {
        switch sense {
        case .noun(let noun):
            if noun.entity == entity.name {
                return Fit(
                    restrictions: noun.restrictions, time: noun.time, isOwn: true, isKind: true, isNoun: !noun.isTold,
                    isCountable: noun.use == .counting, isAmount: noun.use == .amount, needsName: noun.use == .named,
                    counted: noun.countsPeople || entity.patient == [] ? .people : .events)
            }
            if noun.entity == catalog.privacyUnit?.name { return Fit(restrictions: noun.restrictions, counted: .people) }
            if noun.entity == thing(of: entity) {
                return Fit(restrictions: noun.restrictions, isOwn: true, isKind: true, isNoun: true, counted: .things)
            }
            // The price of a drug: an event behind which another stands.
            if entity.patient != [], catalog.entities[noun.entity]?.patient != nil, noun.restrictions.isEmpty, noun.time == nil,
                catalog.entities[noun.entity]?.isEncounter != true,
                let route = router.route(from: entity.name, to: noun.entity), route.steps.count == 1, route.isToOne
            {
                let known = Term.unary(.not, .isNull(.path(route.path + [catalog.entities[noun.entity]?.key ?? ""])))
                return Fit(
                    restrictions: [.condition(entity: entity.name, known, names: false)], counted: .events, behind: route.steps.first?.name,
                    cost: 0.2)
            }
            // "Hospital cost", "prescribed in the hospital": where the event belongs anyway.
            guard catalog.entities[noun.entity]?.isEncounter == true, !noun.isTold, noun.restrictions.isEmpty,
                let route = router.route(from: entity.name, to: noun.entity), route.isToOne
            else { return nil }
            return Fit(counted: .encounters(noun.entity), cost: 0.9)
        case .restriction(let restriction):
            guard case .condition(let name, _, let names) = restriction, let route = router.route(from: entity.name, to: name),
                route.isToOne
            else { return nil }
            let isOwn = name == entity.name || name == thing(of: entity)
            if names || catalog.entities[name]?.patient == nil {
                // What an event is about may be behind another event, but not behind the stay that both belong to.
                guard isOwn || !route.steps.contains(where: { isWhole($0.target) }) else { return nil }
                return Fit(
                    restrictions: [restriction] + among(restriction), isOwn: isOwn, isNamed: isCalled(restriction, entity),
                    counted: .events,
                    behind: isOwn ? nil : route.steps.first?.name, cost: isOwn ? 0 : 0.2)
            }
            guard isOwn || catalog.entities[name]?.isEncounter == true || catalog.entities[name]?.patient == [] else { return nil }
            return Fit(restrictions: [restriction], isOwn: isOwn, counted: .events, cost: isOwn ? 0 : 0.8 * Double(route.steps.count))
        case .attribute(let use):
            guard let route = router.route(from: entity.name, to: use.entity), route.isToOne else { return nil }
            let isOwn = use.entity == entity.name || use.entity == thing(of: entity)
            guard isOwn || catalog.entities[use.entity]?.isEncounter == true || catalog.entities[use.entity]?.patient == [] else {
                return nil
            }
            return Fit(show: use, isOwn: isOwn, counted: .attribute(use), cost: isOwn ? 0.1 : 0.4 * Double(route.steps.count))
        default: return nil
        }
    }
}

extension Restriction {
    /// The attributes whose values it names.
    fileprivate var namedAttributes: [AttributeUse] {
        switch self {
        case .or(let list), .and(let list), .joint(let list): list.flatMap(\.namedAttributes)
        default: [namedBy].compactMap { $0 }
        }
    }
}
