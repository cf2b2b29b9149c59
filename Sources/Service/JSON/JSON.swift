/// A JSON value whose objects keep the order of their keys, so that the same answer is always the same bytes.
///
/// Foundation's `JSONSerialization` would blur 1, 1.0 and true on the way in and leave the order of keys to chance on the way out.
public enum JSON: Sendable, Equatable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case decimal(Double)
    case string(String)
    case array([JSON])
    case object([Member])

    /// A key of an object and its value.
    public struct Member: Sendable, Equatable {
        /// The key, unique in its object.
        public var key: String
        /// What it stands for.
        public var value: JSON

        /// A member.
        public init(_ key: String, _ value: JSON) {
            self.key = key
            self.value = value
        }
    }

    /// The value of a key; nil when this is no object or has no such key.
    public subscript(_ key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// The text of a string; nil for anything else.
    public var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A string, or null.
    public static func string(orNull text: String?) -> JSON {
        text.map { .string($0) } ?? .null
    }
}

/// Why a text is not JSON.
public struct JSONError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong, without the text itself, which may hold patients' data.
    public var message: String
    /// Byte offset from 0.
    public var offset: Int

    /// Message and place in one line.
    public var description: String { "\(message) at byte \(offset + 1)" }
}

extension JSON {
    /// The value that bytes spell, at most 32 brackets inside one another.
    public static func parse(_ bytes: [UInt8]) throws(JSONError) -> JSON { try JSONParser.parse(bytes) }
}
