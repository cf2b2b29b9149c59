import Foundation
import Testing

@testable import Language

@Suite struct LemmatizerTests {
    private let lemmatizer: Lemmatizer

    init() throws {
        lemmatizer = Lemmatizer(table: try String(contentsOfFile: Hospital.root + "/Grammars/en/lemmas.txt", encoding: .utf8))
    }

    static let lemmas: [(String, String)] = [
        ("admissions", "admission"), ("visits", "visit"), ("stays", "stay"), ("surgeries", "surgery"), ("biopsies", "biopsy"),
        ("discharges", "discharge"), ("diagnoses", "diagnosis"), ("analyses", "analysis"), ("branches", "branch"), ("women", "woman"),
        ("children", "child"), ("admitted", "admit"), ("discharged", "discharge"), ("prescribed", "prescribe"), ("carried", "carry"),
        ("taking", "take"), ("lying", "lie"), ("stopped", "stop"), ("stopping", "stop"), ("operated", "operate"), ("seen", "see"),
        ("was", "be"), ("'s", "be"), ("n't", "not"), ("wo", "will"), ("beds", "bed"), ("ICUs".lowercased(), "icu"), ("mris", "mri"),
    ]

    @Test(arguments: lemmas) func finds(_ form: String, _ lemma: String) {
        #expect(lemmatizer.forms(of: form).contains(lemma), "\(lemmatizer.forms(of: form))")
    }

    @Test(arguments: lemmas.map(\.0)) func theFormItselfComesFirstAndNothingTwice(_ form: String) {
        let forms = lemmatizer.forms(of: form)
        #expect(forms.first == form)
        #expect(Set(forms).count == forms.count)
    }

    /// Endings that are no endings of the word.
    @Test(arguments: [("illness", "illnes"), ("bed", "b"), ("ring", "r"), ("is", "i"), ("us", "u")]) func leaves(
        _ form: String, _ wrong: String
    ) {
        #expect(!lemmatizer.forms(of: form).contains(wrong))
    }

    @Test func readsItsTable() {
        let lemmatizer = Lemmatizer(table: "# comment: no\ngo: went gone\nno colon here\nbe: gone\n")
        #expect(lemmatizer.forms(of: "went") == ["went", "go"])
        #expect(lemmatizer.forms(of: "gone") == ["gone", "go", "be"])
        #expect(lemmatizer.forms(of: "no") == ["no"])
    }

    @Test func anyWordHasAtLeastItsOwnForm() {
        var random = SeededGenerator(seed: 5)
        let letters = Array("sedingy'éß年")
        for _ in 0..<2_000 {
            let word = String((0..<Int.random(in: 0...8, using: &random)).compactMap { _ in letters.randomElement(using: &random) })
            #expect(lemmatizer.forms(of: word).first == word)
        }
    }
}
