import Testing

@testable import Authoring

/// What tables and columns are called in a starter catalog.
@Suite struct NamingTests {
    @Test(arguments: [
        ("d_icd_diagnoses", "icd_diagnosis"), ("admissions", "admission"), ("visit_occurrence", "visit_occurrence"),
        ("tblPatients", "patient"),
        ("tbl_patients", "patient"), ("people", "person"), ("labs", "lab"), ("allergies", "allergy"), ("status", "status"),
        ("biopsies", "biopsy"),
        ("diagnosis", "diagnosis"), ("addresses", "address"), ("icd10", "icd10"),
    ])
    func entities(_ table: String, _ name: String) { #expect(Naming.entity(table) == name) }

    @Test(arguments: [("PatientID", "patient_id"), ("Visit Date", "visit_date"), ("2nd", "n2nd"), ("größe", "gr_e"), ("---", "unnamed")])
    func identifiers(_ column: String, _ name: String) { #expect(Naming.identifier(column) == name) }

    @Test(arguments: [
        ("person", "people"), ("diagnosis", "diagnoses"), ("history", "histories"), ("icu stay", "icu stays"), ("class", "classes"),
    ])
    func plurals(_ one: String, _ many: String) { #expect(Naming.plural(one) == many) }
}
