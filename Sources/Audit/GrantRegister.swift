#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The grants that may still run, kept up with the log record by record.
///
/// A clock that was set back says nothing about how long a grant has run: then every grant that was open is over. Being a value, the register
/// can be tried on records that are not written yet.
struct GrantRegister {
    /// A grant that was opened and not ended early.
    struct Entry {
        let number: Int
        let opened: String
        let details: GrantDetails
        var approver: String?
        /// When its minutes are over.
        let over: Date
        /// The same as records bear it.
        fileprivate let end: String
    }

    private var entries: [Int: Entry] = [:]
    /// The time of the last record; times of records sort as text.
    private var last = ""

    /// Takes in a record; `details` are its bytes.
    ///
    /// Details that cannot be read open nothing: a grant that nobody can read does not run.
    mutating func note(number: Int, kind: RecordLine.Kind, time: String, details: @autoclosure () -> Data) {
        if time < last { entries = [:] }
        last = time
        switch kind {
        case .grant:
            guard let grant: GrantDetails = try? RecordDetails.decode(details()), let opened = AuditTime.milliseconds(time) else { return }
            // What is over by now is over for good.
            entries = entries.filter { runs($0.value, at: time) }
            let end = opened + grant.facts.milliseconds
            entries[number] = Entry(
                number: number, opened: time, details: grant, over: Date(timeIntervalSince1970: Double(end) / 1_000),
                end: AuditTime.text(milliseconds: end))
        case .approval:
            guard let act: AuditGrantAct = try? RecordDetails.decode(details()) else { return }
            entries[act.grant]?.approver = act.caller
        case .ending:
            guard let act: AuditGrantAct = try? RecordDetails.decode(details()) else { return }
            entries[act.grant] = nil
        case .created, .intent, .outcome, .recovered, .finding: return
        }
    }

    /// The grants that run at a time, in the order of their numbers.
    func running(at time: String) -> [Entry] {
        entries.values.filter { runs($0, at: time) }.sorted { $0.number < $1.number }
    }

    /// A grant, if it runs at a time.
    func running(_ number: Int, at time: String) throws -> Entry {
        guard let entry = entries[number], runs(entry, at: time) else { throw AuditGrantError.notRunning(number) }
        return entry
    }

    private func runs(_ entry: Entry, at time: String) -> Bool {
        time >= last && time < entry.end
    }
}
