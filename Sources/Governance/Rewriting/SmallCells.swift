import Algebra
import Catalog

/// The pass that counts the patients behind every cell of a total, so that disclosure can suppress what stands for too few.
///
/// For each output it appends hidden outputs ("guards"): the distinct patients of the group, of each filtered aggregate, of each
/// subquery. It also keeps small cells from showing through places: they sort last, they pass no condition on totals, and they win no
/// place among a limited number of rows. What it cannot count is guarded by the constant 1, which suppresses.
struct SmallCells {
    private let map: QueryMap
    private let catalog: Catalog
    private let threshold: Int
    private var fresh = 0
    /// Whether a condition on totals left groups out.
    private(set) var leavesOutGroups = false

    init(map: QueryMap, catalog: Catalog, threshold: Int) {
        self.map = map
        self.catalog = catalog
        self.threshold = threshold
    }

    /// A query with its guards.
    struct Guarded {
        var query: Query
        /// For each guarded output the hidden outputs that count its patients.
        var guards: [String: [String]] = [:]
        /// The output that holds the one patient whom each row is about.
        var patient: String?
        /// The hidden output that counts the patients of each row, where rows are groups.
        var rowGuard: String?
    }

    /// Guards a query whose rows are totals.
    mutating func rewrite(_ query: Query) -> Guarded { guarded(query, .top) }

    // MARK: Queries

    /// Where a query stands, and so what is asked of it.
    private enum Place {
        /// Its rows are the answer.
        case top
        /// Its rows are laid beside others.
        case part
        /// Its rows are drawn from by a select, which must know whom each is about.
        case source
    }

    private mutating func guarded(_ query: Query, _ place: Place) -> Guarded {
        switch query {
        case .select(let select): return guarded(select, place)
        case .align(let alignment): return guarded(alignment)
        case .combine(let op, let left, let right): return guarded(op, left, right)
        }
    }

    private mutating func guarded(_ written: Select, _ place: Place) -> Guarded {
        var select = written
        let context = self.context(&select)
        var result = Guarded(query: .select(select))
        var hidden = Hidden()
        if context.patients.isOne, !select.isAggregate || singlesOut(select) {
            if place == .source, case .one(let patient, _) = context.patients { result.patient = name(of: patient, in: &select) }
            result.query = .select(select)
            return result
        }
        for output in select.outputs where output.role != .hidden {
            let guards = self.guards(output.expression, context)
            if !guards.isEmpty { result.guards[output.name] = guards.map { hidden.name($0, &fresh) } }
        }
        if place == .source, select.isAggregate, let all = groupGuard(context) { result.rowGuard = hidden.name(all, &fresh) }
        if let having = select.having { select.having = narrowed(having, guards(having, context)) }
        if let filter = select.filter { select.filter = narrowed(filter, guards(ofCondition: filter, context)) }
        select.order = ordered(select.order) { self.guards($0, context) }
        // Rows that no longer differ in what they are sorted by must not fall back on the values; inside another query only a limit makes
        // an order matter.
        if place == .top || select.limit != nil {
            let keys = select.keys.map(\.expression)
            let names =
                select.isAggregate
                // In the order in which they are shown, as any other answer is.
                ? select.outputs.map(\.expression).filter { keys.contains($0) } + keys
                : hidden.terms.isEmpty ? [] : select.outputs.filter { result.guards[$0.name] == nil }.map(\.expression)
            select.order += missing(names, in: select.order)
        }
        if select.distinct, !hidden.terms.isEmpty, !select.isAggregate {
            // Distinct rows are groups by all outputs; as such they can carry the least of their guards.
            select.distinct = false
            select.keys = select.outputs
            select.outputs += hidden.outputs { .aggregate(Aggregate(.min, $0)) }
        } else {
            select.outputs += hidden.outputs { $0 }
        }
        result.query = .select(select)
        return result
    }

    private mutating func guarded(_ written: Alignment) -> Guarded {
        var alignment = written
        var context = Context(patients: .none)
        for index in alignment.parts.indices {
            let part = guarded(alignment.parts[index].query, .part)
            alignment.parts[index].query = part.query
            context.columns[alignment.parts[index].name] = part
        }
        var result = Guarded(query: .align(alignment))
        var hidden = Hidden()
        for output in alignment.outputs where output.role != .hidden {
            let guards = self.guards(output.expression, context)
            if !guards.isEmpty { result.guards[output.name] = guards.map { hidden.name($0, &fresh) } }
        }
        if let filter = alignment.filter { alignment.filter = narrowed(filter, guards(filter, context)) }
        alignment.order = ordered(alignment.order) { self.guards($0, context) }
        let keys = alignment.on.map { key -> Term in
            let sides = alignment.parts.map { Term.column(source: $0.name, name: key) }
            return alignment.full && sides.count > 1 ? .call(.coalesce, sides) : sides.first ?? .literal(.null)
        }
        alignment.order += missing(keys, in: alignment.order)
        alignment.outputs += hidden.outputs { $0 }
        result.query = .align(alignment)
        return result
    }

    /// Rows of a set operation are compared as wholes, so counts must not be among them: only a constant may.
    private mutating func guarded(_ op: SetOperator, _ left: Query, _ right: Query) -> Guarded {
        var result = Guarded(query: .combine(op, left, right))
        let query = result.query
        guard RowSubject(query, map: map, catalog: catalog) != .nobody else { return result }
        if let patient = patientColumn(of: query) {
            result.patient = patient
            return result
        }
        fresh += 1
        let name = "people_\(fresh)"
        for column in query.columns where column.role != .hidden { result.guards[column.name] = [name] }
        result.rowGuard = name
        result.query = query.appending(Output(name, .literal(.integer(1)), role: .hidden))
        return result
    }

    /// The output that holds a patient's key on both sides of a set operation.
    private func patientColumn(of query: Query) -> String? {
        let columns = query.columns
        return columns.indices.first { isPatientKey(index: $0, of: query) }.map { columns[$0].name }
    }

    private func isPatientKey(index: Int, of query: Query) -> Bool {
        switch query {
        case .select(let select):
            guard index < select.outputs.count, let unit = catalog.privacyUnit,
                let (entity, attribute) = map.attribute(of: select.outputs[index].expression)
            else { return false }
            if entity.name == unit.name { return attribute.name == unit.key }
            return entity.relations.values.contains { relation in
                relation.target == unit.name && !relation.toMany && relation.pairs.contains { $0.local == attribute.name }
            }
        case .combine(_, let left, let right): return isPatientKey(index: index, of: left) && isPatientKey(index: index, of: right)
        case .align: return false
        }
    }

    // MARK: Whom rows are about

    /// What the rows of a select, before grouping, say about patients.
    private struct Context {
        enum Patients {
            case none
            /// The term that is the patient's key, and whether it can be null for a row that is about someone.
            case one(Term, nullable: Bool)
            case unknown

            var isOne: Bool {
                switch self {
                case .none: false
                case .one, .unknown: true
                }
            }
        }

        var patients: Patients
        /// Guards of the columns of derived tables, by alias.
        var columns: [String: Guarded] = [:]
        /// Whether an aggregate over all rows of the group stands beside those with filters of their own.
        var hasTotals = false
    }

    private mutating func context(_ select: inout Select) -> Context {
        var context = Context(patients: .none)
        switch select.source.kind {
        case .entity(let name):
            if let entity = catalog.entities[name], let path = entity.patient {
                context.patients = patient(of: entity, path: path, alias: select.source.alias ?? name, in: &select)
            }
        case .query(let inner):
            let guarded = self.guarded(inner, .source)
            select.source.kind = .query(guarded.query)
            let alias = select.source.alias ?? ""
            context.columns[alias] = guarded
            if let patient = guarded.patient {
                context.patients = .one(.column(source: alias, name: patient), nullable: false)
            } else if RowSubject(inner, map: map, catalog: catalog) == .patient {
                context.patients = .unknown
            }
        case .calendar: break
        case .related: context.patients = .unknown
        }
        if case .none = context.patients, select.joins.contains(where: { catalog.entities[$0.entity]?.patient != nil }) {
            context.patients = .unknown
        }
        for term in select.outputs.map(\.expression) + [select.having].compactMap({ $0 }) {
            term.walk(
                { if case .aggregate(let aggregate) = $0, aggregate.filter == nil { context.hasTotals = true } }, query: { _ in })
        }
        return context
    }

    /// The patient's key from a row of an entity, along joins that are there or are added.
    private mutating func patient(of start: Entity, path: [String], alias: String, in select: inout Select) -> Context.Patients {
        guard !path.isEmpty else { return .one(.column(source: alias, name: start.key), nullable: false) }
        var (entity, alias) = (start, alias)
        var nullable = false
        for (index, step) in path.enumerated() {
            guard let relation = entity.relations[step], relation.pairs.count == 1, let pair = relation.pairs.first,
                let target = catalog.entities[relation.target]
            else { return .unknown }
            if index == path.count - 1 { return .one(.column(source: alias, name: pair.local), nullable: nullable) }
            nullable = true
            let from = alias
            func condition(_ to: String) -> Term {
                .binary(.equal, .column(source: to, name: pair.foreign), .column(source: from, name: pair.local))
            }
            if let join = select.joins.first(where: { $0.entity == target.name && $0.condition == condition($0.alias) }) {
                alias = join.alias
            } else {
                fresh += 1
                alias = "people_of_\(fresh)"
                select.joins.append(Join(entity: target.name, alias: alias, condition: condition(alias)))
            }
            entity = target
        }
        return .unknown
    }

    private func singlesOut(_ select: Select) -> Bool {
        select.keys.contains { RowSubject.singlesOut($0.expression, map, catalog) }
    }

    /// The name of an output with this value, appended hidden when there is none.
    private mutating func name(of patient: Term, in select: inout Select) -> String? {
        if let output = select.outputs.first(where: { $0.expression == patient }) { return output.name }
        if select.distinct { return nil }
        fresh += 1
        let name = "patient_\(fresh)"
        // In a grouped row about one patient any of its rows names the patient.
        let value: Term =
            select.isAggregate && !select.keys.contains { $0.expression == patient } ? .aggregate(Aggregate(.min, patient)) : patient
        select.outputs.append(Output(name, value, role: .hidden))
        return name
    }

    // MARK: Guards

    /// Guards of one select: each distinct term once.
    private struct Hidden {
        var terms: [(name: String, term: Term)] = []

        mutating func name(_ term: Term, _ fresh: inout Int) -> String {
            if let known = terms.first(where: { $0.term == term }) { return known.name }
            fresh += 1
            terms.append(("people_\(fresh)", term))
            return "people_\(fresh)"
        }

        func outputs(_ change: (Term) -> Term) -> [Output] { terms.map { Output($0.name, change($0.term), role: .hidden) } }
    }

    /// The distinct patients among the rows of a group for which the filter holds.
    private func patients(_ patient: Term, nullable: Bool, filter: Term?) -> Term {
        let count = Term.aggregate(Aggregate(.count, patient, distinct: true, filter: filter))
        guard nullable else { return count }
        // Rows whose patient is not visible stand for somebody, perhaps for one of those counted.
        let lost = Term.aggregate(Aggregate(.count, filter: Term.all([filter, .isNull(patient)].compactMap { $0 })))
        return .call(.greatest, [count, .call(.least, [.literal(.integer(1)), lost])])
    }

    private func groupGuard(_ context: Context) -> Term? {
        switch context.patients {
        case .one(let patient, let nullable): return patients(patient, nullable: nullable, filter: nil)
        case .unknown: return .literal(.integer(1))
        case .none:
            for (alias, guarded) in context.columns.sorted(by: { $0.key < $1.key }) {
                if let row = guarded.rowGuard { return .aggregate(Aggregate(.max, .column(source: alias, name: row))) }
            }
            return nil
        }
    }

    /// The terms that count the patients behind a value; none when nobody stands behind it.
    private mutating func guards(_ term: Term, _ context: Context) -> [Term] {
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

    private mutating func guards(of aggregate: Aggregate, _ context: Context) -> [Term] {
        switch context.patients {
        case .one(let patient, let nullable):
            var counts = [patients(patient, nullable: nullable, filter: counted(aggregate, patient))]
            if let filter = aggregate.filter, context.hasTotals {
                // Beside a total a part tells the rest as well: who is not among 97 of 100.
                let rest = Term.cases([Term.Branch(filter, .literal(.boolean(false)))], otherwise: .literal(.boolean(true)))
                counts.append(patients(patient, nullable: nullable, filter: rest))
            }
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
    private func counted(_ aggregate: Aggregate, _ patient: Term) -> Term? {
        var conditions = [aggregate.filter].compactMap { $0 }
        if let argument = aggregate.argument, argument != patient {
            conditions += argument.neededValues.map { .unary(.not, .isNull($0)) }
        }
        return Term.all(conditions)
    }

    /// Guards of a subquery that gives a value.
    private mutating func guards(ofValue query: Query) -> [Term] {
        guard RowSubject(query, map: map, catalog: catalog) != .nobody else { return [] }
        guard case .select(var select) = query, select.isAggregate, select.keys.isEmpty, let value = select.outputs.first else {
            return [.literal(.integer(1))]
        }
        let context = self.context(&select)
        return guards(value.expression, context).map { counting($0, select) }
    }

    /// Guards of a subquery of which only matters whether it has rows.
    private mutating func guards(ofExistence query: Query) -> [Term] {
        guard RowSubject(query, map: map, catalog: catalog) != .nobody else { return [] }
        guard case .select(var select) = query, !select.isAggregate else { return [.literal(.integer(1))] }
        let context = self.context(&select)
        guard case .one(let patient, let nullable) = context.patients else { return [.literal(.integer(1))] }
        return [counting(patients(patient, nullable: nullable, filter: nil), select)]
    }

    /// Guards of a condition on rows: of what it asks about others than the patient of the row, whom the group's guard counts.
    private mutating func guards(ofCondition term: Term, _ context: Context) -> [Term] {
        guard context.patients.isOne else { return guards(term, context) }
        var found: [Term] = []
        var run = self
        func visit(_ term: Term) {
            switch term {
            case .scalar(let query): if !run.isOwn(query) { found += run.guards(ofValue: query) }
            case .exists(let query): if !run.isOwn(query) { found += run.guards(ofExistence: query) }
            case .member(let value, let query):
                visit(value)
                if !RowSubject.singlesOut(value, map, catalog), !run.isOwn(query) { found += run.guards(ofExistence: query) }
            default:
                _ = term.mapChildren(
                    { child in
                        visit(child)
                        return child
                    }, query: { $0 })
            }
        }
        visit(term)
        self = run
        return found
    }

    /// Whether a subquery's rows are tied to the row it stands in by a patient's or an encounter's number.
    private func isOwn(_ query: Query) -> Bool {
        guard case .select(let select) = query, let filter = select.filter else { return false }
        let own = query.givenAliases
        return filter.conjuncts.contains { condition in
            guard case .binary(.equal, let a, let b) = condition, case .column(let one, _) = a, case .column(let other, _) = b else {
                return false
            }
            return own.contains(one) != own.contains(other) && RowSubject.singlesOut(own.contains(one) ? b : a, map, catalog)
        }
    }

    /// The subquery with a count in the place of its outputs.
    private mutating func counting(_ count: Term, _ select: Select) -> Term {
        var copy = select
        copy.outputs = [Output("people", count)]
        copy.keys = []
        copy.order = []
        copy.limit = nil
        copy.distinct = false
        fresh += 1
        let prefix = "n\(fresh)_"
        let query = Query.select(copy)
        let own = query.givenAliases
        return .scalar(query.renamingAliases { own.contains($0) ? prefix + $0 : $0 })
    }

    // MARK: Places

    /// True where all guards count nobody or enough.
    private func isEnough(_ guards: [Term]) -> Term? {
        Term.all(
            guards.map { count in
                .binary(
                    .or, .binary(.greaterOrEqual, count, .literal(.integer(Int64(threshold)))),
                    .binary(.equal, count, .literal(.integer(0))))
            })
    }

    private mutating func narrowed(_ condition: Term, _ guards: [Term]) -> Term {
        guard let enough = isEnough(guards) else { return condition }
        leavesOutGroups = true
        return .binary(.and, condition, enough)
    }

    private func ordered(_ order: [Ordering], _ guards: (Term) -> [Term]) -> [Ordering] {
        order.map { key in
            guard let enough = isEnough(guards(key.expression)) else { return key }
            return Ordering(.cases([Term.Branch(enough, key.expression)], otherwise: nil), descending: key.descending)
        }
    }

    private func missing(_ keys: [Term], in order: [Ordering]) -> [Ordering] {
        var added: [Ordering] = []
        for key in keys where !(order + added).contains(where: { $0.expression == key }) { added.append(Ordering(key)) }
        return added
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

extension Query {
    /// The query with an output more in every select of a set operation.
    fileprivate func appending(_ output: Output) -> Query {
        switch self {
        case .select(var select):
            select.outputs.append(output)
            return .select(select)
        case .combine(let op, let left, let right): return .combine(op, left.appending(output), right.appending(output))
        case .align(var alignment):
            alignment.outputs.append(output)
            return .align(alignment)
        }
    }
}
