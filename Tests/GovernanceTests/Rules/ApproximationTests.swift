import Algebra
import Catalog
import Testing

@testable import Governance

// What becomes of conditions on patients, so that nothing holds for want of knowledge.

@Test(
    "a condition holds only for what is certain, and is denied only of what is not possible",
    arguments: [
        // A membership leaves out rows that are unknown: so it should.
        (
            "patient_id in (from team where staff_id = 7 select patient_id)",
            "row!patient_id in (from team as t1001 where t1001!staff_id = 7 select t1001!patient_id)"
        ),
        // Its negation must not gain from that.
        (
            "patient_id not in (from team where staff_id = 7 select patient_id)",
            "row!patient_id not in (from team as t1001 where coalesce(t1001!staff_id = 7, true) select t1001!patient_id)"
        ),
        (
            "not exists(from .visits where cost > 10)",
            "not exists(from visit as t1001 where coalesce(t1001!patient_id = row!patient_id and t1001!cost > 10, true))"
        ),
        (
            "not coalesce(patient_id in (from team where staff_id = 7 select patient_id), false)",
            """
            not coalesce(row!patient_id in
            (from team as t1001 where coalesce(t1001!staff_id = 7, true) select t1001!patient_id), false)
            """
        ),
        // Twice negated is certain again.
        (
            "not (city = 'X' and patient_id not in (from team where staff_id = 7 select patient_id))",
            "not (row!city = 'X' and row!patient_id not in (from team as t1001 where t1001!staff_id = 7 select t1001!patient_id))"
        ),
        // Also inside.
        (
            "patient_id in (from visit where dept_id not in (from dept where name = 'X' select dept_id) select patient_id)",
            """
            row!patient_id in (from visit as t1001 where t1001!dept_id not in
            (from dept as t1002 where coalesce(t1002!name = 'X', true) select t1002!dept_id) select t1001!patient_id)
            """
        ),
        // Of counts the least that is certain, or the greatest that is possible.
        (
            "(from .visits where cost > 10 select n: count()) >= 2",
            "(from visit as t1001 where t1001!patient_id = row!patient_id and t1001!cost > 10 select n: count()) >= 2"
        ),
        (
            "2 > (from visit where cost > 10 select n: count())",
            "2 > (from visit as t1001 where coalesce(t1001!cost > 10, true) select n: count())"
        ),
        (
            "(from visit where cost > 10 select n: count()) = 0",
            """
            (from visit as t1001 where t1001!cost > 10 select n: count()) >= 0
            and (from visit as t1001 where coalesce(t1001!cost > 10, true) select n: count()) <= 0
            """
        ),
        // What is left of one set by another: those that are possible there are not.
        (
            "patient_id in ((from team where staff_id = 7 select patient_id) except (from visit where cost > 10 select patient_id))",
            """
            row!patient_id in ((from team as t1001 where t1001!staff_id = 7 select t1001!patient_id)
            except (from visit as t1002 where coalesce(t1002!cost > 10, true) select t1002!patient_id))
            """
        ),
        // Groups would be others with more rows, and the first row another: they keep SQL's meaning.
        (
            "patient_id not in (from visit where cost > 10 group patient_id select patient_id having count() < 3)",
            """
            row!patient_id not in (from visit as t1001 where t1001!cost > 10 group t1001!patient_id
            select t1001!patient_id having count() < 3)
            """
        ),
    ])
func approximates(written: String, expected: String) throws {
    let resolved = try Resolver(Clinic.catalog()).resolve(condition: Term.parse(written), on: "patient", alias: RowGuards.row)
    #expect(resolved.approximated().description == Clinic.line(expected))
}
