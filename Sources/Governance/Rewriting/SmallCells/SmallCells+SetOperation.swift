import Algebra
import Catalog

// Sets of rows, of which each must be about one patient, or nobody can count whom they stand for.
extension SmallCells {
    /// Rows of a set operation are compared as wholes, so counts must not be among them: only a constant may.
    mutating func guarded(_ op: SetOperator, _ left: Query, _ right: Query) -> Guarded {
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
    func patientColumn(of query: Query) -> String? {
        let columns = query.columns
        return columns.indices.first { isPatientKey(index: $0, of: query) }.map { columns[$0].name }
    }

    func isPatientKey(index: Int, of query: Query) -> Bool {
        switch query {
        case .select(let select):
            guard index < select.outputs.count, let unit = catalog.privacyUnit else { return false }
            let found = map.attributes(of: select.outputs[index].expression)
            return !found.isEmpty
                && found.allSatisfy { entity, attribute in
                    if entity.name == unit.name { return attribute.name == unit.key }
                    return entity.relations.values.contains { relation in
                        relation.target == unit.name && !relation.toMany && relation.pairs.contains { $0.local == attribute.name }
                    }
                }
        case .combine(_, let left, let right): return isPatientKey(index: index, of: left) && isPatientKey(index: index, of: right)
        case .align: return false
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
