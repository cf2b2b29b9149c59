import Algebra
import Catalog
import Testing

@testable import Governance

// A list of a role with `most-rows: 2` asks for three, so that the answer can say that there were more than two.

@Test(
    "a list is bounded to one row more than may leave",
    arguments: [
        ("from visit as t1 select t1!cost order t1!cost", "from visit as t1 select t1!cost order t1!cost limit 3"),
        ("from visit as t1 select t1!cost limit 10", "from visit as t1 select t1!cost limit 3"),
        // What the question itself bounds enough stays as it is.
        ("from visit as t1 select t1!cost order t1!cost limit 2 rank", "from visit as t1 select t1!cost order t1!cost limit 2 rank"),
        ("align t2 (from visit as t1 select n: count()) select t2!n", "align t2 (from visit as t1 select n: count()) select t2!n limit 3"),
    ])
func boundsRows(before: String, after: String) throws {
    let pass = Limits(try Clinic.resolve(before), most: 2)
    #expect(pass.query.description == after)
}

@Test("a distinct list with masked values is bounded once it is masked")
func boundsDistinctLists() throws {
    let text = Clinic.policyText.replacing("    lists: true\n", with: "    lists: true\n    most-rows: 10\n")
    let governed = try Clinic.permit("from patient select distinct mrn", as: "doctor", policy: text)
    #expect(governed.plan.isDistinct && governed.plan.mostRows == 10)
    #expect(!governed.query.description.contains("limit"))
}
