import Crypto
import Foundation

/// SHA-256 in lower-case hexadecimal, by which audit records name the rules and statements that were used.
enum Digest {
    static func of(_ text: String) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var bytes: [UInt8] = []
        for byte in SHA256.hash(data: Data(text.utf8)) { bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
