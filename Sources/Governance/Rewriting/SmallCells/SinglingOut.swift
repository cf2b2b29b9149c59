import Algebra
import Catalog

/// Finds totals that name single patients: they choose rows by the value of a patient's or an event's number.
///
/// "How many of these diagnoses has patient M1?" has a total's shape, but beside a suppressed few a zero would tell what M1 has not, and the
/// marker what M1 has. In such a question nobody is a small number of people too.
struct SinglingOut {
    let map: QueryMap
    let catalog: Catalog

    /// Whether a resolved query compares what singles a patient out with a value.
    func isFound(in query: Query) -> Bool {
        var found = false
        func note(_ term: Term) { found = found || chooses(term) }
        func visit(_ query: Query) {
            guard case .align(let alignment) = query else { return }
            alignment.filter?.walk(note, query: { _ in })
            for part in alignment.parts { visit(part.query) }
        }
        visit(query)
        _ = query.mapEverySelect { select in
            select.mapExpressions(
                {
                    $0.walk(note, query: { _ in })
                    return $0
                }, query: { $0 })
        }
        return found
    }

    private func chooses(_ term: Term) -> Bool {
        switch term {
        case .binary(.and, _, _), .binary(.or, _, _): false
        case .binary(_, let a, let b): carries(a) && isGiven(b) || carries(b) && isGiven(a)
        case .oneOf(let a, let list): carries(a) || list.contains(where: carries)
        case .call(.nullif, let sides), .call(.least, let sides), .call(.greatest, let sides):
            sides.contains(where: carries) && sides.contains(where: isGiven)
        default: false
        }
    }

    private func carries(_ term: Term) -> Bool {
        map.carried(by: term).contains { $0.entity.patient != nil && RowSubject.singlesOut($0.entity, $0.attribute, catalog) }
    }

    /// Whether the question brought the value along, or it may have.
    private func isGiven(_ term: Term) -> Bool {
        var isRead = false
        term.walk({ if case .column = $0 { isRead = true } }, query: { _ in isRead = true })
        return !isRead
    }
}
