/// Why a file's index cannot be used: another version wrote it, or it is damaged.
public enum VocabularyFault: Error, Sendable, Equatable {
    /// It is no index, or one of another version.
    case foreign
    /// Its bytes are not those that were written.
    case damaged
}

/// What an index was made from.
public struct VocabularyOrigin: Sendable, Equatable {
    /// The rules that say which columns are words, in any form that changes with them.
    public var rules: String
    /// The state of the database, in any form that changes with it.
    public var state: String
    /// A digest of all values (`VocabularyIndex.digest`).
    public var values: UInt64

    /// An origin.
    public init(rules: String, state: String, values: UInt64) {
        self.rules = rules
        self.state = state
        self.values = values
    }
}

// An index as a file: a magic number with the version, a checksum of the rest, then sections one after another, each its length in bytes
// followed by its bytes, filled up to a multiple of 8. All numbers are little-endian.
extension VocabularyIndex {
    /// "LLVOCAB" and the version: raise it whenever the form, the tokenizer or the normal form of words changes.
    private static let magic: [UInt8] = Array("LLVOCAB".utf8) + [2]

    /// The bytes of the file.
    public func encoded(_ origin: VocabularyOrigin) -> [UInt8] {
        var file = FileWriter(VocabularyIndex.magic)
        file.section(Array(origin.rules.utf8))
        file.section(Array(origin.state.utf8))
        file.section([UInt32(truncatingIfNeeded: origin.values), UInt32(truncatingIfNeeded: origin.values >> 32)])
        var table = TextTable()
        for column in columns {
            table.append(column.use.entity.utf8)
            table.append(column.use.attribute.utf8)
            table.append([(column.hasParts ? 1 : 0) | (column.namesPeople ? 2 : 0)])
        }
        for text in [table, words, spellings, texts] {
            file.section(text.bytes)
            file.section(text.starts)
        }
        for numbers in [personal, starts, sequence, firsts, owners, places, placeValues, placeStarts] { file.section(numbers) }
        return file.finished()
    }

    /// The index that a file's bytes are, and what it was made from.
    public static func decode(_ bytes: UnsafeRawBufferPointer) throws(VocabularyFault) -> (index: VocabularyIndex, origin: VocabularyOrigin)
    {
        var file = try FileReader(bytes, magic: magic)
        let rules = String(decoding: try file.bytes(), as: UTF8.self)
        let state = String(decoding: try file.bytes(), as: UTF8.self)
        let digest = try file.numbers()
        guard digest.count == 2 else { throw .damaged }
        var tables: [TextTable] = []
        for _ in 0..<4 {
            let bytes = try file.bytes()
            let table = TextTable(bytes: bytes, starts: try file.numbers())
            guard isAscending(table.starts, to: bytes.count) else { throw .damaged }
            tables.append(table)
        }
        guard tables[0].count % 3 == 0 else { throw .damaged }
        var index = VocabularyIndex()
        for place in stride(from: 0, to: tables[0].count, by: 3) {
            let flags = tables[0].bytes(place + 2).first ?? 0
            index.columns.append(
                Column(
                    use: AttributeUse(tables[0][place], tables[0][place + 1]), hasParts: flags & 1 != 0, namesPeople: flags & 2 != 0))
        }
        index.words = tables[1]
        index.spellings = tables[2]
        index.texts = tables[3]
        index.personal = try file.numbers()
        index.starts = try file.numbers()
        index.sequence = try file.numbers()
        index.firsts = try file.numbers()
        index.owners = try file.numbers()
        index.places = try file.numbers()
        index.placeValues = try file.numbers()
        index.placeStarts = try file.numbers()
        guard file.isAtEnd, index.isSound else { throw .damaged }
        return (index, VocabularyOrigin(rules: rules, state: state, values: UInt64(digest[0]) | UInt64(digest[1]) << 32))
    }

    /// Whether every number leads to something that is there, so that no look-up can go astray.
    private var isSound: Bool {
        texts.count == count && spellings.count == words.count && personal.count == words.count && starts.count == count + 1
            && firsts.count == words.count + 1 && placeStarts.count == columns.count + 1
            && placeValues.count == places.count && VocabularyIndex.isAscending(starts, to: sequence.count)
            && VocabularyIndex.isAscending(firsts, to: count) && VocabularyIndex.isAscending(placeStarts, to: places.count)
            && VocabularyIndex.isBelow(words.count, sequence) && VocabularyIndex.isBelow(columns.count, owners)
            && VocabularyIndex.isBelow(sequence.count, places) && VocabularyIndex.isBelow(count, placeValues)
            && places.indices.allSatisfy { places[$0] < starts[Int(placeValues[$0]) + 1] }
    }

    private static func isAscending(_ numbers: [UInt32], to end: Int) -> Bool {
        numbers.withUnsafeBufferPointer { numbers in
            var last: UInt32 = 0
            for number in numbers {
                if number < last { return false }
                last = number
            }
            return !numbers.isEmpty && Int(last) == end
        }
    }

    private static func isBelow(_ bound: Int, _ numbers: [UInt32]) -> Bool {
        numbers.withUnsafeBufferPointer { numbers in
            var greatest: UInt32 = 0
            for number in numbers where number > greatest { greatest = number }
            return numbers.isEmpty || Int(greatest) < bound
        }
    }

    /// A digest of values in their order, by which it is seen that they are the same as before.
    public static func digest(of entries: [VocabularyEntry]) -> UInt64 {
        var hash = Checksum()
        for entry in entries {
            for text in [entry.entity, entry.attribute, entry.value] {
                var text = text
                text.withUTF8 { hash.add(UnsafeRawBufferPointer($0)) }
            }
        }
        return hash.value
    }
}

/// A 64-bit checksum that tells damage from a whole file; it is no proof against intent.
struct Checksum {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    private mutating func add(_ word: UInt64) {
        // A multiplication carries every bit upwards only, so the high ones are brought down.
        value = (value ^ word) &* 0x9E37_79B9_7F4A_7C15
        value ^= value >> 32
    }

    /// Adds bytes, and how many they are.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        let words = bytes.count / 8
        for index in 0..<words { add(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))) }
        var rest: UInt64 = 0
        for index in (words * 8)..<bytes.count { rest = rest << 8 | UInt64(bytes[index]) }
        add(rest)
        add(UInt64(bytes.count))
    }
}

/// Puts sections one after another.
private struct FileWriter {
    private var bytes: [UInt8]

    init(_ magic: [UInt8]) { bytes = magic + [UInt8](repeating: 0, count: 8) }

    mutating func section(_ content: [UInt8]) {
        append(UInt64(content.count))
        bytes += content
        while bytes.count % 8 != 0 { bytes.append(0) }
    }

    mutating func section(_ numbers: [UInt32]) {
        section(numbers.map(\.littleEndian).withUnsafeBytes { [UInt8]($0) })
    }

    private mutating func append(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func finished() -> [UInt8] {
        var checksum = Checksum()
        bytes.withUnsafeBytes { checksum.add(UnsafeRawBufferPointer(rebasing: $0[16...])) }
        withUnsafeBytes(of: checksum.value.littleEndian) { bytes.replaceSubrange(8..<16, with: $0) }
        return bytes
    }
}

/// Takes sections off one after another.
private struct FileReader {
    private let file: UnsafeRawBufferPointer
    private var at = 16

    init(_ bytes: UnsafeRawBufferPointer, magic: [UInt8]) throws(VocabularyFault) {
        guard bytes.count >= 8, bytes.prefix(7).elementsEqual(magic.prefix(7)) else { throw .damaged }
        guard bytes[7] == magic[7] else { throw .foreign }
        guard bytes.count >= 16 else { throw .damaged }
        var checksum = Checksum()
        checksum.add(UnsafeRawBufferPointer(rebasing: bytes[16...]))
        guard UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)) == checksum.value else { throw .damaged }
        file = bytes
    }

    var isAtEnd: Bool { at == file.count }

    private mutating func section() throws(VocabularyFault) -> UnsafeRawBufferPointer {
        guard file.count - at >= 8 else { throw .damaged }
        let length = UInt64(littleEndian: file.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        at += 8
        guard length <= UInt64(file.count - at) else { throw .damaged }
        let end = at + Int(length)
        let content = UnsafeRawBufferPointer(rebasing: file[at..<end])
        at = min(file.count, (end + 7) / 8 * 8)
        return content
    }

    mutating func bytes() throws(VocabularyFault) -> [UInt8] { [UInt8](try section()) }

    mutating func numbers() throws(VocabularyFault) -> [UInt32] {
        let content = try section()
        guard content.count % 4 == 0 else { throw .damaged }
        return [UInt32](unsafeUninitializedCapacity: content.count / 4) { buffer, count in
            UnsafeMutableRawBufferPointer(buffer).copyMemory(from: content)
            count = content.count / 4
            #if _endian(big)
                for index in 0..<count { buffer[index] = UInt32(littleEndian: buffer[index]) }
            #endif
        }
    }
}
