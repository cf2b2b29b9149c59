/// One value of a table on its way out.
///
/// Disclosure has its own, so that it needs no engine.
public enum Cell: Hashable, Sendable {
    case null
    case integer(Int64)
    case decimal(Double)
    case text(String)
    /// There is a value, and too few people stand behind it to be told.
    case suppressed
}

extension Cell {
    /// A total order: numbers, texts byte by byte, nothing, suppressed.
    func precedes(_ other: Cell) -> Bool {
        switch (self, other) {
        case (.integer(let a), .integer(let b)): a < b
        case (.decimal(let a), .decimal(let b)): a < b
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        default: rank < other.rank
        }
    }

    private var rank: Int {
        switch self {
        case .integer: 0
        case .decimal: 1
        case .text: 2
        case .null: 3
        case .suppressed: 4
        }
    }
}
