import Algebra
import Catalog

// What an answer is broken down by, as group keys.

extension Composer {
    struct Keys {
        var keys: [Output] = []
        var outputs: [Output] = []
        var columns: [ReadingColumn] = []
        var filters: [Term] = []
        var cost = 0.0
    }

    func keys(_ groups: [Grouping], _ anchor: Linker.Anchor) -> Keys? {
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
                guard let entity = catalog.entities[name],
                    let route = linker.router.route(from: anchor.entity, to: name, ways: anchor.ways), route.isToOne,
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
                    use.attribute, .path(route.path + [use.attribute]), label: labels.attribute(use.entity, use.attribute),
                    type: attribute.type,
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
                    guard let route = linker.router.route(from: anchor.entity, to: use.entity, ways: anchor.ways), route.isToOne else {
                        return nil
                    }
                    number = .path(route.path + [use.attribute])
                    label = labels.attribute(use.entity, use.attribute)
                } else {
                    guard let (age, _) = linker.age(anchor), let unit = catalog.privacyUnit else { return nil }
                    number = age
                    label = labels.attribute(unit.name, unit.age ?? "")
                }
                var branches: [Term.Branch] = []
                for index in lower.indices.reversed() {
                    branches.append(
                        Term.Branch(
                            .binary(.greaterOrEqual, number, .literal(.integer(Int64(lower[index])))), .literal(.text(texts[index]))))
                }
                result.filters.append(.binary(.greaterOrEqual, number, .literal(.integer(Int64(lower.first ?? 0)))))
                add("band", .cases(branches, otherwise: nil), label: label, type: .text)
            case .members: return nil
            }
        }
        return result
    }
}
