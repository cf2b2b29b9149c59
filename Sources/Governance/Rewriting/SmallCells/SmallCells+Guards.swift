import Algebra

// The terms that count the patients behind a value.
extension SmallCells {
    /// The guards of a value, without those that the others make needless.
    mutating func guards(behind value: Term, _ context: Context) -> [Term] {
        let found = guards(value, context)
        guard case .one(let patient, let nullable) = context.patients else { return found }
        func count(_ filter: Term?) -> Term { patients(patient, nullable: nullable, filter: filter, shown: context.shown) }
        let whole = count(nil)
        guard found.contains(whole) else { return found }
        var isMadeOfParts = false
        value.walk(
            { term in
                guard case .aggregate(let aggregate) = term, let part = aggregate.filter else { return }
                // Who is in none of the two parts of a group is not in the group: where both are enough or nobody, so is the whole.
                if found.contains(count(part)), found.contains(count(Self.rest(of: part))) { isMadeOfParts = true }
            }, query: { _ in })
        return isMadeOfParts ? found.filter { $0 != whole } : found
    }

    /// The condition that holds for the rows for which this one does not.
    static func rest(of condition: Term) -> Term {
        .cases([Term.Branch(condition, .literal(.boolean(false)))], otherwise: .literal(.boolean(true)))
    }

    /// The distinct patients among the rows of a group for which the filter holds, counted as far as anybody needs to know.
    func patients(_ patient: Term, nullable: Bool, filter: Term?, shown: [Aggregate] = []) -> Term {
        var aggregate = Aggregate(.count, patient, distinct: true, filter: filter)
        // A number that is shown anyway need not be found a second time.
        if !shown.contains(aggregate) { aggregate.parameter = Double(threshold * Self.furthestCount) }
        let count = Term.aggregate(aggregate)
        guard nullable else { return count }
        // Rows whose patient is not visible stand for somebody, perhaps for one of those counted.
        let lost = Term.aggregate(Aggregate(.count, filter: Term.all([filter, .isNull(patient)].compactMap { $0 })))
        return .call(.greatest, [count, .call(.least, [.literal(.integer(1)), lost])])
    }

    func groupGuard(_ context: Context) -> Term? {
        switch context.patients {
        case .one(let patient, let nullable): return patients(patient, nullable: nullable, filter: nil, shown: context.shown)
        case .unknown: return .literal(.integer(1))
        case .none:
            for (alias, guarded) in context.columns.sorted(by: { $0.key < $1.key }) {
                if let row = guarded.rowGuard { return .aggregate(Aggregate(.max, .column(source: alias, name: row))) }
            }
            return nil
        }
    }

    /// The terms that count the patients behind a value; none when nobody stands behind it.
    mutating func guards(_ term: Term, _ context: Context) -> [Term] {
        var found: [Term] = []
        func add(_ more: [Term]) { for guard_ in more where !found.contains(guard_) { found.append(guard_) } }
        switch term {
        case .aggregate(let aggregate): add(guards(of: aggregate, context))
        case .column(let source, let name):
            add((context.columns[source]?.guards[name] ?? []).map { .column(source: source, name: $0) })
        case .window(let window) where window.function == .lag || window.function == .lead:
            // The value is another row's, and so are its patients.
            guard let argument = window.arguments.first else { break }
            for count in guards(argument, context) {
                add([
                    .window(
                        Window(window.function, [count] + window.arguments.dropFirst(), partition: window.partition, order: window.order))
                ])
            }
        case .window(let window) where window.function == .total && !(window.partition.isEmpty && window.order.isEmpty):
            // The total of a part less the cells that are shown is those that are not, and so is one sum so far less that before.
            add(window.arguments.flatMap { guards($0, context) })
            if !found.isEmpty { add([.literal(.integer(1))]) }
        case .scalar(let query): add(guards(ofValue: query))
        case .exists(let query): add(guards(ofExistence: query))
        case .member(let value, let query):
            add(guards(value, context))
            add(guards(ofExistence: query))
        default:
            var run = self
            _ = term.mapChildren(
                { child in
                    add(run.guards(child, context))
                    return child
                }, query: { $0 })
            self = run
        }
        return found
    }

    mutating func guards(of aggregate: Aggregate, _ context: Context) -> [Term] {
        switch context.patients {
        case .one(let patient, let nullable):
            var counts = [patients(patient, nullable: nullable, filter: counted(aggregate, patient), shown: context.shown)]
            if let filter = aggregate.filter, context.hasTotals {
                // Beside a total a part tells the rest as well: who is not among 97 of 100.
                counts.append(patients(patient, nullable: nullable, filter: Self.rest(of: filter), shown: context.shown))
            }
            counts += guards(ofMoreThanOthers: aggregate, patient, nullable: nullable, context)
            for part in aggregate.argument.map(parts) ?? [] {
                let filter = Term.all([aggregate.filter, part].compactMap { $0 })
                let count = patients(patient, nullable: nullable, filter: filter, shown: context.shown)
                if !counts.contains(count) { counts.append(count) }
            }
            if tellsNumber(aggregate) { counts.append(.literal(.integer(1))) }
            return counts
        case .unknown: return [.literal(.integer(1))]
        case .none:
            var inner: [Term] = []
            if let argument = aggregate.argument { inner += guards(argument, context) }
            if let filter = aggregate.filter { inner += guards(filter, context) }
            if inner.isEmpty {
                inner = context.columns.sorted { $0.key < $1.key }.compactMap { alias, guarded in
                    guarded.rowGuard.map { .column(source: alias, name: $0) }
                }
            }
            // A sum stands for at least the patients of its largest part; an extreme or a percentile may be any part's own value.
            let extreme = [.min, .max, .median, .percentile].contains(aggregate.function)
            return inner.map { .aggregate(Aggregate(extreme ? .min : .max, $0, filter: aggregate.filter)) }
        }
    }

    /// The rows that take part in an aggregate: its filter, and a value to aggregate.
    func counted(_ aggregate: Aggregate, _ patient: Term) -> Term? {
        var conditions = [aggregate.filter].compactMap { $0 }
        if let argument = aggregate.argument, argument != patient {
            conditions += argument.neededValues.map { .unary(.not, .isNull($0)) }
        }
        return Term.all(conditions)
    }
}

extension Term {
    /// The columns without which the term has no value, as far as is plain to see; any other column may be null without consequence.
    fileprivate var neededValues: [Term] {
        switch self {
        case .column: [self]
        case .unary(.minus, let a): a.neededValues
        case .binary(.plus, let a, let b), .binary(.minus, let a, let b), .binary(.times, let a, let b), .binary(.divided, let a, let b):
            a.neededValues + b.neededValues
        case .call(let function, let arguments):
            switch function {
            case .overlapDays: arguments.first?.neededValues ?? []
            case .coalesce, .nullif: []
            default: arguments.flatMap(\.neededValues)
            }
        default: []
        }
    }
}
