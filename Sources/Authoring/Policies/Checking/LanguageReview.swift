import Catalog

/// Finds texts that lack a language which other texts of the policy have.
struct LanguageReview {
    let root: YAMLNode

    private static let keys: Set = ["label", "scope", "text", "needed", "next", "because"]

    var findings: [Finding] {
        var texts: [(name: String, node: YAMLNode)] = []
        func look(_ node: YAMLNode, _ path: [String]) {
            switch node.value {
            case .mapping(let pairs):
                for (key, value) in pairs where !(path.isEmpty && key == "cases") {
                    if Self.isText(value, path + [key]) {
                        texts.append(((path + [key]).joined(separator: "."), value))
                    } else {
                        look(value, path + [key])
                    }
                }
            case .sequence(let items): for item in items { look(item, path) }
            case .scalar, .null: break
            }
        }
        look(root, [])
        let all = texts.reduce(into: Set<String>()) { $0.formUnion($1.node.languages) }
        return texts.compactMap { name, node in
            let missing = all.subtracting(node.languages)
            return missing.isEmpty ? nil : Finding(.warning, "'\(name)' has no text in \(missing.listed).", at: node)
        }
    }

    /// Whether people read what stands at a path of the file.
    private static func isText(_ node: YAMLNode, _ path: [String]) -> Bool {
        let isNamed = path.last.map(keys.contains) ?? false
        // The short form of a purpose, and the reasons of break-glass.
        let isListed = path.count == 2 && path[0] == "purposes" || path.count == 3 && path[0] == "break-glass" && path[1] == "reasons"
        guard isNamed || isListed else { return false }
        guard case .mapping(let pairs) = node.value else { return true }
        return pairs.allSatisfy { if case .scalar = $0.value.value { $0.key.utf8.count == 2 } else { false } }
    }
}

extension YAMLNode {
    /// The languages of a text; one without is English.
    fileprivate var languages: Set<String> {
        if case .mapping(let pairs) = value { return Set(pairs.map(\.key)) }
        return ["en"]
    }
}
