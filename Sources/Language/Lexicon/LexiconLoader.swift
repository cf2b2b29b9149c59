import Algebra
import Catalog
import Foundation
import Pattern

/// Reads a words file, checks every name against the catalog, and adds the codes and vocabulary that the catalog declares to be words.
struct LexiconLoader {
    let catalog: Catalog
    let grammar: Grammar
    let language: String
    private var phrases = PhraseIndex()
    private var labels = Labels()
    private let tokenizer: Tokenizer

    init(catalog: Catalog, grammar: Grammar, language: String) {
        self.catalog = catalog
        self.grammar = grammar
        self.language = language
        tokenizer = Tokenizer(lemmatizer: Lemmatizer(table: grammar.lemmas))
    }

    consuming func load(_ root: YAMLNode, vocabulary: VocabularyIndex, path: String) throws -> Lexicon {
        try root.check(keys: [
            "nouns", "measures", "attributes", "values", "concepts", "events", "superlatives", "unspoken", "incomplete", "labels",
        ])
        try nouns(root)
        try measures(root)
        try attributes(root)
        try plainLabels(root)
        try values(root)
        try concepts(root)
        try events(root)
        try superlatives(root)
        try codes(unspoken: Set(root.value("unspoken")?.strings() ?? []))
        let incomplete = Set(try root.value("incomplete")?.strings() ?? [])
        var patterns: [(use: AttributeUse, pattern: Pattern)] = []
        for entity in catalog.order {
            for attribute in catalog.entities[entity]?.attributeOrder ?? [] {
                guard let text = catalog.entities[entity]?.attributes[attribute]?.pattern else { continue }
                patterns.append((AttributeUse(entity, attribute), try Pattern("^(?:\(text))$")))
            }
        }
        return Lexicon(
            catalog: catalog, grammar: grammar, language: language, phrases: phrases, vocabulary: vocabulary, incomplete: incomplete,
            patterns: patterns, tokenizer: tokenizer, labels: labels, text: (try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
    }

    private mutating func insert(_ words: [YAMLNode], _ category: String, _ meaning: Meaning, cost: Double = 0) throws(CatalogError) {
        for node in words {
            let text = try node.string()
            let phrase = tokenizer.tokens(text).map(\.text)
            guard !phrase.isEmpty else { throw node.error("There is no word here.") }
            phrases.insert(phrase, PhraseIndex.Entry(category: category, meaning: meaning, cost: cost), name: text)
        }
    }

    /// A condition written for an entity, checked by resolving it.
    private func condition(_ node: YAMLNode, _ entity: String) throws(CatalogError) -> Term {
        let text = try node.string()
        let term: Term
        do {
            term = try Term.parse(text)
        } catch {
            throw node.error("This is not a condition: \(error)")
        }
        let query = Query.select(Select(Source(.entity(entity)), filter: term, outputs: [Output("n", .aggregate(Aggregate(.count)))]))
        do {
            _ = try Resolver(catalog).resolve(query)
        } catch {
            throw node.error(error.message, suggestion: error.suggestion)
        }
        return term
    }

    private func entity(_ node: YAMLNode) throws(CatalogError) -> String {
        let name = try node.string()
        guard catalog.entities[name] != nil else {
            throw node.error("There is no entity '\(name)'.", suggestion: nearest(to: name, among: catalog.entities.keys))
        }
        return name
    }

    /// The attribute by which periods select rows: one of the entity's own dates.
    private func time(_ node: YAMLNode, _ entity: String) throws(CatalogError) -> String? {
        guard let time = try node.value("time") else { return nil }
        let name = try time.string()
        let attributes = catalog.entities[entity]?.attributes ?? [:]
        guard let attribute = attributes[name] else {
            throw time.error("\(entity) has no attribute '\(name)'.", suggestion: nearest(to: name, among: attributes.keys))
        }
        guard attribute.type == .date || attribute.type == .datetime else { throw time.error("'\(name)' of \(entity) is no date.") }
        return name
    }

    private func attribute(_ name: String, at node: YAMLNode) throws(CatalogError) -> AttributeUse {
        let steps = name.split(separator: ".").map(String.init)
        guard steps.count == 2, catalog.entities[steps[0]]?.attributes[steps[1]] != nil else {
            let known = catalog.order.flatMap { entity in (catalog.entities[entity]?.attributeOrder ?? []).map { "\(entity).\($0)" } }
            throw node.error(
                "'\(name)' is not an attribute of the catalog; expected 'entity.attribute'.", suggestion: nearest(to: name, among: known))
        }
        return AttributeUse(steps[0], steps[1])
    }

    private mutating func nouns(_ root: YAMLNode) throws(CatalogError) {
        for node in try root.value("nouns")?.items() ?? [] {
            try node.check(keys: ["entity", "where", "time", "counts-people", "measure", "words", "one", "many", "use"])
            let entity = try entity(node.required("entity"))
            var noun = Noun(entity: entity, time: try time(node, entity), countsPeople: try node.value("counts-people")?.boolean() ?? false)
            if let condition = try node.value("where") {
                noun.restrictions = [.condition(entity: entity, try self.condition(condition, entity), names: false)]
            }
            if let use = try node.value("use") {
                guard let known = Noun.Use(rawValue: try use.string()) else {
                    throw use.error("Expected listing, counting, amount or named.")
                }
                noun.use = known
            }
            if let measure = try node.value("measure") {
                let name = try measure.string()
                guard let known = catalog.measures[name] else {
                    throw measure.error("There is no measure '\(name)'.", suggestion: nearest(to: name, among: catalog.measures.keys))
                }
                noun.measure = name
                noun.time = noun.time ?? known.time
                if let filter = known.filter, noun.restrictions.isEmpty {
                    noun.restrictions = [.condition(entity: entity, filter, names: false)]
                }
            }
            if let one = try node.value("one")?.string(), let many = try node.value("many")?.string() {
                labels.entities[entity] = (one, many)
            }
            try insert(node.required("words").items(), "Noun", .noun(noun))
        }
    }

    private mutating func measures(_ root: YAMLNode) throws(CatalogError) {
        for (name, node) in try root.value("measures")?.pairs() ?? [] {
            guard catalog.measures[name] != nil else {
                throw node.error("There is no measure '\(name)'.", suggestion: nearest(to: name, among: catalog.measures.keys))
            }
            try insert(node.items(), "Measure", .measure(.catalog(name)))
        }
    }

    private mutating func attributes(_ root: YAMLNode) throws(CatalogError) {
        for (name, node) in try root.value("attributes")?.pairs() ?? [] {
            let use = try attribute(name, at: node)
            let words = try node.items()
            if let first = words.first { labels.attributes[name] = try first.string() }
            try insert(words, "Attribute", .attribute(use))
        }
    }

    /// Names of attributes and steps that only answers use, as their words would be unclear in a question: `lab_result.charttime: time`.
    private mutating func plainLabels(_ root: YAMLNode) throws(CatalogError) {
        for (name, node) in try root.value("labels")?.pairs() ?? [] {
            let steps = name.split(separator: ".").map(String.init)
            guard steps.count == 2, let entity = catalog.entities[steps[0]],
                entity.attributes[steps[1]] != nil || entity.relations[steps[1]] != nil
            else { throw node.error("'\(name)' names no attribute and no step of an entity.") }
            labels.attributes[name] = try node.string()
        }
    }

    private mutating func values(_ root: YAMLNode) throws(CatalogError) {
        for node in try root.value("values")?.items() ?? [] {
            try node.check(keys: ["entity", "where", "words", "names"])
            let entity = try entity(node.required("entity"))
            let condition = try condition(node.required("where"), entity)
            let words = try node.required("words").items()
            let names = try node.value("names")?.boolean() ?? false
            if let first = words.first { labels.conditions[Labels.key(entity, condition)] = try first.string() }
            try insert(words, "Value", .restriction(.condition(entity: entity, condition, names: names)))
        }
    }

    private mutating func concepts(_ root: YAMLNode) throws(CatalogError) {
        for (name, node) in try root.value("concepts")?.pairs() ?? [] {
            guard let concept = catalog.concepts[name] else {
                throw node.error("There is no concept '\(name)'.", suggestion: nearest(to: name, among: catalog.concepts.keys))
            }
            labels.conditions[Labels.key(concept.entity, concept.condition)] = concept.label
            try insert(node.items(), "Value", .restriction(.condition(entity: concept.entity, concept.condition, names: true)))
        }
    }

    private mutating func events(_ root: YAMLNode) throws(CatalogError) {
        for node in try root.value("events")?.items() ?? [] {
            try node.check(keys: ["entity", "where", "time", "words"])
            let entity = try entity(node.required("entity"))
            var noun = Noun(entity: entity, time: try time(node, entity))
            if let condition = try node.value("where") {
                noun.restrictions = [.condition(entity: entity, try self.condition(condition, entity), names: false)]
            }
            noun.isTold = true
            try insert(node.required("words").items(), "Event", .noun(noun))
        }
    }

    /// "longest staying", "most expensive": an order by an attribute or a measure.
    private mutating func superlatives(_ root: YAMLNode) throws(CatalogError) {
        for node in try root.value("superlatives")?.items() ?? [] {
            try node.check(keys: ["attribute", "measure", "order", "words"])
            let order = try node.required("order")
            let direction = try order.string()
            let descending = direction == "desc"
            guard descending || direction == "asc" else { throw order.error("Expected 'desc' (highest first) or 'asc' (lowest first).") }
            var clauses: [Clause]
            if let attribute = try node.value("attribute") {
                clauses = [.order(descending: descending, by: try self.attribute(attribute.string(), at: attribute))]
            } else {
                let name = try node.required("measure").string()
                guard catalog.measures[name] != nil else {
                    throw node.error("There is no measure '\(name)'.", suggestion: nearest(to: name, among: catalog.measures.keys))
                }
                clauses = [.measure(.catalog(name)), .order(descending: descending, by: nil)]
            }
            try insert(node.required("words").items(), "Superlative", .clauses(clauses))
        }
    }

    /// The codes of the catalog's code lists are words, where they are more than a letter.
    private mutating func codes(unspoken: Set<String>) {
        for entity in catalog.order {
            for name in catalog.entities[entity]?.attributeOrder ?? [] {
                for code in catalog.entities[entity]?.attributes[name]?.values ?? []
                where code.count > 1 && !unspoken.contains("\(entity).\(name): \(code)") {
                    let condition = Term.binary(.equal, .path([name]), .literal(.text(code)))
                    labels.conditions[Labels.key(entity, condition)] = labels.conditions[Labels.key(entity, condition)] ?? code
                    phrases.insert(
                        tokenizer.tokens(code).map(\.text),
                        PhraseIndex.Entry(
                            category: "Value", meaning: .restriction(.condition(entity: entity, condition, names: false)), cost: 0.2),
                        name: code)
                }
            }
        }
    }
}
