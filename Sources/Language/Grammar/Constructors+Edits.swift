import Algebra
import Catalog

// What follow-ups change in the query before them.

extension Constructors {
    static let edits: [String: Constructor] = [
        // What phrases say, put in its place: edit('and', $Mods).
        "edit": { c, a in
            guard let manner = a.word(0).flatMap(Edit.Manner.init(rawValue:)), a.count > 1 else { return nil }
            if case .noun(let noun) = a[1] { return a.count == 2 ? .edits([.about(noun, manner)]) : nil }
            guard case .clauses(let clauses)? = table["join"]?(c, Array(a.dropFirst())), !clauses.isEmpty else { return nil }
            return .edits(clauses.map { .put($0, manner) })
        },
        // Changes said together.
        "edits": { _, a in
            var result: [Edit] = []
            for meaning in a.flatMap(\.flattened) {
                switch meaning {
                case .edits(let edits): result += edits
                case .clauses(let clauses): result += clauses.map { .put($0, .and) }
                case .none: break
                default: return nil
                }
            }
            return result.isEmpty || result.count > mostClauses ? nil : .edits(result)
        },
        "narrow": { c, a in
            var list: [Restriction] = []
            for meaning in a.flatMap(\.flattened) {
                switch meaning {
                case .noun(let noun): list.append(.event(noun))
                case .clauses(let clauses):
                    for clause in clauses {
                        guard case .restrict(let restriction) = clause else { return nil }
                        list.append(restriction)
                    }
                default:
                    guard let more = restrictions([meaning]) else { return nil }
                    list += more
                }
            }
            return list.isEmpty || list.count > mostClauses ? nil : .edits([.narrow(list)])
        },
        "statistic": { _, a in
            guard let function = a.word(0).flatMap(Aggregate.Function.init(rawValue:)) else { return nil }
            if function == .percentile {
                guard let percentage = a.number(1), (0...100).contains(percentage) else { return nil }
            }
            return .edits([.statistic(function, parameter: a.number(1))])
        },
        "regroup": { c, a in
            guard case .clauses(let clauses)? = table["join"]?(c, a) else { return nil }
            let groups = clauses.compactMap { if case .group(let grouping) = $0 { grouping } else { nil } }
            return groups.isEmpty || groups.count < clauses.count ? nil : .edits([.regroup(groups)])
        },
        "ungroup": { _, _ in .edits([.ungroup]) },
        "lift": { _, a in
            switch a.first {
            case .attribute(let use): return .edits([.liftAttribute(use)])
            case .noun(let noun) where noun.restrictions.isEmpty: return .edits([.liftEntity(noun.entity)])
            case .word("period"): return .edits([.liftPeriod])
            default: return nil
            }
        },
        "rows": { _, _ in .edits([.list]) },
        "counted": { _, _ in .edits([.count]) },
        "perEach": { _, a in
            guard case .measure(let measure)? = a.first, let factor = a.number(1), factor > 0 else { return nil }
            return .edits([.per(measure, factor: factor)])
        },
        "percent": { _, _ in .edits([.percentage]) },
        "shift": { _, a in
            guard let n = a.integer(0), let unit = a.unit(1) else { return nil }
            return .edits([.shift(n, unit)])
        },
        "neighbour": { _, a in
            guard let n = a.integer(0), let unit = a.unit(1) else { return nil }
            return .edits([.neighbour(n, unit)])
        },
        "beside": { _, a in a.period(0).map { .edits([.against($0)]) } },
    ]
}
