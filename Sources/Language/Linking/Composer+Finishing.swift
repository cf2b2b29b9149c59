import Algebra
import Catalog

// Order, limit, thresholds and the columns that stand beside.

extension Composer {
    func finish(_ trees: [MeasureTree], _ sketch: Sketch) -> Composed? {
        guard var body = body(trees, sketch, sketch.periods.first) else { return nil }
        if let unit = sketch.averaged {
            guard let averaged = self.averaged(body, trees, by: unit, sketch) else { return nil }
            body = averaged
        }
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
            guard let group = sketch.groups.first(where: { if case .entity = $0 { true } else { false } }),
                case .entity(let name, _) = group,
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
            if case .select(let select) = body.query, let output = select.outputs.first(where: { $0.name == by.name }) {
                value = output.expression
            }
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
