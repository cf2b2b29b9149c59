import Algebra
import Catalog
import Database
import Execution
import Foundation
import Language

/// A handful of made-up stays in the shape of MIMIC-IV, on which every answer can be worked out by hand.
struct EventHospital {
    let catalog: Catalog
    let understanding: Understanding
    let executor: Executor
    static let clock = "2100-12-31 23:59:00"

    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "lamplight-events-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "events.sqlite").path
        let connection = try Connection(path: file, mode: .readWrite)
        for statement in EventHospital.schema.split(separator: ";") + EventHospital.rows.split(separator: ";") {
            let sql = statement.trimmingCharacters(in: .whitespacesAndNewlines)
            if !sql.isEmpty { try connection.execute(sql) }
        }
        let root = CorpusItem.root
        catalog = try CatalogLoader.load(root + "/Lexicons/mimic-iv/catalog.yaml")
        executor = try Executor(path: file)
        let lexicon = try Lexicon.load(
            directory: root + "/Lexicons/mimic-iv", language: "en", grammarDirectory: root + "/Grammars", catalog: catalog,
            vocabulary: executor.vocabulary(of: catalog))
        understanding = Understanding(lexicon: lexicon)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    /// The asked columns of the answer as text, a row a string; nil when the question is not answered.
    func answer(_ question: String) throws -> [String]? {
        guard case .answered(let reading) = understanding.read(question, clock: EventHospital.clock) else { return nil }
        let compiled = try SQLCompiler.compile(
            Resolver(catalog).resolve(reading.query), schema: catalog, parameters: ["now": .time(EventHospital.clock)])
        let shown = reading.columns.indices.filter { reading.columns[$0].role == .asked }
        return try executor.run(compiled).rows.map { row in shown.map { text(row[$0]) }.joined(separator: " | ") }
    }

    private func text(_ value: Value) -> String {
        switch value {
        case .null: "none"
        case .integer(let n): String(n)
        case .real(let d): d == d.rounded() ? String(Int(d)) : String((d * 1000).rounded() / 1000)
        case .text(let t): t
        }
    }

    private static let schema = """
        CREATE TABLE patients (subject_id INT, gender TEXT, dob TEXT, dod TEXT);
        CREATE TABLE admissions (hadm_id INT, subject_id INT, admittime TEXT, dischtime TEXT, admission_type TEXT, admission_location TEXT,
            discharge_location TEXT, insurance TEXT, language TEXT, marital_status TEXT, age INT);
        CREATE TABLE icustays (stay_id INT, hadm_id INT, first_careunit TEXT, last_careunit TEXT, intime TEXT, outtime TEXT);
        CREATE TABLE transfers (transfer_id INT, hadm_id INT, eventtype TEXT, careunit TEXT, intime TEXT, outtime TEXT);
        CREATE TABLE d_icd_diagnoses (icd_code TEXT, long_title TEXT);
        CREATE TABLE d_icd_procedures (icd_code TEXT, long_title TEXT);
        CREATE TABLE d_labitems (itemid INT, label TEXT);
        CREATE TABLE d_items (itemid INT, label TEXT, abbreviation TEXT, linksto TEXT);
        CREATE TABLE diagnoses_icd (row_id INT, hadm_id INT, icd_code TEXT, charttime TEXT);
        CREATE TABLE procedures_icd (row_id INT, hadm_id INT, icd_code TEXT, charttime TEXT);
        CREATE TABLE labevents (row_id INT, hadm_id INT, itemid INT, charttime TEXT, valuenum REAL, valueuom TEXT);
        CREATE TABLE prescriptions (row_id INT, hadm_id INT, starttime TEXT, stoptime TEXT, drug TEXT, dose_val_rx TEXT, dose_unit_rx TEXT, route TEXT);
        CREATE TABLE cost (row_id INT, hadm_id INT, event_type TEXT, event_id INT, chargetime TEXT, cost REAL);
        CREATE TABLE chartevents (row_id INT, stay_id INT, itemid INT, charttime TEXT, valuenum REAL, valueuom TEXT);
        CREATE TABLE inputevents (row_id INT, stay_id INT, starttime TEXT, itemid INT, totalamount REAL, totalamountuom TEXT);
        CREATE TABLE outputevents (row_id INT, stay_id INT, charttime TEXT, itemid INT, value REAL, valueuom TEXT);
        CREATE TABLE microbiologyevents (row_id INT, hadm_id INT, charttime TEXT, spec_type_desc TEXT, test_name TEXT, org_name TEXT)
        """

    /// Patient 1 was in twice and is in a third time; patient 2 once, and died; patient 3 once.
    private static let rows = """
        INSERT INTO patients VALUES (1, 'f', '2040-01-01', NULL), (2, 'm', '2030-01-01', '2100-04-20 00:00:00'), (3, 'f', '2060-01-01', NULL);
        INSERT INTO admissions VALUES
            (11, 1, '2100-02-01 08:00:00', '2100-02-10 12:00:00', 'urgent', 'emergency room', 'home', 'medicare', 'english', 'single', 60),
            (12, 1, '2100-06-01 08:00:00', '2100-06-05 12:00:00', 'elective', 'physician referral', 'home', 'medicaid', 'english', 'married', 60),
            (13, 1, '2100-12-30 08:00:00', NULL, 'urgent', 'emergency room', NULL, 'medicaid', 'english', 'married', 60),
            (21, 2, '2100-03-01 08:00:00', '2100-03-20 12:00:00', 'elective', 'clinic referral', 'died', 'other', '?', 'widowed', 70),
            (31, 3, '2100-02-03 08:00:00', '2100-02-08 12:00:00', 'urgent', 'emergency room', 'rehab', 'other', 'english', NULL, 40);
        INSERT INTO icustays VALUES (111, 11, 'micu', 'micu', '2100-02-01 12:00:00', '2100-02-03 00:00:00'),
            (121, 12, 'micu', 'sicu', '2100-06-02 00:00:00', '2100-06-03 00:00:00');
        INSERT INTO transfers VALUES (1, 11, 'admit', 'heart ward', '2100-02-01 09:00:00', '2100-02-10 12:00:00'),
            (2, 21, 'admit', 'heart ward', '2100-03-01 09:00:00', '2100-03-20 12:00:00'), (3, 31, 'admit', 'lung ward', '2100-02-03 09:00:00', NULL);
        INSERT INTO d_icd_diagnoses VALUES ('d1', 'mild fever, unspecified'), ('d2', 'broken toe'), ('d3', 'long cough');
        INSERT INTO d_icd_procedures VALUES ('p1', 'toe splint'), ('p2', 'chest drain, left'), ('p3', 'bed rest');
        INSERT INTO d_labitems VALUES (501, 'serum zinc'), (502, 'serum iron');
        INSERT INTO d_items VALUES (901, 'daily weight', 'w', 'chartevents'), (902, 'heart rate', 'hr', 'chartevents'),
            (903, 'saline 0.9%', 's', 'inputevents'), (904, 'tea', 't', 'inputevents'), (905, 'catheter', 'c', 'outputevents');
        INSERT INTO diagnoses_icd VALUES (1, 11, 'd1', '2100-02-02 10:00:00'), (2, 11, 'd2', '2100-02-03 10:00:00'),
            (3, 21, 'd1', '2100-03-02 10:00:00'), (4, 31, 'd1', '2100-02-04 10:00:00'), (5, 31, 'd3', '2100-02-05 10:00:00'),
            (6, 12, 'd3', '2100-06-01 10:00:00');
        INSERT INTO procedures_icd VALUES (1, 11, 'p1', '2100-02-04 10:00:00'), (2, 11, 'p1', '2100-02-06 10:00:00'),
            (3, 31, 'p2', '2100-02-06 10:00:00'), (4, 21, 'p3', '2100-03-05 10:00:00');
        INSERT INTO labevents VALUES (1, 11, 501, '2100-02-01 10:00:00', 7, 'u'), (2, 11, 501, '2100-02-05 10:00:00', 9, 'u'),
            (3, 11, 501, '2100-02-07 10:00:00', 8, 'u'), (4, 12, 501, '2100-06-02 10:00:00', 5, 'u'), (5, 21, 501, '2100-03-03 10:00:00', 6, 'u'),
            (6, 31, 502, '2100-02-06 10:00:00', 3, 'u'), (7, 13, 502, '2100-12-31 11:59:00', 4, 'u');
        INSERT INTO prescriptions VALUES
            (1, 11, '2100-02-02 09:00:00', NULL, 'acetyl drops', '100', 'mg', 'po'), (2, 11, '2100-02-05 09:00:00', NULL, 'acetyl drops', '200', 'mg', 'iv'),
            (3, 11, '2100-02-05 09:00:00', NULL, 'benzyl cream', '5', 'mg', 'top'), (4, 21, '2100-03-03 09:00:00', NULL, 'acetyl drops', '50', 'mg', 'po'),
            (5, 31, '2100-02-06 09:00:00', NULL, 'cough syrup (sweet)', '10', 'ml', 'po'), (6, 13, '2100-12-31 09:00:00', NULL, 'benzyl cream', '5', 'mg', 'top'),
            (7, 13, '2100-12-31 10:00:00', NULL, 'acetyl drops', '70', 'mg', 'po'), (8, 13, '2100-12-30 10:00:00', NULL, 'acetyl drops', '70', 'mg', 'po');
        INSERT INTO cost VALUES (1, 11, 'prescriptions', 1, '2100-02-02 09:00:00', 4), (2, 11, 'prescriptions', 2, '2100-02-05 09:00:00', 4),
            (3, 21, 'prescriptions', 4, '2100-03-03 09:00:00', 6), (4, 11, 'diagnoses_icd', 1, '2100-02-02 09:00:00', 20),
            (5, 21, 'diagnoses_icd', 3, '2100-03-02 10:00:00', 10), (6, 31, 'labevents', 6, '2100-02-06 10:00:00', 1);
        INSERT INTO chartevents VALUES (1, 111, 901, '2100-02-01 13:00:00', 60, 'kg'), (2, 111, 901, '2100-02-02 13:00:00', 62, 'kg'),
            (3, 121, 901, '2100-06-02 13:00:00', 58, 'kg'), (4, 111, 902, '2100-02-01 13:00:00', 80, 'bpm'), (5, 111, 902, '2100-02-01 15:00:00', 95, 'bpm');
        INSERT INTO inputevents VALUES (1, 111, '2100-02-01 14:00:00', 903, 100, 'ml'), (2, 111, '2100-02-02 14:00:00', 903, 50, 'ml'),
            (3, 111, '2100-02-02 15:00:00', 904, 200, 'ml');
        INSERT INTO outputevents VALUES (1, 111, '2100-02-01 16:00:00', 905, 30, 'ml');
        INSERT INTO microbiologyevents VALUES (1, 11, '2100-02-03 10:00:00', 'nose swab', 'growth check', 'yeast'),
            (2, 11, '2100-02-08 10:00:00', 'nose swab', 'growth check', NULL), (3, 31, '2100-02-04 10:00:00', 'sputum jar', 'growth check', NULL)
        """
}
