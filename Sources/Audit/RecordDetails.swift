#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The details of an intent as they stand in the log.
struct IntentDetails: Codable, Sendable {
    var facts: AuditIntent.Facts
    /// Keyed digest of the question, to find the same question again without opening any seal.
    var questionDigest: String
    /// Keyed digest of the reading.
    var readingDigest: String?
    /// The particulars, encrypted.
    var sealed: Data

    init(_ intent: AuditIntent, keys: AuditKeys) throws {
        facts = intent.facts
        questionDigest = keys.digest(intent.particulars.question)
        readingDigest = intent.particulars.reading.map(keys.digest)
        sealed = try keys.seal(Data(RecordDetails.encode(intent.particulars)))
    }
}

/// The details of a record that notes a cut-off write.
struct RecoveryDetails: Codable, Sendable, Hashable {
    /// The file where the bytes are.
    var file: String
    /// How many they are.
    var bytes: Int
    /// Their SHA-256, in hexadecimal.
    var sha256: String
}

/// JSON of records: sorted keys, nothing spaced, so that the same details are the same bytes.
enum RecordDetails {
    static func encode(_ details: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(details))
    }

    static func decode<Details: Decodable>(_ bytes: some Collection<UInt8>) throws -> Details {
        try JSONDecoder().decode(Details.self, from: Data(bytes))
    }
}
