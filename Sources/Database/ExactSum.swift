internal import CSQLite

extension Connection {
    /// Puts `sum` and `avg` that are the same in whatever order the rows come in the place of SQLite's, as aggregates and as windows.
    ///
    /// SQLite rounds after every row, so that the last digits of a sum tell the order in which rows were read, and with it something of the
    /// rows beside them and of their statistics. Here the sum is exact, and is rounded once, to the nearest number that there is. As in SQLite
    /// a sum of whole numbers is one, the error `integer overflow` where it is too large for one, and null where there is nothing to add.
    public func defineExactSums() throws {
        for name in ["sum", "avg"] {
            // What SQLite gives back to the functions tells an average by not being null.
            let mark = name == "avg" ? UnsafeMutableRawPointer(bitPattern: 1) : nil
            let code = sqlite3_create_window_function(
                handle, name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, mark,
                { context, _, arguments in ExactSum(context, create: true)?.add(arguments?[0], sign: 1) },
                { context in ExactSum.answer(context) }, { context in ExactSum.answer(context) },
                { context, _, arguments in ExactSum(context, create: false)?.add(arguments?[0], sign: -1) }, nil)
            guard code == SQLITE_OK else { throw failure("define the aggregate \(name)", code) }
        }
    }
}

/// The sum of one group, kept in SQLite's memory for the group, which is zero before the first row.
///
/// Numbers with a fraction are added to an integer wide enough for every double, in parts of 32 bits with room for carries: the small
/// superaccumulator of R. M. Neal, Fast exact summation using small and large superaccumulators (2015), https://arxiv.org/abs/1505.05571.
struct ExactSum {
    /// Everything but the parts.
    private struct Head {
        /// Values that are not null.
        var count: Int64
        /// Those of them that are no whole numbers.
        var reals: Int64
        /// The whole numbers, in 128 bits.
        var low: UInt64
        var high: Int64
        /// Infinities, which no sum outgrows.
        var positive: Int64
        var negative: Int64
        /// Additions since carries were last passed on.
        var pending: Int
    }

    /// Parts that cover all doubles, and carries beyond.
    private static let parts = 67
    /// The power of two of the first part's lowest bit, below zero.
    private static let offset = 1075
    /// How often 53 bits can be added to parts of 64 that hold 32.
    private static let mostPending = 1 << 10

    private let head: UnsafeMutablePointer<Head>
    private let parts: UnsafeMutablePointer<Int64>

    init?(_ context: OpaquePointer?, create: Bool) {
        let size = MemoryLayout<Head>.stride + Self.parts * MemoryLayout<Int64>.stride
        guard let memory = sqlite3_aggregate_context(context, create ? Int32(size) : 0) else { return nil }
        head = memory.assumingMemoryBound(to: Head.self)
        parts = (memory + MemoryLayout<Head>.stride).assumingMemoryBound(to: Int64.self)
    }

    // MARK: Adding

    func add(_ value: OpaquePointer?, sign: Int64) {
        switch sqlite3_value_numeric_type(value) {
        case SQLITE_NULL: return
        case SQLITE_INTEGER: add(whole: sqlite3_value_int64(value), sign: sign)
        default:
            head.pointee.reals += sign
            add(sqlite3_value_double(value), sign: sign)
        }
        head.pointee.count += sign
    }

    private func add(whole value: Int64, sign: Int64) {
        let (low, high) = (UInt64(bitPattern: value), value < 0 ? Int64(-1) : 0)
        if sign > 0 {
            let (sum, carry) = head.pointee.low.addingReportingOverflow(low)
            head.pointee.low = sum
            head.pointee.high &+= high &+ (carry ? 1 : 0)
        } else {
            let (rest, borrow) = head.pointee.low.subtractingReportingOverflow(low)
            head.pointee.low = rest
            head.pointee.high &-= high &+ (borrow ? 1 : 0)
        }
    }

    private func add(_ value: Double, sign: Int64) {
        guard value.isFinite else {
            // SQLite holds no number that is none.
            if value > 0 { head.pointee.positive += sign } else { head.pointee.negative += sign }
            return
        }
        let exponent = max(Int(value.exponentBitPattern), 1)
        let bits = value.significandBitPattern | (value.exponentBitPattern == 0 ? 0 : 1 << 52)
        let (part, shift) = (exponent >> 5, UInt64(exponent & 31))
        let (low, high) = (Int64((bits << shift) & 0xFFFF_FFFF), Int64(bits >> (32 - shift)))
        let isAdded = (value.sign == .plus) == (sign > 0)
        parts[part] &+= isAdded ? low : -low
        parts[part + 1] &+= isAdded ? high : -high
        head.pointee.pending += 1
        if head.pointee.pending >= Self.mostPending { carry() }
    }

    /// Leaves 32 bits in every part but the last, which has the sign.
    private func carry() {
        for part in 0..<Self.parts - 1 {
            parts[part + 1] &+= parts[part] >> 32
            parts[part] &= 0xFFFF_FFFF
        }
        head.pointee.pending = 0
    }

    // MARK: The sum

    /// Answers with what has been added so far.
    static func answer(_ context: OpaquePointer?) {
        guard let sum = ExactSum(context, create: false), sum.head.pointee.count > 0 else {
            sqlite3_result_null(context)
            return
        }
        if sqlite3_user_data(context) != nil {
            sqlite3_result_double(context, sum.real / Double(sum.head.pointee.count))
        } else if sum.head.pointee.reals > 0 {
            sqlite3_result_double(context, sum.real)
        } else if sum.head.pointee.high == (Int64(bitPattern: sum.head.pointee.low) < 0 ? -1 : 0) {
            sqlite3_result_int64(context, Int64(bitPattern: sum.head.pointee.low))
        } else {
            sqlite3_result_error(context, "integer overflow", -1)
        }
    }

    /// The sum as the nearest double, of two equally near the even one.
    private var real: Double {
        let (positive, negative) = (head.pointee.positive > 0, head.pointee.negative > 0)
        if positive || negative { return positive && negative ? .nan : positive ? .infinity : -.infinity }
        return withUnsafeTemporaryAllocation(of: Int64.self, capacity: Self.parts) { copy in
            // A window goes on adding, so the parts stay as they are.
            _ = copy.initialize(from: UnsafeBufferPointer(start: parts, count: Self.parts))
            addWhole(to: copy)
            return Self.rounded(copy)
        }
    }

    /// Adds the whole numbers, in pieces of 32 bits, where the parts have them.
    private func addWhole(to parts: UnsafeMutableBufferPointer<Int64>) {
        let (low, high) = (head.pointee.low, head.pointee.high)
        let pieces = [Int64(low & 0xFFFF_FFFF), Int64(low >> 32), high & 0xFFFF_FFFF, high >> 32]
        let (part, shift) = (Self.offset >> 5, Int64(Self.offset & 31))
        for (index, piece) in pieces.enumerated() {
            parts[part + index] &+= (piece << shift) & 0xFFFF_FFFF
            parts[part + index + 1] &+= piece >> (32 - shift)
        }
    }

    private static func rounded(_ parts: UnsafeMutableBufferPointer<Int64>) -> Double {
        func carry() {
            for part in 0..<parts.count - 1 {
                parts[part + 1] &+= parts[part] >> 32
                parts[part] &= 0xFFFF_FFFF
            }
        }
        carry()
        let isNegative = parts[parts.count - 1] < 0
        if isNegative {
            for part in parts.indices { parts[part] = -parts[part] }
            carry()
        }
        guard let top = parts.lastIndex(where: { $0 != 0 }) else { return 0 }
        func bits(_ part: Int) -> UInt64 { part < 0 ? 0 : UInt64(parts[part]) }
        // The highest 64 bits of the sum, the lowest of which also stands for all below.
        let shift = UInt64(bits(top).leadingZeroBitCount - 32)
        var highest = bits(top) << (32 + shift) | bits(top - 1) << shift | bits(top - 2) >> (32 - shift)
        let below = bits(top - 2) << shift & 0xFFFF_FFFF
        if below != 0 || (0..<max(top - 2, 0)).contains(where: { parts[$0] != 0 }) { highest |= 1 }
        let value = Double(sign: .plus, exponent: 32 * (top - 1) - Int(shift) - offset, significand: Double(highest))
        return isNegative ? -value : value
    }
}
