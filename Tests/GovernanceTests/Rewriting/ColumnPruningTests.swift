import Algebra
import Catalog
import Testing

@testable import Governance

// What neither the question nor a rule needs is not read: outputs of derived tables and of parts, and joins, that nothing above reads.

@Test(
    "only what is needed stays",
    arguments: [
        // A derived table gives what is asked of it.
        (
            "from (from visit select visit_id, cost, finding) where cost > 10 select n: count()",
            "from (from visit as t2 select t2!cost) as t1 where t1!cost > 10 select n: count()"
        ),
        // Where nothing is asked of it, one output stays: the rows still count.
        ("from (from visit select cost, finding) select n: count()", "from (from visit as t2 select t2!cost) as t1 select n: count()"),
        // A total over all rows stays one: without its aggregate there would be a row for each visit.
        (
            "from (from visit select n: count(), s: sum(cost)) select m: 1",
            "from (from visit as t2 select n: count()) as t1 select m: 1"
        ),
        // With an output goes the join that it alone had needed.
        (
            "from (from visit select cost, dept.name) select s: sum(cost)",
            "from (from visit as t2 select t2!cost) as t1 select s: sum(t1!cost)"
        ),
        // Parts keep what they are laid together by.
        (
            "align a (from visit group dept_id select dept_id, n: count(), s: sum(cost)) on dept_id select dept_id, a.n",
            "align t2 (from visit as t1 group t1!dept_id select t1!dept_id, n: count()) on dept_id select t2!dept_id, t2!n"
        ),
        // Subqueries in conditions have derived tables too.
        (
            "from dept where dept_id in (from (from visit select dept_id, cost) select dept_id) select name",
            "from dept as t1 where t1!dept_id in (from (from visit as t3 select t3!dept_id) as t2 select t2!dept_id) select t1!name"
        ),
    ])
func leavesOutWhatNothingNeeds(before: String, after: String) throws {
    var pass = ColumnPruning(catalog: try Clinic.catalog())
    #expect(pass.rewrite(try Clinic.resolve(before)).description == after)
    #expect(!pass.removed.isEmpty)
}

@Test(
    "what decides which rows there are stays",
    arguments: [
        // Distinct rows are told apart by all their outputs, and so are the rows of set operations.
        "from (from visit as t2 select distinct t2!cost, t2!finding) as t1 select n: count()",
        "from ((from visit as t2 select t2!cost, t2!finding) union (from visit as t3 select t3!cost, t3!finding)) as t1 select n: count()",
        // The outputs break the ties of a limit.
        "from (from visit as t2 select t2!cost, t2!finding order t2!at limit 3) as t1 select n: count()",
        // Outputs of the question itself, and joins that a condition reads.
        "from visit as t1 join dept as t2 on t2!dept_id = t1!dept_id where t2!name = 'North' select t1!cost, t1!finding",
    ])
func keepsWhatDecidesRows(query: String) throws {
    var pass = ColumnPruning(catalog: try Clinic.catalog())
    let resolved = try Clinic.resolve(query)
    #expect(pass.rewrite(resolved) == resolved)
    #expect(pass.removed.isEmpty)
}

@Test("what is read and what for, and what is left out, is told of the question and of its rules")
func tellsNecessity() throws {
    let query = "from visit where cost > 10 select finding, patient.name order at"
    let governed = try Clinic.permit(query, as: "doctor")
    let necessity = try Clinic.governor().necessity(of: governed)
    let read = necessity.read.map { "\($0.entity).\($0.attribute) \($0.uses.map(\.rawValue).joined(separator: ","))" }
    #expect(
        read == [
            "patient.patient_id linked,rule", "patient.name shown", "visit.patient_id linked,rule", "visit.at sorted",
            "visit.cost filtered",
            "visit.finding shown", "team.patient_id rule", "team.staff_id rule",
        ])
    #expect(
        necessity.leftOut.map { "\($0.entity): \($0.attributes.joined(separator: " "))" } == [
            "patient: mrn born city", "visit: visit_id dept_id secret",
        ])
}
