import Algebra
import Catalog
import Execution
import Language

extension Executor {
    /// The values of a database's columns that the catalog calls words, as a workspace reads them.
    func vocabulary(of catalog: Catalog) throws -> [VocabularyEntry] {
        try catalog.order.flatMap { name -> [VocabularyEntry] in
            guard let entity = catalog.entities[name] else { return [] }
            return try entity.attributeOrder.filter { entity.attributes[$0]?.vocabulary == true }.flatMap { attribute in
                let path = Term.path([attribute])
                let filter = Term.all([.unary(.not, .isNull(path)), entity.attributes[attribute]?.among].compactMap { $0 })
                let written = Query.select(Select(Source(.entity(name)), filter: filter, outputs: [Output("value", path)], distinct: true))
                let values = try run(SQLCompiler.compile(Resolver(catalog).resolve(written), schema: catalog, parameters: [:])).rows
                return values.compactMap { row in
                    if case .text(let text)? = row.first { VocabularyEntry(entity: name, attribute: attribute, value: text) } else { nil }
                }
            }
        }
    }
}
