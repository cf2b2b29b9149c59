import Algebra
import Testing

@testable import Governance

// What row wrapping does to a query, for a doctor who may see the patients of teams that the doctor is in.
// The condition is written once here; in a query it stands with the alias of the row it filters, and names of its own inside.

private func mine(_ row: String, _ mark: String) -> String {
    "visible (\(row)!patient_id in (from team as \(mark)t1001 where \(mark)t1001!staff_id = $caller.staff_id select \(mark)t1001!patient_id))"
}

/// The patient of a test is that of its visit, so the condition moves to the visit as a whole.
private func mineByVisit(_ row: String, _ mark: String) -> String {
    "visible (\(row)!visit_id in (from visit as \(mark)t1001 where \(mark)t1001!patient_id in "
        + "(from team as \(mark)t1002 where \(mark)t1002!staff_id = $caller.staff_id select \(mark)t1002!patient_id) "
        + "select value: \(mark)t1001!visit_id))"
}

@Test(
    "every occurrence of every table is filtered",
    arguments: [
        // The root of a total.
        (
            "from visit where cost > 10 select visits: count()",
            "from visit as t1 \(mine("t1", "g1")) where t1!cost > 10 select visits: count()"
        ),
        // A join: a patient who is not visible gives nulls. Departments are everybody's.
        (
            "from visit select visit_id, patient.name, dept.name",
            """
            from visit as t1 \(mine("t1", "g1")) join patient as t2 on t2!patient_id = t1!patient_id \(mine("t2", "g2"))
            join dept as t3 on t3!dept_id = t1!dept_id select t1!visit_id, t2!name, t3!name
            """
        ),
        // A subquery as a value, two steps from the patient.
        (
            "from visit select visit_id, tests: (from .tests select n: count())",
            """
            from visit as t1 \(mine("t1", "g2"))
            select t1!visit_id, tests: (from test as t2 \(mineByVisit("t2", "g1")) where t2!visit_id = t1!visit_id select n: count())
            """
        ),
        // exists: for others' visits a department is as if it had none.
        (
            "from dept where exists(from .visits) select name",
            "from dept as t1 where exists(from visit as t2 \(mine("t2", "g1")) where t2!dept_id = t1!dept_id) select t1!name"
        ),
        // not exists, on a table that is filtered itself.
        (
            "from patient where not exists(from .visits) select name",
            """
            from patient as t1 \(mine("t1", "g2"))
            where not exists(from visit as t2 \(mine("t2", "g1")) where t2!patient_id = t1!patient_id) select t1!name
            """
        ),
        // A derived table.
        (
            "from (from visit group patient_id select patient_id, n: count()) where n > 3 select patients: count()",
            """
            from (from visit as t2 \(mine("t2", "g1")) group t2!patient_id select n: count()) as t1
            where t1!n > 3 select patients: count()
            """
        ),
        // Both sides of a set operation.
        (
            "(from visit select patient_id) except (from team select patient_id)",
            "(from visit as t1 \(mine("t1", "g1")) select t1!patient_id) except (from team as t2 \(mine("t2", "g2")) select t2!patient_id)"
        ),
        // All parts of an alignment.
        (
            "align a (from visit select n: count()), b (from team select m: count()) select ratio: a.n / b.m",
            """
            align t2 (from visit as t1 \(mine("t1", "g1")) select n: count()), t4 (from team as t3 \(mine("t3", "g2")) select m: count())
            select ratio: t2!n / t4!m
            """
        ),
        // The filter of an aggregate, the condition on groups, the order.
        (
            """
            from visit group dept_id select dept_id, n: count(where exists(from .tests)) having exists(from team)
            order (from team select k: count())
            """,
            """
            from visit as t1 \(mine("t1", "g4")) group t1!dept_id
            select t1!dept_id, n: count(where exists(from test as t2 \(mineByVisit("t2", "g1")) where t2!visit_id = t1!visit_id))
            having exists(from team as t3 \(mine("t3", "g2"))) order (from team as t4 \(mine("t4", "g3")) select k: count())
            """
        ),
    ])
func filtersEveryOccurrence(before: String, after: String) throws {
    let governed = try Clinic.permit(before, as: "doctor")
    #expect(governed.query.description == Clinic.line(after))
    #expect(governed.scope.map { $0.text(in: "en") } == ["your patients"])
}

@Test("tables of everybody are left alone, and nothing is said of a scope")
func leavesOpenTablesAlone() throws {
    let governed = try Clinic.permit("from room select rooms: count()", as: "doctor")
    #expect(governed.query.description == "from room as t1 select rooms: count()")
    #expect(governed.scope.isEmpty)
}

@Test("a table that no rule opens is refused, and never merely empty")
func refusesClosedTables() throws {
    let refusal = try Clinic.refuse("from visit where exists(from .tests) select n: count()", as: "head")
    #expect(refusal.code == "entity-not-covered")
}

@Test("a denial wins over every permit, for everyone but the roles it excepts")
func deniesOverPermits() throws {
    let rule = """

        rules:
          - name: from_here
            deny: rows
            on: { about: patients }
            where: subject in (from patient where city = 'Here' select patient_id)
            except: [counter]
        """
    let query = "from patient select patients: count()"
    let guarded = try Clinic.permit(query, as: "doctor", policy: Clinic.policyText + rule).query.description
    #expect(
        guarded.contains(
            "and t1!patient_id not in (from patient as g1c2t1001 where coalesce(g1c2t1001!city = 'Here', true) select g1c2t1001!patient_id)"
        ))
    // coalesce: of whom nobody wrote down the city may be from here.
    let open = try Clinic.permit(query, as: "counter", policy: Clinic.policyText + rule).query.description
    #expect(!open.contains("Here"))
    // Of a test whose visit has no patient, or which has no visit, nobody knows whose it is: it is not among those that the rule spares.
    let tests = try Clinic.permit("from test select tests: count()", as: "doctor", policy: Clinic.policyText + rule).query.description
    #expect(
        tests.contains(
            "and t1!visit_id in (from visit as g1c2t1001 where g1c2t1001!patient_id not in "
                + "(from patient as g1c2t1002 where coalesce(g1c2t1002!city = 'Here', true) select g1c2t1002!patient_id) select value: g1c2t1001!visit_id)"
        )
    )
}

@Test("a caller without an attribute that a condition needs has it as null, which denies")
func bindsMissingAttributesToNull() throws {
    let query = try Query.parse("from visit as t1 select visits: count()")
    let decision = try Clinic.governor().govern(
        query, caller: Clinic.caller("doctor", attributes: [:]), purpose: "treatment",
        environment: RequestEnvironment(now: "2026-06-30 12:00:00")
    ) { _, _ in [] }
    guard case .permit(let governed) = decision else {
        Issue.record("refused")
        return
    }
    #expect(governed.parameters["caller.staff_id"] == .null)
}
