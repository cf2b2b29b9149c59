import Algebra

// The restrictions of a question wherever its phrases said them: on everything, on what is counted, inside what is told to have happened.

extension [Clause] {
    /// The clauses with every list of restrictions changed.
    func mapRestrictions(_ change: ([Restriction]) -> [Restriction]) -> [Clause] {
        var restrictions: [Restriction] = []
        var rest: [Clause] = []
        for clause in self {
            switch clause {
            case .restrict(let restriction): restrictions.append(restriction)
            case .measure(let measure): rest.append(.measure(measure.mapRestrictions(change)))
            case .subject(let noun): rest.append(.subject(noun.mapRestrictions(change)))
            case .group(.entity(let name, let list)): rest.append(.group(.entity(name, restrictions: change(list))))
            case .threshold(let measure, let op, let n): rest.append(.threshold(measure.mapRestrictions(change), op, n))
            default: rest.append(clause)
            }
        }
        return rest + change(restrictions).map(Clause.restrict)
    }
}

extension Noun {
    func mapRestrictions(_ change: ([Restriction]) -> [Restriction]) -> Noun {
        var result = self
        result.restrictions = change(restrictions)
        return result
    }
}

extension MeasureUse {
    func mapRestrictions(_ change: ([Restriction]) -> [Restriction]) -> MeasureUse {
        switch self {
        case .catalog, .aggregate: return self
        case .count(let noun): return .count(noun.mapRestrictions(change))
        // What a share is of is another thing than the part of it.
        case .share(let noun, let part): return .share(of: noun.mapRestrictions(change), part)
        case .restricted(let inner, let list):
            let changed = change(list)
            let measure = inner.mapRestrictions(change)
            return changed.isEmpty ? measure : .restricted(measure, changed)
        case .ratio(let top, let bottom, let factor):
            return .ratio(top.mapRestrictions(change), bottom.mapRestrictions(change), factor: factor)
        }
    }
}
