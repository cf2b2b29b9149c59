import Algebra
import Testing

@testable import Language

/// Paths between entities of the hospital, by which phrases are tied to what is asked about.
@Suite struct RouteTests {
    private func router() throws -> Router { Router(catalog: try Hospital.lexicon().catalog) }

    @Test(arguments: [
        // A declared way goes first.
        ("procedure", "department", "surgeon.department"),
        ("bed_stay", "ward", "bed.ward"),
        ("bed_stay", "department", "bed.ward.department"),
        ("adverse_event", "patient", "admission.patient"),
        // Else the shortest path of to-one steps.
        ("admission", "department", "department"),
        ("admission", "patient", "patient"),
        ("admission", "campus", "department.campus"),
        ("diagnosis", "icd10", "icd10"),
        ("lab_result", "lab_test", "test"),
        ("bed", "department", "ward.department"),
        ("patient", "patient", ""),
    ]) func toOneRoutes(_ from: String, _ to: String, _ path: String) throws {
        let route = try #require(try router().route(from: from, to: to))
        #expect(route.isToOne && route.path.joined(separator: ".") == path)
    }

    @Test(arguments: [
        ("patient", "diagnosis", ["diagnoses"]), ("patient", "admission", ["admissions"]), ("admission", "diagnosis", ["diagnoses"]),
        ("admission", "prescription", ["prescriptions"]), ("patient", "drug", ["prescriptions", "drug"]),
        ("department", "admission", ["admissions"]),
    ]) func toManyRoutes(_ from: String, _ to: String, _ steps: [String]) throws {
        let route = try #require(try router().route(from: from, to: to))
        #expect(!route.isToOne && route.steps.map(\.name) == steps)
    }

    /// A condition behind a to-many step stands inside `exists`, so that it cannot double rows.
    @Test func conditionsBehindManyRowsAreExistence() throws {
        let route = try #require(try router().route(from: "patient", to: "drug"))
        let lifted = route.lift(try Term.parse("name = 'Aspirin'"))
        #expect(lifted.description == "exists(from .prescriptions where drug.name = 'Aspirin' select one: 1)")
        let direct = try #require(try router().route(from: "admission", to: "campus")).lift(try Term.parse("name = 'Main'"))
        #expect(direct.description == "department.campus.name = 'Main'")
    }

    @Test(arguments: [("patient", "nothing"), ("nothing", "patient"), ("drug", "research_project")]) func noRoute(
        _ from: String, _ to: String
    ) throws {
        #expect(try router().route(from: from, to: to) == nil)
    }

    /// Every route that is found can be walked in the catalog.
    @Test func routesCanBeWalked() throws {
        let catalog = try Hospital.lexicon().catalog
        let router = try router()
        for from in catalog.order {
            for to in catalog.order {
                guard let route = router.route(from: from, to: to) else { continue }
                var at = from
                for step in route.steps {
                    let relation = try #require(catalog.entities[at]?.relations[step.name], "\(from) to \(to): \(step.name)")
                    #expect(relation.toMany == step.toMany && relation.target == step.target)
                    at = relation.target
                }
                #expect(at == to)
                #expect(route.cost >= 0)
            }
        }
    }

    /// The events in which a named thing occurs: prescriptions of a drug, results of a test.
    @Test(arguments: [
        ("drug", "prescription"), ("lab_test", "lab_result"), ("icd10", "diagnosis"), ("procedure_code", "procedure"),
        ("admission", "admission"),
    ])
    func carriers(_ thing: String, _ event: String) throws { #expect(try router().carrier(of: thing) == event) }

    @Test func whatManyEventsNameHasNoCarrier() throws { #expect(try router().carrier(of: "department") == nil) }
}
