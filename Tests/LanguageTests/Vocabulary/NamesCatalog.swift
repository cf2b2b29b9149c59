import Catalog
import Foundation

@testable import Language

/// A small catalog of dictionaries in which names have every kind of mark, and a reader of names in questions.
enum Names {
    private static let loaded: Result<Catalog, any Error> = Result {
        try CatalogLoader.load(
            text:
                """
                name: names
                entities:
                  drug:
                    key: id
                    attributes:
                      id: { type: identifier, level: public }
                      name: { type: text, level: public, vocabulary: whole }
                      class: { type: text, level: public, vocabulary: true }
                  lab:
                    key: id
                    attributes:
                      id: { type: identifier, level: public }
                      label: { type: text, level: public, vocabulary: whole }
                  doctor:
                    key: id
                    attributes:
                      id: { type: identifier, level: public }
                      name: { type: text, level: public, vocabulary: whole, kind: staff-name }
                """, file: "names.yaml")
    }

    static func catalog() throws -> Catalog { try loaded.get() }

    static func index(_ names: [String], of entity: String = "drug", _ attribute: String = "name") throws -> VocabularyIndex {
        try index(names.map { VocabularyEntry(entity: entity, attribute: attribute, value: $0) })
    }

    static func index(_ entries: [VocabularyEntry]) throws -> VocabularyIndex { VocabularyIndex(entries, catalog: try catalog()) }

    static let tokenizer = Tokenizer(lemmatizer: Lemmatizer(table: ""))

    /// What is found in a text: the tokens, and the values.
    struct Found: Hashable, CustomStringConvertible {
        var tokens: Range<Int>
        var column: String
        var values: [String]
        var description: String { "\(tokens) \(column) \(values)" }
    }

    static func found(in text: String, _ index: VocabularyIndex) -> [Found] {
        let tokens = tokenizer.tokens(text)
        let matcher = VocabularyMatcher(index, tokens, Array(text.utf8), tokenizer)
        return tokens.indices.flatMap { matcher.matches(at: $0) }.map { match in
            let use = index.columns[match.column].use
            return Found(tokens: match.tokens, column: "\(use.entity).\(use.attribute)", values: match.values.map { index.texts[$0] })
        }
    }
}
