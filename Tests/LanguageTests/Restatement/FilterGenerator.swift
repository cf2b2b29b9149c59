import Algebra
import Catalog

@testable import Language

/// Makes filters that a question could have, and changes them in one place: two filters that mean different things must read differently.
struct FilterGenerator {
    private var random: SeededGenerator
    private let catalog: Catalog

    init(seed: UInt64, catalog: Catalog) {
        random = SeededGenerator(seed: seed)
        self.catalog = catalog
    }

    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    private mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    private mutating func pick<Element>(_ items: [Element]) -> Element? { items.isEmpty ? nil : items[below(items.count)] }

    // MARK: Making

    mutating func entity() -> String { pick(catalog.order) ?? "" }

    /// A condition on rows of the entity.
    mutating func condition(_ entity: String, depth: Int) -> Term {
        if depth > 0 {
            switch below(7) {
            case 0, 1: return .binary(.and, condition(entity, depth: depth - 1), condition(entity, depth: depth - 1))
            case 2: return .binary(.or, condition(entity, depth: depth - 1), condition(entity, depth: depth - 1))
            case 3: return .unary(.not, .call(.coalesce, [condition(entity, depth: depth - 1), .literal(.boolean(false))]))
            case 4, 5:
                guard let many = pick(relations(entity, toMany: true)) else { break }
                let filter = condition(many.target, depth: depth - 1)
                if chance(30) {
                    let count = Select(Source(.related([many.name])), filter: filter, outputs: [Output("n", .aggregate(Aggregate(.count)))])
                    return .binary(pick(Self.orders) ?? .equal, .scalar(.select(count)), .literal(.integer(Int64(below(9)))))
                }
                let exists = Term.exists(
                    .select(Select(Source(.related([many.name])), filter: filter, outputs: [Output("one", .literal(.integer(1)))])))
                return chance(50) ? exists : .unary(.not, exists)
            default: break
            }
        }
        return atom(entity)
    }

    static let orders: [BinaryOperator] = [.less, .lessOrEqual, .greater, .greaterOrEqual]

    private func relations(_ entity: String, toMany: Bool) -> [Relation] {
        (catalog.entities[entity]?.relations.values.filter { $0.toMany == toMany } ?? []).sorted { $0.name < $1.name }
    }

    private mutating func atom(_ start: String) -> Term {
        var path: [String] = []
        var entity = start
        while chance(30), path.count < 2, let step = pick(relations(entity, toMany: false)) {
            path.append(step.name)
            entity = step.target
        }
        guard let name = pick(catalog.entities[entity]?.attributeOrder ?? []), let attribute = catalog.entities[entity]?.attributes[name]
        else {
            return .literal(.boolean(true))
        }
        let term = Term.path(path + [name])
        if chance(8) { return chance(50) ? .isNull(term) : .unary(.not, .isNull(term)) }
        switch attribute.type {
        case .boolean: return chance(50) ? term : .unary(.not, term)
        case .date, .datetime:
            let (a, b) = (date(), date())
            switch below(3) {
            case 0:
                return .binary(
                    .and, .binary(.greaterOrEqual, term, .literal(.time(min(a, b)))), .binary(.less, term, .literal(.time(max(a, b)))))
            default: return .binary(pick(Self.orders) ?? .less, term, .literal(.time(a)))
            }
        case .integer, .decimal, .money:
            return .binary(pick(Self.orders + [.equal, .notEqual]) ?? .equal, term, .literal(.integer(Int64(below(100)))))
        case .text, .code, .identifier:
            switch below(5) {
            case 0: return .binary(.starts, term, .literal(.text(text(attribute))))
            case 1: return .binary(.contains, term, .literal(.text(text(attribute))))
            case 2: return .oneOf(term, (0..<(2 + below(2))).map { _ in .literal(.text(text(attribute))) })
            case 3: return .binary(.notEqual, term, .literal(.text(text(attribute))))
            default: return .binary(.equal, term, .literal(.text(text(attribute))))
            }
        }
    }

    private mutating func text(_ attribute: Attribute) -> String {
        if chance(70), let code = pick(attribute.values) { return code }
        return "value \(below(50))"
    }

    private mutating func date() -> String {
        // Beginnings of months and years stand out in words, so they must be frequent.
        let (year, month) = (2022 + below(5), 1 + below(12))
        return (CalendarDate(year, chance(30) ? 1 : month, chance(60) ? 1 : 1 + below(28)) ?? CalendarDate(dayNumber: 0)).text
    }

    // MARK: Changing

    /// The condition changed in one place; nil when there is nothing to change at that place.
    mutating func changed(_ term: Term, _ entity: String) -> Term? {
        var place = below(nodes(term))
        var done = false
        let result = change(term, entity, &place, &done)
        return done ? result : nil
    }

    private func nodes(_ term: Term) -> Int {
        var count = 1
        _ = term.mapChildren(
            { child in
                count += nodes(child)
                return child
            },
            query: { query in
                if case .select(let select) = query, let filter = select.filter { count += nodes(filter) }
                return query
            })
        return count
    }

    private mutating func change(_ term: Term, _ entity: String, _ place: inout Int, _ done: inout Bool) -> Term {
        if done { return term }
        if place == 0 {
            place = -1
            guard let new = local(term, entity), new != term else { return term }
            done = true
            return new
        }
        place -= 1
        // `mapChildren` takes closures, which cannot change what they capture by inout: the state is handed round.
        var (self_, place_, done_) = (self, place, done)
        let result = term.mapChildren(
            { self_.change($0, entity, &place_, &done_) },
            query: { query in
                guard case .select(var select) = query, case .related(let path) = select.source.kind, let filter = select.filter,
                    let target = catalog.entities[entity]?.relations[path[0]]?.target
                else { return query }
                select.filter = self_.change(filter, target, &place_, &done_)
                return .select(select)
            })
        (self, place, done) = (self_, place_, done_)
        return result
    }

    /// One operator, value, attribute or side of a condition changed.
    private mutating func local(_ term: Term, _ entity: String) -> Term? {
        switch term {
        case .literal(.integer(let n)): return .literal(.integer(n + 1))
        case .literal(.text(let text)): return .literal(.text(text + "x"))
        case .literal(.time(let time)): return CalendarDate(time).map { .literal(.time($0.moved(chance(50) ? 1 : -1, .day).text)) }
        case .binary(.and, let a, let b): return pick([a, b, .binary(.or, a, b)])
        case .binary(.or, let a, let b): return pick([a, b, .binary(.and, a, b)])
        case .binary(.equal, let a, let b): return .binary(.notEqual, a, b)
        case .binary(.notEqual, let a, let b): return .binary(.equal, a, b)
        case .binary(.starts, let a, let b): return .binary(.contains, a, b)
        case .binary(.contains, let a, let b): return .binary(.equal, a, b)
        case .binary(let op, let a, let b): return Self.orders.contains(op) ? pick(Self.orders).map { .binary($0, a, b) } : nil
        case .oneOf(let a, let list): return .oneOf(a, Array(list.dropLast()))
        case .unary(.not, let a): return a
        case .isNull, .exists: return .unary(.not, term)
        case .path(let path): return other(path, entity).map(Term.path)
        default: return nil
        }
    }

    /// Another attribute of the same thing and type, or the same attribute of something else.
    private mutating func other(_ path: [String], _ start: String) -> [String]? {
        var entity = start
        for step in path.dropLast() { entity = catalog.entities[entity]?.relations[step]?.target ?? entity }
        guard let last = path.last, let attribute = catalog.entities[entity]?.attributes[last] else { return nil }
        let same =
            catalog.entities[entity]?.attributes.values.filter { $0.type == attribute.type && $0.name != last }.map(\.name).sorted() ?? []
        return pick(same).map { path.dropLast() + [$0] }
    }
}
