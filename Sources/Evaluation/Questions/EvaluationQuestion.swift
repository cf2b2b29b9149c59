import Service

/// A question of a set, with what is known of its right answer.
public struct EvaluationQuestion: Sendable {
    /// Its mark in the set: a string or a number.
    public var id: JSON
    /// The words.
    public var question: String
    /// The right answer as SQL; nil where the database has none, or where the question leaves open what it asks.
    public var sql: String?
    /// For an ambiguous question: the answers that it could have, as SQL.
    public var readings: [String]
    /// The set's own grouping, such as `volume`; nil where it has none.
    public var group: String?
    /// The language it is asked in, such as `en`; nil where the set does not say.
    public var language: String?
    /// Whether the order of the rows is part of the answer.
    public var isOrdered: Bool
    /// The columns by which an ordered answer is ordered; all when empty.
    public var orderBy: [String]
    /// Columns of the right answer that may be left out.
    public var optional: Set<String>
    /// Of each of these lists one column is enough.
    public var anyOf: [[String]]
    /// Literals of question and SQL, each with the SQL that chooses one that another database has.
    public var bind: [(literal: String, sql: String)]
    /// The line of the file, from 1.
    public var line: Int

    /// Whether a right answer exists: else the right thing is to say so, or to ask back.
    public var isAnswerable: Bool { sql != nil }

    /// A question without peculiarities.
    public init(id: JSON, question: String, sql: String?, line: Int = 0) {
        self.id = id
        self.question = question
        self.sql = sql
        self.line = line
        readings = []
        group = nil
        language = nil
        isOrdered = false
        orderBy = []
        optional = []
        anyOf = []
        bind = []
    }
}
