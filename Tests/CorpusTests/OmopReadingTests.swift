import Database
import Foundation
import Testing

/// What the lexicon of the common data model makes of questions, on a handful of made-up persons.
@Suite struct OmopReadingTests {
    private static let rows = """
        INSERT INTO cdm_source (source_release_date) VALUES ('2022-10-10');
        INSERT INTO person (person_id, gender_concept_id, year_of_birth, race_concept_id, ethnicity_concept_id) VALUES
          (1, 8532, 1950, 8527, 0), (2, 8507, 1980, 8515, 0), (3, 8507, 2000, 8527, 0);
        INSERT INTO death (person_id, death_date) VALUES (2, '2021-03-04');
        INSERT INTO concept (concept_id, concept_name, domain_id) VALUES
          (10, 'zorapril', 'Drug'), (11, 'zorapril 10 MG Oral Tablet', 'Drug'), (12, 'zorapril 20 MG Oral Tablet', 'Drug'),
          (20, 'Spotted fever', 'Condition'), (21, 'Green fever', 'Condition');
        INSERT INTO drug_exposure (drug_exposure_id, person_id, drug_concept_id, drug_exposure_start_date) VALUES
          (1, 1, 11, '2020-01-01'), (2, 1, 12, '2021-01-01'), (3, 2, 12, '2020-05-05');
        INSERT INTO condition_occurrence (condition_occurrence_id, person_id, condition_concept_id, condition_start_date) VALUES
          (1, 1, 20, '2020-01-01'), (2, 2, 20, '2020-01-02'), (3, 3, 21, '2020-01-01'), (4, 3, 21, '2020-02-01'), (5, 3, 21, '2020-03-01');
        INSERT INTO visit_occurrence (visit_occurrence_id, person_id, visit_concept_id, visit_start_date, visit_end_date) VALUES
          (1, 1, 9201, '2020-01-01', '2020-01-05'), (2, 1, 9202, '2021-01-01', '2021-01-01');
        """

    @Test(arguments: [
        // An ingredient is all of its products, though it has a name of its own.
        ("How many patients took zorapril?", ["2"]), ("How many patients took zorapril 10 MG Oral Tablet?", ["1"]),
        ("When did person 1 last take zorapril?", ["2021-01-01"]),
        // Nothing beside what is counted is left out.
        ("How many persons are there by gender?", ["female 1", "male 2"]),
        ("Number of visits by visit type", ["Inpatient Visit 1", "Outpatient Visit 1"]),
        // Codes and years instead of names and birthdays.
        ("How many Asian patients are there?", ["1"]), ("How old is person 1?", ["72"]), ("When did person 2 die?", ["2021-03-04"]),
        // People, where people are asked for.
        ("Top 1 condition by number of patients", ["Spotted fever 2"]), ("How many patients are over 65?", ["1"]),
    ])
    func answers(_ question: String, _ rows: [String]) throws { #expect(try Self.ask(question) == rows) }

    @Test(arguments: [
        "When was the first and last visit of person 1?", "What conditions do patients with spotted fever have?",
        "What is the blood type of person 1?", "How many patients took zorapril by their doctor's advice?",
    ])
    func isNotAnswered(_ question: String) throws { #expect(try Self.ask(question) == nil) }

    private static func ask(_ question: String) throws -> [String]? {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lamplight-omop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "omop.sqlite").path
        let connection = try OmopDatabase.make(at: file)
        for statement in rows.split(separator: ";") {
            let sql = statement.trimmingCharacters(in: .whitespacesAndNewlines)
            if !sql.isEmpty { try connection.execute(sql) }
        }
        return try OmopDatabase(file: file).answer(question)?.map { row in row.map(text).joined(separator: " ") }.sorted()
    }

    private static func text(_ value: Value) -> String {
        switch value {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .real(let real): String(real)
        default: ""
        }
    }
}
