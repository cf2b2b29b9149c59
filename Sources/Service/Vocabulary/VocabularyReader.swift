import Algebra
import Catalog
import Language

/// Reads the words that a database brings along: the values of its vocabulary columns, all of them public.
enum VocabularyReader {
    /// Every distinct value, in the order of entity, attribute and value; `progress` takes a fraction from 0 to 1.
    static func read(
        _ catalog: Catalog, progress: (Double) -> Void = { _ in }, rows: CallerDirectory.RowReader
    ) throws -> [VocabularyEntry] {
        var columns: [(entity: Entity, attribute: Attribute)] = []
        for name in catalog.entities.keys.sorted() {
            guard let entity = catalog.entities[name] else { continue }
            for name in entity.attributeOrder {
                if let attribute = entity.attributes[name], attribute.vocabulary { columns.append((entity, attribute)) }
            }
        }
        var entries: [VocabularyEntry] = []
        for (index, column) in columns.enumerated() {
            progress(Double(index) / Double(columns.count))
            let path = Term.path([column.attribute.name])
            let written = Query.select(
                Select(
                    Source(.entity(column.entity.name)),
                    filter: Term.all([.unary(.not, .isNull(path)), column.attribute.among].compactMap { $0 }),
                    outputs: [Output("value", path)], distinct: true, order: [Ordering(path)]))
            for row in try rows(Resolver.resolve(written, in: catalog), [:]) {
                guard case .text(let text)? = row.first else { continue }
                entries.append(VocabularyEntry(entity: column.entity.name, attribute: column.attribute.name, value: text))
            }
        }
        return entries
    }
}
