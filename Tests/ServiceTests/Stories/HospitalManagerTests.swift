import Catalog
import Database
import Disclosure
import Testing

@testable import Service

@Suite("The hospital manager")
struct HospitalManagerTests {
    @Test func seesEveryDepartmentWithSmallCellsSuppressed() throws {
        let hospital = try DemoHospital.shared.get()
        let answer = hospital.ask("average length of stay by department last quarter", as: "hospital.manager", for: "operations")
        let expected = try hospital.rows(
            """
            SELECT department.name, avg(julianday(date(discharge_time)) - julianday(date(admit_time))), count(DISTINCT patient_id)
            FROM admission JOIN department USING (dept_id)
            WHERE discharge_time >= '2026-01-01' AND discharge_time < '2026-04-01' GROUP BY dept_id
            """)
        #expect(answer.status == .answered)
        #expect(answer.rows.count == expected.count)
        let average = try #require(answer.columns.firstIndex { $0.unit == "days" })
        var suppressed = 0
        for row in expected {
            guard case .text(let department) = row[0], case .real(let days) = row[1], case .integer(let patients) = row[2] else {
                Issue.record("the reference query gives another shape")
                return
            }
            let found = try #require(answer.rows.first { $0.contains(.text(department)) }, "\(department) is missing")
            if patients < 11 {
                #expect(found[average] == .suppressed, "\(department) has \(patients) patients")
                suppressed += 1
            } else if case .decimal(let shown) = found[average] {
                #expect(abs(shown - days) < 1e-9)
            } else {
                #expect(found[average] == .suppressed)
            }
        }
        #expect(suppressed > 0 && suppressed < expected.count)
        #expect(answer.prompts.contains { $0.code == "small-cells" })
    }

    @Test func mayNotSeeWhatOnlyTreatmentNeeds() throws {
        let hospital = try DemoHospital.shared.get()
        let answer = hospital.ask("national id of patients admitted yesterday", as: "hospital.manager", for: "operations")
        #expect(answer.status != .answered || answer.rows.flatMap { $0 }.allSatisfy { $0 == .null })
    }

    @Test func mayAskWhereAnswersHaveFewerRowsThanCodeLists() throws {
        let hospital = try DemoHospital.shared.get()
        var workspace = hospital.engine.workspace
        workspace.rowLimit = 5
        let engine = try Engine(workspace: workspace, resources: DemoHospital.resources, interface: "test")
        func status(_ question: String) -> Answer { engine.answer(Request(question: question, caller: "hospital.manager")) }
        #expect(status("How many departments are there?").status == .answered)
        #expect(status("list departments").reason?.code == "limit-reached")
    }

    @Test func mustKeepToTheRolesPurposes() throws {
        let hospital = try DemoHospital.shared.get()
        let answer = hospital.ask("How many admissions were there last month?", as: "hospital.manager", for: "treatment")
        #expect(answer.status == .refused)
        #expect(answer.reason?.code == "purpose-not-covered")
        #expect(answer.reason?.remedy?.contains("operations") == true)
    }
}
