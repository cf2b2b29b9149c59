import Algebra
import Catalog

// Measures of one period side by side: in one select where they tell of the same rows, laid side by side where not.

extension Composer {
    /// Resolves groupings by members: one attribute's values become a grouping, other members a measure each.
    func members(_ sketch: inout Sketch) -> [MeasureUse]? {
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

    func sameAttribute(_ list: [Restriction]) -> (AttributeUse, Restriction)? {
        var use: AttributeUse?
        for restriction in list {
            guard case .condition(let entity, .binary(.equal, .path(let path), .literal), _) = restriction, path.count == 1 else {
                return nil
            }
            let this = AttributeUse(entity, path[0])
            if let use, use != this { return nil }
            use = this
        }
        return use.map { ($0, .or(list)) }
    }

    /// One query for a period: keys, then one column for each measure.
    struct Body {
        var query: Query
        var keys: [ReadingColumn]
        var values: [ReadingColumn]
        var cost: Double
    }

    func body(_ trees: [MeasureTree], _ sketch: Sketch, _ period: Period?) -> Body? {
        if trees.count == 1, case .ratio(let top, let bottom, let factor, let name, let label, let unit, let decimals) = trees[0] {
            if needsCalendar(top, sketch) || needsCalendar(bottom, sketch) { return calendar(trees[0], sketch, period) }
            // "in the ICU" must say the same of events and of days: not of the rows themselves here, and of what belongs to them there.
            guard let above = linker.link(sketch.restrictions, on: top.anchor),
                let below = linker.link(sketch.restrictions, on: bottom.anchor),
                above.conditions.contains(where: \.isExists) == below.conditions.contains(where: \.isExists)
            else { return nil }
            guard let a = single([top], sketch, period, inRatio: true), let b = single([bottom], sketch, period, inRatio: true) else {
                return nil
            }
            let numerator = Term.path(["part", top.name])
            let value = Term.binary(
                .divided,
                .binary(
                    .times, .literal(.decimal(factor)),
                    top.zeroWhenEmpty ? .call(.coalesce, [numerator, .literal(.integer(0))]) : numerator),
                .path(["whole", bottom.name]))
            let keys = b.keys.map(\.name)
            let query = Query.align(
                Alignment(
                    [Alignment.Part("whole", b.query), Alignment.Part("part", a.query)], on: keys,
                    outputs: keys.map { Output($0, .path([$0])) } + [Output(name, value)]))
            return Body(
                query: query, keys: b.keys,
                values: [ReadingColumn(name: name, label: label, type: .decimal, unit: unit, decimals: decimals, role: .asked)],
                cost: a.cost + b.cost)
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
            if let first = plans.first, plans.allSatisfy({ $0.anchor == first.anchor && !$0.usesPeriod }) {
                return single(plans, sketch, period)
            }
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

    func zero(_ tree: MeasureTree) -> Bool {
        if case .single(let plan) = tree { return plan.zeroWhenEmpty }
        return false
    }

    func unique(_ name: String, _ taken: [String]) -> String {
        var result = name
        var n = 2
        while taken.contains(result) {
            result = "\(name)_\(n)"
            n += 1
        }
        return result
    }

    /// Measures of the same entity in one select; filters that differ become filters of their aggregates.
    func single(_ plans: [MeasurePlan], _ sketch: Sketch, _ period: Period?, inRatio: Bool = false) -> Body? {
        guard let first = plans.first else { return nil }
        // What has no time of its own is in a period by what happened to it, or not at all.
        let isTimeless = first.anchor.time == nil && !first.usesPeriod && !inRatio
        let told = sketch.restrictions + (isTimeless ? [period].compactMap { $0 }.map { .time($0, attribute: nil) } : [])
        guard let linked = linker.link(told, on: first.anchor) else { return nil }
        var filters = linked.conditions
        var cost = linked.cost
        if let period {
            if let time = first.anchor.time, !first.usesPeriod {
                guard let condition = linker.interval(.path(time.split(separator: ".").map(String.init)), period) else { return nil }
                filters.append(condition)
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
            values.append(
                ReadingColumn(name: name, label: plan.label, type: plan.type, unit: plan.unit, decimals: plan.decimals, role: .asked))
            cost += plan.cost
        }
        var select = Select(Source(.entity(first.anchor.entity)), filter: Term.all(filters), keys: groups.keys, outputs: outputs)
        if first.usesPeriod, let period { select = select.fixing(period) }
        return Body(query: .select(select), keys: groups.columns, values: values, cost: cost)
    }
}
