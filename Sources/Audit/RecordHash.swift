internal import Crypto

/// The SHA-256 hash of a record, as the leaf of a Merkle tree (RFC 6962, section 2.1), so that the chain can become a tree without new hashes.
struct RecordHash: Hashable, Sendable {
    /// Lower-case hexadecimal, 64 bytes.
    let hex: [UInt8]

    /// What the first record names as the hash before it.
    static let none = RecordHash(hex: [UInt8](repeating: UInt8(ascii: "0"), count: 64))

    private init(hex: [UInt8]) {
        self.hex = hex
    }

    /// The hash of a record's bytes.
    init(of record: UnsafeRawBufferPointer) {
        var hash = SHA256()
        // The leaf prefix keeps a record from passing for an inner node of the tree.
        withUnsafeBytes(of: UInt8(0)) { hash.update(bufferPointer: $0) }
        hash.update(bufferPointer: record)
        hex = Hexadecimal.encode(hash.finalize())
    }

    /// A hash as it is written; nil unless it is 64 digits in lower case.
    init?(hex: some Collection<UInt8>) {
        guard hex.count == 64, hex.allSatisfy(Hexadecimal.isDigit) else { return nil }
        self.hex = Array(hex)
    }

    var text: String {
        String(decoding: hex, as: UTF8.self)
    }
}

/// Bytes as hexadecimal digits in lower case.
enum Hexadecimal {
    static func encode(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity(64)
        for byte in bytes {
            digits.append(digit(byte >> 4))
            digits.append(digit(byte & 15))
        }
        return digits
    }

    static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: encode(bytes), as: UTF8.self)
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f")
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
