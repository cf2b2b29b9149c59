import Algebra
import Catalog

/// Where a value comes from, as far as rights go: the strictest treatment of its sources, whatever it passed through.
struct Lineage {
    /// A column with a treatment of its own.
    struct Column: Hashable {
        var entity: String
        var attribute: String
        var kind: String?
        /// Whether rows may be chosen by it though it is not shown as it is.
        var isFilterable = false
    }

    /// What the value must get before it leaves.
    var treatment: Treatment = .show
    /// The columns that are not simply shown.
    var columns: [Column] = []
    /// The columns by which no rows may be chosen, though they may be shown.
    var barred: [Column] = []
    /// Whether one of them is beyond what the caller may read at all.
    var isClosed = false
    /// Whether it may be a value that the caller knows: one that is shown, or that the question brought along.
    var mayBeKnown = false

    /// Whether rows may be chosen by it though it is not shown as it is.
    var isChosenBy: Bool { !isClosed && barred.isEmpty && !columns.isEmpty && columns.allSatisfy(\.isFilterable) }

    /// A value that anybody may see.
    static let open = Lineage(mayBeKnown: true)

    /// The lineage of a value that carries both values unchanged, one or the other.
    func combined(with other: Lineage) -> Lineage {
        Lineage(
            treatment: treatment.combined(with: other.treatment), columns: columns + other.columns.filter { !columns.contains($0) },
            barred: barred + other.barred.filter { !barred.contains($0) }, isClosed: isClosed || other.isClosed,
            mayBeKnown: mayBeKnown || other.mayBeKnown)
    }

    /// The lineage of a value computed from this one: a mask fits the value itself, not what was made of it.
    var computed: Lineage {
        treatment == .show ? self : treated(.hide)
    }

    func treated(_ treatment: Treatment) -> Lineage {
        Lineage(treatment: treatment, columns: columns, barred: barred, isClosed: isClosed, mayBeKnown: mayBeKnown)
    }
}

/// Computes lineages under what one request may do with columns.
struct LineageTracer {
    let map: QueryMap
    let entitlements: Entitlements

    /// The lineage of a term of a resolved query.
    func lineage(_ term: Term) -> Lineage {
        switch term {
        case .literal(.null): return Lineage()
        case .literal, .parameter: return .open
        case .path(let path): return closed(entity: "", attribute: path.joined(separator: "."))
        case .column(let source, let name): return column(source, name)
        case .unary(.minus, let a): return lineage(a).computed
        case .binary(.plus, let a, let b), .binary(.minus, let a, let b), .binary(.times, let a, let b), .binary(.divided, let a, let b):
            return lineage(a).combined(with: lineage(b)).computed
        // The columns of a condition are read, not shown: they are checked as filters.
        case .unary(.not, _), .binary, .oneOf, .isNull, .exists, .member: return .open
        case .call(let function, let arguments): return call(function, arguments)
        case .cases(let branches, let otherwise):
            var result = otherwise.map(lineage) ?? Lineage()
            for branch in branches { result = result.combined(with: lineage(branch.value)) }
            return result
        case .aggregate(let aggregate): return self.aggregate(aggregate)
        case .window(let window):
            switch window.function {
            case .lag, .lead: return window.arguments.first.map(lineage) ?? .open
            case .rank, .denseRank, .rowNumber: return .open
            case .total: return window.arguments.first.map { lineage($0).computed } ?? .open
            }
        case .scalar(let query): return lineages(of: query).first ?? .open
        }
    }

    /// Whether a value is a number, such as a patient's, by which rows may be gathered though it is not shown.
    ///
    /// That is what rows are linked by, and what comes as a pseudonym, which is alike where the number is. Of any other it is hidden, too,
    /// where it is alike, and where there is none.
    func isNumber(_ term: Term, _ lineage: Lineage) -> Bool {
        let found = map.attributes(of: term)
        return !lineage.isClosed && !found.isEmpty && found.allSatisfy { $0.attribute.type == .identifier }
            && ([.show, .pseudonym].contains(lineage.treatment) || isReference(term))
    }

    /// Whether a term is the number of the row known by an alias.
    func tellsApart(_ term: Term, _ alias: String) -> Bool {
        guard case .column(alias, let name) = term, case .entity(let entity) = map.origins[alias] else { return false }
        return isNumber(term, lineage(term))
            && (name == entity.key || entity.patient == [] && entity.attributes[name]?.identifies == .direct)
    }

    /// Whether rows of a select that differ in an output differ, as well, in what rows may be gathered by.
    ///
    /// Those are numbers that come as pseudonyms, and what belongs to a row whose own number is an output.
    func isToldApart(_ term: Term, within select: Select) -> Bool {
        let lineage = lineage(term)
        if lineage.treatment == .pseudonym, isNumber(term, lineage) { return true }
        guard case .column(let source, _) = term, !lineage.isClosed else { return false }
        return select.outputs.contains { tellsApart($0.expression, source) }
    }

    /// Whether a value is the key of a row or refers to one.
    private func isReference(_ term: Term) -> Bool {
        map.attributes(of: term).allSatisfy { entity, attribute in
            attribute.name == entity.key
                || entity.relations.values.contains { !$0.toMany && $0.pairs.contains { $0.local == attribute.name } }
        }
    }

    /// By alias of a table the column that tells its rows apart, where the caller may read it.
    var readableKeys: [String: Term] {
        var keys: [String: Term] = [:]
        for (alias, origin) in map.origins {
            guard case .entity(let entity) = origin else { continue }
            let key = Term.column(source: alias, name: entity.key)
            if !lineage(key).isClosed { keys[alias] = key }
        }
        return keys
    }

    /// The lineages of the columns of a query.
    func lineages(of query: Query) -> [Lineage] {
        switch query {
        case .select(let select): return select.outputs.map { lineage($0.expression) }
        case .combine(_, let left, let right):
            let others = lineages(of: right)
            return lineages(of: left).enumerated().map { $0 < others.count ? $1.combined(with: others[$0]) : $1 }
        case .align(let alignment): return alignment.outputs.map { lineage($0.expression) }
        }
    }

    private func column(_ source: String, _ name: String) -> Lineage {
        guard let origin = map.origins[source] else { return closed(entity: source, attribute: name) }
        switch origin {
        case .calendar: return .open
        case .derived(let query):
            let terms = QueryMap.terms(of: name, in: query)
            guard let first = terms.first else { return closed(entity: source, attribute: name) }
            return terms.dropFirst().reduce(lineage(first)) { $0.combined(with: lineage($1)) }
        case .entity(let entity):
            guard let attribute = entity.attributes[name] else { return closed(entity: entity.name, attribute: name) }
            let verdict = entitlements.verdict(on: attribute, of: entity)
            let column = Lineage.Column(entity: entity.name, attribute: name, kind: attribute.kind, isFilterable: verdict.isFilterable)
            if verdict.isClosed { return Lineage(treatment: .hide, columns: [column], isClosed: true) }
            // What a code refers to tells the code: behind a closed link nothing is open.
            for key in map.keys[source] ?? [] {
                guard let own = entity.attributes[key], entitlements.verdict(on: own, of: entity).isClosed else { continue }
                let column = Lineage.Column(entity: entity.name, attribute: key, kind: own.kind)
                return Lineage(treatment: .hide, columns: [column], isClosed: true)
            }
            for link in map.links[source] ?? [] {
                let way = lineage(link)
                if way.isClosed { return way }
            }
            return Lineage(
                treatment: verdict.treatment, columns: verdict.treatment == .show ? [] : [column], barred: verdict.isBarred ? [column] : [],
                mayBeKnown: verdict.treatment == .show)
        }
    }

    private func closed(entity: String, attribute: String) -> Lineage {
        Lineage(treatment: .hide, columns: [Lineage.Column(entity: entity, attribute: attribute, kind: nil)], isClosed: true)
    }

    private func call(_ function: ScalarFunction, _ arguments: [Term]) -> Lineage {
        let parts = arguments.map(lineage)
        let together = parts.dropFirst().reduce(parts.first ?? .open) { $0.combined(with: $1) }
        guard together.treatment != .show else { return together }
        switch function {
        case .coalesce, .lower: return together
        case .days, .hours:
            // How long something took is not a date, unless one of its ends is known, or may be.
            if !together.isClosed, parts.allSatisfy({ $0.treatment.isCoarseDate && !$0.mayBeKnown }) { return together.treated(.show) }
            return together.computed
        case .age:
            // At a day of the asker's choice it would tell the birthday.
            let isGiven = zip(arguments, parts).allSatisfy { term, part in
                part.treatment == .show ? term == .parameter("now") || !map.attributes(of: term).isEmpty : !part.mayBeKnown
            }
            guard !together.isClosed, isGiven else { return together.computed }
            return together.treated(parts.map(\.treatment.ofAge).reduce(.show) { $0.combined(with: $1) })
        case .date, .month, .quarter, .year, .monthOfYear:
            guard case .generalise(let granularity) = together.treatment else { return together.computed }
            return together.treated(granularity.treatment(after: function))
        // The hour of the day is no element of a date.
        case .hour: return together.treatment.isCoarseDate ? together.treated(.show) : together.computed
        default: return together.computed
        }
    }

    private func aggregate(_ aggregate: Aggregate) -> Lineage {
        guard let argument = aggregate.argument else { return .open }
        let source = lineage(argument)
        switch aggregate.function {
        case .count:
            // Rows are linked by it, so that it is there, and how many different ones are, is told by the rows themselves.
            if isNumber(argument, source) { return .open }
            // That there is a value at all is not the value, unless nothing of it may be known; how many different ones there are is.
            let isHidden = source.treatment == .hide && !source.isChosenBy
            return aggregate.distinct && source.treatment != .show || isHidden ? source.treated(.hide) : source.treated(.show)
        // Which value is shown in part is chosen by what is not shown of it, unless masked values keep its order.
        case .min, .max: return source.treatment.keepsOrder || source.isChosenBy ? source : source.computed
        case .sum, .avg, .median, .percentile:
            // A mean over enough patients tells of none of them; of a direct identifier there is no mean worth showing.
            if case .generalise = source.treatment, entitlements.totalsAreSafe, !source.isClosed { return .open }
            return source.computed
        }
    }
}

extension Treatment {
    /// Whether it makes dates coarser.
    var isCoarseDate: Bool { self == .generalise(.month) || self == .generalise(.year) }

    /// Whether of two values the greater is shown as the greater or as alike.
    fileprivate var keepsOrder: Bool {
        switch self {
        case .show, .generalise(.month), .generalise(.year), .generalise(.age), .generalise(.ageBand5), .generalise(.ageBand10): true
        case .generalise(.district), .generalise(.postcode3), .partial, .deidentify, .pseudonym, .hide: false
        }
    }

    /// What an age needs that is worked out from a date so treated: a date of which ages only may be known is itself not shown.
    fileprivate var ofAge: Treatment {
        switch self {
        case .show, .generalise(.age), .generalise(.ageBand5), .generalise(.ageBand10): self
        case .generalise(.month), .generalise(.year): .generalise(.age)
        default: .hide
        }
    }
}

extension Treatment.Granularity {
    /// What a date of this coarseness still needs after a function has made it coarser itself.
    func treatment(after function: ScalarFunction) -> Treatment {
        switch (self, function) {
        case (.month, .month), (.month, .quarter), (.month, .year), (.month, .monthOfYear), (.year, .year): .show
        case (.month, .date), (.year, .date), (.year, .month), (.year, .quarter): .generalise(self)
        default: .hide
        }
    }
}
