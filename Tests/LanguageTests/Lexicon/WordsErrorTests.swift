import Catalog
import Testing

@testable import Language

/// A mistake in a words file is told with its file, its line, and what to do.
@Suite struct WordsErrorTests {
    struct Mistake: Sendable {
        var text: String
        var line: Int
        var says: [String]

        init(_ text: String, line: Int, says: String...) {
            (self.text, self.line, self.says) = (text, line, says)
        }
    }

    static let mistakes = [
        Mistake("noun:\n  - { entity: patient, words: [patient] }", line: 2, says: "'noun'", "Did you mean 'nouns'?"),
        Mistake(
            "nouns:\n  - { entity: patient, words: [patient] }\n  - { entity: pateint, words: [subject] }", line: 3, says: "'pateint'",
            "'patient'"),
        Mistake("nouns:\n  - entity: patient\n    word: [patient]", line: 3, says: "'word'", "Did you mean 'words'?"),
        Mistake("nouns:\n  - entity: patient\n    where: gender =\n    words: [woman]", line: 3, says: "not a condition"),
        Mistake(
            "nouns:\n  - entity: patient\n    where: \"gendr = 'F'\"\n    words: [woman]", line: 3, says: "'gendr'",
            "Did you mean 'gender'?"),
        Mistake("nouns:\n  - { entity: patient }", line: 2, says: "'words' is missing"),
        Mistake(
            "nouns:\n  - { entity: admission, measure: admision, words: [stay] }", line: 2, says: "'admision'", "Did you mean 'admissions'?"
        ),
        Mistake("nouns:\n  - { entity: patient, words: [\"\"] }", line: 2, says: "no word"),
        Mistake("measures:\n  revenues: [income]", line: 2, says: "'revenues'", "Did you mean 'revenue'?"),
        Mistake("attributes:\n  patient.gendr: [sex]", line: 2, says: "'patient.gendr'", "Did you mean 'patient.gender'?"),
        Mistake("attributes:\n  gender: [sex]", line: 2, says: "'entity.attribute'"),
        Mistake("values:\n  - { entity: patient, where: \"gender is F\", words: [woman] }", line: 2, says: "not a condition"),
        Mistake("values:\n  - { entity: patient, where: is_vip, names: perhaps, words: [VIP] }", line: 2, says: "true or false"),
        Mistake("concepts:\n  diabetis: [diabetes]", line: 2, says: "'diabetis'", "Did you mean 'diabetes'?"),
        Mistake("events:\n  - { entity: admision, words: [admit] }", line: 2, says: "'admision'", "Did you mean 'admission'?"),
        Mistake(
            "events:\n  - { entity: admission, time: dischargetime, words: [leave] }", line: 2, says: "'dischargetime'",
            "Did you mean 'discharge_time'?"),
        Mistake(
            "nouns:\n  - { entity: admission, time: admittime, words: [stay] }", line: 2, says: "'admittime'", "Did you mean 'admit_time'?"),
        Mistake("nouns:\n  - { entity: admission, counts-people: maybe, words: [stay] }", line: 2, says: "true or false"),
        Mistake("nouns:\n  - { entity: admission, time: admission_type, words: [stay] }", line: 2, says: "'admission_type'", "no date"),
        Mistake("superlatives:\n  - { attribute: admission.los, order: desc, words: [longest] }", line: 2, says: "'admission.los'"),
        Mistake("superlatives:\n  - { attribute: admission.length_of_stay, order: down, words: [longest] }", line: 2, says: "'desc'"),
        Mistake("nouns:\n  - { entity: patient, words: [patient]", line: 3, says: "not YAML"),
        Mistake("measures:\n  revenue: [a]\n  revenue: [b]", line: 2, says: "twice", "'revenue'"),
    ]

    @Test(arguments: mistakes) func tellsWhere(_ mistake: Mistake) throws {
        let hospital = try Hospital.lexicon()
        let error = try #require(throws: CatalogError.self) {
            try LexiconLoader(catalog: hospital.catalog, grammar: hospital.grammar, language: "en")
                .load(
                    YAMLNode.parse(mistake.text, file: "words.en.yaml"), vocabulary: VocabularyIndex([], catalog: hospital.catalog),
                    path: "words.en.yaml")
        }
        #expect(error.file == "words.en.yaml")
        #expect(error.line == mistake.line, "\(error)")
        for part in mistake.says { #expect(error.description.contains(part), "\(error)") }
    }

    @Test func aMissingFileIsNamed() throws {
        let hospital = try Hospital.lexicon()
        let error = try #require(throws: CatalogError.self) {
            try Lexicon.load(
                directory: "/nowhere", language: "en", grammarDirectory: Hospital.root + "/Grammars", catalog: hospital.catalog,
                vocabulary: [])
        }
        #expect(error.description.contains("/nowhere/words.en.yaml"))
    }
}
