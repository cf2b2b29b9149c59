import Algebra
import Catalog

/// What one request may do with columns: the role's rights, the rules that count, the purpose's ceiling, the agreement and the destination.
///
/// Remembers what it found, since a query names the same columns many times; one thread uses it.
final class Entitlements {
    /// What may be done with a column.
    struct Verdict {
        /// Nothing of it may be known.
        var isClosed: Bool
        /// How values are shown.
        var treatment: Treatment
        /// Whether rows may be chosen by it though it is not shown as it is.
        var isFilterable: Bool
        /// Whether rows may not be chosen by it though it is shown.
        var isBarred: Bool
        var ground: Ground

        static func closed(_ ground: Ground) -> Verdict {
            Verdict(isClosed: true, treatment: .hide, isFilterable: false, isBarred: true, ground: ground)
        }
    }

    let role: Role
    let purpose: String
    /// Whether cells of totals stand for enough patients, because small ones are suppressed.
    let totalsAreSafe: Bool
    private let rights: ColumnRights
    private let ceiling: ColumnRights
    private let reading: Rule.Action
    private let isLeaving: Bool
    private let agreement: Agreement?
    private let governor: Governor
    private let counts: (Rule) -> Bool
    private var verdicts: [Resource.Column: Verdict] = [:]
    /// Whether the answer has a row for one patient or event.
    var isList: Bool { reading == .values }
    /// Places of permits that a verdict rests on.
    private(set) var usedRules: [Int] = []

    /// - Parameters:
    ///   - ceiling: what may be seen at most, whatever is permitted.
    ///   - isList: whether the answer has a row for one patient or event.
    ///   - isLeaving: whether the answer leaves the house.
    ///   - counts: which rules count for this request.
    init(
        governor: Governor, role: Role, rights: ColumnRights, ceiling: ColumnRights, purpose: String, isList: Bool, isLeaving: Bool,
        totalsAreSafe: Bool,
        counts: @escaping (Rule) -> Bool
    ) {
        self.governor = governor
        self.role = role
        self.purpose = purpose
        self.rights = rights
        self.totalsAreSafe = totalsAreSafe
        self.isLeaving = isLeaving
        self.counts = counts
        self.ceiling = ceiling
        agreement = role.agreement.flatMap { governor.policy.agreements[$0] }
        reading = isList ? .values : .totals
    }

    /// What may be done with a column of an entity.
    func verdict(on attribute: Attribute, of entity: Entity) -> Verdict {
        let column = Resource.Column(entity: entity.name, attribute: attribute.name)
        if let known = verdicts[column] { return known }
        let found = decide(attribute, column)
        verdicts[column] = found
        return found
    }

    /// Whether rows of an entity may count in the answer: where no column of it may leave the house, neither may how many rows there are.
    func mayLeave(_ entity: Entity) -> Bool {
        entity.attributes.keys.contains { confinement(of: Resource.Column(entity: entity.name, attribute: $0)) == nil }
    }

    private func decide(_ attribute: Attribute, _ column: Resource.Column) -> Verdict {
        func places(_ effect: Rule.Effect, _ action: Rule.Action) -> [Int] { self.places(effect, action, on: column) }
        func rule(_ effect: Rule.Effect, _ action: Rule.Action) -> Int? { places(effect, action).first }
        func name(_ place: Int) -> String { governor.book.columnRules[place].name }
        if let ground = confinement(of: column) { return .closed(ground) }
        let rank = governor.book.ranks[column]
        let barred = rule(.deny, .filters)
        let filterPermit = rule(.permit, .filters)
        var verdict = reading(attribute, rank, denial: rule(.deny, reading), permits: places(.permit, reading))
        let mayFilter = barred == nil && isFilterCovered(attribute, rank)
        if let kind = attribute.kind, rights.filterable.contains(kind), !verdict.isClosed, mayFilter { verdict.isFilterable = true }
        if let filterPermit, mayFilter {
            if verdict.isClosed {
                verdict = Verdict(isClosed: false, treatment: .hide, isFilterable: true, isBarred: false, ground: verdict.ground)
            }
            verdict.isFilterable = true
            use(filterPermit)
        }
        if let barred {
            verdict.isBarred = true
            if verdict.treatment == .show { verdict.ground = .rule(name(barred)) }
        }
        return limited(verdict, attribute, column)
    }

    /// The places of the rules that select a column and count, in the file's order.
    private func places(_ effect: Rule.Effect, _ action: Rule.Action, on column: Resource.Column) -> [Int] {
        (governor.book.columns[column] ?? []).filter {
            let rule = governor.book.columnRules[$0]
            return rule.effect == effect && rule.actions.contains(action) && counts(rule)
        }
    }

    /// What keeps a column in the house; nil when it may leave, or the answer stays.
    private func confinement(of column: Resource.Column) -> Ground? {
        guard isLeaving else { return nil }
        if let denial = places(.deny, .export, on: column).first { return .rule(governor.book.columnRules[denial].name) }
        if let most = ceiling.exportLevel, !isWithin(governor.book.ranks[column], most) { return .purpose }
        let isFree = agreement != nil || !places(.permit, .export, on: column).isEmpty
        return isFree || isWithin(governor.book.ranks[column], rights.exportLevel) ? nil : .export
    }

    /// What may be read of a column, before filters are looked at.
    private func reading(_ attribute: Attribute, _ rank: Int?, denial: Int?, permits: [Int]) -> Verdict {
        if let denial { return .closed(.rule(governor.book.columnRules[denial].name)) }
        guard isCovered(rank) else { return .closed(rank == nil ? .level : .purpose) }
        var verdict = Verdict(isClosed: false, treatment: .show, isFilterable: false, isBarred: false, ground: .role)
        if let first = permits.first {
            permits.forEach(use)
            verdict.treatment = Treatment.permitted(permits.map { governor.book.columnRules[$0].treatment.fitting(attribute) })
            verdict.ground = .rule(governor.book.columnRules[first].name)
        } else {
            guard isWithin(rank, isList ? rights.listLevel : rights.totalLevel) else { return .closed(.level) }
            // What identifies and is not spoken of is hidden.
            verdict.treatment = rights.treatment(of: attribute) ?? (attribute.identifies == .none ? .show : .hide)
        }
        if let ceiling = ceiling.treatment(of: attribute), ceiling != verdict.treatment {
            verdict.treatment = verdict.treatment.combined(with: ceiling)
            verdict.ground = .purpose
        }
        return verdict
    }

    /// The verdict within what an agreement names; numbers that only link rows are hidden, not closed.
    private func limited(_ verdict: Verdict, _ attribute: Attribute, _ column: Resource.Column) -> Verdict {
        guard let agreement, !agreement.columns.contains(column) else { return verdict }
        guard attribute.type == .identifier, !verdict.isClosed else { return .closed(.agreement) }
        return Verdict(isClosed: false, treatment: .hide, isFilterable: false, isBarred: true, ground: .agreement)
    }

    /// Whether the purpose covers columns of a level, whoever asks.
    private func isCovered(_ rank: Int?) -> Bool {
        guard let rank else { return false }
        return (isList ? ceiling.listLevel : ceiling.totalLevel).map { rank <= $0 } ?? true
    }

    /// Whether the purpose lets rows be chosen by a column that it does not show as it is.
    private func isFilterCovered(_ attribute: Attribute, _ rank: Int?) -> Bool {
        guard isCovered(rank) else { return false }
        guard let most = ceiling.treatment(of: attribute), most != .show else { return true }
        return attribute.kind.map { ceiling.filterable.contains($0) } ?? false
    }

    private func isWithin(_ rank: Int?, _ highest: Int?) -> Bool {
        guard let rank, let highest else { return false }
        return rank <= highest
    }

    private func use(_ place: Int) {
        if !usedRules.contains(place) { usedRules.append(place) }
    }
}

extension Treatment {
    /// What several permits give together, in whatever order: the value as it is where one shows it, else the strictest of them.
    fileprivate static func permitted(_ treatments: [Treatment]) -> Treatment {
        guard let first = treatments.first, !treatments.contains(.show) else { return .show }
        return treatments.dropFirst().reduce(first) { $0.combined(with: $1) }
    }
}
