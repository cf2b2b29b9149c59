import Algebra
import Testing

@testable import Language

/// Queries with the sentences that they must give: together they read as the description of the restatement.
@Suite struct RestaterTests {
    @Test(arguments: Restatements.pairs)
    func aQueryIsSaidBack(pair: Restatements.Pair) throws {
        #expect(try Hospital.restater().restate(Query.parse(pair.query)) == pair.text)
    }
}

/// Queries and sentences.
enum Restatements {
    struct Pair: Sendable, CustomTestStringConvertible {
        var query: String
        var text: String
        var testDescription: String { text }
    }

    static let pairs: [Pair] = [
        Pair(
            query: """
                from outpatient_visit
                where visit_type <> 'emergency' and visit_time >= @2026-05-01 and visit_time < @2026-06-01
                group department_key: department.dept_id, department: department.name
                select department, outpatient_visits: count()
                """,
            text: "Number of outpatient visits (visits of every type but emergency) in May 2026, by department."),
        Pair(
            query: """
                from admission
                where discharge_time is not null and (department.name = 'General Surgery' or department.name = 'Orthopedics')
                  and discharge_time >= @2026-04-01 and discharge_time < @2026-07-01
                group department_key: department.dept_id, department: department.name
                select department, average_length_of_stay: avg(length_of_stay)
                """,
            text: """
                Average length of stay (mean days from admission to discharge, same day 0, of stays discharged in the period), \
                department General Surgery or Orthopedics, discharge time from 1 April to 30 June 2026, by department.
                """),
        Pair(
            query: "from admission where discharge_time is null select patient.mrn, days_in_hospital order days_in_hospital desc limit 10",
            text: "MRN and days in hospital of admissions, currently in hospital, the 10 with the most days in hospital."),
        Pair(
            query: """
                from patient where exists(from .diagnoses where code starts with 'E11' select one: 1)
                  and exists(from .prescriptions where drug.name contains 'metformin' select one: 1)
                  and not exists(from .prescriptions where drug.name contains 'insulin' select one: 1)
                select patients: count()
                """,
            text: """
                Number of patients, with a diagnosis of type 2 diabetes (ICD-10 E11), with a prescription where drug containing \
                'metformin', without any prescription of insulin (WHO ATC A10A).
                """),
    ]
}

extension Hospital {
    /// Says queries back in the hospital's words.
    static func restater() throws -> Restater {
        let lexicon = try lexicon()
        return Restater(catalog: lexicon.catalog, labels: lexicon.labels)
    }
}
