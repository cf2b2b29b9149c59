import Audit
import Catalog
import Governance
import Language

// Emergency access on a question's way. Policy says who may, the audit log says what runs; nothing is looked up of the patient before the
// question itself is governed, so that a number that nobody has is no different.

extension Passage {
    /// The circumstances that decisions are made under.
    func environment(now: String) -> RequestEnvironment {
        RequestEnvironment(
            now: now, language: engine.workspace.language, attributes: request.environment.mapValues { .text($0) },
            grant: grant.map { grant in
                Grant(
                    number: grant.number, patient: grant.particulars.patient, reason: grant.facts.reason, until: engine.until(grant),
                    isApproved: grant.approver != nil)
            })
    }

    /// Finds the emergency access that the request names, or opens it where that is asked for and allowed.
    ///
    /// - Throws: `Refusal`, and what keeps the log from being written.
    func takeGrant(_ glass: BreakGlassRequest, caller: Caller, now: String, mayOpen: Bool) throws {
        if let fault = glass.fault { throw fault }
        let environment = environment(now: now)
        let patient = engine.understanding.lexicon.identifier(glass.patient)
        let purpose = try governor.breakGlassPurpose(request.purpose, caller: caller, environment: environment)
        grant = try engine.audit.runningGrant(of: caller.id, purpose: purpose, patient: patient)
        guard grant == nil else { return }
        guard mayOpen, glass.reason != nil || glass.words != nil else { throw isOver(caller, environment) }
        let refusal = governor.mayOpenBreakGlass(
            caller: caller, purpose: purpose, reason: glass.reason, words: glass.words, environment: environment)
        if let refusal { throw refusal }
        guard let minutes = governor.policy.breakGlass?.minutes, let reason = glass.reason, let words = glass.words else {
            throw isOver(caller, environment)
        }
        let opened = AuditGrant(
            AuditGrant.Facts(
                caller: caller.id, purpose: purpose, reason: reason, minutes: minutes, interface: engine.interface, dataTime: now,
                policy: governor.policy.identity.digest),
            AuditGrant.Particulars(patient: patient, words: words))
        grant = try measure(.intend) { try engine.audit.open(opened) }.grant
    }

    func isOver(_ caller: Caller, _ environment: RequestEnvironment) -> Refusal {
        governor.breakGlassRefusal("break-glass-over", caller: caller, environment: environment)
    }

    // MARK: Acts

    /// Does what is asked for in place of a question; refused attempts are recorded as refused questions are.
    func acted(_ act: EmergencyAct, caller: Caller, now: String) throws -> Answer {
        do {
            switch act {
            case .open:
                guard let glass = request.breakGlass else { throw Self.nothingToOpen }
                try takeGrant(glass, caller: caller, now: now, mayOpen: true)
                return told(Texts.glassOpened, record: grant?.number)
            case .approve(let number): return try approved(number, by: caller, now: now)
            case .end(let number):
                let record = try engine.audit.end(self.act(number, by: caller))
                return told(Texts.glassClosed, ["number": String(number)], record: record)
            case .find(let review, let verdict, let words):
                if let refusal = governor.mayReview(caller, environment: environment(now: now)) { throw refusal }
                guard words.contains(where: \.isLetter), words.count <= 1_000 else { throw reviewRefusal("review-words-missing") }
                let finding = AuditFinding(
                    review: review, caller: caller.id, verdict: verdict, interface: engine.interface, words: words)
                let record = try engine.audit.close(finding)
                return told(Texts.reviewClosed, ["review": String(review), "verdict": verdict.rawValue], record: record)
            }
        } catch let refusal as Refusal {
            return try refused(refusal, nil, caller: caller, now: now)
        } catch let error as AuditGrantError {
            return try refused(refusal(error, caller: caller, now: now), nil, caller: caller, now: now)
        }
    }

    private func approved(_ number: Int, by caller: Caller, now: String) throws -> Answer {
        let running = try engine.audit.runningGrants().first { $0.number == number }
        // Whoever may not approve learns nothing of what runs.
        let refusal = governor.mayApprove(
            grant: running?.facts.caller ?? "", approver: caller, environment: environment(now: now))
        if let refusal { throw refusal }
        let record = try engine.audit.approve(act(number, by: caller))
        grant = try engine.audit.runningGrant(number)
        return told(Texts.glassApproved, record: record)
    }

    private func act(_ number: Int, by caller: Caller) -> AuditGrantAct {
        AuditGrantAct(
            grant: number, caller: caller.id, interface: engine.interface, policy: governor.policy.identity.digest)
    }

    /// The answer to an act: a sentence, and the grant.
    private func told(_ text: Wording, _ values: [String: String] = [:], record: Int?) -> Answer {
        var values = values
        if let grant {
            let reason = governor.policy.breakGlass?.reasons.first { $0.code == grant.facts.reason }?.label
            values["number"] = String(grant.number)
            values["until"] = engine.until(grant)
            values["caller"] = grant.facts.caller
            values["reason"] = reason?.text(in: engine.workspace.language) ?? grant.facts.reason
        }
        var answer = Answer(.answered)
        answer.explanation = [text.filled(values).text(in: engine.workspace.language)]
        intent = record
        return answer
    }

    // MARK: Refusals

    private static let nothingToOpen = ServiceError(
        .requestMalformed, "No patient is named.", remedy: "Say for whom, with a reason and words.")

    /// What the log does not do, as the caller is told.
    private func refusal(_ error: AuditGrantError, caller: Caller, now: String) -> Refusal {
        switch error {
        case .notRunning: glassRefusal("break-glass-not-running", caller, now)
        case .ownGrant: glassRefusal("break-glass-own", caller, now)
        case .approved: glassRefusal("break-glass-approved", caller, now)
        case .nothingToReview: reviewRefusal("review-unknown")
        case .stillRunning: reviewRefusal("review-running")
        case .involved: reviewRefusal("review-involved")
        case .closed: reviewRefusal("review-closed")
        }
    }

    private func glassRefusal(_ code: String, _ caller: Caller, _ now: String) -> Refusal {
        governor.breakGlassRefusal(code, caller: caller, environment: environment(now: now))
    }

    private func reviewRefusal(_ code: String) -> Refusal {
        let texts = Texts.reviews[code]
        return Refusal(code: code, text: texts?.text ?? Wording(["en": code]), needed: texts?.needed)
    }
}

extension Answer {
    /// The emergency access under which something was answered or done.
    public struct BreakGlass: Sendable, Equatable {
        /// Its number in the audit log.
        public var grant: Int
        /// When it is over, in local wall time, `YYYY-MM-DD HH:MM`.
        public var until: String
        /// Whether a second person approved it.
        public var isApproved: Bool

        /// An emergency access.
        public init(grant: Int, until: String, isApproved: Bool) {
            self.grant = grant
            self.until = until
            self.isApproved = isApproved
        }

        init(_ running: RunningGrant, until: String) {
            self.init(grant: running.number, until: until, isApproved: running.approver != nil)
        }
    }
}
