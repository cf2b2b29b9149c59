/// The tables that rows are written to, with their numbers of columns: the address of a row on its way into the database.
enum Table: UInt8, CaseIterable {
    case dataset, campus, department, ward, bed, staff, patient, visit, admission, bedStay, icd10, diagnosis, procedureCode, procedure, drug
    case prescription, labTest, labResult, charge, note, adverseEvent, infectiousReport, careTeam, consent, project, projectMember

    /// The table's name in the schema.
    var name: String {
        switch self {
        case .visit: "outpatient_visit"
        case .bedStay: "bed_stay"
        case .procedureCode: "procedure_code"
        case .labTest: "lab_test"
        case .labResult: "lab_result"
        case .note: "clinical_note"
        case .adverseEvent: "adverse_event"
        case .infectiousReport: "infectious_report"
        case .careTeam: "care_team"
        case .project: "research_project"
        case .projectMember: "project_member"
        default: "\(self)"
        }
    }

    /// How many columns a row of it has.
    var columns: Int {
        switch self {
        case .projectMember: 2
        case .campus, .dataset, .bed, .procedureCode: 4
        case .department, .ward, .icd10, .bedStay, .consent: 5
        case .drug, .adverseEvent, .careTeam, .project: 6
        case .staff, .diagnosis, .labTest, .infectiousReport: 7
        case .visit, .labResult, .note: 8
        case .admission: 9
        case .procedure, .charge: 10
        case .prescription: 11
        case .patient: 20
        }
    }
}
