import Catalog
import Testing

@testable import Language

/// How a begun question may go on.
@Suite struct CompleterTests {
    private func texts(_ typed: String, limit: Int = 40, allowing isAllowed: (TermUse) -> Bool = { _ in true }) throws -> [String] {
        Completer(try Hospital.lexicon()).completions(of: typed, limit: limit, isAllowed: isAllowed).map(\.text)
    }

    @Test func aQuestionBeginsWithAHead() throws {
        #expect(try texts("").contains("how many"))
        #expect(try texts("ho").contains("how many"))
        #expect(try texts("how m").contains("how many"))
    }

    @Test func wordsMeasuresAttributesAndValuesAreCompleted() throws {
        #expect(try texts("how many adm").contains("admission"))
        #expect(try texts("what is the bed occ").contains("bed occupancy"))
        #expect(try texts("admissions by gen").contains("gender"))
        #expect(try texts("admissions in Card").contains("Cardiology"))
        #expect(try texts("admissions in card").contains("Cardiology"))
    }

    @Test func phrasesGoOnAsAWhole() throws {
        let completer = Completer(try Hospital.lexicon())
        let found = completer.completions(of: "admissions in Obstetrics and Gy", limit: 10) { _ in true }
        #expect(found.first == Completion(text: "Obstetrics and Gynecology", replaces: 17))
        let between = completer.completions(of: "prescriptions of Insulin ", limit: 10) { _ in true }
        #expect(Set(between.map(\.text)).isSuperset(of: ["Insulin glargine", "Insulin aspart"]))
        #expect(between.allSatisfy { $0.replaces == 8 })
    }

    /// What is not allowed is not offered, and what is asked about is the term itself.
    @Test func onlyWhatIsAllowedIsOffered() throws {
        #expect(try !texts("what is the bed occ", allowing: { $0.key != "measure bed_occupancy" }).contains("bed occupancy"))
        #expect(try !texts("admissions in Card", allowing: { $0.key != "attribute department.name" }).contains("Cardiology"))
        #expect(try !texts("how many adm", allowing: { _ in false }).contains { $0.hasPrefix("admission") })
    }

    /// Every term has a use that can be decided upon: its queries are ones of the catalog.
    @Test func everyUseIsAQueryOfTheCatalog() throws {
        let lexicon = try Hospital.lexicon()
        let completer = Completer(lexicon)
        var uses: Set<TermUse> = []
        for letter in "abcdefghijklmnopqrstuvwxyz3" {
            _ = completer.completions(of: String(letter), limit: 10_000) { use in
                uses.insert(use)
                return true
            }
        }
        #expect(uses.count > 150)
        for use in uses {
            #expect(!use.queries.isEmpty)
            for query in use.queries { _ = try Resolver.resolve(query, in: lexicon.catalog) }
        }
    }

    @Test func manyFit() throws { #expect(try texts("a", limit: 7).count == 7) }

    @Test(arguments: ["xyzzy", "how many wombat", " ", String(repeating: "a", count: 2000), "\\", "'", "(", "中"])
    func nothingFits(_ typed: String) throws {
        #expect(try texts(typed).allSatisfy { typed == " " || $0.isEmpty })
    }
}
