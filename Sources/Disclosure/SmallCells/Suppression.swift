import Catalog

/// Takes cells out of a table that too few people stand behind, and as many others as it takes that subtraction does not bring them back.
///
/// - A cell is small when one of its guards counts at least one patient and fewer than the threshold. Nobody is not a small number of people:
///   zero stays.
/// - In a column whose groups add up, what is suppressed must together stand for two groups and at least the threshold of patients, or the
///   total less the others would tell it; the next smallest groups are suppressed until it does. With a cell go all others of its row that
///   count the same patients: a rate and its denominator give the numerator.
/// - A value of another row, as a window finds it, may be one that is suppressed there: beside suppressed cells none is told.
/// - A group stays as a row: its name is no secret, that it has few patients is what the marker says. Only where several
///   quasi-identifiers name the group, and so describe persons, does the row go (`dropsSmallGroups`).
/// - A row whose sorting value is suppressed would tell it by its place, so it moves to the end, in the order of the groups' names.
struct Suppression {
    private let plan: DisclosurePlan
    private let threshold: Int64
    private(set) var rows: [[Cell]]
    private var dropped: [[Cell]] = []
    /// For each row and column whether the cell is suppressed.
    private var marks: [[Bool]]

    init(plan: DisclosurePlan, threshold: Int, rows: [[Cell]]) {
        self.plan = plan
        self.threshold = Int64(threshold)
        self.rows = rows
        marks = rows.map { _ in Array(repeating: false, count: plan.columns.count) }
    }

    mutating func run() {
        markSmall()
        // Suppressing a cell takes others with it, which can leave another column with a single gap; each round only adds marks.
        var before = -1
        while before != marked {
            before = marked
            for column in plan.columns.indices where plan.columns[column].additive && !plan.columns[column].isKey { complement(column) }
        }
        suppressValuesOfOtherRows()
        for row in rows.indices {
            for column in plan.columns.indices where marks[row][column] { rows[row][column] = .suppressed }
        }
        dropGroups()
        moveSuppressed()
    }

    /// How many cells of the columns are suppressed, with those of dropped rows.
    func count(in columns: [Int]) -> Int {
        (rows + dropped).reduce(0) { sum, row in sum + columns.count { row[$0] == .suppressed } }
    }

    private var marked: Int { marks.reduce(0) { $0 + $1.count { $0 } } }

    // MARK: Small cells

    private mutating func markSmall() {
        for row in rows.indices {
            for column in plan.columns.indices where plan.columns[column].role != .hidden {
                let (guards, value) = (plan.columns[column].guards, rows[row][column])
                // Something that nobody stands behind is about persons whom nobody could count.
                let isUncounted = !guards.isEmpty && !value.isNothing && guards.allSatisfy { rows[row][$0].isNothing }
                marks[row][column] = isUncounted || guards.contains { isSmall(rows[row][$0]) }
            }
        }
    }

    private func isSmall(_ count: Cell) -> Bool {
        switch count {
        case .integer(let patients): (patients != 0 || plan.suppressesNobody) && patients < threshold
        // A part of an alignment without a row counts nobody.
        case .null: false
        default: true
        }
    }

    // MARK: Subtraction

    private mutating func complement(_ column: Int) {
        let guards = plan.columns[column].guards
        guard !guards.isEmpty, rows.count > 1 else { return }
        func patients(_ row: Int) -> Int64 {
            guards.reduce(0) { most, index in if case .integer(let count) = rows[row][index] { max(most, count) } else { most } }
        }
        let suppressed = rows.indices.filter { marks[$0][column] }
        guard !suppressed.isEmpty else { return }
        var groups = suppressed.count
        var hidden = suppressed.reduce(0) { $0 + patients($1) }
        let others = rows.indices.filter { !marks[$0][column] && patients($0) > 0 }.sorted { (patients($0), $0) < (patients($1), $1) }
        for row in others {
            if groups >= 2, hidden >= threshold { return }
            suppress(row, like: column)
            groups += 1
            hidden += patients(row)
        }
    }

    private mutating func suppress(_ row: Int, like column: Int) {
        let guards = Set(plan.columns[column].guards)
        for other in plan.columns.indices where plan.columns[other].role != .hidden && !guards.isDisjoint(with: plan.columns[other].guards)
        {
            marks[row][other] = true
        }
    }

    /// What is suppressed in its own row would stand in another.
    private mutating func suppressValuesOfOtherRows() {
        guard marked > 0 else { return }
        for column in plan.columns.indices where plan.columns[column].isOfOtherRow && !plan.columns[column].guards.isEmpty {
            for row in rows.indices { marks[row][column] = true }
        }
    }

    // MARK: Rows

    private mutating func dropGroups() {
        guard plan.dropsSmallGroups else { return }
        let isSmall = { (row: [Cell]) in row.contains(.suppressed) }
        dropped = rows.filter(isSmall)
        rows.removeAll(where: isSmall)
    }

    private mutating func moveSuppressed() {
        let sorting = plan.columns.indices.filter { plan.columns[$0].sorts && !plan.columns[$0].isKey }
        guard !sorting.isEmpty else { return }
        let keys = plan.columns.indices.filter { plan.columns[$0].isKey }
        let tells = { (row: [Cell]) in sorting.contains { row[$0] == .suppressed } }
        let moved = rows.filter(tells).sorted { a, b in
            for key in keys where !a[key].ties(with: b[key]) { return a[key].precedes(b[key]) }
            return false
        }
        rows = rows.filter { !tells($0) } + moved
    }
}

extension Cell {
    /// No value, or zero.
    fileprivate var isNothing: Bool { self == .null || self == .integer(0) || self == .decimal(0) }
}
