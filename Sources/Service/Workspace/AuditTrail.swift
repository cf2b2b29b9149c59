import Audit
import Foundation

/// What reviewers do with a workspace's audit log: verify it and read it.
public struct AuditTrail: Sendable {
    private let folder: String
    private let keyFolder: String

    /// The audit log of a workspace.
    public init(_ workspace: Workspace) {
        folder = workspace.audit
        keyFolder = workspace.keys
    }

    /// An audit log and a folder that holds its public key (`audit-signing.pub`): all that verifying needs.
    public init(log: String, keys: String) {
        folder = Files.absolute(log)
        keyFolder = Files.absolute(keys)
    }

    /// Looks at every byte of the log; `progress` takes a fraction from 0 to 1.
    public func verify(progress: @escaping (Double) -> Void = { _ in }) throws(ServiceError) -> AuditVerifier.Verification {
        try reporting {
            let key = try AuditKeys.publicKey(folder: keyFolder)
            return try AuditVerifier.verify(folder: folder, publicKey: key) { done, of in progress(of == 0 ? 1 : Double(done) / Double(of))
            }
        }
    }

    /// Entries that a filter lets through; with `unsealed` the questions themselves are readable, which needs the workspace's secret keys.
    public func entries(_ filter: AuditFilter, unsealed: Bool) throws(ServiceError) -> [AuditEntry] {
        try reporting { try AuditReader(folder: folder, keys: unsealed ? .loadOrCreate(folder: keyFolder) : nil).entries(filter) }
    }

    /// One record; nil when the log has none of that number.
    public func record(_ number: Int, unsealed: Bool) throws(ServiceError) -> AuditRecord? {
        try reporting { try AuditReader(folder: folder, keys: unsealed ? .loadOrCreate(folder: keyFolder) : nil).record(number) }
    }

    /// All that was ever entered for review, whether or not it is closed; `progress` takes a fraction from 0 to 1.
    public func reviews(progress: @escaping (Double) -> Void = { _ in }) throws(ServiceError) -> [AuditReview] {
        try reporting {
            try AuditReader(folder: folder).reviews { done, of in progress(of == 0 ? 1 : Double(done) / Double(of)) }
        }
    }

    /// The records that belong to a review, in their order: the grant, the questions with their outcomes, the finding.
    public func records(of review: AuditReview, unsealed: Bool) throws(ServiceError) -> [AuditRecord] {
        let questions = review.questions.flatMap { [$0.intent] + ($0.outcome.map { [$0] } ?? []) }
        let numbers = (review.grant == nil ? [] : [review.number]) + questions + (review.closing.map { [$0.record] } ?? [])
        return try reporting {
            let reader = try AuditReader(folder: folder, keys: unsealed ? .loadOrCreate(folder: keyFolder) : nil)
            return try numbers.compactMap { try reader.record($0) }
        }
    }

    private func reporting<Result>(_ work: () throws -> Result) throws(ServiceError) -> Result {
        do {
            return try work()
        } catch {
            throw ServiceError(.auditUnusable, "\(error)", remedy: "See 'audit-unusable' in Documentation/operations.md.")
        }
    }
}
