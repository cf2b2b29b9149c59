import Catalog

/// What a words file that loads may still lack: words for things that are in the catalog, and one meaning for each word.
struct WordsReview {
    let catalog: Catalog
    let root: YAMLNode
    let file: String

    private struct Use {
        var meaning: String
        var line: Int
    }

    func findings() throws(CatalogError) -> [Finding] {
        var findings: [Finding] = []
        var nouns: Set<String> = []
        for node in try root.value("nouns")?.items() ?? [] {
            if let entity = try node.value("entity") { nouns.insert(try entity.string()) }
        }
        let nameless = catalog.order.filter { !nouns.contains($0) }
        if !nameless.isEmpty {
            findings.append(
                Finding(
                    .warning,
                    "No noun stands for \(nameless.joined(separator: ", ")): nobody can count or list them. Add lines under 'nouns'.",
                    file: file, line: try root.value("nouns")?.line))
        }
        let spoken = Set(try root.value("attributes")?.pairs().map(\.key) ?? [])
        for name in catalog.order {
            guard let entity = catalog.entities[name] else { continue }
            // What leads elsewhere, when a row was and the number that it reports are asked for without their names.
            let pointers = Set(
                entity.relations.values.flatMap { $0.pairs.map(\.local) }
                    + [entity.key, entity.time, entity.end, entity.value].compactMap { $0 })
            let wordless = entity.attributeOrder.filter { attribute in
                guard let known = entity.attributes[attribute], !pointers.contains(attribute), known.type != .identifier else {
                    return false
                }
                // Codes and vocabulary are asked for by their values.
                return !spoken.contains("\(name).\(attribute)") && known.values.isEmpty && !known.vocabulary && known.formula == nil
            }
            if !wordless.isEmpty {
                findings.append(
                    Finding(
                        .note,
                        "No words for \(name).\(wordless.joined(separator: ", ")): nobody can ask for them. Add lines under 'attributes', or leave them out on purpose.",
                        file: file, line: try root.value("attributes")?.line))
            }
        }
        let unspoken = catalog.measures.keys.filter { measure in (try? root.value("measures")?.value(measure)) == nil }
        let counted = Set((try root.value("nouns")?.items() ?? []).compactMap { try? $0.value("measure")?.string() })
        let parts = Set(catalog.measures.values.flatMap { [$0.ratio?.numerator, $0.ratio?.denominator].compactMap { $0 } })
        let silent = unspoken.filter { !counted.contains($0) && !parts.contains($0) }.sorted()
        if !silent.isEmpty {
            findings.append(
                Finding(
                    .note, "No words for the measures \(silent.joined(separator: ", ")): add lines under 'measures'.", file: file,
                    line: try root.value("measures")?.line))
        }
        return try findings + duplicates()
    }

    /// Words of one section that mean several things: a question with them is asked back, unless its other words decide.
    private func duplicates() throws(CatalogError) -> [Finding] {
        var findings: [Finding] = []
        for section in ["nouns", "measures", "attributes", "values", "concepts", "events", "superlatives"] {
            guard let node = try root.value(section) else { continue }
            var uses: [String: [Use]] = [:]
            func add(_ words: YAMLNode, _ meaning: String) throws(CatalogError) {
                for word in try words.items() {
                    let key = try word.string().lowercased()
                    if let known = uses[key], known.contains(where: { $0.meaning == meaning }) {
                        findings.append(Finding(.note, "'\(key)' stands here twice for the same.", file: file, line: word.line))
                    } else {
                        uses[key, default: []].append(Use(meaning: meaning, line: word.line))
                    }
                }
            }
            switch node.value {
            case .mapping(let pairs): for (name, words) in pairs { try add(words, name) }
            default:
                for item in try node.items() {
                    var meaning = ""
                    for (key, value) in try item.pairs() where !["words", "one", "many"].contains(key) {
                        meaning += "\(key) \(try value.string()) "
                    }
                    if let words = try item.value("words") { try add(words, meaning) }
                }
            }
            let several = uses.filter { $0.value.count > 1 }.sorted { ($0.value[0].line, $0.key) < ($1.value[0].line, $1.key) }
            // The same quality of several entities is told apart by what it is said of.
            for (word, meanings) in several where section == "nouns" || section == "measures" || section == "concepts" {
                findings.append(
                    Finding(
                        .note,
                        "'\(word)' means \(meanings.count) things (\(meanings.map { "line \($0.line)" }.joined(separator: ", "))): where nothing else in a question decides, it is asked back.",
                        file: file, line: meanings[0].line))
            }
        }
        return findings
    }
}
