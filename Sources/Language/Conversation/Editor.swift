import Algebra
import Catalog

/// Applies what a follow-up says to the query before it.
///
/// Where a change can be meant in two ways there are two drafts, which are asked back; where it fits nowhere there is none, and the
/// follow-up is not understood.
struct Editor {
    /// What the phrases of both questions say together.
    struct Draft: Hashable {
        var clauses: [Clause]
        /// What was picked out of those that were asked about before.
        var part: [Restriction] = []
    }

    let composer: Composer
    let kinds: Kinds

    var catalog: Catalog { composer.catalog }
    var router: Router { composer.linker.router }

    init(composer: Composer) {
        self.composer = composer
        kinds = Kinds(catalog: composer.catalog, router: composer.linker.router)
    }

    /// The drafts that edits make of a reading.
    func drafts(_ edits: [Edit], of previous: Reading) -> [Draft] {
        // What was not read as clauses has nothing that a follow-up could change.
        guard !previous.clauses.isEmpty, let clauses = settled(previous.clauses) else { return [] }
        var drafts = [Draft(clauses: clauses, part: previous.part)]
        var rest = edits
        // Measures that are said together come together, and before what is said of them.
        let measures = edits.compactMap { edit -> MeasureUse? in
            if case .put(.measure(let measure), _) = edit { return measure }
            return nil
        }
        if !measures.isEmpty {
            let isAdded = edits.contains { if case .put(.measure, .also) = $0 { true } else { false } }
            rest.removeAll { if case .put(.measure, _) = $0 { true } else { false } }
            drafts = drafts.flatMap { isAdded ? adding(measures, to: $0) : replacing(measures, in: $0) }
        }
        // "By ward and gender instead".
        let groups = rest.compactMap { edit -> Grouping? in
            if case .put(.group(let grouping), .instead) = edit { return grouping }
            return nil
        }
        if !groups.isEmpty {
            rest.removeAll { if case .put(.group, .instead) = $0 { true } else { false } }
            rest.append(.regroup(groups))
        }
        for edit in rest {
            drafts = drafts.flatMap { apply(edit, to: $0) }
            // More than can be asked back: nobody meant so much by a few words.
            guard !drafts.isEmpty, drafts.count <= 2 * Understanding.mostOptions else { return [] }
        }
        return drafts
    }

    private func apply(_ edit: Edit, to draft: Draft) -> [Draft] {
        switch edit {
        case .put(let clause, let manner): return put(clause, manner, draft)
        case .about(let noun, let manner): return about(noun, manner, draft)
        case .narrow(let list): return narrow(list, draft)
        case .statistic(let function, let parameter): return statistic(function, parameter, draft)
        case .regroup(let groups):
            guard var result = countingRows(draft) else { return [] }
            result.clauses.removeAll(where: \.isGrouping)
            result.clauses += groups.map(Clause.group)
            return [result]
        case .ungroup:
            // A ranking without what is ranked is none.
            guard draft.clauses.contains(where: \.isGrouping), !draft.clauses.contains(where: \.isRanking) else { return [] }
            return [draft.without(\.isGrouping)]
        case .liftAttribute(let use): return lift(kinds.attribute(use), draft)
        case .liftEntity(let entity): return lift(kinds.thing(entity), draft)
        case .liftPeriod: return lift(Kinds.time, draft)
        case .list: return list(draft)
        case .count: return draft.measures.isEmpty ? [countingRows(draft)].compactMap { $0 } : []
        case .percentage: return percentage(draft)
        case .per(let measure, let factor):
            guard draft.measures.count == 1, let top = draft.measures.first else { return [] }
            var result = draft.without { $0.isMeasure || $0.isOfNumber }
            result.clauses.insert(.measure(.ratio(top, measure, factor: factor)), at: 0)
            return [result]
        case .shift(let n, let unit): return shift(n, unit, draft)
        case .neighbour(let n, let unit): return neighbour(n, unit, draft)
        case .against(let period): return against(period, draft)
        }
    }

    // MARK: What there is

    /// A noun on its own becomes what it was read as: a number, or what is listed.
    private func settled(_ clauses: [Clause]) -> [Clause]? {
        guard let sketch = Sketch(clauses, catalog: catalog) else { return nil }
        return clauses.map { clause in
            guard case .bare(let noun) = clause else { return clause }
            return sketch.measures.contains(.count(noun)) ? .measure(.count(noun)) : .subject(noun)
        }
    }

    /// The entity whose rows the draft counts or lists.
    func anchor(_ draft: Draft) -> String? {
        if let subject = draft.subject, draft.measures.isEmpty { return subject.entity }
        guard let measure = draft.measures.first, let sketch = Sketch(draft.clauses, catalog: catalog) else { return nil }
        return composer.tree(measure, sketch)?.plans.first?.anchor.entity
    }

    /// The noun that is counted, when the draft counts one kind of thing.
    func counted(_ draft: Draft) -> Noun? {
        guard draft.measures.count == 1, let measure = draft.measures.first else { return nil }
        return noun(of: measure)
    }

    private func noun(of measure: MeasureUse) -> Noun? {
        switch measure {
        case .count(let noun): return noun
        case .restricted(let inner, let list): return noun(of: inner)?.restricted(list)
        case .catalog(let name):
            guard let known = catalog.measures[name], known.value == .aggregate(Aggregate(.count)), !known.usesPeriod else { return nil }
            return Noun(
                entity: known.entity, restrictions: known.filter.map { [.condition(entity: known.entity, $0, names: false)] } ?? [],
                time: known.time, measure: name)
        default: return nil
        }
    }

    /// A list becomes the number of its rows, where it is to be broken down.
    func countingRows(_ draft: Draft) -> Draft? {
        guard let subject = draft.subject, draft.measures.isEmpty else { return draft }
        guard !draft.clauses.contains(where: \.isRanking), subject.use != .listing else { return nil }
        var result = draft.without { $0.isShown || $0.isSubject }
        result.clauses.insert(.measure(.count(subject)), at: 0)
        return result
    }

    // MARK: Clauses

    private func put(_ clause: Clause, _ manner: Edit.Manner, _ draft: Draft) -> [Draft] {
        var draft = draft
        switch clause {
        case .restrict(.time(let period, nil)): return replacing(period: period, in: draft)
        case .restrict(let restriction): return put(restriction, manner, draft)
        case .group(let grouping): return group(grouping, draft)
        case .bare(let noun): return about(noun, manner, draft)
        case .subject(let noun):
            draft.clauses.removeAll { $0.isMeasure || $0.isSubject || $0.isShown || $0.isGrouping }
            draft.clauses.append(.subject(noun))
            return [draft]
        case .measure(let measure): return replacing([measure], in: draft)
        case .show(let use):
            if draft.measures.isEmpty { draft = showingListed(draft) }
            if !draft.clauses.contains(clause) { draft.clauses.append(.show(use)) }
            return [draft]
        case .order: draft.clauses.removeAll { if case .order = $0 { true } else { false } }
        case .limit, .limitDefault:
            draft.clauses.removeAll { clause in
                switch clause {
                case .limit, .limitDefault: true
                default: false
                }
            }
        case .versus, .versusPrevious:
            draft.clauses.removeAll { clause in
                switch clause {
                case .versus, .versusPrevious: true
                default: false
                }
            }
        case .percentage: return percentage(draft)
        case .beside, .trend, .bandAttribute, .change, .difference, .shareOfTotal, .distinct, .ageBands: break
        // What else phrases say belongs to a question of its own.
        default: return []
        }
        if !draft.clauses.contains(clause) { draft.clauses.append(clause) }
        // What is ordered or cut must be an answer of several rows of numbers.
        if clause.isRanking, draft.measures.isEmpty || !draft.clauses.contains(where: \.isGrouping) { return [] }
        return [draft]
    }

    /// A breakdown beside those there are; by month takes the place of by quarter.
    private func group(_ grouping: Grouping, _ draft: Draft) -> [Draft] {
        if draft.clauses.contains(.group(grouping)) { return [draft] }
        // A ranking of departments does not say what becomes of it by month.
        guard !draft.clauses.contains(where: { if case .limit = $0 { true } else { false } }), var result = countingRows(draft) else {
            return []
        }
        // Months of one period are none of the other.
        if case .time = grouping, draft.clauses.contains(where: \.isComparison) { return [] }
        if case .members(let list) = grouping {
            // Several values of what the answer is broken down by already are a choice among its rows.
            let said = kinds.of(list)
            if result.clauses.contains(where: { isGrouped($0, bySomeOf: said) }) { return put(.or(list), .only, result) }
            for kind in said { result = removing(kind, from: result) }
        }
        result.clauses.removeAll { clause in
            guard case .group(let known) = clause else { return false }
            switch (known, grouping) {
            case (.time, .time), (.bands, .bands), (.members, .members), (.hourOfDay, .hourOfDay), (.weekday, .weekday): return true
            default: return false
            }
        }
        result.clauses.append(.group(grouping))
        return [result]
    }

    private func isGrouped(_ clause: Clause, bySomeOf said: Set<String>) -> Bool {
        switch clause {
        case .group(.entity(let name, _)): said.contains(kinds.thing(name))
        case .group(.attribute(let use)): said.contains(kinds.attribute(use)) || said.contains(kinds.thing(use.entity))
        default: false
        }
    }

    /// A list that shows its usual columns shows them still when another is asked for.
    private func showingListed(_ draft: Draft) -> Draft {
        guard let subject = draft.subject, !draft.clauses.contains(where: { if case .show = $0 { true } else { false } }),
            let entity = catalog.entities[subject.entity]
        else { return draft }
        var result = draft
        for path in entity.listing {
            var owner = subject.entity
            for step in path.dropLast() { owner = catalog.entities[owner]?.relations[step]?.target ?? owner }
            if let last = path.last { result.clauses.append(.show(AttributeUse(owner, last))) }
        }
        return result
    }
}

extension Editor.Draft {
    var measures: [MeasureUse] { clauses.compactMap { if case .measure(let measure) = $0 { measure } else { nil } } }
    var subject: Noun? { clauses.lazy.compactMap { if case .subject(let noun) = $0 { noun } else { nil } }.first }

    func without(_ isDropped: (Clause) -> Bool) -> Editor.Draft {
        var result = self
        result.clauses.removeAll(where: isDropped)
        return result
    }
}

extension Clause {
    var isMeasure: Bool { if case .measure = self { true } else { false } }
    var isSubject: Bool { if case .subject = self { true } else { false } }

    /// Whether it breaks the answer down.
    var isGrouping: Bool {
        switch self {
        case .group, .trend, .bandAttribute, .ageBands: true
        default: false
        }
    }

    /// Whether it says which columns a list has.
    var isShown: Bool {
        switch self {
        case .show, .beside: true
        default: false
        }
    }

    /// Whether it orders or cuts.
    var isRanking: Bool {
        switch self {
        case .order, .limit, .limitDefault, .latest: true
        default: false
        }
    }

    /// Whether it compares periods.
    var isComparison: Bool {
        switch self {
        case .versus, .versusPrevious, .change, .difference: true
        default: false
        }
    }

    /// Whether it says something of the number itself, which another number would not be meant by.
    var isOfNumber: Bool {
        switch self {
        case .having, .threshold, .percentage, .number, .averaged, .open, .previousValue, .latest: true
        default: false
        }
    }
}
