import Database
import Testing

@testable import Demonstration

/// What a hospital statistician would look at first.
///
/// The bands are wide: a small hospital has few of everything.
@Suite struct StatisticsTests {
    @Test func bedsAreWellUsed() throws {
        let occupancy = """
            SELECT 100.0 * (SELECT sum(max(0, julianday(min(coalesce(date(end_time), '2026-01-01'), '2026-01-01'))
              - julianday(max(date(start_time), '2025-01-01')))) FROM bed_stay)
              / ((SELECT count(*) FROM bed WHERE status = 'open') * 365)
            """
        #expect((82...96).contains(try SmallHospital.number(occupancy)))
    }

    @Test func someComeBackAndFewDie() throws {
        let readmission = """
            SELECT 100.0 * sum(date(next_admission) <= date(discharge_time, '+30 days')) / count(*) FROM (
              SELECT *, lead(admit_time) OVER (PARTITION BY patient_id ORDER BY admit_time) AS next_admission FROM admission)
            WHERE discharge_disposition <> 'died' AND discharge_time < '2026-06-01'
            """
        // A small hospital has beds for more patients than it knows, who meet again more often.
        #expect((5...16).contains(try SmallHospital.number(readmission)))
        let mortality = "SELECT 100.0 * sum(discharge_disposition = 'died') / count(discharge_time) FROM admission"
        #expect((0.5...3).contains(try SmallHospital.number(mortality)))
    }

    @Test func theWeekHasItsShape() throws {
        let monday = try SmallHospital.number("SELECT count(*) FROM outpatient_visit WHERE strftime('%w', visit_time) = '1'")
        let sunday = try SmallHospital.number("SELECT count(*) FROM outpatient_visit WHERE strftime('%w', visit_time) = '0'")
        #expect(monday > 1.6 * sunday)
    }

    @Test func emergenciesAreATenthAndSomeLeave() throws {
        let share = "SELECT 100.0 * sum(visit_type = 'emergency') / count(*) FROM outpatient_visit"
        #expect((7.5...12.5).contains(try SmallHospital.number(share)))
        let leaving = """
            SELECT 100.0 * sum(disposition = 'left without being seen') / count(*) FROM outpatient_visit WHERE visit_type = 'emergency'
            """
        #expect((1...6).contains(try SmallHospital.number(leaving)))
    }

    @Test(arguments: [
        ("I21", "antiplatelet"), ("I48", "anticoagulant"), ("E11", "antidiabetic"), ("A1", "antituberculosis"), ("F32", "antidepressant"),
    ])
    func diagnosesDriveMedicines(code: String, drugClass: String) throws {
        func share(_ condition: String) throws -> Double {
            try SmallHospital.number(
                """
                SELECT 1.0 * sum(patient_id IN (SELECT patient_id FROM prescription JOIN drug USING (drug_id) WHERE class = '\(drugClass)'))
                / count(*) FROM patient WHERE patient_id \(condition) (SELECT patient_id FROM diagnosis WHERE code LIKE '\(code)%')
                """)
        }
        #expect(try share("IN") > 0.4)
        #expect(try share("IN") > 1.5 * share("NOT IN"))
    }

    @Test func diagnosesDriveLaboratoryValues() throws {
        func mean(_ condition: String) throws -> Double {
            try SmallHospital.number(
                """
                SELECT avg(value) FROM lab_result JOIN lab_test USING (test_id) WHERE loinc = '4548-4'
                AND patient_id \(condition) (SELECT patient_id FROM diagnosis WHERE code LIKE 'E11%')
                """)
        }
        #expect(try mean("IN") > 1.2 * mean("NOT IN"))
    }

    @Test func consentsAreGrantedAndRevokedForEveryScope() throws {
        let scopes = try SmallHospital.texts(
            """
            SELECT scope FROM consent GROUP BY scope HAVING sum(revoked_on IS NULL) > 0 AND sum(revoked_on IS NOT NULL) > 0 ORDER BY scope
            """)
        #expect(scopes == ["data sharing", "research", "teaching"])
        #expect(try SmallHospital.number("SELECT count(*) FROM consent WHERE revoked_on <= granted_on") == 0)
    }

    @Test func approvalsRunAndExpire() throws {
        #expect(try SmallHospital.number("SELECT sum(expires_on > (SELECT as_of FROM dataset)) FROM research_project") > 0)
        #expect(try SmallHospital.number("SELECT sum(expires_on < (SELECT as_of FROM dataset)) FROM research_project") > 0)
        let withoutRunning = """
            SELECT count(*) FROM staff s WHERE role = 'researcher' AND NOT EXISTS (
              SELECT 1 FROM project_member m JOIN research_project p USING (project_id)
              WHERE m.staff_id = s.staff_id AND p.expires_on > (SELECT as_of FROM dataset))
            """
        #expect(try SmallHospital.number(withoutRunning) > 0)
    }
}
