/// Follows a log record by record and finds the first that is not as it was written.
struct Chain {
    /// The number of records so far.
    private(set) var count: Int
    /// The hash of the last of them.
    private(set) var hash: RecordHash
    /// Where the next line starts, in bytes.
    private(set) var offset: Int
    /// Whether the first line's number and the hash that it names are taken on trust, as where a look begins in the middle of a log.
    private var trustsNext = false

    /// A chain from the log's first record on.
    init() {
        self.init(count: 0, hash: .none, offset: 0)
    }

    /// A chain from a record on that is known.
    init(count: Int, hash: RecordHash, offset: Int) {
        self.count = count
        self.hash = hash
        self.offset = offset
    }

    /// A chain that begins at the line at `offset`, whichever record that is.
    init(trustingLineAt offset: Int) {
        self.init(count: 0, hash: .none, offset: offset)
        trustsNext = true
    }

    /// Goes one line further; the line comes without its newline.
    ///
    /// - Returns: The record.
    /// - Throws: `AuditFault` when it is not the record that belongs there; the chain then stays where it is.
    @discardableResult
    mutating func follow(_ line: UnsafeRawBufferPointer) throws(AuditFault) -> RecordLine {
        func fault(_ problem: AuditFault.Problem) -> AuditFault {
            AuditFault(record: count + 1, offset: offset, problem: problem)
        }
        guard let record = RecordLine(line) else { throw fault(.unreadable) }
        let hash = RecordHash(of: UnsafeRawBufferPointer(rebasing: line[record.body]))
        guard hash == record.claimedHash else {
            throw AuditFault(record: trustsNext ? record.number : count + 1, offset: offset, problem: .hashMismatch)
        }
        if trustsNext {
            trustsNext = false
        } else {
            guard record.number == count + 1 else { throw fault(.wrongNumber(found: record.number)) }
            guard record.previous == self.hash else { throw fault(.brokenChain) }
        }
        count = record.number
        self.hash = hash
        offset += line.count + 1
        return record
    }
}
