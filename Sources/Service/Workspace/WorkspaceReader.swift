import Catalog

/// Reads `lamplight.yaml`, refusing what it does not know, so that a slip of the pen never loosens anything silently.
enum WorkspaceReader {
    static let keys = [
        "database", "lexicon", "policy", "language", "now", "keys", "audit", "cache", "deadline", "rows", "directory", "accounts",
    ]

    static func read(_ path: String) throws(ServiceError) -> Workspace {
        do {
            return try workspace(YAMLNode.read(path), folder: Files.parent(of: path))
        } catch {
            throw ServiceError(
                .workspaceInvalid, error.message + (error.suggestion.map { " Did you mean '\($0)'?" } ?? ""),
                remedy: "Mend \(Workspace.fileName); Documentation/operations.md lists its keys.", file: error.file, line: error.line)
        }
    }

    private static func workspace(_ node: YAMLNode, folder: String) throws(CatalogError) -> Workspace {
        try node.check(keys: keys)
        let now = try node.value("now")
        if let now, !isTime(try now.string()) { throw now.error("Expected a time such as 2026-06-30 23:59:59.") }
        let cache = try node.value("cache")?.string() ?? "cache"
        return Workspace(
            folder: folder,
            database: Files.path(try node.required("database").string(), from: folder),
            lexicon: try node.required("lexicon").string(),
            policy: try node.required("policy").string(),
            language: try node.value("language")?.string() ?? "en",
            now: try now?.string(),
            keys: Files.path(try node.value("keys")?.string() ?? "keys", from: folder),
            audit: Files.path(try node.value("audit")?.string() ?? "audit", from: folder),
            cache: cache == "none" ? nil : Files.path(cache, from: folder),
            deadline: try positive(node.value("deadline")) ?? 10,
            rowLimit: try positive(node.value("rows")).map { Int($0.rounded()) } ?? 10_000,
            directory: try node.value("directory").map(directory),
            accounts: try accounts(node.value("accounts")))
    }

    private static func positive(_ node: YAMLNode?) throws(CatalogError) -> Double? {
        guard let node else { return nil }
        let number = try node.number()
        guard number > 0, number <= 10_000_000 else { throw node.error("Expected a number above 0 and at most 10,000,000.") }
        return number
    }

    private static func directory(_ node: YAMLNode) throws(CatalogError) -> DirectoryRule {
        try node.check(keys: ["prefix", "entity", "key", "attributes"])
        var attributes: [DirectoryRule.Attribute] = []
        for (name, path) in try node.required("attributes").pairs() {
            attributes.append(DirectoryRule.Attribute(name: name, path: try path.string().split(separator: ".").map(String.init)))
        }
        return DirectoryRule(
            prefix: try node.required("prefix").string(), entity: try node.required("entity").string(),
            key: try node.required("key").string(), attributes: attributes)
    }

    private static func accounts(_ node: YAMLNode?) throws(CatalogError) -> [String: [String: String]] {
        var accounts: [String: [String: String]] = [:]
        for (name, attributes) in try node?.pairs() ?? [] {
            var values: [String: String] = [:]
            for (key, value) in try attributes.pairs() { values[key] = try value.string() }
            accounts[name] = values
        }
        return accounts
    }

    /// Whether a text is `YYYY-MM-DD HH:MM:SS`, digits and marks in their places and numbers in range.
    static func isTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let shape = Array("0000-00-00 00:00:00".utf8)
        guard bytes.count == shape.count else { return false }
        for (byte, mark) in zip(bytes, shape) {
            if mark == UInt8(ascii: "0") ? !(0x30...0x39).contains(byte) : byte != mark { return false }
        }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 0x30 } }
        let year = number(0..<4)
        let month = number(5..<7)
        guard (1...12).contains(month) else { return false }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
        return (1...length).contains(number(8..<10)) && number(11..<13) < 24 && number(14..<16) < 60 && number(17..<19) < 60
    }
}
