/// A stretch of rows on their way to the database, so that one thread can simulate while another inserts.
///
/// A row is the number of its table and then its columns, each a tag and the value's bytes; texts lie in it as UTF-8, so that they are bound
/// where they are, without a copy.
final class RowBuffer {
    /// What a column holds.
    enum Tag: UInt8 {
        case null, integer, real, text, longText
    }

    private static let size = 1 << 20
    /// Room that one row can need at most.
    private static let reserve = 1 << 14

    let start = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    private(set) var count = 0
    /// Whether no buffer follows this one.
    var isLast = false

    deinit {
        start.deallocate()
    }

    /// Whether the next row might not fit.
    var isFull: Bool {
        count > Self.size - Self.reserve
    }

    func clear() {
        count = 0
    }

    func begin(_ table: Table) {
        start.storeBytes(of: table.rawValue, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    func null() {
        start.storeBytes(of: Tag.null.rawValue, toByteOffset: count, as: UInt8.self)
        count += 1
    }

    func integer(_ value: Int) {
        start.storeBytes(of: Tag.integer.rawValue, toByteOffset: count, as: UInt8.self)
        start.storeBytes(of: Int64(value), toByteOffset: count + 1, as: Int64.self)
        count += 9
    }

    func real(_ value: Double) {
        start.storeBytes(of: Tag.real.rawValue, toByteOffset: count, as: UInt8.self)
        start.storeBytes(of: value, toByteOffset: count + 1, as: Double.self)
        count += 9
    }

    /// Text as UTF-8; one that is too long for a row is cut at a character.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        var length = min(bytes.count, Self.reserve / 2)
        while length > 0, length < bytes.count, bytes[length] & 0xC0 == 0x80 { length -= 1 }
        if length < 256 {
            start.storeBytes(of: Tag.text.rawValue, toByteOffset: count, as: UInt8.self)
            start.storeBytes(of: UInt8(length), toByteOffset: count + 1, as: UInt8.self)
            count += 2
        } else {
            start.storeBytes(of: Tag.longText.rawValue, toByteOffset: count, as: UInt8.self)
            start.storeBytes(of: UInt32(length), toByteOffset: count + 1, as: UInt32.self)
            count += 5
        }
        if let base = bytes.baseAddress, length > 0 {
            (start + count).copyMemory(from: base, byteCount: length)
        }
        count += length
    }

    /// Room for a text of a fixed, short length that the caller fills.
    func shortText(length: Int) -> UnsafeMutablePointer<UInt8> {
        start.storeBytes(of: Tag.text.rawValue, toByteOffset: count, as: UInt8.self)
        start.storeBytes(of: UInt8(truncatingIfNeeded: length), toByteOffset: count + 1, as: UInt8.self)
        let place = (start + count + 2).assumingMemoryBound(to: UInt8.self)
        count += 2 + length
        return place
    }
}
