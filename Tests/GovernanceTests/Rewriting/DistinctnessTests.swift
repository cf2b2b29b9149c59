import Algebra
import Catalog
import Testing

@testable import Governance

// Rows that are alike once they are masked leave as one, so disclosure makes them distinct: no statement before it may compare what is hidden.

private let masked = Clinic.policyText.replacing(
    "quasi: show, identifiers: { patient-number: show, mrn: partial, name: show }",
    with: "quasi: show, identifiers: { patient-number: show, mrn: partial, name: partial, birth-date: year }")

@Test(
    "neither the statement's own distinct nor its limit compares what is masked",
    arguments: [
        ("from patient select distinct mrn", "select t1!mrn", nil),
        ("from patient select distinct born, city order city limit 2", "select t1!born, t1!city order t1!city", 2),
        ("from patient select distinct name, city order lower(city)", "order_1: lower(t1!city) hidden order lower(t1!city)", nil),
        // Rows that are told apart by a number which is shown are so without what is masked.
        ("from patient select distinct patient_id, mrn limit 2", "select distinct t1!patient_id, t1!mrn", 2),
        ("from visit select distinct patient.patient_id, patient.mrn", "select distinct t2!patient_id, t2!mrn", nil),
        ("from visit select distinct patient_id, patient.mrn", "select t1!patient_id, t2!mrn", nil),
        ("from visit group patient_id select distinct y: max(patient.born) limit 3", "select y: max(t2!born)", 3),
    ] as [(String, String, Int?)])
func leavesComparingToDisclosure(question: String, end: String, limit: Int?) throws {
    let governed = try Clinic.permit(question, as: "doctor", policy: masked)
    #expect(governed.query.description.contains(end), "\(governed.query)")
    #expect(!governed.query.description.contains("limit"))
    #expect(governed.plan.isDistinct && governed.plan.limit == limit)
    #expect(governed.plan.ties != nil)
}

@Test("a number that is withheld tells no rows apart")
func distrustsWithheldNumbers() throws {
    let text = masked.replacing("patient-number: show", with: "patient-number: hide")
    let governed = try Clinic.permit("from patient select distinct patient_id, mrn limit 2", as: "doctor", policy: text)
    #expect(governed.query.description.hasSuffix("select patient_id: null, t1!mrn"))
}

@Test("where nothing is masked the statement makes rows distinct and cuts them")
func leavesShownRowsToTheStatement() throws {
    let governed = try Clinic.permit("from patient select distinct city limit 2", as: "doctor", policy: masked)
    #expect(governed.query.description.hasSuffix("select distinct t1!city limit 2"))
    #expect(!governed.plan.isDistinct && governed.plan.limit == nil)
}

@Test(
    "rows are not ranked, nor drawn from, that are distinct by what is masked",
    arguments: [
        "from patient select distinct name, city order city limit 3 rank",
        "from patient select distinct patient_id, name order patient_id limit 3 rank",
        "from (from visit group patient_id select distinct y: max(patient.born)) select n: count()",
    ])
func refusesRanksOfMaskedRows(question: String) throws {
    #expect(try Clinic.refuse(question, as: "doctor", policy: masked).code == "column-not-covered")
}
