/// Why the audit log cannot be written, read or trusted; without anything that a record holds.
public enum AuditError: Error, Sendable, Hashable {
    /// The log is damaged: nothing is written to it any more, so nothing is answered.
    case broken(file: String, fault: AuditFault)
    /// A file or folder cannot be opened or read.
    case cannotRead(path: String, reason: String)
    /// A record could not be written; nothing of it is in the log.
    case cannotWrite(path: String, reason: String)
    /// The disk did not confirm a record, so that it is not known what the log holds; the process must start again.
    case notDurable(path: String, reason: String)
    /// Another process has held the log's lock for too long.
    case busy(path: String)
    /// A key is missing, malformed or readable for others.
    case badKey(path: String, reason: String)
    /// An outcome names an intent that is not in the log.
    case unknownIntent(Int)
    /// What a record seals was not sealed with this workspace's key.
    case cannotUnseal(record: Int)
}

extension AuditError: CustomStringConvertible {
    /// What happened, where, and what to do next.
    public var description: String {
        switch self {
        case .broken(let file, let fault):
            "The audit log “\(file)” is damaged: \(fault). Answers stop until the log is whole again: "
                + "run `lamplight audit verify`, keep the damaged file as evidence, and restore the log from a copy."
        case .cannotRead(let path, let reason):
            "Cannot read “\(path)” of the audit log: \(reason). Check that it exists and belongs to the user who runs Lamplight."
        case .cannotWrite(let path, let reason):
            "Cannot write to the audit log “\(path)”: \(reason). Nothing is answered without a record; free the disk or correct the permissions."
        case .notDurable(let path, let reason):
            "The disk did not confirm a record of the audit log “\(path)”: \(reason). Check the disk, then start Lamplight again."
        case .busy(let path):
            "Another process holds the audit log “\(path)”. Try again; if it lasts, look for a Lamplight process that hangs."
        case .badKey(let path, let reason):
            "The key “\(path)” cannot be used: \(reason)."
        case .unknownIntent(let number):
            "No intent has the record number \(number). An outcome names the number that `intent` returned."
        case .cannotUnseal(let record):
            "What record \(record) seals cannot be opened with this workspace's key. Use the keys of the workspace that wrote it."
        }
    }
}
