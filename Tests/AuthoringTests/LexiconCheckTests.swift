import Foundation
import Testing

@testable import Authoring

/// What is wrong with a lexicon is told with file, line and what to do.
@Suite struct LexiconCheckTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    private static let catalog = """
        name: clinic
        entities:
          patient:
            key: patient_id
            patient: self
            label: [patient_id]
            attributes:
              patient_id: { type: identifier, level: internal, identifies: direct, kind: patient-number }
              sex: { type: code, level: internal, values: [f] }
          visit:
            key: visit_id
            patient: patient
            label: [visit_id]
            attributes:
              visit_id: { type: identifier, level: internal }
              patient_id: { type: identifier, level: internal }
              ward: { type: text, level: internal }
              reason: { type: text, level: internal }
            one:
              patient: { to: patient, by: patient_id }
              wards: { to: ward, on: [ward = name] }
          ward:
            key: ward_id
            label: [name]
            attributes:
              ward_id: { type: identifier, level: public }
              name: { type: text, level: sensitive }
        """

    private static let words = """
        nouns:
          - { entity: patient, words: [patient, case] }
          - { entity: visit, words: [visit, Case] }
        attributes:
          visit.ward: [ward, ward]
        """

    private static let schema = """
        CREATE TABLE patient(patient_id INTEGER PRIMARY KEY, sex TEXT);
        CREATE TABLE visit(visit_id INT, patient_id INT, ward TEXT, cost REAL);
        CREATE TABLE ward(ward_id INT, name TEXT);
        CREATE TABLE secret(x INT);
        INSERT INTO patient VALUES (1, 'f'), (2, 'm');
        INSERT INTO visit VALUES (1, 1, 'a', 2.0), (1, 2, 'a', 3.0);
        INSERT INTO ward VALUES (1, 'a'), (2, 'a');
        """

    private func findings(_ catalog: String = catalog, _ words: String = words, schema: String? = nil) throws -> [Finding] {
        let folder = try Folder()
        try catalog.write(toFile: folder.path + "/catalog.yaml", atomically: true, encoding: .utf8)
        try words.write(toFile: folder.path + "/words.en.yaml", atomically: true, encoding: .utf8)
        return LexiconCheck(folder: folder.path, language: "en", grammars: Self.root + "/Grammars")
            .findings(database: try schema.map(folder.database))
    }

    private func has(_ findings: [Finding], _ severity: Finding.Severity, _ file: String, line: Int?, _ parts: String...) -> Bool {
        findings.contains { finding in
            finding.severity == severity && finding.file.hasSuffix("/" + file) && finding.line == line
                && parts.allSatisfy(finding.message.contains)
        }
    }

    @Test func looksFilesOver() throws {
        let found = try findings()
        #expect(has(found, .warning, "catalog.yaml", line: 11, "visit has no 'time'"))
        #expect(has(found, .warning, "catalog.yaml", line: 23, "ward has no path to the patient", "name is sensitive"))
        #expect(has(found, .warning, "words.en.yaml", line: 2, "No noun stands for ward"))
        #expect(has(found, .note, "words.en.yaml", line: 5, "visit.reason"))
        #expect(has(found, .note, "words.en.yaml", line: 2, "'case' means 2 things", "line 3"))
        #expect(has(found, .note, "words.en.yaml", line: 5, "'ward' stands here twice"))
        #expect(!found.contains { $0.severity == .error })
    }

    @Test func holdsItAgainstADatabase() throws {
        let found = try findings(schema: Self.schema)
        #expect(has(found, .error, "catalog.yaml", line: 18, "'visit' has no column 'reason'"))
        #expect(has(found, .warning, "catalog.yaml", line: 9, "patient.sex holds 1 codes"))
        #expect(has(found, .note, "catalog.yaml", line: nil, "secret"))
        #expect(has(found, .note, "catalog.yaml", line: 11, "leaves out the columns cost"))
        #expect(found.first?.severity == .error)
        let mended = try findings(Self.catalog.replacing("      reason: { type: text, level: internal }\n", with: ""), schema: Self.schema)
        #expect(has(mended, .error, "catalog.yaml", line: 20, "leads to several rows of ward"))
        #expect(has(mended, .warning, "catalog.yaml", line: 11, "'visit_id' of visit is not unique"))
        let missing = try findings(Self.catalog.replacing("key: ward_id", with: "table: wards\n    key: ward_id"), schema: Self.schema)
        #expect(has(missing, .error, "catalog.yaml", line: 23, "no table 'wards'"))
    }

    @Test func tellsWhatDoesNotLoad() throws {
        let broken = try findings(Self.catalog.replacing("by: patient_id", with: "by: patient_no"))
        #expect(broken.count == 1 && broken.allSatisfy { $0.severity == .error && $0.line != nil })
        #expect(
            has(
                try findings(Self.catalog, "nouns:\n  - { entity: pateint, words: [x] }\n"), .error, "words.en.yaml", line: 2, "'pateint'",
                "Did you mean 'patient'?"))
        #expect(
            has(try findings(Self.catalog.replacing("    patient: self\n", with: "")), .error, "catalog.yaml", line: nil, "patient: self"))
    }

    /// The lexicons of the project have no errors.
    @Test func theProjectsLexiconsAreSound() throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: Self.root + "/Lexicons").sorted() where !name.hasPrefix(".") {
            let found = LexiconCheck(folder: Self.root + "/Lexicons/" + name, language: "en", grammars: Self.root + "/Grammars").findings()
            #expect(found.filter { $0.severity == .error } == [], "\(name)")
        }
    }
}
