import Algebra
import Catalog
import Foundation
import Testing

@testable import Language

/// The promise of a restatement: it holds what the query holds, so nothing is left out, and another filter reads otherwise.
@Suite struct ExactnessTests {
    /// Changing one operator, value or attribute changes the sentence, unless it leaves the normal form as it was.
    @Test func anotherFilterReadsOtherwise() throws {
        let restater = try Hospital.restater()
        let catalog = try Hospital.lexicon().catalog
        var changes = 0
        for seed in 0..<4_000 {
            var generator = FilterGenerator(seed: UInt64(seed), catalog: catalog)
            let entity = generator.entity()
            let filter = generator.condition(entity, depth: seed % 4)
            guard let other = generator.changed(filter, entity) else { continue }
            let (query, changed) = (count(entity, filter), count(entity, other))
            if query.normalized() == changed.normalized() { continue }
            changes += 1
            let text = restater.restate(query)
            #expect(text != restater.restate(changed), "seed \(seed): \(query) and \(changed)")
        }
        #expect(changes > 2_000)
    }

    /// Every value and every attribute of the filter stands in the sentence, by its own words or by the lexicon's for the condition.
    @Test func everyValueAndAttributeIsSaid() throws {
        let lexicon = try Hospital.lexicon()
        // Without words for whole conditions everything must be said by attribute and value.
        var labels = lexicon.labels
        labels.conditions = [:]
        var catalog = lexicon.catalog
        catalog.concepts = [:]
        catalog.measures = [:]
        let restater = Restater(catalog: catalog, labels: labels)
        for seed in 0..<2_000 {
            var generator = FilterGenerator(seed: UInt64(seed), catalog: catalog)
            let entity = generator.entity()
            let filter = generator.condition(entity, depth: seed % 4)
            let text = restater.restate(count(entity, filter))
            for word in words(filter, entity, catalog, labels) {
                let plural = labels.entities.values.first { $0.one == word }?.many
                let said = [word, plural].compactMap { $0 }.contains { text.localizedCaseInsensitiveContains($0) }
                #expect(said, "seed \(seed): '\(word)' is missing in: \(text)")
            }
        }
    }

    /// Whatever a query is made of, sensible or not, each of its constants and names stands in the sentence.
    @Test func nothingIsPassedOver() throws {
        let restater = try Hospital.restater()
        for seed in 0..<1_500 {
            var generator = MarkedQueryGenerator(seed: UInt64(seed))
            let query = generator.query(depth: seed % 5)
            let text = restater.restate(query)
            for mark in generator.marks {
                #expect(text.localizedCaseInsensitiveContains(mark), "seed \(seed): '\(mark)' of \(query) is missing in: \(text)")
            }
        }
    }

    private func count(_ entity: String, _ filter: Term) -> Query {
        .select(Select(Source(.entity(entity)), filter: filter, outputs: [Output("n", .aggregate(Aggregate(.count)))]))
    }

    /// What must stand in the sentence: texts, numbers, years, and the names of attributes that are not the rows' own time.
    private func words(_ term: Term, _ entity: String, _ catalog: Catalog, _ labels: Labels) -> [String] {
        switch term {
        case .literal(.text(let text)): return [text]
        case .literal(.integer(let n)): return [String(n)]
        // To have the key of another row is to have that row.
        case .isNull(.path(let path)) where path.count > 1 && catalog.entities.values.contains { $0.key == path.last }: return []
        case .path(let path):
            var owner = entity
            for step in path.dropLast() { owner = catalog.entities[owner]?.relations[step]?.target ?? owner }
            guard let last = path.last, let known = catalog.entities[owner], known.time != last || path.count > 1 else { return [] }
            // A thing's name goes by the thing: "department Cardiology".
            if known.label == [[last]], path.count > 1 { return [] }
            // "has complication" is denied as "has no complication".
            let words = labels.attribute(owner, last).split(separator: " ").map(String.init)
            return known.attributes[last]?.type == .boolean ? words : [words.joined(separator: " ")]
        default:
            var result: [String] = []
            _ = term.mapChildren(
                { child in
                    result += words(child, entity, catalog, labels)
                    return child
                },
                query: { query in
                    if case .select(let select) = query, case .related(let path) = select.source.kind, let filter = select.filter,
                        let target = catalog.entities[entity]?.relations[path[0]]?.target
                    {
                        result += words(filter, target, catalog, labels) + [labels.entity(target)]
                    }
                    return query
                })
            return result
        }
    }
}
