import Algebra
import Catalog

/// A measure tied to an entity: what to aggregate over which rows, before the question's own restrictions, groups and period.
struct MeasurePlan: Hashable {
    var name: String
    var label: String
    var anchor: Linker.Anchor
    var value: Term
    var filters: [Term]
    /// Whether value or filters read `$period.start` and `$period.end`.
    var usesPeriod: Bool
    var type: AttributeType?
    var unit: String?
    var decimals: Int?
    var cost = 0.0

    /// Whether no rows means zero, as for counts and sums.
    var zeroWhenEmpty: Bool {
        if case .aggregate(let aggregate) = value { return aggregate.function == .count || aggregate.function == .sum }
        return false
    }
}

/// A measure as one plan, or as one over another.
enum MeasureTree: Hashable {
    case single(MeasurePlan)
    indirect case ratio(MeasurePlan, MeasurePlan, factor: Double, name: String, label: String, unit: String?, decimals: Int?)

    var plans: [MeasurePlan] {
        switch self {
        case .single(let plan): [plan]
        case .ratio(let a, let b, _, _, _, _, _): [a, b]
        }
    }

    /// Whether its unit is per cent.
    var isPercentage: Bool {
        switch self {
        case .single(let plan): plan.unit == "%"
        case .ratio(_, _, _, _, _, let unit, _): unit == "%"
        }
    }

    var name: String {
        switch self {
        case .single(let plan): plan.name
        case .ratio(_, _, _, let name, _, _, _): name
        }
    }

    /// The tree with more filters on each of its plans.
    func mapPlans(_ change: (MeasurePlan) -> MeasurePlan?) -> MeasureTree? {
        switch self {
        case .single(let plan): return change(plan).map(MeasureTree.single)
        case .ratio(let a, let b, let factor, let name, let label, let unit, let decimals):
            guard let a = change(a), let b = change(b) else { return nil }
            return .ratio(a, b, factor: factor, name: name, label: label, unit: unit, decimals: decimals)
        }
    }
}

/// Makes plans of measures.
struct MeasurePlanner {
    let catalog: Catalog
    let linker: Linker
    let labels: Labels

    func tree(_ use: MeasureUse) -> MeasureTree? {
        switch use {
        case .catalog(let name):
            guard let measure = catalog.measures[name] else { return nil }
            if let ratio = measure.ratio {
                guard let top = catalog.measures[ratio.numerator].flatMap(plan),
                    let bottom = catalog.measures[ratio.denominator].flatMap(plan)
                else { return nil }
                return .ratio(
                    top, bottom, factor: ratio.factor, name: name, label: measure.label, unit: measure.unit, decimals: measure.decimals)
            }
            return plan(measure).map(MeasureTree.single)
        case .count(let noun): return count(noun).map(MeasureTree.single)
        case .aggregate(let function, let attribute, let parameter):
            return aggregate(function, attribute, parameter).map(MeasureTree.single)
        case .share(let noun, let restrictions): return share(noun, restrictions).map(MeasureTree.single)
        case .restricted(let inner, let restrictions):
            return tree(inner)?.mapPlans { plan in
                guard let linked = linker.link(restrictions, on: plan.anchor) else { return nil }
                var plan = plan
                plan.filters += linked.conditions
                plan.cost += linked.cost
                return plan
            }
        case .ratio(let top, let bottom, let factor):
            guard case .single(let a)? = tree(top), case .single(let b)? = tree(bottom) else { return nil }
            if a.anchor == b.anchor, a.filters == b.filters {
                var plan = a
                plan.name = "ratio"
                plan.label = "\(a.label) per \(b.label)"
                plan.value = scaled(.binary(.divided, a.value, b.value), factor)
                plan.unit = factor == 100 ? "%" : nil
                plan.type = .decimal
                plan.decimals = 2
                return .single(plan)
            }
            return .ratio(
                a, b, factor: factor, name: "ratio", label: "\(a.label) per \(b.label)", unit: factor == 100 ? "%" : nil, decimals: 2)
        }
    }

    private func scaled(_ term: Term, _ factor: Double) -> Term {
        factor == 1 ? term : .binary(.times, .literal(.decimal(factor)), term)
    }

    private func plan(_ measure: Measure) -> MeasurePlan? {
        guard let value = measure.value else { return nil }
        return MeasurePlan(
            name: measure.name, label: measure.label, anchor: Linker.Anchor(entity: measure.entity, time: measure.time, ways: measure.ways),
            value: value,
            filters: measure.filter.map { [$0] } ?? [], usesPeriod: measure.usesPeriod, type: type(value, measure), unit: measure.unit,
            decimals: measure.decimals)
    }

    private func type(_ value: Term, _ measure: Measure) -> AttributeType {
        if measure.unit == catalog.currency, measure.unit != nil { return .money }
        if case .aggregate(let aggregate) = value, aggregate.function == .count { return .integer }
        return .decimal
    }

    private func count(_ noun: Noun) -> MeasurePlan? {
        let anchor = linker.anchor(noun)
        guard let linked = linker.link(noun.restrictions, on: anchor), let entity = catalog.entities[noun.entity] else { return nil }
        var value = Term.aggregate(Aggregate(.count))
        var label = noun.measure.flatMap { catalog.measures[$0]?.label } ?? labels.entity(noun.entity, many: true)
        var name = noun.measure ?? noun.entity + "_count"
        if noun.countsPeople, let patient = entity.patient {
            if !patient.isEmpty { value = .aggregate(Aggregate(.count, .path(patient), distinct: true)) }
            label = catalog.privacyUnit.map { labels.entity($0.name, many: true) } ?? label
            name = (catalog.privacyUnit?.name ?? "people") + "_count"
        }
        return MeasurePlan(
            name: name, label: label, anchor: anchor, value: value, filters: linked.conditions, usesPeriod: false, type: .integer,
            unit: nil, decimals: nil, cost: linked.cost)
    }

    private func aggregate(_ function: Aggregate.Function, _ use: AttributeUse, _ parameter: Double?) -> MeasurePlan? {
        guard let entity = catalog.entities[use.entity], let attribute = entity.attributes[use.attribute] else { return nil }
        switch attribute.type {
        case .integer, .decimal, .money: break
        case .date, .datetime: guard function == .min || function == .max else { return nil }
        default: return nil
        }
        let names: [Aggregate.Function: String] = [
            .avg: "average", .sum: "total", .min: "lowest", .max: "highest", .median: "median", .count: "number of",
        ]
        let word = labels.attribute(use.entity, use.attribute)
        var plan = MeasurePlan(
            name: "\(function.rawValue)\(parameter.map { String(Int($0)) } ?? "")_\(use.attribute)",
            label: function == .percentile
                ? "\(ordinal(Int(parameter ?? 50))) percentile of \(word)" : "\(names[function] ?? function.rawValue) \(word)",
            anchor: Linker.Anchor(entity: use.entity, time: entity.time),
            value: .aggregate(Aggregate(function, .path([use.attribute]), parameter: parameter)), filters: [], usesPeriod: false,
            type: attribute.type == .integer && (function == .avg || function == .median) ? .decimal : attribute.type,
            unit: attribute.unit ?? (attribute.type == .money ? catalog.currency : nil),
            decimals: function == .avg || attribute.type == .money ? 2 : nil)
        // A measure that averages the same attribute knows which rows take part, and by which time.
        for measure in catalog.measures.values.sorted(by: { $0.name < $1.name }) where measure.entity == use.entity {
            guard case .aggregate(let defined)? = measure.value, defined.argument == .path([use.attribute]), defined.filter == nil else {
                continue
            }
            plan.anchor = Linker.Anchor(entity: use.entity, time: measure.time, ways: measure.ways)
            plan.filters = measure.filter.map { [$0] } ?? []
            break
        }
        return plan
    }

    private func ordinal(_ n: Int) -> String {
        let suffix = (11...13).contains(n % 100) ? "th" : [1: "st", 2: "nd", 3: "rd"][n % 10] ?? "th"
        return "\(n)\(suffix)"
    }

    private func share(_ noun: Noun, _ restrictions: [Restriction]) -> MeasurePlan? {
        guard var plan = count(noun), let linked = linker.link(restrictions, on: plan.anchor), let condition = Term.all(linked.conditions),
            case .aggregate(let all) = plan.value
        else { return nil }
        var part = all
        part.filter = condition
        plan.value = .binary(.divided, .binary(.times, .literal(.decimal(100)), .aggregate(part)), .aggregate(all))
        plan.name = "share"
        plan.label = "share of \(plan.label)"
        plan.type = .decimal
        plan.unit = "%"
        plan.decimals = 2
        plan.cost += linked.cost
        return plan
    }
}
