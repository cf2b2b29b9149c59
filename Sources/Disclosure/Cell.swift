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
        case (.integer(let a), .decimal(let b)): Self.compares(a, b, <)
        case (.decimal(let a), .integer(let b)): Self.compares(b, a, >)
        case (.text(let a), .text(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        default: rank < other.rank
        }
    }

    /// Whether neither precedes the other; two texts that only look alike are not the same.
    func ties(with other: Cell) -> Bool { !precedes(other) && !other.precedes(self) }

    /// What two cells have in common that the database takes for one value: numbers of one size, texts of the same bytes.
    enum Identity: Hashable {
        case null, suppressed
        case whole(Int64)
        case fraction(Double)
        case text([UInt8])
    }

    var identity: Identity {
        switch self {
        case .null: .null
        case .suppressed: .suppressed
        case .integer(let value): .whole(value)
        case .decimal(let value): Int64(exactly: value).map { .whole($0) } ?? .fraction(value)
        case .text(let text): .text(Array(text.utf8))
        }
    }

    /// Whether of two cells that tie it is the one to be written: a whole number rather than the same one with a point.
    func represents(_ other: Cell) -> Bool {
        if case .integer = self, case .decimal = other { true } else { false }
    }

    /// Compares by size without rounding the whole number.
    private static func compares(_ whole: Int64, _ decimal: Double, _ isOrdered: (Double, Double) -> Bool) -> Bool {
        guard let other = Int64(exactly: decimal.rounded(.down)) else { return isOrdered(0, decimal) }
        if whole != other { return isOrdered(whole < other ? 0 : 1, whole < other ? 1 : 0) }
        return isOrdered(0, decimal - decimal.rounded(.down))
    }

    private var rank: Int {
        switch self {
        case .integer, .decimal: 0
        case .text: 1
        case .null: 2
        case .suppressed: 3
        }
    }
}
