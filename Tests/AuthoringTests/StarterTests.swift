import Catalog
import Database
import Demonstration
import Foundation
import Testing

@testable import Authoring

/// A starter lexicon loads, shows nothing, and finds what a database says of itself.
@Suite struct StarterTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Writes a starter into a folder, as the command does.
    private func make(_ database: String, in folder: Folder) throws -> (starter: Starter, folder: String, catalog: Catalog) {
        let starter = try Starter(database: database, name: "clinic")
        let path = folder.path + "/lexicon-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try starter.catalog.write(toFile: path + "/catalog.yaml", atomically: true, encoding: .utf8)
        try starter.words.write(toFile: path + "/words.en.yaml", atomically: true, encoding: .utf8)
        return (starter, path, try CatalogLoader.load(path + "/catalog.yaml"))
    }

    private func check(_ folder: String, _ database: String) -> [Finding] {
        LexiconCheck(folder: folder, language: "en", grammars: Self.root + "/Grammars").findings(database: database)
    }

    private static let clinic = """
        CREATE TABLE Patients(id INTEGER PRIMARY KEY, mrn TEXT UNIQUE, birth_date TEXT, sex TEXT, is_vip INT);
        CREATE TABLE visits(visit_id INTEGER PRIMARY KEY, patient_id INT REFERENCES Patients(id), visit_start TEXT, visit_end TEXT, fee REAL);
        CREATE TABLE d_tests(code TEXT PRIMARY KEY, label TEXT);
        CREATE TABLE "Lab Results"(row_id INTEGER PRIMARY KEY, visit_id INT, code TEXT REFERENCES d_tests, value_as_number REAL, flag TEXT, rare TEXT);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40)
        INSERT INTO Patients SELECT i, 'M' || i, '1980-01-02', CASE i % 2 WHEN 0 THEN 'f' ELSE 'm' END, i % 2 FROM n;
        INSERT INTO visits SELECT id, id, '2026-05-0' || (id % 9 + 1) || ' 10:30:00', CASE id % 2 WHEN 0 THEN '2026-05-30 09:00:00' END, 12.5 FROM Patients;
        INSERT INTO d_tests VALUES ('hb', 'hemoglobin'), ('k', 'potassium');
        INSERT INTO "Lab Results" SELECT id, id, CASE id % 2 WHEN 0 THEN 'hb' ELSE 'k' END, id * 1.5, CASE id % 2 WHEN 0 THEN 'high' ELSE 'low' END,
            CASE id WHEN 7 THEN 'only one' ELSE 'other' END FROM Patients;
        """

    @Test func guessesWhatTablesMean() throws {
        let folder = try Folder()
        let database = try folder.database(Self.clinic)
        let (starter, path, catalog) = try make(database, in: folder)
        #expect(catalog.order == ["patient", "visit", "lab_result", "test"])
        #expect(starter.summary.patient == "patient" && starter.summary.dictionaries == ["test"] && starter.summary.pathless == [])
        let (patient, visit) = try (#require(catalog.entities["patient"]), #require(catalog.entities["visit"]))
        let (result, test) = try (#require(catalog.entities["lab_result"]), #require(catalog.entities["test"]))
        #expect(patient.key == "id" && patient.patient == [] && patient.age == "age")
        #expect(patient.attributes["birth_date"]?.type == .date && patient.attributes["is_vip"]?.type == .boolean)
        #expect(patient.attributes["sex"]?.values == ["f", "m"] && patient.attributes["sex"]?.identifies == .quasi)
        #expect(visit.patient == ["patient"] && visit.time == "visit_start" && visit.isEncounter && visit.current == "is_current")
        #expect(visit.attributes["fee"]?.type == .money)
        // Not declared, and found by its name.
        #expect(result.table == "Lab Results" && result.patient == ["visit", "patient"] && result.value == "value_as_number")
        #expect(result.attributes["flag"]?.values == ["high", "low"])
        #expect(result.relations["test"]?.target == "test" && test.relations["lab_results"]?.toMany == true)
        #expect(test.attributes["label"]?.vocabulary == true && test.attributes["label"]?.level == .public)
        #expect(check(path, database).filter { $0.severity == .error } == [])
        #expect(check(path, database).filter { $0.severity == .warning }.count { !$0.message.contains("lab_result has no 'time'") } == 0)
    }

    /// Until somebody decides, nothing but lists of codes is anybody's to see; and rare values are not written down.
    @Test func showsNothing() throws {
        let folder = try Folder()
        let (starter, _, catalog) = try make(folder.database(Self.clinic), in: folder)
        for entity in catalog.entities.values where entity.name != "test" {
            #expect(entity.attributes.values.allSatisfy { $0.level == .highlySensitive }, "\(entity.name)")
        }
        #expect(!(starter.catalog + starter.words).contains("only one") && !starter.catalog.contains("M7"))
    }

    /// Names that YAML would read otherwise, or that catalogs do not write, are kept apart from the columns.
    @Test func takesAnyNames() throws {
        let folder = try Folder()
        let database = try folder.database(
            """
            CREATE TABLE "patient: all"("on" INTEGER PRIMARY KEY, "Größe (cm)" REAL, "2nd" TEXT, "null" TEXT, "a""b" TEXT);
            CREATE TABLE empty_one(x, y, PRIMARY KEY (x, y));
            """)
        let (_, path, catalog) = try make(database, in: folder)
        #expect(catalog.entities.count == 2)
        #expect(check(path, database).allSatisfy { !$0.message.contains("no column") && !$0.message.contains("no table") })
    }

    @Test func loadsForTheDemonstrationHospital() throws {
        let folder = try Folder()
        let database = folder.path + "/hospital.sqlite"
        try HospitalGenerator(seed: 11, scale: 0.001).generate(to: database)
        let (starter, path, catalog) = try make(database, in: folder)
        #expect(check(path, database).filter { $0.severity == .error } == [])
        #expect(starter.summary.patient == "patient" && catalog.entities["admission"]?.isEncounter == true)
        #expect(starter.summary.dictionaries.contains("icd10") && !starter.summary.dictionaries.contains("staff"))
    }

    /// The databases beside the project, where they are.
    @Test(arguments: ["ehrsql/mimic_iv.sqlite", "omop/synthea27.sqlite"]) func loadsForOthers(_ name: String) throws {
        let shared = ProcessInfo.processInfo.environment["LAMPLIGHT_SHARED"] ?? Self.root + "/../shared"
        let database = shared + "/" + name
        guard FileManager.default.fileExists(atPath: database) else {
            print("Skipped: there is no \(database).")
            return
        }
        let folder = try Folder()
        let (starter, path, _) = try make(database, in: folder)
        #expect(check(path, database).filter { $0.severity == .error } == [])
        #expect(starter.summary.patient != nil)
    }
}

/// A folder for a test's files, removed with the test.
final class Folder {
    let path = NSTemporaryDirectory() + "lamplight-authoring-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// A database made by some statements.
    func database(_ sql: String) throws -> String {
        let file = path + "/\(UUID().uuidString).sqlite"
        try Connection(path: file, mode: .readWrite).execute(sql)
        return file
    }
}
