/// What became of an intent: written before the answer is handed over.
///
/// It counts and names columns; it holds no value of any row.
public struct AuditOutcome: Sendable, Hashable, Codable {
    /// The record number of the intent.
    public var intent: Int
    /// The answer's status: `answered`, `clarify`, `unanswerable`, `refused` or `error`.
    public var status: String
    /// The code of the reason, when it was not answered.
    public var reason: String?
    /// The number of rows.
    public var rows: Int?
    /// The number of distinct patients whose rows were touched, when it is known.
    public var patients: Int?
    /// The columns of the answer.
    public var columns: [String]?
    /// The masks that were applied, by column.
    public var masks: [String: String]?
    /// The number of small cells that were suppressed.
    public var suppressedCells: Int?
    /// The time from intent to outcome, in microseconds.
    public var microseconds: Int?

    /// An outcome.
    public init(
        intent: Int, status: String, reason: String? = nil, rows: Int? = nil, patients: Int? = nil, columns: [String]? = nil,
        masks: [String: String]? = nil, suppressedCells: Int? = nil, duration: Duration? = nil
    ) {
        self.intent = intent
        self.status = status
        self.reason = reason
        self.rows = rows
        self.patients = patients
        self.columns = columns
        self.masks = masks
        self.suppressedCells = suppressedCells
        microseconds = duration.map { Int($0 / .microseconds(1)) }
    }
}
