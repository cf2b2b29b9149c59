import Algebra
import Catalog

// Rows instead of numbers.

extension Composer {
    func listing(_ sketch: Sketch) -> Composed? {
        guard !sketch.wantsNumber, !sketch.wantsPercentage, let subject = sketch.subjects.first, sketch.groups.isEmpty,
            sketch.versus.isEmpty, !sketch.versusPrevious.said, sketch.having == nil,
            !sketch.change, !sketch.shareOfTotal, sketch.thresholds.isEmpty
        else { return nil }
        var noun = subject
        noun.restrictions += sketch.restrictions + sketch.periods.map { .time($0, attribute: nil) }
        // People of whom a visit or stay is told are listed through it, as they are counted: "patients with heart failure admitted last month".
        if let unit = catalog.privacyUnit, subject.entity == unit.name, let stay = noun.promoted,
            catalog.entities[stay.entity]?.isEncounter == true,
            isPromotable(noun, to: stay),
            let composed = rows(stay.restricted(noun.restrictions.filter { $0 != .event(stay) }), shown: unit.name, sketch)
        {
            return composed
        }
        let direct = rows(noun, shown: subject.entity, sketch)
        if let direct { return direct }
        // What is listed may be what an event is about: the drugs that somebody takes.
        guard let event = noun.promoted else { return nil }
        var root = event
        root.restrictions += noun.restrictions.filter { $0 != .event(event) }
        return rows(root, shown: subject.entity, sketch)
    }

    func rows(_ noun: Noun, shown: String, _ sketch: Sketch) -> Composed? {
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
            let isLabel =
                catalog.entities[owner]?.label == [[attribute]] && !(owner == shown && sketch.shows.contains { $0.entity == owner })
            let name = unique(isLabel ? owner : attribute, outputs.map(\.name))
            let known = catalog.entities[owner]?.attributes[attribute]
            outputs.append(Output(name, term, role: role))
            columns.append(
                ReadingColumn(
                    name: name, label: isLabel ? labels.entity(owner) : labels.attribute(owner, attribute), type: known?.type,
                    unit: known?.unit ?? (known?.type == .money ? catalog.currency : nil), decimals: known?.type == .money ? 2 : nil,
                    role: role))
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
            let paths =
                route.steps.isEmpty && shown == noun.entity && sketch.subjects.first?.entity == noun.entity
                ? listed(entity, sketch) : entity.label
            for path in paths { addPath(path, from: shown, prefix: route.path) }
        } else {
            if sketch.beside { for path in entity.label { addPath(path, from: shown, prefix: route.path) } }
            for use in sketch.shows {
                if use.entity == shown {
                    add(route.path + [use.attribute], shown, use.attribute)
                    continue
                }
                guard let there = linker.router.route(from: noun.entity, to: use.entity, ways: anchor.ways), there.isToOne else {
                    return nil
                }
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
                let previous = Term.window(
                    Window(.lag, [.path(first)], order: [Ordering(.path(time.split(separator: ".").map(String.init)))]))
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
                guard let there = linker.router.route(from: noun.entity, to: by.entity, ways: anchor.ways), there.isToOne else {
                    return nil
                }
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
            Source(.entity(noun.entity)), filter: Term.all(linked.conditions), outputs: outputs, distinct: distinct, order: order,
            limit: limit)
        return Composed(query: .select(select), columns: columns, cost: cost)
    }

    func listed(_ entity: Entity, _ sketch: Sketch) -> [[String]] { entity.listing.isEmpty ? [[entity.key]] : entity.listing }
}

extension Term {
    /// The path that a condition bounds without fixing its value: `severity in (3, 4)`, `days > 60`.
    fileprivate var openPath: [String]? {
        switch self {
        case .oneOf(.path(let path), let list) where list.count > 1: path
        case .binary(.less, .path(let path), .literal), .binary(.lessOrEqual, .path(let path), .literal),
            .binary(.greater, .path(let path), .literal),
            .binary(.greaterOrEqual, .path(let path), .literal):
            path
        default: nil
        }
    }
}
