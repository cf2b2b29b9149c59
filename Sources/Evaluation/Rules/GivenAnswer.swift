import Database
import Disclosure
import Service

/// An answer as rules of scoring see it: its status, and the rows of the columns that were asked for.
public struct GivenAnswer: Sendable {
    /// How the question fared.
    public var status: Answer.Status
    /// Rows, all columns.
    public var rows: [[Value]]
    /// Whether each column only supports the others.
    public var isSupporting: [Bool]

    /// An answer by its parts.
    public init(_ status: Answer.Status, rows: [[Value]] = [], isSupporting: [Bool] = []) {
        self.status = status
        self.rows = rows
        self.isSupporting = isSupporting
    }

    /// An answer as it was given.
    public init(_ answer: Answer) {
        status = answer.status
        isSupporting = answer.columns.map { $0.role == "supporting" }
        rows = answer.rows.map { $0.map(Value.init) }
    }

    /// The rows without columns that only support the others.
    public var asked: [[Value]] {
        let kept = isSupporting.indices.filter { !isSupporting[$0] }
        // Where nothing would be left, everything was asked for.
        return kept.isEmpty || kept.count == isSupporting.count ? rows : rows.map { row in kept.map { row[$0] } }
    }
}

extension Value {
    fileprivate init(_ cell: Cell) {
        switch cell {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .decimal(let number): self = .real(number)
        case .text(let text): self = .text(text)
        case .suppressed: self = .text("suppressed")
        }
    }
}
