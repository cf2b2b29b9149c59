import Algebra
import Catalog
import Testing

@testable import Language

/// What happened to patients, said back: the first and last of events, stays, sequences, contrasts.
@Suite struct EventRestatementTests {
    @Test(arguments: EventRestatements.pairs)
    func aQueryIsSaidBack(pair: Restatements.Pair) throws {
        #expect(try Mimic.restater().restate(Query.parse(pair.query)) == pair.text)
    }

    /// Every combination of what can be said of events reads otherwise than every other.
    @Test(arguments: EventRestatements.families)
    func queriesThatDifferReadOtherwise(family: EventRestatements.Family) throws {
        let restater = try Mimic.restater()
        var known: [String: String] = [:]
        var count = 0
        for text in family.queries {
            let query = try Query.parse(text)
            let normal = query.withColumnsNumbered().normalized().description
            let words = restater.restate(query)
            if let before = known[words] {
                #expect(before == normal, "\(words)\n\(text)")
            } else {
                count += 1
            }
            known[words] = normal
        }
        #expect(count > 100)
    }
}

/// The words of MIMIC-IV, without its values.
enum Mimic {
    private static let loaded = Result {
        let folder = Hospital.root + "/Lexicons/mimic-iv"
        return try Lexicon.load(
            directory: folder, language: "en", grammar: Hospital.lexicon().grammar, catalog: CatalogLoader.load(folder + "/catalog.yaml"),
            vocabulary: [VocabularyEntry]())
    }

    static func restater() throws -> Restater {
        let lexicon = try loaded.get()
        return Restater(catalog: lexicon.catalog, labels: lexicon.labels)
    }
}
