import Algebra

/// The pass that bounds lists: a role's list has at most so many rows, and an answer that was cut says so.
///
/// One row more than may leave is asked for, so that disclosure can tell whether there were more. Only rows that exist for the caller
/// count, so the cut tells nothing of others.
struct Limits {
    private(set) var query: Query
    /// How many rows may leave; nil where nothing was bounded.
    private(set) var most: Int?

    /// Bounds a query; `later` leaves that to disclosure, where rows are made distinct only then.
    init(_ query: Query, most: Int?, later: Bool = false) {
        self.query = query
        guard let most else { return }
        guard !later else {
            self.most = most
            return
        }
        switch query {
        case .select(var select):
            guard select.limit.map({ $0.count > most }) ?? true else { return }
            select.limit = Limit(most + 1)
            self.query = .select(select)
        case .align(var alignment):
            guard alignment.limit.map({ $0.count > most }) ?? true else { return }
            alignment.limit = Limit(most + 1)
            self.query = .align(alignment)
        // A set operation has no order of its own to cut by; its rows are cut when they have come.
        case .combine: break
        }
        self.most = most
    }
}
