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
