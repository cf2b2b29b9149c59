import Database
import Foundation

/// Rows as they are compared between two statements: in any order, numbers to nine digits, since sums of decimals depend on the order.
struct Rows: Equatable {
    private let sorted: [String]
    var count: Int { sorted.count }

    init(_ rows: [[Value]], columns: [Int]) {
        sorted = rows.map { row in columns.map { Self.text(row[$0]) }.joined(separator: " | ") }.sorted()
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .null: "null"
        case .integer(let integer): String(format: "%.9g", Double(integer))
        case .real(let real): String(format: "%.9g", real)
        case .text(let text): text
        }
    }
}
