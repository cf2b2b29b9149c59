import Algebra
import Catalog

/// Makes queries of sketches: ties measures, groups, restrictions and periods to entities, and lays parts that need different rows side by side.
struct Composer {
    let catalog: Catalog
    let labels: Labels
    let linker: Linker
    let periods: PeriodBuilder
    private let planner: MeasurePlanner

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
            if let composed = aggregation(closed) {
                entities[measure.entity, default: 0] += 1
                result.append(composed)
            }
        }
        return result
    }

    // MARK: Aggregation

    private func aggregation(_ written: Sketch) -> Composed? {
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
        if sketch.periods.count == 2 {
            // Two adjoining periods of a trend are one.
            let sorted = sketch.periods.sorted { ($0.start?.dayNumber ?? 0) < ($1.start?.dayNumber ?? 0) }
            guard sketch.groups.contains(where: { if case .time = $0 { true } else { false } }), sorted[0].end == sorted[1].start else { return nil }
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
    private func tree(_ use: MeasureUse, _ sketch: Sketch) -> MeasureTree? {
        if case .aggregate(let function, let attribute, let parameter) = use, let tree = ofEvent(function, attribute, parameter, sketch) { return tree }
        guard case .count(let noun) = use, let unit = catalog.privacyUnit else { return planner.tree(use) }
        guard noun.entity == unit.name else {
            if let tree = rerooted(noun, sketch) { return tree }
            // "How many stays lasted more than 30 days in 2025" are those that ended in it.
            var noun = noun
            if noun.measure == nil { noun.time = noun.time ?? linker.impliedTime(sketch.restrictions, on: noun.entity) }
            return planner.tree(.count(noun))
        }
        var whole = noun
        whole.restrictions += sketch.restrictions
        // Always where it can be, so that one question has one reading.
        if let event = whole.promoted, isPromotable(whole, to: event), let promoted = planner.tree(.count(promotedNoun(noun, event: event))) {
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

    /// A person's number that the event has its own of: the age of those who were discharged is that at the stay.
    private func ofEvent(_ function: Aggregate.Function, _ use: AttributeUse, _ parameter: Double?, _ sketch: Sketch) -> MeasureTree? {
        guard let unit = catalog.privacyUnit, use.entity == unit.name else { return nil }
        // "of the patients" alone says nothing.
        let whole = Noun(entity: unit.name, restrictions: sketch.restrictions.filter { $0 != .event(Noun(entity: unit.name)) })
        guard let event = whole.promoted, let entity = catalog.entities[event.entity], entity.attributes[use.attribute] != nil, isPromotable(whole, to: event)
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
    private func isPromotable(_ noun: Noun, to event: Noun) -> Bool {
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
    private func rerooted(_ noun: Noun, _ sketch: Sketch) -> MeasureTree? {
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

    private func promotedNoun(_ noun: Noun, event: Noun) -> Noun {
        var result = event
        result.countsPeople = true
        result.restrictions += noun.restrictions.filter { $0 != .event(event) }
        return result
    }

    /// Resolves groupings by members: one attribute's values become a grouping, other members a measure each.
    private func members(_ sketch: inout Sketch) -> [MeasureUse]? {
        var measures = sketch.measures
        var groups: [Grouping] = []
        for grouping in sketch.groups {
            guard case .members(let list) = grouping else {
                groups.append(grouping)
                continue
            }
            if let (use, restriction) = sameAttribute(list) {
                sketch.restrictions.append(restriction)
                groups.append(.attribute(use))
            } else {
                measures = measures.flatMap { measure in list.map { .restricted(measure, [$0]) } }
            }
        }
        sketch.groups = groups
        return measures
    }

    private func sameAttribute(_ list: [Restriction]) -> (AttributeUse, Restriction)? {
        var use: AttributeUse?
        for restriction in list {
            guard case .condition(let entity, .binary(.equal, .path(let path), .literal), _) = restriction, path.count == 1 else { return nil }
            let this = AttributeUse(entity, path[0])
            if let use, use != this { return nil }
            use = this
        }
        return use.map { ($0, .or(list)) }
    }

    /// One query for a period: keys, then one column for each measure.
    private struct Body {
        var query: Query
        var keys: [ReadingColumn]
        var values: [ReadingColumn]
        var cost: Double
    }

    private func body(_ trees: [MeasureTree], _ sketch: Sketch, _ period: Period?) -> Body? {
        if trees.count == 1, case .ratio(let top, let bottom, let factor, let name, let label, let unit, let decimals) = trees[0] {
            if needsCalendar(top, sketch) || needsCalendar(bottom, sketch) { return calendar(trees[0], sketch, period) }
            guard let a = single([top], sketch, period, inRatio: true), let b = single([bottom], sketch, period, inRatio: true) else { return nil }
            let numerator = Term.path(["part", top.name])
            let value = Term.binary(
                .divided, .binary(.times, .literal(.decimal(factor)), top.zeroWhenEmpty ? .call(.coalesce, [numerator, .literal(.integer(0))]) : numerator),
                .path(["whole", bottom.name]))
            let keys = b.keys.map(\.name)
            let query = Query.align(
                Alignment(
                    [Alignment.Part("whole", b.query), Alignment.Part("part", a.query)], on: keys,
                    outputs: keys.map { Output($0, .path([$0])) } + [Output(name, value)]))
            return Body(
                query: query, keys: b.keys,
                values: [ReadingColumn(name: name, label: label, type: .decimal, unit: unit, decimals: decimals, role: .asked)], cost: a.cost + b.cost)
        }
        var plans: [MeasurePlan] = []
        var parts: [Body] = []
        for tree in trees {
            guard case .single(let plan) = tree else {
                plans = []
                break
            }
            plans.append(plan)
        }
        if plans.count == trees.count {
            if plans.contains(where: { needsCalendar($0, sketch) }) {
                return trees.count == 1 ? calendar(trees[0], sketch, period) : nil
            }
            if plans.count == 1 { return single(plans, sketch, period) }
            if let first = plans.first, plans.allSatisfy({ $0.anchor == first.anchor && !$0.usesPeriod }) { return single(plans, sketch, period) }
        }
        // A lone tree that is neither ratio nor plan of its own rows has no parts to lay side by side.
        guard trees.count > 1 else { return nil }
        for tree in trees {
            guard let part = body([tree], sketch, period) else { return nil }
            parts.append(part)
        }
        guard let keys = parts.first?.keys, parts.allSatisfy({ $0.keys == keys }) else { return nil }
        let names = keys.map(\.name)
        var outputs = names.map { Output($0, .path([$0])) }
        var values: [ReadingColumn] = []
        for (index, part) in parts.enumerated() {
            for var column in part.values {
                let path = Term.path(["p\(index)", column.name])
                column.name = unique(column.name, outputs.map(\.name))
                outputs.append(Output(column.name, zero(trees[index]) ? .call(.coalesce, [path, .literal(.integer(0))]) : path))
                values.append(column)
            }
        }
        let query = Query.align(
            Alignment(parts.enumerated().map { Alignment.Part("p\($0)", $1.query) }, on: names, full: !names.isEmpty, outputs: outputs))
        return Body(query: query, keys: keys, values: values, cost: parts.map(\.cost).reduce(0, +))
    }

    private func zero(_ tree: MeasureTree) -> Bool {
        if case .single(let plan) = tree { return plan.zeroWhenEmpty }
        return false
    }

    private func unique(_ name: String, _ taken: [String]) -> String {
        var result = name
        var n = 2
        while taken.contains(result) {
            result = "\(name)_\(n)"
            n += 1
        }
        return result
    }

    /// Measures of the same entity in one select; filters that differ become filters of their aggregates.
    private func single(_ plans: [MeasurePlan], _ sketch: Sketch, _ period: Period?, inRatio: Bool = false) -> Body? {
        guard let first = plans.first, let linked = linker.link(sketch.restrictions, on: first.anchor) else { return nil }
        var filters = linked.conditions
        var cost = linked.cost
        if let period {
            if let time = first.anchor.time, !first.usesPeriod {
                guard let condition = linker.interval(.path(time.split(separator: ".").map(String.init)), period) else { return nil }
                filters.append(condition)
            } else if !first.usesPeriod, !inRatio {
                // What has no time of its own is in no period.
                return nil
            }
        }
        if first.usesPeriod, period?.start == nil || period?.end == nil { return nil }
        var common: [Term] = first.filters
        for plan in plans.dropFirst() { common = common.filter(plan.filters.contains) }
        filters = common + filters.filter { !common.contains($0) }
        guard let groups = keys(sketch.groups, first.anchor) else { return nil }
        filters += groups.filters
        cost += groups.cost
        var outputs = groups.outputs
        var values: [ReadingColumn] = []
        for plan in plans {
            var value = plan.value
            if let own = Term.all(plan.filters.filter { !common.contains($0) }) {
                guard let restricted = value.filtered(by: own) else { return nil }
                value = restricted
            }
            let name = unique(plan.name, outputs.map(\.name))
            outputs.append(Output(name, value))
            values.append(ReadingColumn(name: name, label: plan.label, type: plan.type, unit: plan.unit, decimals: plan.decimals, role: .asked))
            cost += plan.cost
        }
        var select = Select(Source(.entity(first.anchor.entity)), filter: Term.all(filters), keys: groups.keys, outputs: outputs)
        if first.usesPeriod, let period { select = select.fixing(period) }
        return Body(query: .select(select), keys: groups.columns, values: values, cost: cost)
    }

    // MARK: Keys

    private struct Keys {
        var keys: [Output] = []
        var outputs: [Output] = []
        var columns: [ReadingColumn] = []
        var filters: [Term] = []
        var cost = 0.0
    }

    private func keys(_ groups: [Grouping], _ anchor: Linker.Anchor) -> Keys? {
        var result = Keys()
        func add(_ name: String, _ term: Term, label: String, type: AttributeType?, unit: String? = nil) {
            let name = unique(name, result.keys.map(\.name))
            result.keys.append(Output(name, term))
            result.outputs.append(Output(name, term))
            result.columns.append(ReadingColumn(name: name, label: label, type: type, unit: unit, decimals: nil, role: .asked))
        }
        for grouping in groups {
            switch grouping {
            case .entity(let name, let restrictions):
                guard let entity = catalog.entities[name], let route = linker.router.route(from: anchor.entity, to: name, ways: anchor.ways), route.isToOne,
                    let linked = linker.link(restrictions, on: Linker.Anchor(entity: name, time: entity.time))
                else { return nil }
                result.cost += route.cost + linked.cost
                result.filters += linked.conditions.map { $0.prefixed(by: route.path) }
                // The key keeps apart what has the same name.
                result.keys.append(Output(unique(name + "_key", result.keys.map(\.name)), .path(route.path + [entity.key])))
                let label = entity.label.isEmpty ? [[entity.key]] : entity.label
                for path in label {
                    let attribute = entity.attributes[path.last ?? ""]
                    add(
                        label.count == 1 ? name : path.joined(separator: "_"), .path(route.path + path),
                        label: label.count == 1 ? labels.entity(name) : path.joined(separator: " "), type: attribute?.type ?? .text)
                }
            case .attribute(let use):
                guard let entity = catalog.entities[use.entity], let attribute = entity.attributes[use.attribute],
                    let route = linker.router.route(from: anchor.entity, to: use.entity, ways: anchor.ways), route.isToOne
                else { return nil }
                result.cost += route.cost
                add(
                    use.attribute, .path(route.path + [use.attribute]), label: labels.attribute(use.entity, use.attribute), type: attribute.type,
                    unit: attribute.unit)
            case .time(let unit, let use):
                guard let (path, cost) = linker.timePath(use, anchor), let function = unit.function else { return nil }
                result.cost += cost
                add(unit.rawValue, .call(function, [path]), label: unit.rawValue, type: unit == .year ? .integer : .text)
            case .hourOfDay:
                guard let (path, _) = linker.timePath(nil, anchor) else { return nil }
                add("hour", .call(.hour, [path]), label: "hour of the day", type: .integer)
            case .weekday:
                guard let (path, _) = linker.timePath(nil, anchor) else { return nil }
                add("weekday", .call(.weekday, [path]), label: "weekday", type: .integer)
            case .bands(let use, let lower, let texts):
                let number: Term
                var label = ""
                if let use {
                    guard let route = linker.router.route(from: anchor.entity, to: use.entity, ways: anchor.ways), route.isToOne else { return nil }
                    number = .path(route.path + [use.attribute])
                    label = labels.attribute(use.entity, use.attribute)
                } else {
                    guard let (age, _) = linker.age(anchor), let unit = catalog.privacyUnit else { return nil }
                    number = age
                    label = labels.attribute(unit.name, unit.age ?? "")
                }
                var branches: [Term.Branch] = []
                for index in lower.indices.reversed() {
                    branches.append(Term.Branch(.binary(.greaterOrEqual, number, .literal(.integer(Int64(lower[index])))), .literal(.text(texts[index]))))
                }
                result.filters.append(.binary(.greaterOrEqual, number, .literal(.integer(Int64(lower.first ?? 0)))))
                add("band", .cases(branches, otherwise: nil), label: label, type: .text)
            case .members: return nil
            }
        }
        return result
    }

    // MARK: Measures of a period, month by month

    private func needsCalendar(_ plan: MeasurePlan, _ sketch: Sketch) -> Bool {
        plan.usesPeriod && sketch.groups.contains { if case .time = $0 { true } else { false } }
    }

    /// One row for each period of a calendar, with the measure of that period.
    private func calendar(_ tree: MeasureTree, _ sketch: Sketch, _ period: Period?) -> Body? {
        guard sketch.groups.count == 1, case .time(let unit, nil) = sketch.groups[0], let start = period?.start, let end = period?.end else { return nil }
        func value(_ plan: MeasurePlan) -> Term? {
            guard let linked = linker.link(sketch.restrictions, on: plan.anchor) else { return nil }
            var filters = plan.filters + linked.conditions
            if let time = plan.anchor.time, !plan.usesPeriod {
                let path = Term.path(time.split(separator: ".").map(String.init))
                filters.append(.binary(.greaterOrEqual, path, .path(["outer", "start"])))
                filters.append(.binary(.less, path, .path(["outer", "end"])))
            }
            let select = Select(Source(.entity(plan.anchor.entity)), filter: Term.all(filters), outputs: [Output("value", plan.value)])
            return .scalar(.select(select.replacingPeriod(start: .path(["outer", "start"]), end: .path(["outer", "end"]))))
        }
        let result: Term
        let column: ReadingColumn
        switch tree {
        case .single(let plan):
            guard let single = value(plan) else { return nil }
            result = single
            column = ReadingColumn(name: plan.name, label: plan.label, type: plan.type, unit: plan.unit, decimals: plan.decimals, role: .asked)
        case .ratio(let top, let bottom, let factor, let name, let label, let unit, let decimals):
            guard let a = value(top), let b = value(bottom) else { return nil }
            result = .binary(.divided, .binary(.times, .literal(.decimal(factor)), a), b)
            column = ReadingColumn(name: name, label: label, type: .decimal, unit: unit, decimals: decimals, role: .asked)
        }
        let source = Source(.calendar(unit: unit.rawValue, from: .literal(.time(start.text)), to: .literal(.time(end.text))))
        let select = Select(source, outputs: [Output(unit.rawValue, .path(["label"])), Output(column.name, result)], order: [Ordering(.path(["start"]))])
        return Body(
            query: .select(select), keys: [ReadingColumn(name: unit.rawValue, label: unit.rawValue, type: .text, unit: nil, decimals: nil, role: .asked)],
            values: [column], cost: 0.5)
    }

    // MARK: Finishing

    private func finish(_ trees: [MeasureTree], _ sketch: Sketch) -> Composed? {
        guard var body = body(trees, sketch, sketch.periods.first) else { return nil }
        var order: [Ordering] = []
        if let wanted = sketch.order {
            guard !sketch.groups.isEmpty, wanted.by == nil, let by = body.values.first else { return nil }
            order = [Ordering(.path([by.name]), descending: wanted.descending)]
        } else {
            for (grouping, key) in zip(sketch.groups, body.keys) {
                switch grouping {
                case .time, .hourOfDay, .weekday: order.append(Ordering(.path([key.name])))
                default: break
                }
            }
        }
        if sketch.limit != nil, order.isEmpty { return nil }
        // Attributes of what the rows are about stand beside its name.
        for use in sketch.shows {
            guard let group = sketch.groups.first(where: { if case .entity = $0 { true } else { false } }), case .entity(let name, _) = group,
                case .select(var select) = body.query, case .entity(let from) = select.source.kind,
                let here = linker.router.route(from: from, to: name, ways: trees.first?.plans.first?.anchor.ways ?? [:]),
                let there = linker.router.route(from: name, to: use.entity), here.isToOne, there.isToOne
            else { return nil }
            let path = Term.path(here.path + there.path + [use.attribute])
            if select.outputs.contains(where: { $0.expression == path }) { continue }
            // An attribute of another entity is called by that entity when it is its name.
            let isLabel = catalog.entities[use.entity]?.label == [[use.attribute]]
            let column = unique(isLabel ? use.entity : use.attribute, select.outputs.map(\.name))
            select.keys.append(Output(column, path))
            select.outputs.insert(Output(column, path), at: body.keys.count)
            body.query = .select(select)
            body.keys.append(
                ReadingColumn(
                    name: column, label: isLabel ? labels.entity(use.entity) : labels.attribute(use.entity, use.attribute),
                    type: catalog.entities[use.entity]?.attributes[use.attribute]?.type, unit: nil, decimals: nil, role: .asked))
        }
        var having: Term?
        if let wanted = sketch.having {
            guard let by = body.values.first, !sketch.groups.isEmpty else { return nil }
            having = .binary(wanted.op, .path([by.name]), Constructors.literal(wanted.value))
        }
        var columns = body.keys + body.values
        var extra: [Output] = []
        if sketch.shareOfTotal {
            guard let by = body.values.first, !sketch.groups.isEmpty else { return nil }
            let name = "share_of_total"
            // A column of the same select cannot be read in it; its own expression can.
            var value = Term.path([by.name])
            if case .select(let select) = body.query, let output = select.outputs.first(where: { $0.name == by.name }) { value = output.expression }
            let share = Term.binary(.divided, .binary(.times, .literal(.decimal(100)), value), .window(Window(.total, [value])))
            extra.append(Output(name, share))
            columns.append(ReadingColumn(name: name, label: "share", type: .decimal, unit: "%", decimals: 2, role: .asked))
        }
        // A ranking shows by what it ranks, though only the names were asked for.
        if sketch.order != nil, sketch.limit != nil, sketch.supportsOnlyNames {
            columns = columns.map { column in
                var column = column
                if body.values.contains(where: { $0.name == column.name }) { column.role = .supporting }
                return column
            }
        }
        let limit = sketch.limit.map { Limit($0) }
        let query: Query
        switch body.query {
        case .select(var select):
            select.having = having
            select.outputs += extra
            if !order.isEmpty { select.order = order }
            select.limit = limit
            select.outputs = select.outputs.withRoles(columns)
            query = .select(select)
        case .align(var alignment):
            alignment.filter = having
            alignment.outputs += extra
            alignment.order = order
            alignment.limit = limit
            alignment.outputs = alignment.outputs.withRoles(columns)
            query = .align(alignment)
        case .combine: return nil
        }
        return Composed(query: query, columns: columns, cost: body.cost)
    }

    // MARK: One period against another

    private func comparison(_ trees: [MeasureTree], _ sketch: Sketch) -> Composed? {
        guard trees.count == 1, let period = sketch.periods.first, sketch.shows.isEmpty, sketch.having == nil, !sketch.shareOfTotal else { return nil }
        let other: Period
        if let said = sketch.versus.first {
            other = said
        } else if let unit = sketch.versusPrevious.unit {
            other = period.moved(-1, unit)
        } else if let unit = period.unit, let start = period.start, period.count == 1 {
            other = periods.containing(start.moved(-1, unit), unit)
        } else if let start = period.start, let end = period.end {
            other = Period(CalendarDate(dayNumber: 2 * start.dayNumber - end.dayNumber), start)
        } else {
            return nil
        }
        guard other != period, let now = body(trees, sketch, period), let then = body(trees, sketch, other), let value = now.values.first else { return nil }
        let keys = now.keys.map(\.name)
        let zero = self.zero(trees[0])
        func side(_ part: String) -> Term {
            let path = Term.path([part, value.name])
            return zero ? .call(.coalesce, [path, .literal(.integer(0))]) : path
        }
        let difference = Term.binary(.minus, side("now"), side("before"))
        var outputs = keys.map { Output($0, .path([$0])) }
        outputs += [
            Output("current", side("now")), Output("previous", side("before")), Output("difference", difference, role: sketch.difference ? .asked : .supporting),
            Output(
                "change_pct", .binary(.divided, .binary(.times, .literal(.decimal(100)), difference), side("before")),
                role: sketch.change ? .asked : .supporting),
        ]
        func column(_ name: String, _ label: String, _ role: Output.Role, percent: Bool = false) -> ReadingColumn {
            ReadingColumn(
                name: name, label: label, type: percent ? .decimal : value.type, unit: percent ? "%" : value.unit, decimals: percent ? 2 : value.decimals,
                role: role)
        }
        let columns =
            now.keys + [
                column("current", "\(value.label), \(period.spoken)", .asked), column("previous", "\(value.label), \(other.spoken)", .asked),
                column("difference", "difference", sketch.difference ? .asked : .supporting),
                column("change_pct", "change", sketch.change ? .asked : .supporting, percent: true),
            ]
        var alignment = Alignment(
            [Alignment.Part("now", now.query), Alignment.Part("before", then.query)], on: keys, full: !keys.isEmpty, outputs: outputs)
        if let order = sketch.order {
            alignment.order = [Ordering(.path(["current"]), descending: order.descending)]
            alignment.limit = sketch.limit.map { Limit($0) }
        } else if sketch.limit != nil {
            return nil
        }
        return Composed(query: .align(alignment), columns: columns, cost: now.cost + 0.5)
    }

    // MARK: Listing

    private func listing(_ sketch: Sketch) -> Composed? {
        guard let subject = sketch.subjects.first, sketch.groups.isEmpty, sketch.versus.isEmpty, !sketch.versusPrevious.said, sketch.having == nil,
            !sketch.change, !sketch.shareOfTotal, sketch.thresholds.isEmpty
        else { return nil }
        var noun = subject
        noun.restrictions += sketch.restrictions + sketch.periods.map { .time($0, attribute: nil) }
        let direct = rows(noun, shown: subject.entity, sketch)
        if let direct { return direct }
        // What is listed may be what an event is about: the drugs that somebody takes.
        guard let event = noun.promoted else { return nil }
        var root = event
        root.restrictions += noun.restrictions.filter { $0 != .event(event) }
        return rows(root, shown: subject.entity, sketch)
    }

    private func rows(_ noun: Noun, shown: String, _ sketch: Sketch) -> Composed? {
        let anchor = linker.anchor(noun)
        guard let entity = catalog.entities[shown], let linked = linker.link(noun.restrictions, on: anchor),
            let route = linker.router.route(from: noun.entity, to: shown), route.isToOne
        else { return nil }
        var outputs: [Output] = []
        var columns: [ReadingColumn] = []
        var cost = linked.cost + route.cost
        func add(_ path: [String], _ owner: String, _ attribute: String, role: Output.Role = .asked) {
            let term = Term.path(path)
            guard !outputs.contains(where: { $0.expression == term }) else { return }
            let isLabel = catalog.entities[owner]?.label == [[attribute]] && !(owner == shown && sketch.shows.contains { $0.entity == owner })
            let name = unique(isLabel ? owner : attribute, outputs.map(\.name))
            let known = catalog.entities[owner]?.attributes[attribute]
            outputs.append(Output(name, term, role: role))
            columns.append(
                ReadingColumn(
                    name: name, label: isLabel ? labels.entity(owner) : labels.attribute(owner, attribute), type: known?.type,
                    unit: known?.unit ?? (known?.type == .money ? catalog.currency : nil), decimals: known?.type == .money ? 2 : nil, role: role))
        }
        func addPath(_ path: [String], from start: String, prefix: [String], role: Output.Role = .asked) {
            var owner = start
            for step in path.dropLast() { owner = catalog.entities[owner]?.relations[step]?.target ?? owner }
            add(prefix + path, owner, path.last ?? "", role: role)
        }
        if sketch.shows.isEmpty, sketch.previousValue {
            guard let value = catalog.entities[noun.entity]?.value, route.steps.isEmpty else { return nil }
            add([value], noun.entity, value)
        } else if sketch.shows.isEmpty {
            // Without an event of its own, what is listed shows its usual columns; behind an event, only its name.
            let paths = route.steps.isEmpty && shown == noun.entity && sketch.subjects.first?.entity == noun.entity ? listed(entity, sketch) : entity.label
            for path in paths { addPath(path, from: shown, prefix: route.path) }
        } else {
            if sketch.beside { for path in entity.label { addPath(path, from: shown, prefix: route.path) } }
            for use in sketch.shows {
                if use.entity == shown {
                    add(route.path + [use.attribute], shown, use.attribute)
                    continue
                }
                guard let there = linker.router.route(from: noun.entity, to: use.entity, ways: anchor.ways), there.isToOne else { return nil }
                cost += there.cost
                add(there.path + [use.attribute], use.entity, use.attribute)
            }
        }
        // What a filter leaves open between several values helps to read the rows.
        for restriction in noun.restrictions {
            guard case .condition(let entity, let term, _) = restriction, let path = term.openPath, path.count == 1,
                let there = linker.router.route(from: noun.entity, to: entity, ways: anchor.ways), there.isToOne
            else { continue }
            add(there.path + path, entity, path[0], role: .supporting)
        }
        var order: [Ordering] = []
        var limit: Limit?
        if let latest = sketch.latest {
            guard sketch.order == nil, sketch.limit == nil, let time = anchor.time else { return nil }
            order = [Ordering(.path(time.split(separator: ".").map(String.init)), descending: !latest.earliest)]
            limit = Limit(latest.count)
            addPath(time.split(separator: ".").map(String.init), from: noun.entity, prefix: [], role: .supporting)
            if sketch.previousValue {
                guard case .path(let first)? = outputs.first?.expression else { return nil }
                let previous = Term.window(Window(.lag, [.path(first)], order: [Ordering(.path(time.split(separator: ".").map(String.init)))]))
                outputs.insert(Output("previous", previous), at: 1)
                outputs.insert(Output("difference", .binary(.minus, .path(first), previous)), at: 2)
                var column = columns[0]
                column.name = "previous"
                column.label = "previous " + columns[0].label
                columns.insert(column, at: 1)
                column.name = "difference"
                column.label = "difference"
                columns.insert(column, at: 2)
            }
        } else if sketch.previousValue {
            return nil
        }
        if let wanted = sketch.order {
            if let by = wanted.by {
                guard let there = linker.router.route(from: noun.entity, to: by.entity, ways: anchor.ways), there.isToOne else { return nil }
                order = [Ordering(.path(there.path + [by.attribute]), descending: wanted.descending)]
                add(there.path + [by.attribute], by.entity, by.attribute, role: .supporting)
            } else {
                guard let time = anchor.time else { return nil }
                order = [Ordering(.path(time.split(separator: ".").map(String.init)), descending: wanted.descending)]
            }
        }
        if let n = sketch.limit {
            guard !order.isEmpty else { return nil }
            limit = Limit(n)
        }
        let isPatient = shown == catalog.privacyUnit?.name
        let distinct = limit == nil && (sketch.distinct || !route.steps.isEmpty || (isPatient && noun.entity != shown))
        let select = Select(
            Source(.entity(noun.entity)), filter: Term.all(linked.conditions), outputs: outputs, distinct: distinct, order: order, limit: limit)
        return Composed(query: .select(select), columns: columns, cost: cost)
    }

    private func listed(_ entity: Entity, _ sketch: Sketch) -> [[String]] { entity.listing.isEmpty ? [[entity.key]] : entity.listing }
}

extension Term {
    /// The path that a condition bounds without fixing its value: `severity in (3, 4)`, `days > 60`.
    fileprivate var openPath: [String]? {
        switch self {
        case .oneOf(.path(let path), let list) where list.count > 1: path
        case .binary(.less, .path(let path), .literal), .binary(.lessOrEqual, .path(let path), .literal), .binary(.greater, .path(let path), .literal),
            .binary(.greaterOrEqual, .path(let path), .literal):
            path
        default: nil
        }
    }
}

extension Noun {
    /// The one event that is told about it, when there is just one.
    var promoted: Noun? {
        let events = restrictions.compactMap { if case .event(let noun) = $0 { noun } else { nil } }
        return events.onlyOne
    }
}

extension Sketch {
    /// Whether a ranking asked only for names ("which five departments …"), so that the number is a help.
    var supportsOnlyNames: Bool { measures.count == 1 && shows.isEmpty }
}

extension [Output] {
    fileprivate func withRoles(_ columns: [ReadingColumn]) -> [Output] {
        map { output in
            var output = output
            if let column = columns.first(where: { $0.name == output.name }) { output.role = column.role }
            return output
        }
    }
}

extension CalendarUnit {
    /// The function that gives the calendar unit of a time.
    var function: ScalarFunction? {
        switch self {
        case .day: .date
        case .week: .week
        case .month: .month
        case .quarter: .quarter
        case .year: .year
        case .half: nil
        }
    }
}

extension Period {
    /// The first and last day, for headings.
    var spoken: String {
        switch (start, end) {
        case (let start?, let end?):
            let last = end.moved(-1, .day)
            return start == last ? start.text : "\(start.text) to \(last.text)"
        case (let start?, nil): return "from \(start.text)"
        case (nil, let end?): return "before \(end.text)"
        case (nil, nil): return "all time"
        }
    }
}

extension Term {
    /// An aggregate expression over only the rows that meet a condition; nil when it has no aggregates to restrict.
    func filtered(by condition: Term) -> Term? {
        guard containsAggregate else { return nil }
        if case .aggregate(var aggregate) = self {
            aggregate.filter = Term.all([aggregate.filter, condition].compactMap { $0 })
            return .aggregate(aggregate)
        }
        return mapChildren({ $0.containsAggregate ? $0.filtered(by: condition) ?? $0 : $0 }, query: { $0 })
    }

    /// `$period.start` and `$period.end` replaced, at every depth of subqueries `outer` is added in front of paths.
    func replacingPeriod(start: Term, end: Term) -> Term {
        switch self {
        case .parameter("period.start"): return start
        case .parameter("period.end"): return end
        default: return mapChildren({ $0.replacingPeriod(start: start, end: end) }, query: { $0 })
        }
    }
}

extension Select {
    func replacingPeriod(start: Term, end: Term) -> Select {
        mapExpressions({ $0.replacingPeriod(start: start, end: end) }, query: { $0 })
    }

    func fixing(_ period: Period) -> Select {
        guard let start = period.start, let end = period.end else { return self }
        return replacingPeriod(start: .literal(.time(start.text)), end: .literal(.time(end.text)))
    }
}
