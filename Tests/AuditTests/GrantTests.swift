import Audit
import Foundation
import Testing

@Suite struct GrantTests {
    let workspace: Workspace
    let hands = Hands()

    init() throws {
        workspace = try Workspace()
    }

    private func open(minutes: Int = 60) throws -> AuditLog {
        try AuditLog.open(folder: workspace.folder, keys: workspace.keys, grantMinutes: minutes) { [hands] in hands.time }
    }

    private func grant(_ patient: String = "M000123", of caller: String = "staff.12", minutes: Int = 60) -> AuditGrant {
        AuditGrant(
            AuditGrant.Facts(
                caller: caller, purpose: "treatment", reason: "unconscious", minutes: minutes, interface: "ask",
                dataTime: "2026-06-30T23:59:59", policy: "p1"),
            AuditGrant.Particulars(patient: patient, words: "brought in by ambulance"))
    }

    private func intent(under grant: Int, of caller: String = "staff.12") -> AuditIntent {
        var intent = Workspace.intent("last haemoglobin of M000123", caller: caller)
        intent.facts.grant = grant
        return intent
    }

    private func act(_ grant: Int, by caller: String) -> AuditGrantAct {
        AuditGrantAct(grant: grant, caller: caller, interface: "break-glass", policy: "p1")
    }

    private func finding(_ review: Int, by caller: String = "quality.officer") -> AuditFinding {
        AuditFinding(review: review, caller: caller, verdict: .justified, interface: "audit", words: "M000123 was unconscious")
    }

    // MARK: Opening

    @Test func grantIsFoundByEveryProcess() throws {
        let (log, other) = (try open(), try open())
        let opened = try log.open(grant())
        #expect(opened.isNew)
        #expect(opened.grant.over == hands.time + 3_600)
        #expect(opened.grant.particulars == grant().particulars)
        #expect(try other.runningGrant(of: "staff.12", purpose: "treatment", patient: "M000123") == opened.grant)
        #expect(try open().runningGrants() == [opened.grant])
        for (caller, purpose, patient) in [
            ("staff.13", "treatment", "M000123"), ("staff.12", "quality", "M000123"), ("staff.12", "treatment", "M000124"),
        ] {
            #expect(try other.runningGrant(of: caller, purpose: purpose, patient: patient) == nil)
        }
    }

    @Test func openingAgainGoesOnWithTheOneThatRuns() throws {
        let (log, other) = (try open(), try open())
        let first = try log.open(grant()).grant
        hands.move(1_800)
        let again = try other.open(grant())
        #expect(!again.isNew)
        #expect(again.grant.number == first.number)
        #expect(again.grant.over == hands.time + 1_800)
        #expect(try log.open(grant("M000124")).isNew)
        #expect(try log.open(grant(of: "staff.13")).isNew)
    }

    @Test func whatNamesThePatientIsSealed() throws {
        let log = try open()
        let number = try log.open(grant()).grant.number
        hands.move(3_600)
        let closing = try log.close(finding(number))
        let text = String(decoding: try workspace.log, as: UTF8.self)
        #expect(!text.contains("M000123"))
        #expect(!text.contains("ambulance"))
        #expect(text.contains("unconscious"))
        let reader = try AuditReader(folder: workspace.folder)
        guard case .grant(let facts, let digest, nil) = try reader.record(number)?.content else {
            Issue.record("no sealed grant")
            return
        }
        #expect(facts == grant().facts)
        #expect(digest == workspace.keys.digest("M000123"))
        let opened = try AuditReader(folder: workspace.folder, keys: workspace.keys)
        #expect(try opened.record(number)?.content == .grant(facts, patientDigest: digest, particulars: grant().particulars))
        #expect(
            try opened.record(closing)?.content
                == .finding(
                    review: number, caller: "quality.officer", verdict: .justified, interface: "audit", words: "M000123 was unconscious"))
    }

    // MARK: Time

    @Test func isOverToTheMillisecondForEveryProcess() throws {
        let (log, other) = (try open(), try open())
        let number = try log.open(grant()).grant.number
        _ = try other.intent(intent(under: number))
        hands.move(3_599.999)
        #expect(abs(try other.runningGrant(number).over.timeIntervalSince(hands.time) - 0.001) < 0.0001)
        _ = try log.intent(intent(under: number))
        hands.move(0.001)
        for log in [log, other, try open()] {
            #expect(try log.runningGrants().isEmpty)
            #expect(throws: AuditGrantError.notRunning(number)) { try log.intent(intent(under: number)) }
            #expect(throws: AuditGrantError.notRunning(number)) { try log.approve(act(number, by: "staff.7")) }
            #expect(throws: AuditGrantError.notRunning(number)) { try log.end(act(number, by: "staff.12")) }
        }
        let next = try other.open(grant())
        #expect(next.isNew)
        #expect(next.grant.number > number)
    }

    @Test func runsForADayAtMost() throws {
        let log = try open()
        for minutes in [Int.max, Int.min, 0] { _ = try? log.open(grant("M\(minutes)", minutes: minutes)) }
        #expect(try log.runningGrants().map(\.over) == [hands.time + 86_400])
        hands.move(86_400)
        #expect(try log.runningGrants().isEmpty)
        #expect(try AuditReader(folder: workspace.folder).reviews().count == 3)
    }

    @Test func clockSetBackEndsAGrant() throws {
        let (log, other) = (try open(), try open())
        let number = try log.open(grant()).grant.number
        hands.move(-1)
        #expect(try other.runningGrants().isEmpty)
        hands.move(3_001)
        _ = try log.intent(intent(under: number))
        hands.move(-2_400)
        for log in [log, other, try open()] {
            #expect(try log.runningGrants().isEmpty)
            #expect(throws: AuditGrantError.notRunning(number)) { try log.intent(intent(under: number)) }
        }
        _ = try other.intent(Workspace.intent("q"))
        hands.move(2_400)
        #expect(try log.runningGrants().isEmpty)
        #expect(try open().runningGrants().isEmpty)
        #expect(try log.open(grant()).isNew)
    }

    @Test func oldGrantsAreFoundBehindTheWindowThatOpeningVerifies() throws {
        let log = try open()
        let number = try log.open(grant()).grant.number
        let ended = try log.open(grant("M000124")).grant.number
        try log.end(act(ended, by: "staff.12"))
        try log.approve(act(number, by: "staff.7"))
        var long = Workspace.intent(String(repeating: "q", count: 200_000))
        long.facts.caller = "staff.1"
        for _ in 0..<24 {
            hands.move(60)
            _ = try log.intent(long)
        }
        #expect(try workspace.log.count > 5 << 20)
        let grants = try open().runningGrants()
        #expect(grants.map(\.number) == [number])
        #expect(grants.first?.approver == "staff.7")
        #expect(grants.first?.over == hands.time + 36 * 60)
    }

    // MARK: Acts

    @Test func answersUnderAGrantAreItsHoldersAlone() throws {
        let log = try open()
        let number = try log.open(grant()).grant.number
        let before = try workspace.lines.count
        #expect(throws: AuditGrantError.notRunning(number)) { try log.intent(intent(under: number, of: "staff.13")) }
        #expect(throws: AuditGrantError.notRunning(1)) { try log.intent(intent(under: 1)) }
        #expect(try workspace.lines.count == before)
    }

    @Test func aSecondPersonApprovesOnce() throws {
        let (log, other) = (try open(), try open())
        let number = try log.open(grant()).grant.number
        #expect(throws: AuditGrantError.ownGrant(number)) { try other.approve(act(number, by: "staff.12")) }
        #expect(try log.runningGrant(number).approver == nil)
        try other.approve(act(number, by: "staff.7"))
        #expect(try log.runningGrant(number).approver == "staff.7")
        #expect(throws: AuditGrantError.approved(number)) { try log.approve(act(number, by: "staff.8")) }
        #expect(throws: AuditGrantError.notRunning(99)) { try log.approve(act(99, by: "staff.7")) }
    }

    @Test func onlyTheHolderEndsIt() throws {
        let (log, other) = (try open(), try open())
        let number = try log.open(grant()).grant.number
        #expect(throws: AuditGrantError.notRunning(number)) { try other.end(act(number, by: "staff.13")) }
        try other.end(act(number, by: "staff.12"))
        #expect(throws: AuditGrantError.notRunning(number)) { try log.intent(intent(under: number)) }
        #expect(throws: AuditGrantError.notRunning(number)) { try other.end(act(number, by: "staff.12")) }
        #expect(try open().runningGrants().isEmpty)
    }

    // MARK: Reviews

    @Test func reviewTellsWhatWasAskedAndIsClosedOnce() throws {
        let (log, other) = (try open(), try open())
        let number = try log.open(grant()).grant.number
        hands.move(60)
        let first = try log.intent(intent(under: number))
        try log.outcome(AuditOutcome(intent: first, status: "answered", rows: 1, columns: ["value"]))
        let second = try other.intent(intent(under: number))
        try other.outcome(AuditOutcome(intent: second, status: "refused", reason: "column-not-covered"))
        try other.approve(act(number, by: "staff.7"))
        var entered = Workspace.intent("which VIPs are here?", caller: "staff.20")
        entered.facts.review = true
        let asked = try log.intent(entered)
        try log.outcome(AuditOutcome(intent: asked, status: "answered", rows: 3))
        _ = try log.intent(Workspace.intent("\"grant\":2, \"review\":true"))

        #expect(throws: AuditGrantError.stillRunning(number)) { try other.close(finding(number)) }
        hands.move(600)
        try log.end(act(number, by: "staff.12"))
        let reader = try AuditReader(folder: workspace.folder)
        let reviews = try reader.reviews()
        #expect(reviews.map(\.number) == [number, asked])
        let review = try #require(reviews.first)
        #expect(review.caller == "staff.12")
        #expect(review.approver == "staff.7")
        #expect(review.answers == 1)
        #expect(review.questions.map(\.intent) == [first, second])
        #expect(review.questions.map(\.status) == ["answered", "refused"])
        #expect(review.minutesRun(until: hands.time) == 11)
        #expect(!review.runs(at: hands.time))
        #expect(review.daysOpen(at: hands.time + 86_400 * 3) == 3)
        #expect(reviews.last?.grant == nil)
        #expect(reviews.last?.answers == 1)

        for involved in ["staff.12", "staff.7"] {
            #expect(throws: AuditGrantError.involved(number)) { try log.close(finding(number, by: involved)) }
        }
        #expect(throws: AuditGrantError.involved(asked)) { try log.close(finding(asked, by: "staff.20")) }
        #expect(throws: AuditGrantError.nothingToReview(first)) { try log.close(finding(first)) }
        let closing = try log.close(finding(number))
        for log in [log, other] {
            #expect(throws: AuditGrantError.closed(finding: closing)) { try log.close(finding(number, by: "auditor")) }
        }
        try other.close(finding(asked))
        #expect(try reader.reviews().allSatisfy { $0.closing?.verdict == .justified && $0.daysOpen(at: hands.time) == nil })
        #expect(try workspace.verify().isIntact)
    }

    // MARK: Many at once

    @Test func manyProcessesOpenOneGrantApproveItOnceAndCloseItOnce() throws {
        final class Count: @unchecked Sendable {
            private let lock = NSLock()
            private(set) var numbers: Set<Int> = []
            private(set) var successes = 0
            func add(_ number: Int, succeeded: Bool) {
                lock.withLock {
                    numbers.insert(number)
                    successes += succeeded ? 1 : 0
                }
            }
        }
        let logs = try (0..<3).map { _ in try open() }
        let (opened, approved, closed) = (Count(), Count(), Count())
        let grant = grant()
        DispatchQueue.concurrentPerform(iterations: 12) { index in
            if let result = try? logs[index % 3].open(grant) { opened.add(result.grant.number, succeeded: result.isNew) }
        }
        #expect(opened.numbers.count == 1)
        #expect(opened.successes == 1)
        let number = try #require(opened.numbers.first)
        DispatchQueue.concurrentPerform(iterations: 12) { index in
            let act = AuditGrantAct(grant: number, caller: "staff.\(100 + index)", interface: "serve")
            if let record = try? logs[index % 3].approve(act) { approved.add(record, succeeded: true) }
        }
        #expect(approved.successes == 1)
        hands.move(3_600)
        DispatchQueue.concurrentPerform(iterations: 12) { index in
            let finding = AuditFinding(
                review: number, caller: "quality.\(index)", verdict: .needsFollowUp, interface: "audit", words: "ask the ward")
            if let record = try? logs[index % 3].close(finding) { closed.add(record, succeeded: true) }
        }
        #expect(closed.successes == 1)
        #expect(logs.allSatisfy { $0.failure == nil })
        #expect(try workspace.verify().records == 4)
    }

    // MARK: Damage

    @Test func grantThatACrashCutOffWasNeverOpened() throws {
        try workspace.fill(2)
        let acknowledged = try workspace.log
        let head = try Data(contentsOf: workspace.file("audit.head"))
        let line: Data
        do {
            let log = try open()
            _ = try log.open(grant())
            line = try #require(try workspace.lines.last)
        }
        for length in [1, 90, line.count / 2, line.count - 2, line.count - 1] {
            try workspace.setLog(acknowledged + line.prefix(length))
            try head.write(to: workspace.file("audit.head"))
            let log = try open()
            #expect(try log.runningGrants().isEmpty)
            #expect(try log.open(grant()).isNew)
            #expect(try workspace.verify().isIntact)
        }
    }

    @Test func grantWrittenOnceMoreIsDamageAndOpensNothing() throws {
        let number: Int
        do {
            let log = try open()
            number = try log.open(grant()).grant.number
        }
        let line = try workspace.lines[number - 1]
        hands.move(3_600)
        let running = try open()
        _ = try running.intent(Workspace.intent("q"))
        try workspace.setLog(try workspace.log + line)
        #expect(throws: AuditError.self) { try running.runningGrants() }
        #expect(throws: AuditError.self) { try open().runningGrants() }
        #expect(try workspace.verify().fault?.problem == .wrongNumber(found: number))
    }

    @Test func entriesShowActsOfCallers() throws {
        let log = try open()
        let number = try log.open(grant()).grant.number
        try log.approve(act(number, by: "staff.7"))
        let record = try log.intent(intent(under: number))
        try log.outcome(AuditOutcome(intent: record, status: "answered"))
        let reader = try AuditReader(folder: workspace.folder)
        func numbers(_ filter: AuditFilter) throws -> [Int] { try reader.entries(filter).map(\.record.number) }
        #expect(try numbers(AuditFilter()) == [number, number + 1, record])
        #expect(try numbers(AuditFilter(caller: "staff.7")) == [number + 1])
        #expect(try numbers(AuditFilter(status: "answered")) == [record])
        #expect(try numbers(AuditFilter(caller: "staff.12", limit: 1)) == [record])
    }
}
