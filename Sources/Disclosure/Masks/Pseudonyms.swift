import Crypto

/// Stands a keyed code in the place of an identifier: the same for the same value within a domain, and linking nothing across domains.
///
/// HMAC-SHA256 (RFC 2104) over domain, entity and value, its first 60 bits in base32 (RFC 4648): among a million patients two share a code
/// with a probability of one in two million. Without the workspace's key nobody can try out values.
struct Pseudonyms: Sendable {
    private let key: SymmetricKey

    init(key: [UInt8]) {
        self.key = SymmetricKey(data: key)
    }

    /// The pseudonym of a value that identifies a row of an entity; nothing without a domain, since such a pseudonym would link everything.
    func apply(_ cell: Cell, of entity: String?, domain: String?) -> Cell {
        guard let domain else { return .null }
        let value: String
        switch cell {
        case .null, .suppressed: return cell
        case .integer(let number): value = String(number)
        case .text(let text): value = text
        case .decimal: return .null
        }
        // The lengths keep domain, entity and value apart.
        let entity = entity ?? ""
        let message = Array("\(domain.utf8.count):\(domain)\(entity.utf8.count):\(entity)\(value)".utf8)
        let code = HMAC<SHA256>.authenticationCode(for: message, using: key)
        return .text("P" + Self.base32(Array(code), characters: 12))
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

    private static func base32(_ bytes: [UInt8], characters: Int) -> String {
        var text = ""
        var buffer = 0
        var bits = 0
        var rest = bytes[...]
        while text.count < characters {
            if bits < 5 {
                guard let byte = rest.popFirst() else { break }
                buffer = (buffer << 8 | Int(byte)) & 0xFFFF
                bits += 8
            }
            bits -= 5
            text.append(alphabet[(buffer >> bits) & 31])
        }
        return text
    }
}
