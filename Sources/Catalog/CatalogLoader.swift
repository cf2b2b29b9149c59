import Algebra
import Foundation

/// Reads `catalog.yaml` and checks it: every name that is used must exist, every expression must resolve, every column must have a level.
public struct CatalogLoader {
    private var catalog: Catalog
    private let root: YAMLNode
    /// Where each thing was defined, for errors found after reading.
    private var places: [String: YAMLNode] = [:]

    /// Reads and checks a catalog file.
    public static func load(_ path: String) throws(CatalogError) -> Catalog {
        try load(root: YAMLNode.read(path), text: (try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
    }

    /// Checks a catalog given as text; `file` is the name used in errors.
    public static func load(text: String, file: String) throws(CatalogError) -> Catalog {
        try load(root: YAMLNode.parse(text, file: file), text: text)
    }

    private static func load(root: YAMLNode, text: String) throws(CatalogError) -> Catalog {
        var loader = CatalogLoader(root: root, text: text)
        try loader.read()
        try loader.check()
        return loader.catalog
    }

    private init(root: YAMLNode, text: String) {
        self.root = root
        catalog = Catalog(
            name: "", text: text, clock: nil, currency: nil, entities: [:], measures: [:], concepts: [:], order: [])
    }

    private mutating func read() throws(CatalogError) {
        try root.check(keys: ["name", "clock", "currency", "conventions", "times", "entities", "measures", "concepts"])
        catalog.name = try root.required("name").string()
        catalog.currency = try root.value("currency")?.string()
        if let clock = try root.value("clock") {
            let parts = try clock.string().split(separator: ".").map(String.init)
            guard parts.count == 2 else { throw clock.error("Expected 'table.column', where the data's now stands.") }
            catalog.clock = (parts[0], parts[1])
        }
        if let conventions = try root.value("conventions") { catalog.conventions = try self.conventions(conventions) }
        if let times = try root.value("times") { catalog.times = try self.times(times) }
        for (name, node) in try root.required("entities").pairs() {
            catalog.entities[name] = try entity(name, node)
            catalog.order.append(name)
            places[name] = node
            for (attribute, body) in try node.required("attributes").pairs() { places["\(name).\(attribute)"] = body }
        }
        for (name, node) in try root.value("measures")?.pairs() ?? [] {
            catalog.measures[name] = try measure(name, node)
            places["measure \(name)"] = node
        }
        for (name, node) in try root.value("concepts")?.pairs() ?? [] {
            try node.check(keys: ["label", "entity", "where", "source"])
            catalog.concepts[name] = Concept(
                name: name, label: try node.value("label")?.string() ?? spoken(name), entity: try node.required("entity").string(),
                condition: try expression(node.required("where")), source: try node.value("source")?.string())
            places["concept \(name)"] = node
        }
    }

    private func conventions(_ node: YAMLNode) throws(CatalogError) -> Conventions {
        try node.check(keys: ["questions", "ranking", "encounters", "sequences"])
        var conventions = Conventions()
        if let questions = try node.value("questions") { conventions.questions = try questions.one(of: Conventions.Questions.self) }
        if let ranking = try node.value("ranking") { conventions.ranking = try ranking.one(of: Conventions.Ranking.self) }
        if let encounters = try node.value("encounters") { conventions.encounters = try encounters.one(of: Conventions.Encounters.self) }
        if let sequences = try node.value("sequences") { conventions.sequences = try sequences.one(of: Conventions.Sequences.self) }
        return conventions
    }

    private func times(_ node: YAMLNode) throws(CatalogError) -> TimeConventions {
        try node.check(keys: ["since-ago", "since", "months", "dates", "fiscal-year"])
        var times = TimeConventions()
        if let ago = try node.value("since-ago") { times.sinceAgo = try ago.one(of: TimeConventions.Since.self) }
        if let since = try node.value("since") { times.since = try since.one(of: TimeConventions.Open.self) }
        if let months = try node.value("months") { times.months = try months.one(of: TimeConventions.Months.self) }
        if let dates = try node.value("dates") { times.dates = try dates.one(of: TimeConventions.Order.self) }
        if let fiscal = try node.value("fiscal-year") {
            guard let month = Int(try fiscal.string()), (1...12).contains(month) else {
                throw fiscal.error("Expected the number of the month with which fiscal years begin, from 1 to 12.")
            }
            times.fiscalYear = month
        }
        return times
    }

    private func entity(_ name: String, _ node: YAMLNode) throws(CatalogError) -> Entity {
        try node.check(keys: [
            "table", "key", "time", "end", "manner", "census", "age", "current", "encounter", "patient", "label", "reason", "value",
            "listing",
            "attributes", "one",
            "many", "ways",
        ])
        var entity = Entity(
            name: name, table: try node.value("table")?.string() ?? name, key: try node.required("key").string(),
            time: try node.value("time")?.string(), age: try node.value("age")?.string(), current: try node.value("current")?.string(),
            isEncounter: try node.value("encounter")?.boolean() ?? false, patient: nil, label: [], value: try node.value("value")?.string(),
            reason: nil, listing: [], attributes: [:], attributeOrder: [], relations: [:], ways: [:])
        if let patient = try node.value("patient") {
            let text = try patient.string()
            entity.patient = text == "self" ? [] : steps(text)
        }
        entity.end = try node.value("end")?.string()
        entity.manner = try node.value("manner")?.string()
        entity.census = try node.value("census")?.string()
        entity.reason = try node.value("reason").map { node throws(CatalogError) in try expression(node) }
        entity.label = try node.value("label")?.strings().map(steps) ?? []
        entity.listing = try node.value("listing")?.strings().map(steps) ?? entity.label
        for (attribute, body) in try node.required("attributes").pairs() {
            entity.attributes[attribute] = try self.attribute(attribute, body)
            entity.attributeOrder.append(attribute)
        }
        for (kind, toMany) in [("one", false), ("many", true)] {
            for (relation, body) in try node.value(kind)?.pairs() ?? [] {
                try body.check(keys: ["to", "by", "on", "where"])
                let target = try body.required("to").string()
                var pairs: [(local: String, foreign: String)] = []
                if let by = try body.value("by") {
                    // One column: a foreign key here to the key there, or there to the key here.
                    for column in try by.strings() { pairs.append(toMany ? (entity.key, column) : (column, "")) }
                }
                for pair in try body.value("on")?.strings() ?? [] {
                    let sides = pair.split(separator: "=").map { $0.trimmed }
                    guard sides.count == 2 else { throw body.error("Expected 'attribute here = attribute there'.") }
                    pairs.append((sides[0], sides[1]))
                }
                guard !pairs.isEmpty else { throw body.error("Say by which column: 'by: column', or 'on: [here = there]'.") }
                entity.relations[relation] = Relation(
                    name: relation, target: target, toMany: toMany, pairs: pairs,
                    condition: try body.value("where").map { node throws(CatalogError) in try expression(node) })
            }
        }
        for (way, path) in try node.value("ways")?.pairs() ?? [] { entity.ways[way] = steps(try path.string()) }
        return entity
    }

    private func attribute(_ name: String, _ node: YAMLNode) throws(CatalogError) -> Attribute {
        try node.check(keys: [
            "column", "is", "type", "unit", "level", "identifies", "kind", "values", "vocabulary", "among", "finding", "pattern", "time",
            "twin",
            "qualifies",
        ])
        let formula = try node.value("is")
        var attribute = Attribute(
            name: name, column: formula == nil ? try node.value("column")?.string() ?? name : nil, formula: nil, type: .text,
            unit: try node.value("unit")?.string(), level: .highlySensitive, identifies: .none, kind: try node.value("kind")?.string(),
            values: try node.value("values")?.strings() ?? [], vocabulary: false,
            pattern: try node.value("pattern")?.string(), qualifies: try node.value("qualifies")?.boolean() ?? false,
            time: try node.value("time")?.string(), twin: try node.value("twin")?.string())
        if let vocabulary = try node.value("vocabulary") {
            attribute.isWhole = try vocabulary.string() == "whole"
            attribute.isGeneric = try vocabulary.string() == "generic"
            attribute.vocabulary = attribute.isWhole || attribute.isGeneric ? true : try vocabulary.boolean()
        }
        attribute.isFinding = try node.value("finding")?.boolean() ?? false
        attribute.among = try node.value("among").map { node throws(CatalogError) in try expression(node) }
        if let formula { attribute.formula = try expression(formula) }
        attribute.type = try node.required("type").one(of: AttributeType.self)
        // A formula's level is that of its sources; a column must say its own.
        if formula == nil { attribute.level = try node.required("level").one(of: Level.self) }
        if let identifies = try node.value("identifies") { attribute.identifies = try identifies.one(of: Identification.self) }
        if attribute.vocabulary, attribute.level != .public {
            throw node.error(
                "Only a public column may be vocabulary: what a question means must not depend on data that a caller may not see.")
        }
        return attribute
    }

    private func measure(_ name: String, _ node: YAMLNode) throws(CatalogError) -> Measure {
        try node.check(keys: ["label", "entity", "value", "where", "time", "ratio", "unit", "decimals", "ways", "definition", "direction"])
        var measure = Measure(
            name: name, label: try node.value("label")?.string() ?? spoken(name), entity: "", value: nil, filter: nil,
            time: try node.value("time")?.string(), ratio: nil, usesPeriod: false, unit: try node.value("unit")?.string(),
            decimals: try node.value("decimals").map { node throws(CatalogError) in try decimals(node) }, ways: [:],
            definition: try node.required("definition").string(),
            direction: try node.value("direction")?.string())
        for (way, path) in try node.value("ways")?.pairs() ?? [] { measure.ways[way] = steps(try path.string()) }
        if let ratio = try node.value("ratio") {
            try ratio.check(keys: ["numerator", "denominator", "times"])
            measure.ratio = (
                try ratio.required("numerator").string(), try ratio.required("denominator").string(),
                try ratio.value("times")?.number() ?? 1
            )
        } else {
            measure.entity = try node.required("entity").string()
            measure.value = try expression(node.required("value"))
            measure.filter = try node.value("where").map { node throws(CatalogError) in try expression(node) }
            for expression in [measure.value, measure.filter].compactMap({ $0 }) {
                expression.walk(
                    { if case .parameter(let name) = $0, name.hasPrefix("period.") { measure.usesPeriod = true } }, query: { _ in })
            }
        }
        return measure
    }

    private func decimals(_ node: YAMLNode) throws(CatalogError) -> Int {
        guard let count = Int(try node.string()), (0...9).contains(count) else {
            throw node.error("Expected how many decimals are shown, from 0 to 9.")
        }
        return count
    }

    /// Everything that can only be checked once all is read.
    private mutating func check() throws(CatalogError) {
        for name in catalog.order {
            guard var entity = catalog.entities[name] else { continue }
            let place = places[name] ?? root
            for (relationName, var relation) in entity.relations.sorted(by: { $0.key < $1.key }) {
                guard let target = catalog.entities[relation.target] else {
                    throw place.error(
                        "The path '\(relationName)' of \(name) leads to an entity '\(relation.target)' that is not there.",
                        suggestion: nearest(to: relation.target, among: catalog.entities.keys))
                }
                for index in relation.pairs.indices {
                    if relation.pairs[index].foreign.isEmpty { relation.pairs[index].foreign = target.key }
                    let pair = relation.pairs[index]
                    guard entity.attributes[pair.local] != nil, target.attributes[pair.foreign] != nil else {
                        throw place.error(
                            "The path '\(relationName)' of \(name) uses '\(pair.local) = \(pair.foreign)'; one of them is not an attribute."
                        )
                    }
                }
                try relation.condition.map { condition throws(CatalogError) in try checkColumns(condition, of: entity, at: place) }
                entity.relations[relationName] = relation
            }
            if let census = entity.census, catalog.entities[census]?.isEncounter != true {
                throw place.error("The census '\(census)' of \(name) is no encounter.")
            }
            guard entity.attributes[entity.key] != nil else {
                throw place.error("The key '\(entity.key)' of \(name) is not one of its attributes.")
            }
            catalog.entities[name] = entity
        }
        for name in catalog.order {
            guard let entity = catalog.entities[name] else { continue }
            try checkEntity(entity, at: places[name] ?? root)
        }
        for (name, var measure) in catalog.measures.sorted(by: { $0.key < $1.key }) {
            let place = places["measure \(name)"] ?? root
            if let ratio = measure.ratio {
                for part in [ratio.numerator, ratio.denominator] {
                    guard let other = catalog.measures[part] else {
                        throw place.error(
                            "The measure '\(part)' is not there.", suggestion: nearest(to: part, among: catalog.measures.keys))
                    }
                    if other.ratio != nil { throw place.error("'\(part)' is itself a ratio; a ratio's parts must be plain measures.") }
                    if part == ratio.numerator { measure.entity = other.entity }
                    if other.usesPeriod { measure.usesPeriod = true }
                }
                catalog.measures[name] = measure
            } else {
                try resolve(place, measure.entity, outputs: [measure.value].compactMap { $0 }, filter: measure.filter)
                try resolve(place, measure.entity, outputs: measure.ways.values.filter { !$0.isEmpty }.map { Term.path($0) }, filter: nil)
                if let time = measure.time { try checkTime(time, of: measure.entity, at: place) }
            }
        }
        for (name, concept) in catalog.concepts.sorted(by: { $0.key < $1.key }) {
            try resolve(places["concept \(name)"] ?? root, concept.entity, outputs: [], filter: concept.condition)
        }
    }

    /// The attribute by which periods select a measure's rows must be there, and be a date.
    private func checkTime(_ time: String, of entity: String, at place: YAMLNode) throws(CatalogError) {
        // A path is followed to the entity that has the date.
        let steps = steps(time)
        try resolve(place, entity, outputs: [.path(steps)], filter: nil)
        guard steps.count == 1, let attribute = catalog.entities[entity]?.attributes[time] else { return }
        guard attribute.type == .date || attribute.type == .datetime else {
            throw place.error("The time '\(time)' of a measure of \(entity) is no date.")
        }
    }

    /// The condition of a step may speak of columns of the row alone.
    private func checkColumns(_ condition: Term, of entity: Entity, at place: YAMLNode) throws(CatalogError) {
        var wrong: String?
        condition.walk(
            { part in
                guard case .path(let steps) = part else { return }
                if steps.count != 1 || entity.attributes[steps[0]]?.column == nil { wrong = steps.joined(separator: ".") }
            }, query: { _ in wrong = "a query" })
        if let wrong {
            throw place.error("The condition of a path of \(entity.name) may only name columns of \(entity.name), not '\(wrong)'.")
        }
    }

    private func checkEntity(_ entity: Entity, at place: YAMLNode) throws(CatalogError) {
        var paths =
            entity.label + entity.listing
            + [entity.time, entity.end, entity.manner, entity.value, entity.age, entity.current].compactMap { $0.map { [$0] } }
        if let patient = entity.patient, !patient.isEmpty { paths.append(patient) }
        paths += entity.ways.values.filter { !$0.isEmpty }
        try resolve(place, entity.name, outputs: paths.map { Term.path($0) }, filter: entity.reason)
        for name in entity.attributeOrder {
            guard let attribute = entity.attributes[name] else { continue }
            let place = places["\(entity.name).\(name)"] ?? place
            if let among = attribute.among { try resolve(place, entity.name, outputs: [], filter: among) }
            if attribute.formula != nil { try resolve(place, entity.name, outputs: [.path([name])], filter: nil) }
            if let time = attribute.time, entity.attributes[time] == nil {
                throw place.error("The time '\(time)' of \(entity.name).\(name) is not there.")
            }
            if let twin = attribute.twin, entity.attributes[twin] == nil {
                throw place.error("The twin '\(twin)' of \(entity.name).\(name) is not there.")
            }
        }
    }

    private func resolve(_ place: YAMLNode, _ entity: String, outputs: [Term], filter: Term?) throws(CatalogError) {
        let outputs = outputs.isEmpty ? [.aggregate(Aggregate(.count))] : outputs
        let query = Query.select(
            Select(Source(.entity(entity)), filter: filter, outputs: outputs.enumerated().map { Output("c\($0)", $1) }))
        do {
            _ = try Resolver(catalog).resolve(query)
        } catch {
            throw place.error(error.message, suggestion: error.suggestion)
        }
    }

    private func expression(_ node: YAMLNode) throws(CatalogError) -> Term {
        let text = try node.string()
        do {
            return try Term.parse(text)
        } catch {
            throw node.error("This is not an expression: \(error)")
        }
    }

    private func steps(_ text: String) -> [String] { text.split(separator: ".").map(String.init) }

    private func spoken(_ name: String) -> String { name.replacingOccurrences(of: "_", with: " ") }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
