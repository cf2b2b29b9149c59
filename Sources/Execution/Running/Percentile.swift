import Database

/// Percentiles of a group's numbers, which SQLite lacks.
///
/// Values that are no numbers take no part.
final class Percentile: Aggregator {
    private var numbers: [Double] = []
    private var percentage = 0.0
    private let isMedian: Bool
    private let isDistinct: Bool

    init(isMedian: Bool, isDistinct: Bool = false) {
        self.isMedian = isMedian
        self.isDistinct = isDistinct
    }

    func add(_ arguments: [Value]) {
        switch arguments.first {
        case .integer(let integer): numbers.append(Double(integer))
        case .real(let real): numbers.append(real)
        default: return
        }
        if arguments.count > 1, case .real(let value) = arguments[1] { percentage = value }
    }

    func result() -> Value {
        var sorted = numbers.sorted()
        if isDistinct { sorted = sorted.reduce(into: []) { if $0.last != $1 { $0.append($1) } } }
        guard !sorted.isEmpty else { return .null }
        if isMedian {
            let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
            // Halves first, so that no sum overflows; equal values stay exact.
            return .real(low == high ? low : low / 2 + high / 2)
        }
        return .real(sorted[Self.nearestRank(percentage, of: sorted.count) - 1])
    }

    /// The least rank, from 1, with at least that percentage of the values at or below it.
    static func nearestRank(_ percentage: Double, of count: Int) -> Int {
        // Multiplying before dividing keeps whole percentages exact.
        min(count, max(1, Int((percentage * Double(count) / 100).rounded(.up))))
    }

    /// Adds `median`, `percentile` and `percentile_distinct` to a connection.
    static func define(on connection: Connection) throws {
        try connection.define(aggregate: "median", arguments: 1) { Percentile(isMedian: true) }
        try connection.define(aggregate: "percentile", arguments: 2) { Percentile(isMedian: false) }
        try connection.define(aggregate: "percentile_distinct", arguments: 2) { Percentile(isMedian: false, isDistinct: true) }
    }
}
