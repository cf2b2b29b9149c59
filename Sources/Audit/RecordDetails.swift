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

/// The details of a grant as they stand in the log.
struct GrantDetails: Codable, Sendable {
    var facts: AuditGrant.Facts
    /// Keyed digest of the patient's identifier, to find the grants for the same patient without opening any seal.
    var patientDigest: String
    /// The particulars, encrypted.
    var sealed: Data

    init(_ grant: AuditGrant, keys: AuditKeys) throws {
        facts = grant.facts
        patientDigest = keys.digest(grant.particulars.patient)
        sealed = try keys.seal(Data(RecordDetails.encode(grant.particulars)))
    }
}

/// The details of a finding as they stand in the log.
struct FindingDetails: Codable, Sendable, Hashable {
    var review: Int
    var caller: String
    var verdict: AuditFinding.Verdict
    var interface: String
    /// The words, encrypted.
    var sealed: Data

    init(_ finding: AuditFinding, keys: AuditKeys) throws {
        review = finding.review
        caller = finding.caller
        verdict = finding.verdict
        interface = finding.interface
        sealed = try keys.seal(Data(finding.words.utf8))
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
