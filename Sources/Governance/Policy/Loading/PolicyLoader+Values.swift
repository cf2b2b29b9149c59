import Algebra
import Catalog

extension PolicyLoader {
    func term(_ node: YAMLNode) throws(CatalogError) -> Term {
        let text = try node.string()
        do {
            return try Term.parse(text)
        } catch {
            throw node.error("This is not a condition: \(error)")
        }
    }

    func query(_ node: YAMLNode) throws(CatalogError) -> Query {
        let text = try node.string()
        do {
            return try Query.parse(text)
        } catch {
            throw node.error("This is not a query: \(error)")
        }
    }

    /// `{en: …, zh: …}`, or a text, which is English.
    func wording(_ node: YAMLNode) throws(CatalogError) -> Wording {
        if case .scalar(let text, _) = node.value { return Wording(["en": text]) }
        var texts: [String: String] = [:]
        for (language, text) in try node.pairs() { texts[language] = try text.string() }
        guard !texts.isEmpty else { throw node.error("Expected a text, or a text for each language: '{en: …, zh: …}'.") }
        return Wording(texts)
    }

    func optionalWording(_ node: YAMLNode?) throws(CatalogError) -> Wording? {
        guard let node else { return nil }
        return try wording(node)
    }

    func subjects(_ node: YAMLNode?) throws(CatalogError) -> [[String: [String]]] {
        var result: [[String: [String]]] = []
        for subject in try node?.items() ?? [] {
            var attributes: [String: [String]] = [:]
            for (attribute, values) in try subject.pairs() { attributes[attribute] = try values.strings() }
            guard !attributes.isEmpty else { throw subject.error("A subject without attributes would be everyone; name an attribute.") }
            result.append(attributes)
        }
        return result
    }

    /// `from` and `until` of a node.
    func validity(_ node: YAMLNode) throws(CatalogError) -> Validity {
        let validity = Validity(from: try node.read("from", day), until: try node.read("until", day))
        if let from = validity.from, let until = validity.until, from > until {
            throw node.error("It ends on \(until), before it begins on \(from).")
        }
        return validity
    }

    private func day(_ node: YAMLNode) throws(CatalogError) -> String {
        let text = try node.string()
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDay =
            parts.map(\.utf8.count) == [4, 2, 2] && parts.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
            && (1...12).contains(Int(parts[1]) ?? 0) && (1...31).contains(Int(parts[2]) ?? 0)
        guard isDay else { throw node.error("'\(text)' is no day; write it as 2026-12-31.") }
        return text
    }

    func count(_ node: YAMLNode) throws(CatalogError) -> Int {
        guard let count = Int(try node.string()), count > 0 else { throw node.error("Expected a whole number above 0.") }
        return count
    }
}

extension YAMLNode {
    /// What is read of a key's value; nil when the key is absent.
    func read<Result>(_ key: String, _ reader: (YAMLNode) throws(CatalogError) -> Result) throws(CatalogError) -> Result? {
        guard let node = try value(key) else { return nil }
        return try reader(node)
    }

    /// The texts of a list, each once.
    func set() throws(CatalogError) -> Set<String> { Set(try strings()) }
}
