import Testing

@testable import Language

/// Names in questions: whatever their marks, capitals and plurals, and never what only looks like them.
struct VocabularyMatcherTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var question: String
        var names: [String]
        /// The values of the longest name found; empty when none is.
        var values: [String]
        var testDescription: String { question }

        init(_ question: String, _ names: [String], finds values: [String]) {
            self.question = question
            self.names = names
            self.values = values
        }
    }

    @Test(arguments: [
        Case("cost of 0.9% sodium chloride?", ["0.9% sodium chloride"], finds: ["0.9% sodium chloride"]),
        Case("cost of 0.90 % Sodium Chloride", ["0.9% sodium chloride"], finds: ["0.9% sodium chloride"]),
        Case(
            "is potassium chl 20 meq / 1000 ml d5 1/2 ns given", ["potassium chl 20 meq / 1000 ml d5 1/2 ns", "potassium"],
            finds: ["potassium chl 20 meq / 1000 ml d5 1/2 ns"]),
        Case(
            "potassium chl 20mEq/1000mL D5 1/2 NS", ["potassium chl 20 meq / 1000 ml d5 1/2 ns"],
            finds: ["potassium chl 20 meq / 1000 ml d5 1/2 ns"]),
        Case(
            "a blood culture (myco/f lytic bottle) test", ["blood culture ( myco/f lytic bottle)"],
            finds: ["blood culture ( myco/f lytic bottle)"]),
        Case("albumin 25% (12.5g / 50ml)?", ["albumin", "albumin 25% (12.5g / 50ml)"], finds: ["albumin 25% (12.5g / 50ml)"]),
        Case(
            "closed endoscopic biopsy of bronchus", ["closed [endoscopic] biopsy of bronchus"],
            finds: ["closed [endoscopic] biopsy of bronchus"]),
        Case("test of csf; spinal fluid", ["csf;spinal fluid"], finds: ["csf;spinal fluid"]),
        Case(
            "other diseases of bronchus, not elsewhere classified, last year", ["other diseases of bronchus, not elsewhere classified"],
            finds: ["other diseases of bronchus, not elsewhere classified"]),
        Case(
            "how many had opioid abuse in remission in the last month", ["opioid abuse, in remission", "opioid abuse"],
            finds: ["opioid abuse, in remission"]),
        Case("Crohn's diseases", ["crohn disease"], finds: ["crohn disease"]),
        Case("crohns disease", ["crohn's disease"], finds: ["crohn's disease"]),
        Case("Meniere's disease", ["ménière's disease"], finds: ["ménière's disease"]),
        Case("pneumonia's cost", ["pneumonia"], finds: ["pneumonia"]),
        Case("x ray of chest", ["x-ray of chest"], finds: ["x-ray of chest"]),
        Case("rows with \"heart failure\"", ["heart failure"], finds: ["heart failure"]),
        Case("rows with \"congestive heart failure\"", ["heart failure"], finds: []),
        Case("weight in light-for-dates", ["\"light-for-dates\""], finds: ["\"light-for-dates\""]),
        // Written as the database writes it is what is meant; else all that are alike.
        Case("fractures", ["fracture", "fractures"], finds: ["fractures"]),
        Case("hemoglobin - A1c", ["hemoglobin a1c", "hemoglobin (a1c)"], finds: ["hemoglobin (a1c)", "hemoglobin a1c"]),
        // More and less are words.
        Case("glucose > 100", ["glucose 100"], finds: []),
        Case("using photons >10 mev", ["photons >10 mev", "photons <10 mev"], finds: ["photons >10 mev"]),
        // A sentence ends a name.
        Case("Was it blood? Culture it.", ["blood culture"], finds: []),
        Case("family meeting held last week", ["family meeting held?"], finds: ["family meeting held?"]),
        Case("gas", ["ga"], finds: []),
    ]) func finds(_ item: Case) throws {
        let found = Names.found(in: item.question, try Names.index(item.names))
        let longest = found.max { $0.tokens.count < $1.tokens.count }
        #expect(longest?.values.sorted() ?? [] == item.values)
    }

    @Test func aNameTakesItsBracketsAlong() throws {
        let found = Names.found(in: "of albumin 25% (12.5g / 50ml) given", try Names.index(["albumin 25% (12.5g / 50ml)"]))
        #expect(found.map(\.tokens) == [1..<11])
        let closed = Names.found(in: "pneumonia (viral) rate", try Names.index(["pneumonia viral"]))
        #expect(closed.map(\.tokens) == [0..<4])
    }

    @Test func aNameOfSeveralColumnsIsFoundInAll() throws {
        let index = try Names.index([
            VocabularyEntry(entity: "drug", attribute: "name", value: "heparin"),
            VocabularyEntry(entity: "lab", attribute: "label", value: "Heparin"),
        ])
        #expect(Names.found(in: "heparin", index).map(\.column) == ["drug.name", "lab.label"])
    }

    /// Whatever the values and the question, the index finds what comparing every value with every run of tokens finds.
    @Test(arguments: 0..<40) func findsWhatComparingAllFinds(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let words = ["acute", "heart", "hearts", "failure", "of", "2", "2.5", "0.50", "left", "Lefts", "%", "/", ",", "-", "<"]
        func phrase(_ most: Int) -> String {
            (0..<Int.random(in: 1...most, using: &random)).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: " ")
        }
        let entries = (0..<60).map { _ in
            VocabularyEntry(
                entity: Bool.random(using: &random) ? "drug" : "doctor", attribute: "name", value: phrase(4))
        }
        let index = try Names.index(entries)
        let question = phrase(14)
        let tokens = Names.tokenizer.tokens(question)
        let matcher = VocabularyMatcher(index, tokens, Array(question.utf8), Names.tokenizer)
        // Marks at the edges of names are taken along or not; what counts here is between the first word and the last.
        var found: Set<[String]> = []
        for start in tokens.indices {
            for match in matcher.matches(at: start) {
                let use = index.columns[match.column].use
                let name = NormalWords.of(Array(tokens[match.tokens]), Names.tokenizer).map(\.text)
                for value in match.values { found.insert([String(start), use.entity, index.texts[value]] + name) }
            }
        }
        var expected: Set<[String]> = []
        for start in tokens.indices {
            for end in (start + 1)...tokens.count {
                let run = Array(tokens[start..<end])
                let name = NormalWords.of(run, Names.tokenizer)
                // A run begins and ends with a word.
                guard let first = name.first, let last = name.last, first.token == 0, last.token == run.count - 1 else { continue }
                let alike = entries.filter {
                    VocabularyIndex.words(of: $0.value, Names.tokenizer).map(\.text) == name.map(\.text)
                }
                for entity in Set(alike.map(\.entity)) {
                    for entry in alike where entry.entity == entity {
                        expected.insert([String(start), entity, entry.value] + name.map(\.text))
                    }
                }
            }
        }
        // Where one is written as the question writes it, the others that are alike are left out.
        #expect(found.isSubset(of: expected))
        for item in expected where !found.contains(item) {
            let rivals = found.filter { $0[0] == item[0] && $0[1] == item[1] && $0.dropFirst(3).elementsEqual(item.dropFirst(3)) }
            #expect(!rivals.isEmpty, "\(item) in \(question)")
            func plain(_ text: String) -> String { text.lowercased().filter { $0 != " " } }
            #expect(rivals.allSatisfy { plain(question).contains(plain($0[2])) }, "\(item) in \(question)")
        }
    }
}
