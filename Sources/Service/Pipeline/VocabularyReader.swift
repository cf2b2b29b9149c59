import Algebra
import Catalog
import Language

/// Reads the words that a database brings along: the values of its vocabulary columns, all of them public.
enum VocabularyReader {
    /// Every distinct value, in the order of entity, attribute and value.
    static func read(_ catalog: Catalog, rows: CallerDirectory.RowReader) throws -> [VocabularyEntry] {
        var entries: [VocabularyEntry] = []
        for name in catalog.entities.keys.sorted() {
            guard let entity = catalog.entities[name] else { continue }
            for attribute in entity.attributeOrder where entity.attributes[attribute]?.vocabulary == true {
                let path = Term.path([attribute])
                let written = Query.select(
                    Select(
                        Source(.entity(name)),
                        filter: Term.all([.unary(.not, .isNull(path)), entity.attributes[attribute]?.among].compactMap { $0 }),
                        outputs: [Output("value", path)], distinct: true,
                        order: [Ordering(path)]))
                for row in try rows(Resolver.resolve(written, in: catalog), [:]) {
                    guard case .text(let text)? = row.first else { continue }
                    entries.append(VocabularyEntry(entity: name, attribute: attribute, value: text))
                }
            }
        }
        return entries
    }
}
