import Algebra
import Catalog

/// What a restriction is about, so that one takes the place of another about the same: the department, the patient's gender, the time.
struct Kinds {
    let catalog: Catalog
    let router: Router

    static let time = "time"
    static let current = "current"

    /// What a named thing is: the event in which it occurs, since a diagnosis may be named by its title, code or concept.
    func thing(_ entity: String) -> String { router.carrier(of: entity) ?? entity }

    /// What an attribute is; the age is one, whichever row tells it.
    func attribute(_ use: AttributeUse) -> String {
        guard let entity = catalog.entities[use.entity] else { return "\(use.entity).\(use.attribute)" }
        return entity.age == use.attribute ? "age" : "\(use.entity).\(use.attribute)"
    }

    /// What a restriction is about.
    func of(_ restriction: Restriction) -> Set<String> {
        switch restriction {
        case .condition(let entity, _, true): return [thing(entity)]
        case .condition(let entity, let term, false): return of(term, entity)
        case .event(let noun):
            let inner = of(noun.restrictions)
            return inner.isEmpty ? [thing(noun.entity)] : inner
        case .count(let noun, _, _): return ["count \(noun.entity)"]
        case .time(_, nil): return [Kinds.time]
        case .time(_, let use?): return ["time \(attribute(use))"]
        case .hours: return ["hours"]
        case .weekdays: return ["weekdays"]
        case .age: return ["age"]
        case .current: return [Kinds.current]
        case .ofPerson(let inner), .not(let inner): return of(inner)
        case .or(let list), .and(let list), .joint(let list): return of(list)
        }
    }

    func of(_ list: [Restriction]) -> Set<String> { list.reduce(into: []) { $0.formUnion(of($1)) } }

    private func of(_ term: Term, _ entity: String) -> Set<String> {
        var result: Set<String> = []
        term.walk(
            { part in
                guard case .path(let path) = part, let last = path.last, let owner = owner(path.dropLast(), from: entity) else { return }
                result.insert(attribute(AttributeUse(owner, last)))
            },
            query: { query in
                // "Diabetic" tells of a diagnosis, however it is written.
                if case .select(let select) = query, case .related(let path) = select.source.kind,
                    let target = owner(path[...], from: entity)
                {
                    result.insert(thing(target))
                }
            })
        return result
    }

    private func owner(_ path: ArraySlice<String>, from entity: String) -> String? {
        var at = entity
        for step in path {
            guard let relation = catalog.entities[at]?.relations[step] else { return nil }
            at = relation.target
        }
        return at
    }
}
