import Algebra
import Catalog

// The rows that a tale tells of.

extension TaleComposer {
    /// Rows of one kind of event.
    struct Scene {
        var frame: EventFrame
        var entity: Entity
        var time: [String]
        var conditions: [Term]
        var cost: Double

        var filter: Term? { Term.all(conditions) }
    }

    /// The rows of a frame that meet what else the plot says.
    func scene(_ plot: Plot, _ frame: EventFrame, periods: Bool = true) -> Scene? {
        guard let entity = catalog.entities[frame.entity] else { return nil }
        let anchor = Linker.Anchor(entity: frame.entity, time: frame.time ?? entity.time)
        var restrictions = frame.restrictions + plot.restrictions
        if periods {
            guard plot.periods.count <= 1 else { return nil }
            restrictions += plot.periods.map { .time($0, attribute: nil) }
        }
        guard let linked = linker.link(restrictions, on: anchor) else { return nil }
        var conditions = linked.conditions
        if let (op, number) = plot.compared {
            guard let value = entity.value else { return nil }
            conditions.append(.binary(op, .path([value]), Constructors.literal(number)))
        }
        if let encounter = plot.encounter {
            guard let condition = self.encounter(encounter.which, encounter.senses, of: frame.entity, plot) else { return nil }
            conditions.append(condition)
        }
        // The first and last stays are chosen among those that the catalog's users mean, unless it is asked when they were.
        if entity.isEncounter, plot.occurrence != nil, catalog.conventions.encounters == .ended, !plot.asked.contains(.time),
            let end = entity.end, case let ended = Term.unary(.not, .isNull(.path([end]))), !conditions.contains(ended)
        {
            conditions.append(ended)
        }
        return Scene(
            frame: frame, entity: entity, time: anchor.time.map { [$0] } ?? [], conditions: conditions, cost: frame.cost)
    }

    /// The condition that events belong to one of the person's encounters.
    func encounter(_ which: Int?, _ senses: [Meaning], of name: String, _ plot: Plot) -> Term? {
        let nouns = senses.compactMap { sense -> Noun? in
            if case .noun(let noun) = sense, catalog.entities[noun.entity]?.isEncounter == true { noun } else { nil }
        }
        for noun in nouns {
            guard let entity = catalog.entities[noun.entity], let time = entity.time,
                let route = linker.router.route(from: name, to: noun.entity), route.isToOne
            else { continue }
            guard let which else { return entity.current.map { .path(route.path + [$0]) } }
            // Of nobody in particular there is no first stay.
            guard let person = linker.link(plot.restrictions.filter { $0.namesPerson(catalog) }, on: Linker.Anchor(entity: noun.entity)),
                !person.conditions.isEmpty
            else { continue }
            var conditions = person.conditions
            if catalog.conventions.encounters == .ended, let end = entity.end {
                conditions.append(.unary(.not, .isNull(.path([end]))))
            }
            let key = nth(
                which, Select(Source(.entity(noun.entity)), filter: Term.all(conditions)), by: .path([time]), of: .path([entity.key]))
            return .binary(.equal, .path(route.path + [entity.key]), .scalar(key))
        }
        return nil
    }

    /// The value of a term at the nth row in the order of another, counted from the end where n is negative; no row where there are fewer.
    func nth(_ n: Int, _ rows: Select, by order: Term, of term: Term) -> Query {
        var first = rows
        first.order = [Ordering(order, descending: n < 0)]
        if abs(n) == 1 {
            first.outputs = [Output("value", term)]
            first.limit = Limit(1)
            return .select(first)
        }
        // The last of the first n, if there are as many.
        first.outputs = [Output("place", order)] + (term == order ? [] : [Output("value", term)])
        first.distinct = term == order
        first.limit = Limit(abs(n))
        let place = Term.path(["place"])
        if term == order {
            return .select(
                Select(
                    Source(.query(.select(first))), outputs: [Output("value", .aggregate(Aggregate(n < 0 ? .min : .max, place)))],
                    having: .binary(.equal, .aggregate(Aggregate(.count)), .literal(.integer(Int64(abs(n)))))))
        }
        var at = rows
        at.outputs = [Output("value", term)]
        at.filter = Term.all(
            [rows.filter, .binary(.equal, order, .scalar(nth(n, rows, by: order, of: order)))].compactMap { $0 })
        at.order = [Ordering(term)]
        at.limit = Limit(1)
        return .select(at)
    }

    /// A column with what is known of it.
    func column(_ name: String, label: String, _ type: AttributeType?, unit: String? = nil) -> ReadingColumn {
        ReadingColumn(
            name: name, label: label, type: type, unit: unit ?? (type == .money ? catalog.currency : nil),
            decimals: type == .money ? 2 : nil, role: .asked)
    }

    /// The path and column of an attribute, seen from an entity.
    func attribute(_ use: AttributeUse, from name: String) -> (path: [String], column: ReadingColumn, isNumber: Bool)? {
        guard let route = linker.router.route(from: name, to: use.entity), route.isToOne,
            let attribute = catalog.entities[use.entity]?.attributes[use.attribute]
        else { return nil }
        let isLabel = catalog.entities[use.entity]?.label == [[use.attribute]]
        let label = isLabel ? labels.entity(use.entity) : labels.attribute(use.entity, use.attribute)
        let isNumber = [.integer, .decimal, .money].contains(attribute.type)
        return (route.path + [use.attribute], column(use.attribute, label: label, attribute.type, unit: attribute.unit), isNumber)
    }

    /// The path of what keeps apart things of one name: the key of a dictionary.
    func key(_ path: [String], of name: String) -> [String] {
        var owner = name
        for step in path.dropLast() { owner = catalog.entities[owner]?.relations[step]?.target ?? owner }
        return owner == name ? path : path.dropLast() + [catalog.entities[owner]?.key ?? ""]
    }

    /// The path and column by which an event is called.
    func name(of entity: Entity) -> (path: [String], column: ReadingColumn)? {
        guard let path = entity.label.first, let last = path.last else { return nil }
        var owner = entity.name
        for step in path.dropLast() { owner = catalog.entities[owner]?.relations[step]?.target ?? owner }
        let type = catalog.entities[owner]?.attributes[last]?.type
        let label = path.count > 1 ? labels.entity(entity.name) : labels.attribute(owner, last)
        return (path, column(path.count > 1 ? entity.name : last, label: label, type))
    }
}

extension Restriction {
    /// Whether it says which person is meant.
    func namesPerson(_ catalog: Catalog) -> Bool {
        guard let use = namedBy, let entity = catalog.entities[use.entity] else { return false }
        return entity.patient != nil && entity.attributes[use.attribute]?.type == .identifier
            || entity.patient == [] && entity.attributes[use.attribute]?.identifies == .direct
    }
}
