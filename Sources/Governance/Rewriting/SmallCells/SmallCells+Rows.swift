import Algebra
import Catalog

// Whom the rows of a select are about, before they are grouped.
extension SmallCells {
    /// What the rows of a select, before grouping, say about patients.
    struct Context {
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
        /// Aggregates with filters of their own.
        var parts: [Aggregate] = []
        /// By which conditions values that stand beside choose some of the rows.
        var others: [Term] = []
        /// Distinct counts among the outputs.
        var shown: [Aggregate] = []
    }

    mutating func context(_ select: inout Select) -> Context {
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
                { term in
                    guard case .aggregate(let aggregate) = term else { return }
                    if aggregate.filter == nil { context.hasTotals = true } else { context.parts.append(aggregate) }
                    if aggregate.function == .count, aggregate.distinct { context.shown.append(aggregate) }
                }, query: { _ in })
        }
        return context
    }

    /// The patient's key from a row of an entity, along joins that are there or are added.
    mutating func patient(of start: Entity, path: [String], alias: String, in select: inout Select) -> Context.Patients {
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

    func singlesOut(_ select: Select) -> Bool {
        select.keys.contains { RowSubject.singlesOut($0.expression, map, catalog) }
    }

    /// The name of an output with this value, appended hidden when there is none.
    mutating func name(of patient: Term, in select: inout Select) -> String? {
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
}
