import Algebra

/// What must happen to a table before it leaves, column by column: what governance tells disclosure, without either knowing the other.
public struct DisclosurePlan: Sendable, Hashable {
    /// One entry for each column of the governed query, in order, hidden columns included.
    public var columns: [Column]
    /// Cells with fewer distinct patients behind them than this (but at least one) are suppressed; nil: no suppression.
    public var threshold: Int?
    /// Whether nobody is a small number of people too, since the question names single patients.
    public var suppressesNobody = false
    /// Whether rows that are alike once they are masked leave as one.
    public var isDistinct = false
    /// How many rows the question itself asks for, where they are made distinct only then; nil for all, or where they have been counted.
    public var limit: Int?
    /// Whether a whole group below the threshold leaves no row: its keys alone would describe persons.
    public var dropsSmallGroups: Bool
    /// Columns by which the rows are sorted, where masked values must not order those that tie; nil: the rows stay as they come.
    public var ties: [Int]?
    /// How many rows may leave, when a list was bounded; what comes beyond is cut, and the reader told.
    public var mostRows: Int?
    /// Within which domain pseudonyms are stable, such as a research project; nil when there are none.
    public var pseudonymDomain: String?
    /// Texts of the prompts that disclosure may add, by code: `small-cells`, `masked`, `row-limit`.
    public var prompts: [String: Prompt]

    /// A plan.
    public init(
        columns: [Column], threshold: Int? = nil, dropsSmallGroups: Bool = false, ties: [Int]? = nil, mostRows: Int? = nil,
        pseudonymDomain: String? = nil, prompts: [String: Prompt] = [:]
    ) {
        self.columns = columns
        self.threshold = threshold
        self.dropsSmallGroups = dropsSmallGroups
        self.ties = ties
        self.mostRows = mostRows
        self.pseudonymDomain = pseudonymDomain
        self.prompts = prompts
    }

    /// What happens to one column.
    public struct Column: Sendable, Hashable {
        /// The output's name.
        public var name: String
        /// Hidden columns serve suppression and never leave.
        public var role: Output.Role
        /// What every value gets before it leaves.
        public var treatment: Treatment
        /// Indexes of hidden columns that count the distinct patients behind each cell; empty when nobody stands behind it.
        public var guards: [Int]
        /// Whether the groups of the table partition what this column counts or sums, so that a total minus the others gives one back.
        public var additive: Bool
        /// Whether the column repeats what stands in another row, as a window finds it.
        public var isOfOtherRow: Bool
        /// Whether the column names the group (or the row) and so gives the order of rows that are moved.
        public var isKey: Bool
        /// Whether the rows are sorted by this column, so that a place in the order tells about a suppressed value.
        public var sorts: Bool
        /// The entity whose rows the column's values identify, so that a patient and a stay of the same number get different pseudonyms.
        public var identifies: String?

        /// A column's plan.
        public init(
            _ name: String, role: Output.Role = .asked, treatment: Treatment = .show, guards: [Int] = [], additive: Bool = false,
            isOfOtherRow: Bool = false, isKey: Bool = false, sorts: Bool = false, identifies: String? = nil
        ) {
            self.name = name
            self.role = role
            self.treatment = treatment
            self.guards = guards
            self.additive = additive
            self.isOfOtherRow = isOfOtherRow
            self.isKey = isKey
            self.sorts = sorts
            self.identifies = identifies
        }
    }
}
