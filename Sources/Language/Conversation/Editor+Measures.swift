import Algebra
import Catalog

// What is asked for: another number, another aggregate, the rows themselves.

extension Editor {
    /// Other numbers in the place of those asked for before; of what, where and when stays.
    func replacing(_ measures: [MeasureUse], in draft: Draft) -> [Draft] {
        let old = draft.subject.map { draft.measures + [.count($0)] } ?? draft.measures
        var base = draft.without { $0.isMeasure || $0.isSubject || $0.isShown || $0.isOfNumber }
        base.part = []
        // What the new numbers say themselves goes before what was said.
        let said = measures.reduce(into: Set<String>()) { $0.formUnion(kinds.of(Array($1.scope))) }
        for kind in said { base = removing(kind, from: base) }
        base.clauses += measures.map(Clause.measure)
        var scopes: [Restriction] = []
        var qualities: [Restriction] = []
        for measure in old {
            let kept = lifted(measure)
            for restriction in kept.scope where !scopes.contains(restriction) { scopes.append(restriction) }
            for restriction in kept.qualities where !qualities.contains(restriction) { qualities.append(restriction) }
        }
        scopes.removeAll { !kinds.of($0).isDisjoint(with: said) }
        qualities.removeAll { !kinds.of($0).isDisjoint(with: said) }
        let plain = scopes.reduce(base) { adding($1, to: $0) }
        // "How many emergency admissions …?" – "and discharges?": of emergencies or of all, is not said.
        return qualities.isEmpty ? [plain] : [plain, qualities.reduce(plain) { adding($1, to: $0) }]
    }

    /// Another number beside those asked for.
    func adding(_ measures: [MeasureUse], to draft: Draft) -> [Draft] {
        guard draft.subject == nil, !draft.measures.isEmpty else { return [] }
        var result = draft
        result.clauses += measures.filter { !draft.measures.contains($0) }.map(Clause.measure)
        return [result]
    }

    /// What a measure says of which thing, place and time; and what kind of rows it counts, beyond what its name says.
    private func lifted(_ measure: MeasureUse) -> (scope: [Restriction], qualities: [Restriction]) {
        switch measure {
        case .catalog, .aggregate, .share, .ratio: return ([], [])
        case .restricted(let inner, let list):
            let below = lifted(inner)
            return (below.scope + list, below.qualities)
        case .count(let noun):
            let own = noun.measure.flatMap { catalog.measures[$0]?.filter }
            let said = noun.restrictions.filter { restriction in
                if case .condition(noun.entity, let term, false) = restriction { return term != own }
                return true
            }
            let scope = measure.scope
            return (said.filter(scope.contains), said.filter { !scope.contains($0) })
        }
    }

    /// A kind of thing: women are patients of a kind, discharges another number, emergency admissions admissions of a kind.
    func about(_ noun: Noun, _ manner: Edit.Manner, _ draft: Draft) -> [Draft] {
        let entity = anchor(draft)
        let isSame = noun.entity == entity && noun.measure == (counted(draft)?.measure ?? noun.measure)
        if noun.entity == catalog.privacyUnit?.name || isSame, !noun.restrictions.isEmpty {
            return put(.event(noun), manner, draft)
        }
        if manner == .only { return put(.event(noun), manner, draft) }
        guard noun.use != .listing else { return [] }
        return manner == .also ? adding([.count(noun)], to: draft) : replacing([.count(noun)], in: draft)
    }

    /// How many of them are such.
    func narrow(_ list: [Restriction], _ draft: Draft) -> [Draft] {
        guard var result = countingRows(draft), counted(result) != nil,
            !result.clauses.contains(where: { $0.isRanking || $0.isOfNumber && $0 != .number })
        else { return [] }
        let entity = anchor(result)
        let atoms = list.flatMap { self.atoms($0, entity) }
        result.part = atoms
        return onSameRows(result) { draft in [atoms.reduce(draft) { adding($1, to: $0) }] }
    }

    /// Another aggregate of the same number.
    func statistic(_ function: Aggregate.Function, _ parameter: Double?, _ draft: Draft) -> [Draft] {
        guard draft.measures.count == 1, let old = draft.measures.first, let new = aggregate(old, function, parameter) else { return [] }
        var result = draft.without { $0.isMeasure || $0.isOfNumber }
        result.clauses.insert(.measure(new), at: 0)
        return [result]
    }

    private func aggregate(_ measure: MeasureUse, _ function: Aggregate.Function, _ parameter: Double?) -> MeasureUse? {
        switch measure {
        case .aggregate(_, let use, _): return .aggregate(function, use, parameter: parameter)
        case .restricted(let inner, let list): return aggregate(inner, function, parameter).map { .restricted($0, list) }
        case .catalog(let name):
            guard let known = catalog.measures[name], case .aggregate(let aggregate)? = known.value, aggregate.filter == nil,
                !aggregate.distinct, case .path(let path)? = aggregate.argument, let attribute = path.onlyOne
            else { return nil }
            return .aggregate(function, AttributeUse(known.entity, attribute), parameter: parameter)
        case .count, .share, .ratio: return nil
        }
    }

    /// The rows that were counted.
    func list(_ draft: Draft) -> [Draft] {
        guard let noun = counted(draft), noun.use != .counting,
            !draft.clauses.contains(where: { $0.isRanking || $0.isComparison || $0.isOfNumber && $0 != .number })
        else { return [] }
        // A breakdown that leaves rows out would not be said any more.
        let isPlain = draft.clauses.allSatisfy { clause in
            switch clause {
            case .group(.bands), .group(.members), .bandAttribute: false
            case .group(.entity(_, let restrictions)): restrictions.isEmpty
            default: true
            }
        }
        guard isPlain else { return [] }
        var result = draft.without { $0.isMeasure || $0.isGrouping || $0 == .number || $0 == .shareOfTotal }
        result.clauses.insert(.subject(noun), at: 0)
        return [result]
    }

    /// As a percentage: of the total where there are groups, of the other period where there are two, of the whole where there is a part.
    func percentage(_ draft: Draft) -> [Draft] {
        if draft.clauses.contains(where: \.isComparison) { return [with(.change, draft)] }
        if draft.clauses.contains(where: \.isGrouping) { return [with(.shareOfTotal, draft)] }
        // The whole is told of the rows that were counted.
        let draft = counted(draft)?.entity == anchor(draft) ? draft : promoted(draft) ?? draft
        guard let noun = counted(draft), noun.entity == anchor(draft) else { return [] }
        func share(_ part: [Restriction]) -> Draft? {
            var whole = noun
            whole.restrictions.removeAll(where: part.contains)
            if let own = noun.measure.flatMap({ catalog.measures[$0]?.filter }),
                !whole.restrictions.contains(.condition(entity: noun.entity, own, names: false))
            {
                whole.measure = nil
            }
            var result = draft.without { clause in
                if case .restrict(let restriction) = clause { return part.contains(restriction) }
                return clause.isMeasure || clause.isOfNumber
            }
            result.clauses.insert(.measure(.share(of: whole, part)), at: 0)
            result.part = []
            return result
        }
        let said = noun.restrictions + draft.clauses.compactMap { if case .restrict(let restriction) = $0 { restriction } else { nil } }
        if !draft.part.isEmpty, draft.part.allSatisfy(said.contains) { return [share(draft.part)].compactMap { $0 } }
        let parts = said.filter { kinds.of($0) != [Kinds.time] && $0 != .current }
        return parts.compactMap { share([$0]) }
    }

    private func with(_ clause: Clause, _ draft: Draft) -> Draft {
        var result = draft
        if !result.clauses.contains(clause) { result.clauses.append(clause) }
        return result
    }
}
