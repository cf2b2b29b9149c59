import Algebra
import Catalog
import Testing

@testable import Governance

// Where an output is masked, the sorting keys travel along hidden, so that disclosure can order rows that tie by what they show.

@Test(
    "sorting keys are appended where a masked value could order the rows that tie",
    arguments: [
        // Nothing is masked: the database's order stays.
        ("from patient select name order born", "from patient as t1 select t1!name order t1!born", false),
        // The number is masked, the key is not shown: it comes along.
        ("from patient select mrn order born", "from patient as t1 select t1!mrn, order_1: t1!born hidden order t1!born", true),
        // The key is an output already.
        ("from patient select mrn, born order born", "from patient as t1 select t1!mrn, t1!born order t1!born", true),
        // In a distinct result a further column would make more rows.
        ("from patient select distinct mrn", "from patient as t1 select distinct t1!mrn", true),
    ])
func appendsSortingKeys(before: String, after: String, isOrdered: Bool) throws {
    let pass = TieBreaking(try Clinic.resolve(before), treatments: [before.contains("mrn") ? .partial(kind: "mrn") : .show])
    #expect(pass.query.description == after)
    #expect((pass.ties != nil) == isOrdered)
}

@Test("lists of masked values come in the order of what is shown, not of what is hidden")
func breaksTies() throws {
    let plain = try Clinic.permit("from patient select name order name", as: "doctor")
    #expect(plain.plan.ties == nil)
    let masked = try Clinic.permit("from patient select mrn order born", as: "doctor")
    #expect(masked.query.description.hasSuffix("select t1!mrn, order_1: t1!born hidden order t1!born"))
    #expect(masked.plan.ties == [1])
}

@Test("a list that is cut chooses among rows that tie by what is shown and by their keys, never by what is hidden")
func cutsByWhatIsShown() throws {
    let cut = try Clinic.permit("from patient select mrn, name order born limit 2", as: "doctor")
    #expect(
        cut.query.description.hasSuffix("select t1!mrn, t1!name, order_1: t1!born hidden order t1!born, t1!name, t1!patient_id limit 2"))
    // An extreme of what is shown in part is there for those who may sort by it.
    let sorting = Clinic.policyText.replacing("mrn: partial, name: show } }", with: "mrn: partial, name: show }, filter: [mrn] }")
    let groups = try Clinic.permit(
        "from visit group patient_id select patient_id, m: max(patient.mrn) order patient_id limit 2", as: "doctor", policy: sorting)
    #expect(groups.query.description.hasSuffix("order t1!patient_id, t1!patient_id, t1!patient_id limit 2"))
    let aligned = try Clinic.permit(
        "align a (from visit group patient_id select patient_id, m: max(patient.mrn)), b (from team group patient_id select patient_id, "
            + "n: count()) on patient_id select m: a.m, n: b.n order b.n limit 2", as: "doctor", policy: sorting)
    #expect(aligned.query.description.contains("order t5!n, t5!n, t3!patient_id limit 2"))
    #expect(
        try !Clinic.permit("from patient select mrn order born limit 2 rank", as: "doctor").query.description.contains("patient_id limit"))
}

@Test(
    "a place among rows that tie is given by what is shown and by their keys, never by what is hidden",
    arguments: [
        // Nothing is masked: the rows look alike in whatever order they come.
        ("from patient select city, r: row_number() over (order born)", "over (order t1!born)"),
        ("from patient select mrn, r: rank() over (order city)", "over (order t1!city)"),
        ("from patient select mrn, r: row_number() over (order city)", "over (order t1!city, t1!patient_id)"),
        ("from patient select mrn, name, r: row_number() over (order city desc)", "over (order t1!city desc, t1!name, t1!patient_id)"),
        ("from patient select city, r: lag(mrn) over (partition city order born)", "order t1!born, t1!city, t1!patient_id)"),
        ("from visit select patient.mrn, r: 1 + row_number() over (order at)", "over (order t1!at, t1!visit_id)"),
        (
            "from (from patient select mrn, city, r: row_number() over (order city)) select mrn, r",
            "over (order t2!city, t2!patient_id)"
        ),
        ("from visit group patient_id select m: max(patient.born), r: row_number() over (order count())", "(order count(), t1!patient_id)"),
    ])
func givesPlacesByWhatIsShown(question: String, window: String) throws {
    let text = Clinic.policyText.replacing("name: show } }", with: "name: show, birth-date: year }, filter: [birth-date] }")
    let governed = try Clinic.permit(question, as: "doctor", policy: text)
    #expect(governed.query.description.contains(window), "\(governed.query)")
}

@Test(
    "where nothing that may be compared tells the rows apart, they have no places",
    arguments: [
        "from (from visit select at, m: patient.mrn) select m, r: row_number() over (order at)",
        "from (from visit select at, m: patient.mrn) select at, r: lag(m) over (order at)",
        "align a (from patient select city, mrn), b (from patient group city select city, n: count()) on city "
            + "select m: a.mrn, r: row_number() over (order b.n)",
    ])
func refusesPlacesOfMaskedRows(question: String) throws {
    let refusal = try Clinic.refuse(question, as: "doctor")
    #expect(refusal.text.text(in: "en") == "Not 'mrn (patient)'.")
}
