internal import CSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Connection {
    /// Adds `name(value, most)` to SQL: how many distinct values a group has, counted up to `most` and no further.
    ///
    /// What it returns is the same in whatever order the rows come. Once `most` is reached a row costs next to nothing, where
    /// `count(DISTINCT …)` looks every row's value up in a tree. NULL is no value; numbers are equal as SQLite holds them equal, texts and
    /// blobs byte by byte.
    public func define(cappedDistinctCount name: String) throws {
        let code = sqlite3_create_function_v2(
            handle, name, 2, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nil, nil,
            { context, _, arguments in
                guard let group = DistinctValues.memory(context, create: true), let arguments else { return }
                group.pointee.add(arguments[0], most: arguments[1])
            },
            // Called for every group, also when the statement is stopped, so the memory never leaks.
            { context in
                let group = DistinctValues.memory(context, create: false)
                sqlite3_result_int64(context, Int64(group?.pointee.count ?? 0))
                group?.pointee.free()
            }, nil)
        guard code == SQLITE_OK else { throw failure("define the aggregate \(name)", code) }
    }
}

/// The distinct values of one group, kept in SQLite's memory for the group, which is zero before the first row.
private struct DistinctValues {
    /// How many there are.
    var count: Int
    private var most: Int
    /// Whole numbers but 0, each in the first free slot from that of its hash on; the number of slots is a power of two.
    private var slots: UnsafeMutablePointer<Int64>?
    private var slotMask: Int
    private var hasZero: Bool
    /// Whatever is no whole number.
    private var others: Unmanaged<OtherValues>?

    static func memory(_ context: OpaquePointer?, create: Bool) -> UnsafeMutablePointer<DistinctValues>? {
        let size = create ? Int32(MemoryLayout<DistinctValues>.size) : 0
        return sqlite3_aggregate_context(context, size)?.assumingMemoryBound(to: DistinctValues.self)
    }

    mutating func add(_ value: OpaquePointer?, most limit: OpaquePointer?) {
        if slots == nil { begin(most: Int(clamping: sqlite3_value_int64(limit))) }
        guard count < most else { return }
        switch sqlite3_value_type(value) {
        case SQLITE_NULL: return
        case SQLITE_INTEGER: add(sqlite3_value_int64(value))
        case SQLITE_FLOAT:
            let real = sqlite3_value_double(value)
            if let whole = Int64(exactly: real) { add(whole) } else { add(.real(real)) }
        case SQLITE_TEXT:
            let start = sqlite3_value_text(value)
            add(.text(Array(UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value))))))
        default:
            let start = sqlite3_value_blob(value)
            add(.blob(Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value))))))
        }
    }

    private mutating func begin(most limit: Int) {
        // Half of the slots stay free at least; a cap is small, and one that is not is no use.
        most = min(max(limit, 0), 1 << 20)
        var size = 16
        while size < 2 * most { size *= 2 }
        slotMask = size - 1
        slots = calloc(size, MemoryLayout<Int64>.stride)?.bindMemory(to: Int64.self, capacity: size)
        // Without memory nobody is counted, and whatever nobody is known to stand behind is suppressed.
        if slots == nil { most = 0 }
    }

    private mutating func add(_ number: Int64) {
        guard let slots else { return }
        guard number != 0 else {
            if !hasZero { count += 1 }
            hasZero = true
            return
        }
        // The bits of a product that all bits of the number have a say in (Knuth, The Art of Computer Programming 3, 6.4).
        var slot = Int(truncatingIfNeeded: (UInt64(bitPattern: number) &* 0x9E37_79B9_7F4A_7C15) >> 32) & slotMask
        while slots[slot] != 0 {
            if slots[slot] == number { return }
            slot = (slot + 1) & slotMask
        }
        slots[slot] = number
        count += 1
    }

    private mutating func add(_ value: OtherValues.Value) {
        if others == nil { others = Unmanaged.passRetained(OtherValues()) }
        if others?.takeUnretainedValue().values.insert(value).inserted == true { count += 1 }
    }

    mutating func free() {
        Self.release(slots)
        others?.release()
    }

    private static func release(_ memory: UnsafeMutableRawPointer?) {
        #if canImport(Glibc)
            Glibc.free(memory)
        #elseif canImport(Musl)
            Musl.free(memory)
        #elseif canImport(Darwin)
            Darwin.free(memory)
        #endif
    }
}

/// Values that are no whole numbers.
private final class OtherValues {
    enum Value: Hashable {
        case real(Double)
        case text([UInt8])
        case blob([UInt8])
    }

    var values: Set<Value> = []
}
