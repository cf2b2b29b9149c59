extension AuditLog {
    /// Opens a grant and waits until the disk has confirmed it; when one runs for the same caller, purpose and patient, that one goes on.
    ///
    /// - Returns: The grant that runs now, and whether it is new.
    /// - Throws: `AuditError`; then nothing runs.
    public func open(_ grant: AuditGrant) throws -> (grant: RunningGrant, isNew: Bool) {
        let details = try GrantDetails(grant, keys: keys)
        var isNew = true
        let entry = LogWriter.Entry(kind: .grant, details: try RecordDetails.encode(details)) { standing in
            let same = standing.grants.running(at: standing.time).first { running in
                let facts = running.details.facts
                return facts.caller == grant.facts.caller && facts.purpose == grant.facts.purpose
                    && running.details.patientDigest == details.patientDigest
            }
            isNew = same == nil
            return same?.number
        }
        let number = try append(entry, durably: true)
        return (try runningGrant(number), isNew)
    }

    /// The grant that a caller holds for a patient and a purpose now, by whichever process it was opened; nil when there is none.
    public func runningGrant(of caller: String, purpose: String, patient: String) throws -> RunningGrant? {
        let digest = keys.digest(patient)
        return try running { entry in
            entry.details.facts.caller == caller && entry.details.facts.purpose == purpose && entry.details.patientDigest == digest
        }.first
    }

    /// A grant by its number.
    ///
    /// - Throws: `AuditGrantError.notRunning` when it does not run now.
    public func runningGrant(_ number: Int) throws -> RunningGrant {
        guard let grant = try running({ $0.number == number }).first else { throw AuditGrantError.notRunning(number) }
        return grant
    }

    /// All grants that run now, in the order of their numbers.
    public func runningGrants() throws -> [RunningGrant] {
        try running { _ in true }
    }

    /// Writes a second person's approval of a grant that runs, and waits until the disk has confirmed it.
    ///
    /// Whether the person may approve is for the policy to say; here nobody approves their own, and nobody a second time.
    ///
    /// - Returns: The record's number.
    /// - Throws: `AuditGrantError`, `AuditError`.
    @discardableResult
    public func approve(_ act: AuditGrantAct) throws -> Int {
        try write(act, kind: .approval) { running in
            guard running.details.facts.caller != act.caller else { throw AuditGrantError.ownGrant(act.grant) }
            guard running.approver == nil else { throw AuditGrantError.approved(act.grant) }
        }
    }

    /// Ends a grant before its minutes are over, as only its holder can.
    ///
    /// - Returns: The record's number.
    /// - Throws: `AuditGrantError`, `AuditError`.
    @discardableResult
    public func end(_ act: AuditGrantAct) throws -> Int {
        try write(act, kind: .ending) { running in
            guard running.details.facts.caller == act.caller else { throw AuditGrantError.notRunning(act.grant) }
        }
    }

    private func write(
        _ act: AuditGrantAct, kind: RecordLine.Kind, check: @escaping (GrantRegister.Entry) throws -> Void
    ) throws -> Int {
        let entry = LogWriter.Entry(kind: kind, details: try RecordDetails.encode(act)) { standing in
            try check(standing.grants.running(act.grant, at: standing.time))
            return nil
        }
        return try append(entry, durably: true)
    }

    private func running(_ isWanted: (GrantRegister.Entry) -> Bool) throws -> [RunningGrant] {
        let standing = try withWriter { try writer.standing() }
        return try standing.grants.running(at: standing.time).filter(isWanted).map { entry in
            guard let opened = keys.unseal(entry.details.sealed) else { throw AuditError.cannotUnseal(record: entry.number) }
            return RunningGrant(
                number: entry.number, facts: entry.details.facts, particulars: try RecordDetails.decode(opened), opened: entry.opened,
                over: entry.over, approver: entry.approver)
        }
    }
}
