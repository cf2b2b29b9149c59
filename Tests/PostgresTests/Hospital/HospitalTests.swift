import Algebra
import Catalog
import Database
import Execution
import Foundation
import Governance
import Testing

/// The hospital's policy against row security and grants written by hand: a physician, a nurse, the head of a department and a researcher
/// ask about a generated hospital.
@Suite(.enabled(if: PostgresServer.obstacle == nil, "PostgreSQL is no second opinion here: \(PostgresServer.obstacle ?? "")"))
struct HospitalTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    @Test(arguments: [3, 4])
    func postgresAgrees(seed: UInt64) throws {
        let catalog = try CatalogLoader.load(Self.root + "/Lexicons/hospital/catalog.yaml")
        let governor = try Governor(policy: Policy.load(Self.root + "/Policies/hospital.yaml"), catalog: catalog)
        let hospital = try HospitalTwin(seed: seed)
        defer { hospital.remove() }
        let callers = try Self.callers(hospital)
        let database = try PostgresDatabase(name: "hospital_\(seed)")
        try database.addLogins(HospitalRowSecurity.logins)
        try hospital.stir(callers.map { ($0.staff, $0.department) })
        let people = callers.map { (login: $0.login, staff: $0.staff, department: $0.department) }
        try database.prepare(
            hospital.postgresScript(catalog) + HospitalRowSecurity.functions + HospitalRowSecurity.callers(people)
                + HospitalRowSecurity.policies)
        let comparison = Comparison(
            governor: governor, executor: try Executor(path: hospital.path), database: database,
            environment: RequestEnvironment(now: hospital.now))
        for caller in callers {
            let isResearcher = caller.login == "researcher"
            let questions = isResearcher ? HospitalQuestions.research : HospitalQuestions.treating
            // Small cells come last in a researcher's totals, which PostgreSQL knows nothing of.
            let (tally, differences) = try comparison.run(questions, as: caller.caller, login: caller.login, isOrdered: !isResearcher)
            print("PostgreSQL on the hospital, \(caller.login), seed \(seed): \(tally)")
            for difference in differences.prefix(5) { Issue.record("seed \(seed), \(differences.count) differences: \(difference)") }
            #expect(tally.nonEmpty > questions.count / 3)
        }
    }

    private struct Person {
        var login: String
        var staff: Int64
        var department: Int64
        var caller: Caller
    }

    /// People of this hospital to whom the rules leave something: the busiest of each role.
    private static func callers(_ hospital: HospitalTwin) throws -> [Person] {
        let treating = "JOIN care_team USING (staff_id) WHERE end_time IS NULL AND role = 'physician' AND NOT is_head"
        let bedded = """
            role = 'nurse' AND NOT is_head AND dept_id IN (
                SELECT dept_id FROM bed_stay JOIN bed USING (bed_id) JOIN ward USING (ward_id) WHERE end_time IS NULL)
            """
        let studying = """
            role = 'researcher' AND staff_id IN (
                SELECT staff_id FROM project_member JOIN research_project USING (project_id)
                WHERE '\(hospital.now)' BETWEEN approved_on AND expires_on)
            """
        let queries = [
            ("physician", "SELECT staff_id FROM staff \(treating) GROUP BY staff_id ORDER BY count(*) DESC, staff_id"),
            ("nurse", "SELECT staff_id FROM staff WHERE \(bedded) ORDER BY staff_id"),
            (
                "department_head",
                "SELECT staff_id FROM staff JOIN department USING (dept_id) WHERE is_head AND department.name = 'Cardiology'"
            ),
            ("researcher", "SELECT staff_id FROM staff WHERE \(studying) ORDER BY staff_id"),
        ]
        return try queries.map { login, sql in
            let staff = try hospital.number(sql)
            let row = try hospital.rows("SELECT role, dept_id, is_head, title FROM staff WHERE staff_id = \(staff)")[0].map(Literal.init)
            let attributes: [String: Literal] = [
                "staff_id": .integer(staff), "role": row[0], "dept_id": row[1], "is_head": .boolean(row[2] == .integer(1)), "title": row[3],
            ]
            return Person(
                login: login, staff: staff, department: try hospital.number("SELECT dept_id FROM staff WHERE staff_id = \(staff)"),
                caller: Caller(id: "staff.\(staff)", kind: .staff, attributes: attributes))
        }
    }
}
