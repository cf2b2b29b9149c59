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
    /// A total order, as the database has it: numbers by size, texts byte by byte, nothing, suppressed.
    func precedes(_ other: Cell) -> Bool {
        switch (self, other) {
        case (.integer(let a), .integer(let b)): a < b
        case (.decimal(let a), .decimal(let b)): a < b
        case (.integer(let a), .decimal(let b)): Double(a) < b
        case (.decimal(let a), .integer(let b)): a < Double(b)
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        default: rank < other.rank
        }
    }

    /// Whether neither precedes the other; two texts that only look alike are not the same.
    func ties(with other: Cell) -> Bool { !precedes(other) && !other.precedes(self) }

    /// What tells the cell from every other, since two texts that only look alike are not the same.
    var bytes: [UInt8] { Array(String(describing: self).utf8) }

    private var rank: Int {
        switch self {
        case .integer, .decimal: 0
        case .text: 1
        case .null: 2
        case .suppressed: 3
        }
    }
}
