import Algebra
import Catalog

/// A path of the catalog from one entity to another, found by the meaning of its steps: the entity's declared ways first, then the
/// shortest; two shortest paths are no path, since a question must not be answered by the toss of a coin.
struct Route: Hashable, Sendable {
    struct Step: Hashable, Sendable {
        var name: String
        var toMany: Bool
        var target: String
    }

    var steps: [Step]

    var isToOne: Bool { !steps.contains { $0.toMany } }

    /// The steps of a to-one route as a path.
    var path: [String] { steps.map(\.name) }

    /// How far the phrase is from the entity it is said of: ways that are declared or direct count least.
    var cost: Double { Double(steps.count) * 0.8 + (isToOne ? 0 : 0.4) }

    /// The rows at the beginning of the route for which a condition on its end holds: inside `exists` behind every to-many step.
    func lift(_ condition: Term) -> Term {
        guard let index = steps.firstIndex(where: \.toMany) else { return condition.prefixed(by: path) }
        let rest = Route(steps: Array(steps[(index + 1)...]))
        return .exists(
            .select(
                Select(
                    Source(.related(steps[...index].map(\.name))), filter: rest.lift(condition),
                    outputs: [Output("one", .literal(.integer(1)))])))
    }

    /// The to-many steps at the front, up to and including the last to-many one; what stands behind is to-one.
    var toManyPrefix: [Step] {
        guard let last = steps.lastIndex(where: \.toMany) else { return [] }
        return Array(steps[...last])
    }
}

/// Finds routes.
struct Router: Sendable {
    let catalog: Catalog

    /// The route from one entity to another; nil when there is none or two are equally short.
    func route(from: String, to: String, ways: [String: [String]] = [:]) -> Route? {
        if from == to { return Route(steps: []) }
        guard let entity = catalog.entities[from] else { return nil }
        // An empty way: the catalog says that there is no path that a question could mean.
        if let way = ways[to] ?? entity.ways[to] { return way.isEmpty ? nil : follow(way, from: from) }
        if let route = shortest(from: from, to: to, toMany: false, depth: 3) { return route }
        // A route over many rows is looked for only where no to-one route exists at all.
        if !reachable(from: from, to: to, depth: 3) { return shortest(from: from, to: to, toMany: true, depth: 4) }
        return nil
    }

    private func follow(_ path: [String], from: String) -> Route? {
        var steps: [Route.Step] = []
        var at = from
        for name in path {
            guard let relation = catalog.entities[at]?.relations[name] else { return nil }
            steps.append(Route.Step(name: name, toMany: relation.toMany, target: relation.target))
            at = relation.target
        }
        return Route(steps: steps)
    }

    private func reachable(from: String, to: String, depth: Int) -> Bool {
        var seen: Set<String> = [from]
        var frontier = [from]
        for _ in 0..<depth {
            frontier = frontier.flatMap { name in (catalog.entities[name]?.relations.values.filter { !$0.toMany }.map(\.target)) ?? [] }
            frontier = frontier.filter { seen.insert($0).inserted }
        }
        return seen.contains(to)
    }

    /// Breadth first; the unique shortest route, of to-one steps only, or with at least one to-many step and as few as can be.
    private func shortest(from: String, to: String, toMany: Bool, depth: Int) -> Route? {
        var frontier: [(steps: [Route.Step], at: String, seen: Set<String>)] = [([], from, [from])]
        for _ in 0..<depth {
            var next: [(steps: [Route.Step], at: String, seen: Set<String>)] = []
            var found: [[Route.Step]] = []
            for state in frontier {
                guard let relations = catalog.entities[state.at]?.relations else { continue }
                for relation in relations.values.sorted(by: { $0.name < $1.name }) {
                    if relation.toMany && !toMany || catalog.entities[state.at]?.ways[relation.target] == [] { continue }
                    let step = Route.Step(name: relation.name, toMany: relation.toMany, target: relation.target)
                    if relation.target == to {
                        found.append(state.steps + [step])
                    } else if !state.seen.contains(relation.target) {
                        next.append((state.steps + [step], relation.target, state.seen.union([relation.target])))
                    }
                }
            }
            if toMany { found = found.filter(isTold) }
            if !found.isEmpty {
                // A step named like the entity itself is its proper name: `patient` before `lead`.
                if found.count > 1, let named = found.filter({ $0.last?.name == to }).onlyOne { return Route(steps: named) }
                return found.onlyOne.map { Route(steps: $0) }
            }
            frontier = next
        }
        return nil
    }

    /// Whether a route to many rows is one that a phrase may leave unsaid: one step to many, and none from a thing that is nobody's
    /// (the wards of its department, the beds in which anybody lay).
    private func isTold(_ steps: [Route.Step]) -> Bool {
        guard steps.filter(\.toMany).count == 1, let index = steps.firstIndex(where: \.toMany) else { return false }
        return index == 0 || catalog.entities[steps[index - 1].target]?.patient != nil
    }

    /// The entity whose rows are the events in which a thing named by a reference entity occurs: prescriptions for drugs.
    func carrier(of entity: String) -> String? {
        guard catalog.entities[entity]?.patient == nil else { return entity }
        let carriers = catalog.order.filter { name in
            guard let candidate = catalog.entities[name], candidate.patient != nil else { return false }
            return candidate.relations.values.contains { !$0.toMany && $0.target == entity }
        }
        return carriers.onlyOne
    }
}

extension Array {
    var onlyOne: Element? { count == 1 ? self[0] : nil }
}
