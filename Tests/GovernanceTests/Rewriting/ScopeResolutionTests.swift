import Algebra
import Catalog
import Testing

@testable import Governance

// Beside totals of a department the rooms are those of the department too: a rate must not divide by the whole house.

@Test("a rate within a department is divided by the department's rooms")
func resolvesScope() throws {
    let governed = try Clinic.permit(
        "align v (from visit select n: count()), r (from room select m: count()) select rate: v.n / r.m", as: "head")
    #expect(
        governed.query.description
            == Clinic.line(
                """
                align t2 (from visit as t1 visible (t1!dept_id = $caller.dept_id) select n: count()),
                t4 (from room as t3 where t3!dept_id = $caller.dept_id select m: count()) select rate: t2!n / t4!m
                """))
    #expect(governed.scope.map { $0.text(in: "en") } == ["your department 2"])
    #expect(try Clinic.permit("from room select m: count()", as: "head").query.description == "from room as t1 select m: count()")
}
