import Algebra
import Catalog
import Disclosure
import Foundation
import Governance
import Testing

/// What is told of a decision is what decides.
@Suite struct FindingsTests {
    private static let doctor = Caller(id: "staff.7", kind: .staff, attributes: ["role": .text("doctor"), "staff_id": .integer(7)])
    private static let clerk = Caller(id: "clerk", kind: .service)
    private static let environment = RequestEnvironment(now: "2026-06-30 12:00:00")

    private static func governor(_ text: String = Practice.policyText) throws -> Governor {
        try Governor(policy: Policy.load(text: text, file: "practice.yaml"), catalog: Practice.catalog.get())
    }

    private static func findings(
        _ caller: Caller, for purpose: String? = nil, _ governor: Governor, with attributes: [String: Literal] = [:],
        facts: [[Literal]] = []
    ) throws -> Findings {
        var environment = environment
        environment.attributes = attributes
        return try governor.findings(caller: caller, purpose: purpose, environment: environment) { _, _ in facts }
    }

    @Test func tellsWhichRolesWereConsidered() throws {
        let governor = try Self.governor(
            Practice.policy(("    purposes: [care]\n", "    purposes: [care]\n    when: $environment.shift = 'day'\n")))
        let found = try Self.findings(Self.doctor, governor, with: ["shift": .text("night")])
        #expect(found.roles.map(\.role.name) == ["doctor", "clerk"])
        #expect(found.roles.map(\.obstacle) == [.condition("$environment.shift = 'night'".replacing("night", with: "day")), .subject])
        #expect(found.role == nil && found.refusal?.code == "role-not-now")
        #expect(try Self.findings(Self.doctor, governor).roles.first?.obstacle == .unknown("$environment.shift = 'day'"))
        let day = try Self.findings(Self.doctor, governor, with: ["shift": .text("day")])
        #expect(day.role?.name == "doctor" && day.purpose == "care" && day.refusal == nil && day.roles.first?.isTaken == true)
        let billing = try Self.findings(Self.doctor, for: "billing", governor, with: ["shift": .text("day")])
        #expect(billing.refusal?.code == "purpose-not-covered" && billing.roles.first?.coversPurpose == false)
    }

    @Test func tellsWhatIsDemandedAndFound() throws {
        let governor = try Self.governor(
            Practice.policy(("    purposes: [care]\n", "    purposes: [care]\n    requires: [{ fact: from room, otherwise: no-role }]\n")))
        let unmet = try Self.findings(Self.doctor, governor)
        #expect(unmet.demands.map(\.isMet) == [false] && unmet.refusal?.code == "no-role")
        let met = try Self.findings(Self.doctor, governor, facts: [[.integer(1)]])
        #expect(met.demands.map(\.isMet) == [true] && met.refusal == nil)
    }

    @Test func tellsWhichRowsAndByWhichRules() throws {
        let governor = try Self.governor(
            Practice.policy(
                ("rules:\n", "rules:\n  - { name: closed, deny: rows, on: { entities: [visit] }, when: \"$environment.zone = 'out'\" }\n")))
        let doctor = try Self.findings(Self.doctor, governor, with: ["zone": .text("in")])
        let visits = try #require(doctor.rows(of: "visit"))
        #expect(visits.rules.map(\.rule.name) == ["doctor.rows.1", "closed"])
        #expect(visits.rules.map(\.counts) == [true, false])
        #expect(visits.rules.last?.obstacle == .condition("$environment.zone = 'out'"))
        guard case .some = visits.extent else {
            Issue.record("\(visits.extent)")
            return
        }
        #expect(doctor.rows(of: "room")?.extent == .all)
        // What is unknown denies, and it is said that it does.
        let unknown = try #require(try Self.findings(Self.doctor, governor).rows(of: "visit"))
        #expect(unknown.rules.last?.counts == true && unknown.rules.last?.obstacle == .unknown("$environment.zone = 'out'"))
    }

    /// For every column, in lists and totals, what is told is what a query for it meets.
    @Test func tellsOfColumnsWhatDecisionsDo() throws {
        let governor = try Self.governor()
        for caller in [Self.doctor, Self.clerk] {
            let found = try Self.findings(caller, governor)
            for entity in governor.catalog.entities.values {
                for attribute in entity.attributeOrder where entity.name != "room" {
                    let column = Resource.Column(entity: entity.name, attribute: attribute)
                    let told = try #require(found.column(column, isList: true))
                    let query = try Resolver.resolve(Query.parse("from \(entity.name) select \(attribute)"), in: governor.catalog)
                    let decision = try governor.govern(query, caller: caller, purpose: nil, environment: Self.environment) { _, _ in [] }
                    switch decision {
                    case .refuse(let refusal):
                        #expect(told.isClosed || told.shown == .hide, "\(caller.id) \(column)")
                        #expect(refusal.code == "column-not-covered")
                        #expect(told.ground == .rule("no_findings") ? refusal.rule == "no_findings" : refusal.rule == nil)
                    case .permit(let governed):
                        #expect(told.shown == governed.plan.columns.first?.treatment, "\(caller.id) \(column)")
                    }
                }
            }
        }
    }

    @Test func tellsWhoReadsAColumn() throws {
        let governor = try Self.governor(
            Practice.policy(
                (
                    "rules:\n",
                    "rules:\n  - { name: callback, permit: values, on: { attributes: [patient.phone] }, for: [clerk], when: \"$environment.zone = 'in'\" }\n"
                )))
        let readers = governor.readers(of: Resource.Column(entity: "patient", attribute: "phone"), on: "2026-06-30")
        #expect(readers.map(\.role.name) == ["doctor", "clerk"])
        #expect(readers.map(\.lists) == [.partial(kind: "phone"), nil])
        #expect(readers.map(\.purpose) == ["care", "billing"])
        #expect(readers.map { $0.rows.map(\.name) } == [["doctor.rows.1"], ["clerk.rows.1"]])
        #expect(readers.map { $0.depends.map(\.name) } == [[], ["callback"]])
        #expect(
            governor.readers(of: Resource.Column(entity: "visit", attribute: "finding"), on: "2026-06-30").map(\.role.name) == ["doctor"])
    }

    /// A refusal's code that stands in the program is known to checks.
    @Test func knowsAllRefusals() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Governance/Deciding")
        var codes: Set<String> = []
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            for match in try String(contentsOf: file, encoding: .utf8).matches(of: #/refusal\("([a-z-]+)"/#) {
                codes.insert(String(match.1))
            }
        }
        #expect(codes.count > 10)
        #expect(codes.subtracting(Policy.refusalCodes).filter { !$0.hasPrefix("break-glass-") } == [])
    }
}
