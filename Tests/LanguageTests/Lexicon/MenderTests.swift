import Testing

@testable import Language

/// Slips of the pen: mended where only one word can be meant, said, and never at the cost of what is spelled right.
struct MenderTests {
    private func mended(_ question: String) throws -> Mender.Mended? {
        let lexicon = try Hospital.lexicon()
        let tokens = lexicon.tokenizer.tokens(question)
        return Mender(lexicon: lexicon).mend(question, tokens, Lattice(lexicon: lexicon).edges(tokens, of: question))
    }

    @Test(arguments: [
        // One letter left out, doubled, changed; two swapped.
        ("How many admisions last month?", "How many admission last month?"),
        ("How many admmissions last month?", "How many admission last month?"),
        ("How many admessions last month?", "How many admission last month?"),
        ("How many amdissions last month?", "How many admission last month?"),
        ("Waht is the averge length of stay?", "What is the average length of stay?"),
        ("patients with diabets", "patients with diabetes"),
        ("patients on vancomcin in Cardilogy", "patients on vancomycin in cardiology"),
        ("Coronery artery bypass grafting", "coronary artery bypass grafting"),
        // Two letters in a long word.
        ("patients with hypretensoin", "patients with hypertension"),
        // Spaces too many and too few, and words said twice.
        ("How many admissions in the the last month?", "How many admissions in the last month?"),
        ("hemo globin of patients", "hemoglobin of patients"),
        ("How many admissionslast month?", "How many admissions last month?"),
    ]) func mends(_ typed: String, _ meant: String) throws {
        #expect(try mended(typed)?.question.lowercased() == meant.lowercased())
    }

    @Test(arguments: [
        // Nothing to mend.
        "How many admissions last month?",
        // Too short, or too far off.
        "How many amd last month?", "How many xmissions last month?", "patients with dibts",
        // Spelled right, though nothing of the kind is known.
        "Which physicians are on vacation this week?", "How many wards have love?",
        // Numbers, identifiers and what stands in quotation marks are meant as they are.
        "How many admisions of M12345678x?", "patients called \"diabets\"",
        // One word that cannot be mended is enough for the question not to be understood.
        "How many admisions had qwxyzk?",
        // So many slips are none.
        "Hwo mnay admisions wree theer lsat mnoth?",
    ]) func leaves(_ typed: String) throws {
        #expect(try mended(typed)?.question == nil)
    }

    @Test func theRestOfANameDecides() throws {
        let names = ["acute cystitis", "renal system", "lyme disease", "lime burn"].map {
            VocabularyEntry(entity: "icd10", attribute: "title", value: $0)
        }
        let hospital = try Hospital.lexicon()
        let lexicon = Lexicon(
            catalog: hospital.catalog, grammar: hospital.grammar, language: "en", phrases: hospital.phrases,
            vocabulary: VocabularyIndex(names, catalog: hospital.catalog), incomplete: [], patterns: hospital.patterns,
            tokenizer: hospital.tokenizer, labels: hospital.labels, text: "")
        func mended(_ question: String) -> String? {
            let tokens = lexicon.tokenizer.tokens(question)
            return Mender(lexicon: lexicon).mend(question, tokens, Lattice(lexicon: lexicon).edges(tokens, of: question))?.question
        }
        #expect(mended("patients with lxme disease") == "patients with lyme disease")
        #expect(mended("patients with lxme burn") == "patients with lime burn")
        #expect(mended("patients with lxme") == nil)
    }

    @Test func namesOfPeopleAreLeftAlone() throws {
        let index = try Names.index([
            VocabularyEntry(entity: "doctor", attribute: "name", value: "Ada Johannson"),
            VocabularyEntry(entity: "drug", attribute: "name", value: "warfarin"),
        ])
        let grammar = try Hospital.lexicon().grammar
        let lexicon = Lexicon(
            catalog: try Names.catalog(), grammar: grammar, language: "en", phrases: PhraseIndex(), vocabulary: index, incomplete: [],
            patterns: [], tokenizer: Names.tokenizer, labels: Labels(), text: "")
        let spelling = Spelling(lexicon: lexicon)
        #expect(spelling.candidates(for: "johansson", atMost: 2, people: false).isEmpty)
        #expect(spelling.candidates(for: "johansson", atMost: 2, people: true).map(\.word) == ["johannson"])
        #expect(spelling.candidates(for: "warfarn", atMost: 1, people: false).map(\.word) == ["warfarin"])
    }

    @Test func theAnswerSaysWhatWasRead() throws {
        guard case .answered(let reading) = try Hospital.read("How many admisions were there in Cardilogy last month?") else {
            Issue.record("not answered")
            return
        }
        #expect(reading.notes == ["read 'admisions' as 'admission'", "read 'Cardilogy' as 'cardiology'"])
        guard case .answered(let plain) = try Hospital.read("How many admissions were there in Cardiology last month?") else {
            Issue.record("not answered")
            return
        }
        #expect(reading.query == plain.query)
        #expect(plain.notes.isEmpty)
    }

    @Test func whatCannotBeMendedIsNamedWithTheNearestTerms() throws {
        guard case .unanswerable(let words, _) = try Hospital.read("How many admisions had qwxyzk?") else {
            Issue.record("answered")
            return
        }
        #expect(words.first { $0.word == "admisions" }?.nearest == ["admission"])
        #expect(words.contains { $0.word == "qwxyzk" })
    }
}
