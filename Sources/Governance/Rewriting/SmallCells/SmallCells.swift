import Algebra
import Catalog

/// The pass that counts the patients behind every cell of a total, so that disclosure can suppress what stands for too few.
///
/// For each output it appends hidden outputs ("guards"): the distinct patients of the group, of each filtered aggregate, of each
/// subquery. It also keeps small cells from showing through places: they sort last, they pass no condition on totals, and they win no
/// place among a limited number of rows. What it cannot count is guarded by the constant 1, which suppresses.
struct SmallCells {
    let map: QueryMap
    let catalog: Catalog
    let threshold: Int
    /// Whether the question names single patients, so that not even nobody may be told.
    var namesPatients = false
    var fresh = 0
    /// The selects whose values stand beside each other in the rows of the one that is guarded.
    var beside: [Select] = []
    /// Whether a condition on totals left groups out.
    var leavesOutGroups = false

    init(map: QueryMap, catalog: Catalog, threshold: Int) {
        self.map = map
        self.catalog = catalog
        self.threshold = threshold
    }

    /// Patients are counted up to so many times the threshold: as far as it takes to tell small cells, and of the others the next smallest.
    static let furthestCount = 4

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
    mutating func rewrite(_ query: Query) -> Guarded {
        namesPatients = SinglingOut(map: map, catalog: catalog).isFound(in: query)
        return guarded(query, .top)
    }

    /// Where a query stands, and so what is asked of it.
    enum Place {
        /// Its rows are the answer.
        case top
        /// Its rows are laid beside others.
        case part
        /// Its rows are drawn from by a select, which must know whom each is about.
        case source
    }

    mutating func guarded(_ query: Query, _ place: Place) -> Guarded {
        switch query {
        case .select(let select): return guarded(select, place)
        case .align(let alignment): return guarded(alignment)
        case .combine(let op, let left, let right): return guarded(op, left, right)
        }
    }
}
