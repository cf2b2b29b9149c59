#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Reads single records and filtered entries back, for those who review what was asked; changes nothing and verifies no chain.
public struct AuditReader: Sendable {
    /// Ends a scan early.
    private struct Enough: Error {}

    let file: PrivateFile
    private let keys: AuditKeys?

    /// A reader of the log in a folder.
    ///
    /// - Parameter keys: With them, what may name patients is shown too.
    public init(folder: String, keys: AuditKeys? = nil) throws {
        file = try PrivateFile(AuditFolder(folder).log, for: .reading)
        self.keys = keys
    }

    // MARK: One record

    /// The record with a number; nil when the log has none.
    ///
    /// Found in a few steps however long the log is.
    public func record(_ number: Int) throws -> AuditRecord? {
        let size = try file.state().size
        let start = try LineScanner(file: file).start(in: 0..<size) { $0.number <= number }
        // A damaged line leads the search astray: then every line is read.
        return try find(number, in: start..<size) ?? find(number, in: 0..<size)
    }

    private func find(_ number: Int, in range: Range<Int>) throws -> AuditRecord? {
        var found: AuditRecord?
        do {
            _ = try LineScanner(file: file).lines(in: range) { line in
                guard let record = RecordLine(line) else { return }
                guard record.number == number else {
                    if record.number > number { throw Enough() }
                    return
                }
                found = try AuditRecord(line, record, keys: keys)
                throw Enough()
            }
        } catch is Enough {}
        return found
    }

    // MARK: Entries

    /// The newest entries that a filter lets through, in the order of their first records.
    ///
    /// Records too damaged to be read are left out; verification names them.
    public func entries(_ filter: AuditFilter) throws -> [AuditEntry] {
        let since = filter.since.map(AuditTime.text)
        let until = filter.until.map(AuditTime.text)
        let digest = try filter.question.map { question in
            guard let keys else { throw AuditError.badKey(path: "keys", reason: "it is not given, and a question is found only with it") }
            return keys.digest(question)
        }
        var entries: [Int: AuditEntry] = [:]
        var order: [Int] = []
        func wanted(_ record: RecordLine) -> Bool {
            since.map { record.time >= $0 } ?? true && until.map { record.time < $0 } ?? true
        }
        func keep(_ number: Int) {
            order.append(number)
            // Without a status to wait for, no more entries are kept than are wanted.
            if filter.status == nil, order.count > 2 * max(1, filter.limit) {
                let surplus = order.count - max(1, filter.limit)
                for number in order.prefix(surplus) { entries[number] = nil }
                order.removeFirst(surplus)
            }
        }
        _ = try LineScanner(file: file).lines(in: 0..<(try file.state().size)) { line in
            guard let record = RecordLine(line) else { return }
            switch record.kind {
            case .intent:
                guard wanted(record) else { return }
                let intent = try AuditRecord(line, record, keys: nil)
                guard case .intent(let facts, let questionDigest, _) = intent.content else { return }
                guard filter.caller.map({ $0 == facts.caller }) ?? true, digest.map({ $0 == questionDigest }) ?? true else { return }
                entries[record.number] = AuditEntry(record: try AuditRecord(line, record, keys: keys))
                keep(record.number)
            case .outcome:
                guard !entries.isEmpty else { return }
                let outcome = try AuditRecord(line, record, keys: nil)
                guard case .outcome(let told) = outcome.content else { return }
                if filter.status.map({ $0 == told.status }) ?? true {
                    entries[told.intent]?.outcome = outcome
                } else {
                    entries[told.intent] = nil
                }
            case .grant, .approval, .ending, .finding:
                guard wanted(record) else { return }
                let act = try AuditRecord(line, record, keys: nil)
                guard filter.status == nil, digest == nil, filter.caller.map({ $0 == act.caller }) ?? true else { return }
                entries[record.number] = AuditEntry(record: try AuditRecord(line, record, keys: keys))
                keep(record.number)
            case .created, .recovered: return
            }
        }
        let found = order.compactMap { entries[$0] }.filter { filter.status == nil || $0.outcome != nil }
        return Array(found.suffix(max(0, filter.limit)))
    }
}
