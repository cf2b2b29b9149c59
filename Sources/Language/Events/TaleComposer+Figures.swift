import Algebra
import Catalog

// Numbers over many events: totals of stays, prices, percentiles, survival.

extension TaleComposer {
    // MARK: Totals

    /// The average, highest or lowest of the totals of stays: "the maximum total hospital cost with a urea nitrogen test".
    func totals(_ plot: Plot) -> [Composed] {
        guard plot.occurrence == nil, plot.encounter == nil, plot.rhythm == nil, plot.compared == nil, plot.times == nil,
            let function = plot.outer
        else { return [] }
        return catalog.order.flatMap { name -> [Composed] in
            guard let entity = catalog.entities[name], let value = entity.value, entity.attributes[value]?.type == .money,
                let encounter = nearestEncounter(of: entity), let key = catalog.entities[encounter.name]?.key
            else { return [] }
            // What is not said of the charges is said of the stay.
            let own = plot.mentions.filter { senses in
                senses.contains { sense in
                    guard case .noun(let noun) = sense else { return false }
                    return noun.entity == name || noun.entity == catalog.privacyUnit?.name || noun.entity == encounter.name
                }
            }
            let rest = plot.mentions.filter { !own.contains($0) }
            let others: [EventFrame?] = rest.isEmpty ? [nil] : frames.all(rest).filter { $0.isNamed && $0.shows.isEmpty }
            return frames.all(own).flatMap { frame -> [Composed] in
                guard frame.shows.isEmpty, let scene = scene(plot, frame) else { return [] }
                return others.compactMap { other -> Composed? in
                    var conditions = scene.conditions
                    var cost = scene.cost
                    if let other {
                        guard let told = linker.link(other.restrictions, on: Linker.Anchor(entity: other.entity)),
                            let route = linker.router.route(from: other.entity, to: encounter.name), route.isToOne
                        else { return nil }
                        let stays = Select(
                            Source(.entity(other.entity)), filter: Term.all(told.conditions),
                            outputs: [Output("stay", .path(route.path + [key]))])
                        conditions.append(.member(.path(encounter.path + [key]), .select(stays)))
                        cost += other.cost + told.cost
                    }
                    let total = Select(
                        Source(.entity(name)), filter: Term.all(conditions), keys: [Output("stay", .path(encounter.path + [key]))],
                        outputs: [Output("total", .aggregate(Aggregate(.sum, .path([value]))))])
                    let column = column(
                        "\(function.rawValue)_total", label: labels.entity(name, many: true), .money)
                    let select = Select(
                        Source(.query(.select(total))),
                        outputs: [Output(column.name, .aggregate(Aggregate(function, .path(["total"]))))])
                    return Composed(query: .select(select), columns: [column], cost: cost)
                }
            }
        }
    }

    private func nearestEncounter(of entity: Entity) -> (name: String, path: [String])? {
        catalog.order.compactMap { name -> (name: String, path: [String])? in
            guard catalog.entities[name]?.isEncounter == true, let route = linker.router.route(from: entity.name, to: name), route.isToOne
            else { return nil }
            return (name, route.path)
        }.min { $0.path.count < $1.path.count }
    }

    // MARK: Prices

    /// "How much is aspirin": the amounts of what is charged for it.
    func price(_ plot: Plot) -> [Composed] {
        let charges = catalog.order.compactMap { name -> Meaning? in
            guard let entity = catalog.entities[name], let value = entity.value, entity.attributes[value]?.type == .money else {
                return nil
            }
            return .noun(Noun(entity: name))
        }
        guard !charges.isEmpty, !plot.mentions.isEmpty else { return [] }
        var plain = plot
        plain.asked.remove(.price)
        plain.asked.insert(.amount)
        return frames.all(plot.mentions + [charges]).filter { $0.behind != nil }.flatMap { frame -> [Composed] in
            // That the thing stands behind the charge is what was asked.
            var frame = frame
            frame.cost = 0
            return answers(to: plain, frame)
        }
    }

    // MARK: Percentiles

    /// Which part of the other values a value exceeds (SQL's percent_rank); no row where nobody has that value.
    func percentile(_ plot: Plot) -> [Composed] {
        guard let number = plot.numbers.onlyOne, plot.occurrence == nil, plot.isExtremeFirst == nil, plot.aggregates.isEmpty,
            plot.rhythm == nil, plot.top == nil, plot.times == nil, plot.compared == nil,
            plot.asked.isSubset(of: [.percentile, .name, .amount])
        else { return [] }
        // The person is the one that the others are like.
        var others = plot
        if !plot.same.isEmpty {
            others.restrictions.removeAll { $0.namesPerson(catalog) }
            others.encounter = nil
        }
        return frames.all(plot.mentions).compactMap { frame -> Composed? in
            guard frame.isNamed, let value = catalog.entities[frame.entity]?.value,
                frame.shows.allSatisfy({ $0 == AttributeUse(frame.entity, value) }), var scene = scene(others, frame)
            else { return nil }
            for use in plot.same {
                guard let alike = alike(use, frame.entity, plot) else { return nil }
                scene.conditions.append(alike)
            }
            let path = Term.path([value])
            let given = Constructors.literal(number)
            func count(_ op: BinaryOperator) -> Term {
                .aggregate(Aggregate(.count, filter: .binary(op, path, given)))
            }
            let others = Term.binary(.minus, .aggregate(Aggregate(.count, path)), .literal(.integer(1)))
            let rank = Term.call(.coalesce, [.binary(.divided, count(.less), others), .literal(.integer(0))])
            let select = Select(
                Source(.entity(frame.entity)), filter: scene.filter, outputs: [Output("percentile", rank)],
                having: .binary(.greater, count(.equal), .literal(.integer(0))))
            return Composed(query: .select(select), columns: [column("percentile", label: "percentile", .decimal)], cost: scene.cost)
        }
    }

    /// The condition that events are of people with the attribute of the one person: of the same age.
    private func alike(_ use: AttributeUse, _ name: String, _ plot: Plot) -> Term? {
        guard let route = linker.router.route(from: name, to: use.entity), route.isToOne, let entity = catalog.entities[use.entity] else {
            return nil
        }
        let persons = plot.restrictions.filter { $0.namesPerson(catalog) }
        guard let linked = linker.link(persons, on: Linker.Anchor(entity: use.entity)), !linked.conditions.isEmpty else { return nil }
        var rows = Select(Source(.entity(use.entity)), filter: Term.all(linked.conditions))
        let value = Term.path([use.attribute])
        let theirs: Query
        if entity.isEncounter {
            guard let time = entity.time, let encounter = plot.encounter,
                encounter.senses.contains(where: { if case .noun(let noun) = $0 { noun.entity == use.entity } else { false } })
            else { return nil }
            if let which = encounter.which {
                if catalog.conventions.encounters == .ended, let end = entity.end {
                    rows.filter = Term.all(linked.conditions + [.unary(.not, .isNull(.path([end])))])
                }
                theirs = nth(which, rows, by: .path([time]), of: value)
            } else {
                guard let current = entity.current else { return nil }
                rows.filter = Term.all(linked.conditions + [.path([current])])
                theirs = nth(-1, rows, by: .path([time]), of: value)
            }
        } else {
            rows.outputs = [Output("value", value)]
            theirs = .select(rows)
        }
        return .binary(.equal, .path(route.path + [use.attribute]), .scalar(theirs))
    }

    // MARK: Survival

    /// The rate at which people died within so many months of the first such event, for each thing or for one.
    ///
    /// People of whom it cannot be known yet do not count; a month has 365/12 days, rounded down together.
    func survival(_ plot: Plot) -> [Composed] {
        guard let (months, died) = plot.survival, plot.occurrence == nil, plot.encounter == nil, plot.rhythm == nil, plot.times == nil,
            plot.compared == nil, plot.aggregates.isEmpty, let unit = catalog.privacyUnit, let death = unit.end
        else { return [] }
        let days = Term.literal(.integer(Int64(months * 365 / 12)))
        return frames.all(plot.mentions).compactMap { frame -> Composed? in
            guard frame.shows.isEmpty, frame.isNoun || frame.isNamed, let scene = scene(plot, frame), !scene.time.isEmpty,
                let patient = scene.entity.patient, let (path, named) = name(of: scene.entity)
            else { return nil }
            let thing = key(path, of: scene.entity.name)
            let time = Term.path(scene.time)
            func passed(_ from: Term, _ to: Term) -> Term { .binary(.divided, .call(.hours, [from, to]), .literal(.integer(24))) }
            // The first of each person; only where the time has run out.
            let firsts = Select(
                Source(.entity(scene.entity.name)),
                filter: Term.all(scene.conditions + [.binary(.greaterOrEqual, passed(time, .parameter("now")), days)]),
                keys: [Output("person", .path(patient + [unit.key])), Output("thing", .path(thing)), Output("name", .path(path))],
                outputs: [
                    Output("person", .path(patient + [unit.key])), Output("thing", .path(thing)), Output("name", .path(path)),
                    Output("lived", passed(.aggregate(Aggregate(.min, time)), .aggregate(Aggregate(.max, .path(patient + [death]))))),
                ])
            let dead = Term.binary(.less, .path(["lived"]), days)
            let rate = Term.aggregate(
                Aggregate(
                    .avg,
                    .cases(
                        [Term.Branch(dead, .literal(.integer(died ? 1 : 0)))], otherwise: .literal(.integer(died ? 0 : 1)))))
            var select = Select(Source(.query(.select(firsts))), outputs: [Output("rate", rate)])
            var number = column("rate", label: "\(months)-month \(died ? "mortality" : "survival") rate", .decimal)
            guard let top = plot.top else {
                guard frame.isNamed, plot.isExtremeFirst == nil else { return nil }
                return Composed(query: .select(select), columns: [number], cost: scene.cost)
            }
            guard !frame.isNamed, let descending = plot.isExtremeFirst else { return nil }
            number.role = .supporting
            select.keys = [Output("thing", .path(["thing"])), Output(named.name, .path(["name"]))]
            select.outputs = [Output(named.name, .path(["name"])), Output("rate", rate, role: .supporting)]
            select.order = [Ordering(.path(["rate"]), descending: descending)]
            select.limit = Limit(top.count, ties: catalog.conventions.ranking == .dense ? .dense : .cut)
            return Composed(query: .select(select), columns: [named, number], cost: scene.cost)
        }
    }
}

extension Plot {
    /// How totals are taken together.
    fileprivate var outer: Aggregate.Function? {
        if let isExtremeFirst { return isExtremeFirst ? .max : .min }
        return aggregates.filter { $0 != .sum }.onlyOne
    }

    /// Whether it asks for an average, a highest or a lowest.
    var isSummary: Bool { outer != nil }

    /// Whether it asks for one of many totals.
    var isOfTotals: Bool { aggregates.contains(.sum) && outer != nil && !(isExtremeFirst != nil && aggregates.count > 1) }
}
