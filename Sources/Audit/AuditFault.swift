/// The first place where an audit log is not what was written, named so that a person can look at it.
public struct AuditFault: Error, Sendable, Hashable {
    /// What is wrong there.
    public enum Problem: Sendable, Hashable {
        /// The line is not a record.
        case unreadable
        /// The hash does not fit the record's content.
        case hashMismatch
        /// The record does not name the hash of the one before it: something was changed, left out or put in between.
        case brokenChain
        /// The line holds another record's number: lines are missing, doubled or in another order.
        case wrongNumber(found: Int)
        /// The log ends before this record, though the signed head says that it was written.
        case missing(signed: Int)
        /// The record is not the one that the head was signed for: the log was rewritten.
        case headMismatch
        /// There is no head with a valid signature of this workspace's key.
        case headMissing
        /// The log was begun with another signing key.
        case foreignKey
        /// The file was replaced or cut while the log was open.
        case replaced
    }

    /// The number of the record; record `n` stands on line `n`.
    public var record: Int
    /// Where its line starts, in bytes from the start of the file.
    public var offset: Int
    /// What is wrong.
    public var problem: Problem

    /// The number of its line, from 1.
    public var line: Int { record }
}

extension AuditFault: CustomStringConvertible {
    /// The record, its place, and what is wrong with it.
    public var description: String {
        let wrong =
            switch problem {
            case .unreadable: "the line is not a record"
            case .hashMismatch: "the hash does not match the record's content"
            case .brokenChain: "it does not follow the record before it"
            case .wrongNumber(let found): "the line holds record \(found) instead"
            case .missing(let signed): "it is missing or cut off, though \(signed) records were signed as written"
            case .headMismatch: "it is not the record that the head was signed for"
            case .headMissing: "there is no head file with a valid signature"
            case .foreignKey: "the log was begun with another signing key"
            case .replaced: "the file was replaced or cut while it was open"
            }
        return "record \(record) (line \(line), byte \(offset)): \(wrong)"
    }
}
