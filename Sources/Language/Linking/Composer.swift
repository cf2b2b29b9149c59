import Algebra
import Catalog

/// Makes queries of sketches: ties measures, groups, restrictions and periods to entities, and lays parts that need different rows side by side.
struct Composer {
    let catalog: Catalog
    let labels: Labels
    let linker: Linker
    let periods: PeriodBuilder
    let planner: MeasurePlanner

    init(catalog: Catalog, labels: Labels, periods: PeriodBuilder) {
        self.catalog = catalog
        self.labels = labels
        self.periods = periods
        linker = Linker(catalog)
        planner = MeasurePlanner(catalog: catalog, linker: linker, labels: labels)
    }

    /// A query with what is known of its columns.
    struct Composed {
        var query: Query
        var columns: [ReadingColumn]
        var cost: Double
        /// By what an open criterion was closed.
        var closing: [Clause]?

        /// The clauses of a question with its open criterion closed.
        func clauses(closing open: [Clause]) -> [Clause] {
            guard let closing else { return open }
            return open.filter { clause in
                switch clause {
                case .open, .subject, .order, .limitDefault: false
                default: true
                }
            } + closing
        }
    }

    /// The query of a sketch; nil when it cannot be one.
    func compose(_ sketch: Sketch) -> Composed? {
        if sketch.open.said { return nil }
        // Two times that nothing in the question joins or compares are a contradiction ("Monday, 17 May" when that was a Sunday).
        if sketch.measures.isEmpty, sketch.periods.count > 1 { return nil }
        return sketch.measures.isEmpty ? listing(sketch) : aggregation(sketch)
    }

    /// For a question whose criterion is open ("the best department"): the same question with each measure that could be meant.
    func completions(_ sketch: Sketch, limit: Int) -> [Composed] {
        guard sketch.open.said, sketch.measures.isEmpty else { return [] }
        var result: [Composed] = []
        // Measures whose better direction is known come first: they rank.
        let ranked = catalog.measures.values.sorted { ($0.direction == nil ? 1 : 0, $0.name) < ($1.direction == nil ? 1 : 0, $1.name) }
        var entities: [String: Int] = [:]
        for measure in ranked where result.count < limit {
            guard entities[measure.entity, default: 0] == 0 else { continue }
            var closed = sketch
            closed.open = (false, nil)
            closed.subjects = []
            closed.measures = [.catalog(measure.name)]
            if let descending = sketch.open.descending {
                guard let direction = measure.direction else { continue }
                closed.order = ((direction == "up") == descending, nil)
                closed.limit = closed.limit ?? 1
                closed.groups += sketch.subjects.map { .entity($0.entity, restrictions: $0.restrictions) }
            }
            if var composed = aggregation(closed) {
                entities[measure.entity, default: 0] += 1
                composed.closing =
                    closed.measures.map(Clause.measure)
                    + (sketch.open.descending == nil
                        ? [] : sketch.subjects.map { .group(.entity($0.entity, restrictions: $0.restrictions)) })
                    + [closed.order.map { .order(descending: $0.descending, by: $0.by) }, closed.limit.map(Clause.limit)].compactMap { $0 }
                result.append(composed)
            }
        }
        return result
    }

    func aggregation(_ written: Sketch) -> Composed? {
        var sketch = written
        // "surgeons … ranked by operations": what is listed beside a measure is what it is broken down by.
        if let subject = sketch.subjects.first {
            sketch.groups.append(.entity(subject.entity, restrictions: subject.restrictions))
            sketch.subjects = []
        }
        guard !sketch.previousValue, sketch.latest == nil, sketch.thresholds.isEmpty else { return nil }
        guard let prepared = members(&sketch) else { return nil }
        var trees: [MeasureTree] = []
        for use in prepared {
            guard let tree = tree(use, sketch) else { return nil }
            trees.append(tree)
        }
        // A percentage is asked for, and nothing that is asked is one.
        if sketch.wantsPercentage, !sketch.change, !sketch.shareOfTotal, !trees.contains(where: \.isPercentage) { return nil }
        if sketch.periods.count == 2 {
            // Two adjoining periods of a trend are one.
            let sorted = sketch.periods.sorted { ($0.start?.dayNumber ?? 0) < ($1.start?.dayNumber ?? 0) }
            guard sketch.groups.contains(where: { if case .time = $0 { true } else { false } }), sorted[0].end == sorted[1].start,
                sorted.allSatisfy(\.isOfDays)
            else {
                return nil
            }
            sketch.periods = [Period(sorted[0].start, sorted[1].end)]
        }
        // "by month of onset for 2025": the period is that of the time by which the answer is broken down.
        let named = sketch.groups.compactMap { grouping -> AttributeUse? in
            if case .time(_, let use) = grouping { return use }
            return nil
        }
        if let use = named.first, sketch.versus.isEmpty, !sketch.versusPrevious.said {
            sketch.restrictions += sketch.periods.map { .time($0, attribute: use) }
            sketch.periods = []
        }
        if !sketch.versus.isEmpty || sketch.versusPrevious.said || sketch.change || sketch.difference { return comparison(trees, sketch) }
        return finish(trees, sketch)
    }

    /// A measure's plan; people who are told about by one event are counted by it where groups or periods need its rows.
    func tree(_ use: MeasureUse, _ sketch: Sketch) -> MeasureTree? {
        if case .aggregate(let function, let attribute, let parameter) = use, let tree = ofEvent(function, attribute, parameter, sketch) {
            return tree
        }
        guard case .count(let noun) = use, let unit = catalog.privacyUnit else { return planner.tree(use) }
        guard noun.entity == unit.name else {
            if let tree = rerooted(noun, sketch) ?? things(noun, sketch) { return tree }
            // "How many stays lasted more than 30 days in 2025" are those that ended in it.
            var noun = noun
            if noun.measure == nil { noun.time = noun.time ?? linker.impliedTime(sketch.restrictions, on: noun.entity) }
            return planner.tree(.count(noun))
        }
        var whole = noun
        whole.restrictions += sketch.restrictions
        // "Patients in hospital" tells of a stay as much as "patients admitted" does.
        if whole.promoted == nil,
            let stay = whole.restrictions.compactMap({ restriction -> Noun? in
                guard case .condition(let entity, _, _) = restriction, catalog.entities[entity]?.isEncounter == true else { return nil }
                return Noun(entity: entity, restrictions: [restriction])
            }).onlyOne, isPromotable(whole, to: stay), let promoted = planner.tree(.count(promotedNoun(noun, event: stay)))
        {
            return promoted
        }
        // Always where it can be, so that one question has one reading.
        if let event = whole.promoted, isPromotable(whole, to: event), let promoted = planner.tree(.count(promotedNoun(noun, event: event)))
        {
            return promoted
        }
        // "discharged patients who did not …" leaves open whether in the stay or at all.
        if let event = whole.promoted, catalog.entities[event.entity]?.isEncounter == true,
            whole.restrictions.contains(where: { if case .not(.event) = $0 { true } else { false } })
        {
            return nil
        }
        return planner.tree(use)
    }

    /// "How many different drugs were prescribed": things to which something is told to have happened, each once.
    private func things(_ noun: Noun, _ sketch: Sketch) -> MeasureTree? {
        let whole = noun.restricted(sketch.restrictions)
        guard let entity = catalog.entities[noun.entity], entity.patient == nil, let event = whole.promoted, event.isTold,
            event.entity != noun.entity,
            let route = linker.router.route(from: event.entity, to: noun.entity), route.isToOne, !route.steps.isEmpty
        else { return nil }
        var root = event
        root.restrictions += noun.restrictions.filter { $0 != .event(event) }
        return planner.tree(.count(root))?.mapPlans { plan in
            var plan = plan
            plan.value = .aggregate(Aggregate(.count, .path(route.path + [entity.key]), distinct: true))
            plan.name = noun.entity + "_count"
            plan.label = labels.entity(noun.entity, many: true)
            return plan
        }
    }

    /// A person's number that the event has its own of: the age of those who were discharged is that at the stay.
    func ofEvent(_ function: Aggregate.Function, _ use: AttributeUse, _ parameter: Double?, _ sketch: Sketch) -> MeasureTree? {
        guard let unit = catalog.privacyUnit, use.entity == unit.name else { return nil }
        // "of the patients" alone says nothing.
        let whole = Noun(entity: unit.name, restrictions: sketch.restrictions.filter { $0 != .event(Noun(entity: unit.name)) })
        guard let event = whole.promoted, let entity = catalog.entities[event.entity], entity.attributes[use.attribute] != nil,
            isPromotable(whole, to: event)
        else { return nil }
        return planner.tree(.aggregate(function, AttributeUse(event.entity, use.attribute), parameter: parameter))?.mapPlans { plan in
            var plan = plan
            plan.anchor.time = event.time ?? entity.time
            return plan
        }
    }

    /// Whether what else is told of the people can be told of the event: what the row leads to, and for a visit or stay also
    /// what was found in it.
    ///
    /// Other events stay the person's own.
    func isPromotable(_ noun: Noun, to event: Noun) -> Bool {
        noun.restrictions.allSatisfy { restriction in
            switch restriction {
            case .event, .age, .current, .hours, .weekdays, .time, .ofPerson: return true
            case .condition(let entity, _, _):
                guard let route = linker.router.route(from: event.entity, to: entity) else { return false }
                if catalog.entities[event.entity]?.isEncounter == true { return true }
                // Not through the visit or stay that an order or result happens to belong to: that would tell of it, not of the person.
                return route.isToOne && !route.steps.contains { catalog.entities[$0.target]?.isEncounter == true }
            case .or(let list), .joint(let list), .and(let list):
                return isPromotable(Noun(entity: noun.entity, restrictions: list), to: event)
            case .not(let inner):
                if case .event = inner { return false }
                return isPromotable(Noun(entity: noun.entity, restrictions: [inner]), to: event)
            case .count: return false
            }
        }
    }

    /// Stays by diagnosis: what is counted has many of what it is broken down by, so those are counted through, each stay once.
    func rerooted(_ noun: Noun, _ sketch: Sketch) -> MeasureTree? {
        guard let entity = catalog.entities[noun.entity], !noun.countsPeople, let time = noun.time ?? entity.time else { return nil }
        for grouping in sketch.groups {
            let target: String
            switch grouping {
            case .entity(let name, _): target = name
            case .attribute(let use): target = use.entity
            default: continue
            }
            guard let route = linker.router.route(from: noun.entity, to: target), !route.isToOne,
                linker.router.carrier(of: target) == route.steps.first?.target, route.toManyPrefix.count == 1, let step = route.steps.first,
                let back = linker.router.route(from: step.target, to: noun.entity), back.isToOne
            else { continue }
            var plan = planner.tree(.count(Noun(entity: step.target, restrictions: noun.restrictions)))?.plans.first
            plan?.anchor.time = (back.path + [time]).joined(separator: ".")
            plan?.value = .aggregate(Aggregate(.count, .path(back.path), distinct: true))
            plan?.name = noun.measure ?? noun.entity + "_count"
            plan?.label = noun.measure.flatMap { catalog.measures[$0]?.label } ?? labels.entity(noun.entity, many: true)
            return plan.map(MeasureTree.single)
        }
        return nil
    }

    func promotedNoun(_ noun: Noun, event: Noun) -> Noun {
        var result = event
        result.countsPeople = true
        result.restrictions += noun.restrictions.filter { $0 != .event(event) }
        return result
    }
}

extension Noun {
    /// The one event that is told about it, when there is just one.
    var promoted: Noun? {
        let events = restrictions.compactMap { if case .event(let noun) = $0 { noun } else { nil } }
        return events.onlyOne
    }
}
