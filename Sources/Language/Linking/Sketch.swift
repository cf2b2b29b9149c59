import Algebra
import Catalog

/// The clauses of a reading sorted by kind: a question before it is tied to tables.
struct Sketch: Hashable {
    var measures: [MeasureUse] = []
    var subjects: [Noun] = []
    var shows: [AttributeUse] = []
    var restrictions: [Restriction] = []
    var periods: [Period] = []
    var groups: [Grouping] = []
    var order: (descending: Bool, by: AttributeUse?)?
    var limit: Int?
    var having: (op: BinaryOperator, value: Double)?
    var thresholds: [(MeasureUse, BinaryOperator, Double)] = []
    var versus: [Period] = []
    var versusPrevious: (said: Bool, unit: CalendarUnit?) = (false, nil)
    var change = false
    var difference = false
    var shareOfTotal = false
    var open: (said: Bool, descending: Bool?) = (false, nil)
    var distinct = false
    var latest: (count: Int, earliest: Bool)?
    var previousValue = false
    var averaged: CalendarUnit?
    var wantsPercentage = false
    var wantsNumber = false
    var trend = false
    var beside = false
    var bandAttribute: AttributeUse?

    /// nil when clauses contradict each other: two orders, two limits, two subjects.
    init?(_ clauses: [Clause], catalog: Catalog) {
        var limitDefault: Int?
        var bare: Noun?
        for clause in clauses {
            switch clause {
            case .bare(let noun): bare = noun
            case .beside: beside = true
            case .limitDefault(let n): limitDefault = n
            case .trend: trend = true
            case .bandAttribute(let use): bandAttribute = use
            case .measure(let measure): if !measures.contains(measure) { measures.append(measure) }
            case .subject(let noun): if !subjects.contains(noun) { subjects.append(noun) }
            case .show(let use): if !shows.contains(use) { shows.append(use) }
            case .restrict(.time(let period, nil)): if !periods.contains(period) { periods.append(period) }
            case .restrict(let restriction): if !restrictions.contains(restriction) { restrictions.append(restriction) }
            case .group(let grouping): if !groups.contains(grouping) { groups.append(grouping) }
            case .order(let descending, let by):
                if let known = order, known.descending != descending || (known.by != nil && by != nil && known.by != by) { return nil }
                order = (descending, by ?? order?.by)
            case .limit(let n):
                if let limit, limit != n { return nil }
                limit = n
            case .having(let op, let value):
                if having != nil { return nil }
                having = (op, value)
            case .threshold(let measure, let op, let value): thresholds.append((measure, op, value))
            case .versus(let period): versus.append(period)
            case .versusPrevious(let unit): versusPrevious = (true, unit ?? versusPrevious.unit)
            case .change: change = true
            case .difference: difference = true
            case .shareOfTotal: shareOfTotal = true
            case .open(let descending): open = (true, descending)
            case .distinct: distinct = true
            case .latest(let n, let earliest):
                if let latest, latest != (n, earliest) { return nil }
                latest = (n, earliest)
            case .previousValue: previousValue = true
            case .averaged(let unit):
                if averaged != nil { return nil }
                averaged = unit
            case .percentage: wantsPercentage = true
            case .number: wantsNumber = true
            case .ageBands: break
            }
        }
        limit = limit ?? limitDefault
        if let bare {
            // Of one patient or stay the list is wanted, and so is that of departments or drugs with a condition; of all else the number.
            let isNamed = (restrictions + bare.restrictions).contains { restriction in
                guard let use = restriction.namedBy, let entity = catalog.entities[use.entity], entity.patient != nil else { return false }
                return entity.attributes[use.attribute]?.type == .identifier
            }
            let isReference = catalog.entities[bare.entity].map { $0.time == nil && $0.patient == nil } ?? false
            if isNamed || (isReference && bare.measure == nil && !restrictions.isEmpty), groups.isEmpty, measures.isEmpty {
                if !subjects.contains(bare) { subjects.append(bare) }
            } else if !measures.contains(.count(bare)) {
                measures.append(.count(bare))
            }
        }
        if trend, !groups.contains(where: { if case .time = $0 { true } else { false } }) { groups.append(.time(.month, attribute: nil)) }
        // Bands are of one number, which must have been said.
        let bands = groups.indices.filter { if case .bands = groups[$0] { true } else { false } }
        guard bands.count <= 1 else { return nil }
        if let index = bands.first, case .bands(nil, let lower, let labels) = groups[index], let bandAttribute {
            groups[index] = .bands(bandAttribute, lower: lower, labels: labels)
        } else if bandAttribute != nil || (bands.first == nil && clauses.contains(.ageBands)) {
            return nil
        } else if let index = bands.first, case .bands(nil, _, _) = groups[index], !clauses.contains(.ageBands) {
            return nil
        }
        // Now is no period.
        guard !restrictions.contains(.current) || periods.isEmpty else { return nil }
        guard subjects.count <= 1, versus.count <= 1, periods.count <= 2 else { return nil }
    }

    static func == (a: Sketch, b: Sketch) -> Bool { a.key == b.key }
    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    private var key: String { String(describing: self) }
}
