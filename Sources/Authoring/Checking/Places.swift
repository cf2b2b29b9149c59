import Catalog

/// Where in a catalog's file an entity or an attribute is described.
struct Places {
    private var lines: [String: Int] = [:]

    init(_ root: YAMLNode) {
        // The catalog was loaded from the same text: what is not there was told already.
        for (entity, node) in (try? root.value("entities")?.pairs()) ?? [] {
            // A mapping begins with its first key, a line below the name, unless it stands on the same line.
            lines[entity] = node.line
            for (attribute, body) in (try? node.value("attributes")?.pairs()) ?? [] { lines["\(entity).\(attribute)"] = body.line }
            for kind in ["one", "many"] {
                for (relation, body) in (try? node.value(kind)?.pairs()) ?? [] { lines["\(entity).\(relation)"] = body.line }
            }
        }
    }

    subscript(_ entity: String, _ name: String? = nil) -> Int? { name.flatMap { lines["\(entity).\($0)"] } ?? lines[entity] }
}
