import Algebra
import Catalog

// Restrictions and periods: one takes the place of another about the same, wherever it was said.

extension Editor {
    /// A restriction in its place.
    func put(_ restriction: Restriction, _ manner: Edit.Manner, _ draft: Draft) -> [Draft] {
        if restriction == .current {
            // Now is no period.
            return [adding(.current, to: removing(Kinds.time, from: draft))]
        }
        return onSameRows(draft) { draft in
            atoms(restriction, anchor(draft)).reduce([draft]) { drafts, atom in drafts.flatMap { put(atom: atom, manner, $0) } }
        }
    }

    /// What a follow-up adds is told of the rows that were counted before: of people admitted in May the operation is one of that stay.
    func onSameRows(_ draft: Draft, _ change: (Draft) -> [Draft]) -> [Draft] {
        let entity = anchor(draft)
        let changed = change(draft)
        if changed.allSatisfy({ anchor($0) == entity }) { return changed }
        guard let promoted = promoted(draft) else { return [] }
        return change(promoted).filter { anchor($0) == entity }
    }

    /// People who are counted by what happened to them, with that said of what is counted; nil when they are not.
    func promoted(_ draft: Draft) -> Draft? {
        guard draft.measures.count == 1, case .count(let noun)? = draft.measures.first, noun.entity == catalog.privacyUnit?.name else {
            return nil
        }
        let whole = noun.restricted(draft.clauses.compactMap { if case .restrict(let restriction) = $0 { restriction } else { nil } })
        guard let event = whole.promoted, event.entity == anchor(draft) else { return nil }
        var result = draft.without { $0.isMeasure || $0 == .restrict(.event(event)) }
        result.clauses.insert(.measure(.count(composer.promotedNoun(noun, event: event))), at: 0)
        return result
    }

    /// The parts of a restriction that each have their own place: an event that is the very thing asked about says what it is like.
    func atoms(_ restriction: Restriction, _ anchor: String?) -> [Restriction] {
        switch restriction {
        case .and(let list): return list.flatMap { atoms($0, anchor) }
        case .event(let noun)
        where (noun.entity == anchor || noun.entity == catalog.privacyUnit?.name) && !noun.restrictions.isEmpty && !noun.isTold:
            return noun.restrictions.flatMap { atoms($0, anchor) }
        default: return [restriction]
        }
    }

    private func put(atom: Restriction, _ manner: Edit.Manner, _ draft: Draft) -> [Draft] {
        let kinds = kinds.of(atom)
        // Of several values side by side one is left.
        let grouped = draft.without { clause in
            if case .group(.members(let list)) = clause { return !self.kinds.of(list).isDisjoint(with: kinds) }
            return false
        }
        if grouped != draft {
            return manner == .only || manner == .instead ? [adding(atom, to: grouped)] : []
        }
        let hasMany = isToMany(atom, from: anchor(draft))
        var sites: Set<Restriction> = []
        visit(draft) { known in
            if matches(known, atom, kinds, hasMany) { sites.insert(known) }
            return nil
        }
        if sites == [atom] { return [draft] }
        if sites.isEmpty { return [adding(atom, to: draft)] }
        guard sites.count == 1, let site = sites.first else { return manner == .also && hasMany ? [adding(atom, to: draft)] : [] }
        let replaced = replacing(site, by: atom, in: draft)
        switch manner {
        case .instead: return [replaced]
        case .and: return hasMany ? [replaced, adding(atom, to: draft)] : [replaced]
        case .only: return hasMany ? [adding(atom, to: draft)] : [replaced]
        case .also: return hasMany ? [adding(atom, to: draft)] : [replacing(site, by: .or([site, atom]), in: draft)]
        }
    }

    /// Whether a restriction that is there is about the same as a new one.
    private func matches(_ known: Restriction, _ new: Restriction, _ kinds: Set<String>, _ hasMany: Bool) -> Bool {
        if known == new { return true }
        switch (known, new) {
        case (.not, .not): return false
        // "Not in Cardiology" after "in Cardiology" are the others; "without hypertension" after "with diabetes" is one thing more.
        case (_, .not(let inner)): return known == inner
        case (.not, _): return !hasMany && !self.kinds.of(known).isDisjoint(with: kinds)
        default: return !self.kinds.of(known).isDisjoint(with: kinds)
        }
    }

    /// Whether a thing can have several of what the restriction is about: a stay has many diagnoses and one department.
    private func isToMany(_ restriction: Restriction, from anchor: String?) -> Bool {
        guard let anchor else { return false }
        func entity(_ restriction: Restriction) -> String? {
            switch restriction {
            case .condition(let entity, let term, _):
                var told: String?
                term.walk(
                    { _ in }, query: { query in if case .select(let select) = query, case .related = select.source.kind { told = "" } })
                return told ?? entity
            case .event(let noun), .count(let noun, _, _): return noun.entity
            case .not(let inner), .ofPerson(let inner): return entity(inner)
            case .or(let list), .joint(let list), .and(let list): return list.lazy.compactMap(entity).first
            default: return nil
            }
        }
        guard let target = entity(restriction) else { return false }
        if target.isEmpty { return true }
        return router.route(from: anchor, to: target).map { !$0.isToOne } ?? false
    }

    // MARK: Places

    /// Visits every restriction that a new one could take the place of; what `change` gives back takes its place, an empty list removes it.
    @discardableResult
    private func visit(_ draft: Draft, _ change: (Restriction) -> [Restriction]?) -> Draft {
        func inside(_ list: [Restriction]) -> [Restriction] {
            list.flatMap { restriction -> [Restriction] in
                switch restriction {
                case .and(let inner):
                    let changed = inside(inner)
                    return changed.count > 1 ? [.and(changed)] : changed
                case .event(let noun) where !noun.restrictions.isEmpty: return [.event(noun.mapRestrictions(inside))]
                case .ofPerson(let inner): return inside([inner]).map(Restriction.ofPerson)
                default: return change(restriction) ?? [restriction]
                }
            }
        }
        var result = draft
        result.clauses = draft.clauses.mapRestrictions(inside)
        return result
    }

    private func replacing(_ site: Restriction, by new: Restriction, in draft: Draft) -> Draft {
        var result = visit(draft) { $0 == site ? [new] : nil }
        result.part = draft.part.map { $0 == site ? new : $0 }
        return result
    }

    func adding(_ restriction: Restriction, to draft: Draft) -> Draft {
        var result = draft
        if !result.clauses.contains(.restrict(restriction)) { result.clauses.append(.restrict(restriction)) }
        return result
    }

    /// Without the restrictions of a kind.
    func removing(_ kind: String, from draft: Draft) -> Draft { visit(draft) { kinds.of($0).contains(kind) ? [] : nil } }

    /// Whatever was said of a kind does not hold any more; there must be something.
    func lift(_ kind: String, _ draft: Draft) -> [Draft] {
        let result = removing(kind, from: draft)
        return result == draft || (kind == Kinds.time && draft.clauses.contains(where: \.isComparison)) ? [] : [result]
    }

    // MARK: Periods

    /// The one period that is spoken of; nil when there is none or there are several.
    func period(_ draft: Draft) -> Period? { periods(draft).onlyOne }

    private func periods(_ draft: Draft) -> [Period] {
        var result: [Period] = []
        visit(draft) { known in
            if case .time(let period, _) = known, !result.contains(period) { result.append(period) }
            return nil
        }
        return result
    }

    func replacing(period: Period, in draft: Draft) -> [Draft] {
        // Which of two periods that are compared would be meant is not said.
        guard !draft.clauses.contains(where: { if case .versus = $0 { true } else { false } }) else { return [] }
        let known = periods(draft)
        switch known.count {
        case 0: return [adding(.time(period, attribute: nil), to: removing(Kinds.current, from: draft))]
        case 1:
            return [
                visit(draft) { known in
                    if case .time(_, let use) = known { return [.time(period, attribute: use)] }
                    return nil
                }
            ]
        default: return []
        }
    }

    func shift(_ n: Int, _ unit: CalendarUnit, _ draft: Draft) -> [Draft] {
        guard let known = period(draft), known.start != nil, known.end != nil else { return [] }
        return replacing(period: known.moved(n, unit), in: draft)
    }

    /// "The month before": only where a month was asked about is it plain which.
    func neighbour(_ n: Int, _ unit: CalendarUnit, _ draft: Draft) -> [Draft] {
        guard let known = period(draft), let start = known.start, known.unit == unit, known.count == 1, known.isOfDays else { return [] }
        return replacing(period: composer.periods.containing(start.moved(n, unit), unit), in: draft)
    }

    /// "Compared with last year": May against May of that year, a year against the year.
    func against(_ other: Period, _ draft: Draft) -> [Draft] {
        guard let known = period(draft), let start = known.start, let there = other.start, let end = known.end,
            !draft.clauses.contains(where: { if case .group(.time) = $0 { true } else { false } })
        else { return [] }
        var period = other
        if other.unit == .year, other.count == 1, known.unit != .year {
            // The stretch must lie within one year.
            guard end <= start.start(of: .year).moved(1, .year) else { return [] }
            period = known.moved(there.year - start.year, .year)
        } else if other.unit != known.unit || other.count != known.count {
            return []
        }
        guard period != known else { return [] }
        var result = draft.without { if case .versus = $0 { true } else if case .versusPrevious = $0 { true } else { false } }
        result.clauses.append(.versus(period))
        return [result]
    }
}
