import Foundation
import Yams

/// A node of a YAML file that knows its place, so that every complaint about the file names file and line.
public struct YAMLNode: Sendable {
    /// What stands there.
    public indirect enum Value: Sendable {
        case scalar(String, quoted: Bool)
        case sequence([YAMLNode])
        case mapping([(key: String, value: YAMLNode)])
        case null
    }

    /// What stands there.
    public var value: Value
    /// The file it was read from, as complaints name it.
    public var file: String
    /// From 1.
    public var line: Int

    /// Reads a file.
    ///
    /// Keys must be unique scalars; anchors and several documents are refused by the reader or read as YAML says.
    public static func read(_ path: String) throws(CatalogError) -> YAMLNode {
        try parse(bytes(of: path), file: path)
    }

    /// What stands in a file.
    public static func bytes(of path: String) throws(CatalogError) -> Data {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CatalogError("The file cannot be read. Check that it exists and may be read.", file: path)
        }
        return data
    }

    /// Reads the bytes of a file; `file` is the name used in complaints.
    public static func parse(_ bytes: Data, file: String) throws(CatalogError) -> YAMLNode {
        guard let text = String(data: bytes, encoding: .utf8) else {
            throw CatalogError("The file is not UTF-8 text.", file: file)
        }
        return try parse(text, file: file)
    }

    /// Reads text; `file` is the name used in complaints.
    public static func parse(_ text: String, file: String) throws(CatalogError) -> YAMLNode {
        do {
            // No tags are resolved: what a scalar means, its reader says, and resolving takes most of the time.
            guard let node = try Yams.compose(yaml: text, .basic) else { return YAMLNode(value: .null, file: file, line: 1) }
            return try convert(node, file: file)
        } catch let error as CatalogError {
            throw error
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
                throw CatalogError("This is not YAML: \(problem).", file: file, line: mark.line)
            case .duplicatedKeysInMapping(let keys, let context):
                let names = keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
                throw CatalogError("Among the keys that begin here, these stand twice: \(names).", file: file, line: context.mark.line)
            default:
                throw CatalogError("This is not YAML: \(error).", file: file)
            }
        } catch {
            throw CatalogError("This is not YAML: \(error).", file: file)
        }
    }

    private static func convert(_ node: Node, file: String) throws(CatalogError) -> YAMLNode {
        let line = node.mark?.line ?? 1
        switch node {
        case .scalar(let scalar):
            let quoted = scalar.style != .plain && scalar.style != .any
            if !quoted, ["", "~", "null"].contains(scalar.string) { return YAMLNode(value: .null, file: file, line: line) }
            return YAMLNode(value: .scalar(scalar.string, quoted: quoted), file: file, line: line)
        case .sequence(let sequence):
            var items: [YAMLNode] = []
            for item in sequence { items.append(try convert(item, file: file)) }
            return YAMLNode(value: .sequence(items), file: file, line: line)
        case .mapping(let mapping):
            var pairs: [(key: String, value: YAMLNode)] = []
            var seen: Set<String> = []
            for (key, value) in mapping {
                guard let name = key.scalar?.string else {
                    throw CatalogError("A key must be plain text.", file: file, line: key.mark?.line)
                }
                guard seen.insert(name).inserted else {
                    throw CatalogError("The key '\(name)' stands here twice.", file: file, line: key.mark?.line)
                }
                pairs.append((name, try convert(value, file: file)))
            }
            return YAMLNode(value: .mapping(pairs), file: file, line: line)
        case .alias:
            throw CatalogError("An alias points nowhere.", file: file, line: line)
        }
    }

    /// An error at this place.
    public func error(_ message: String, suggestion: String? = nil) -> CatalogError {
        CatalogError(message, suggestion: suggestion, file: file, line: line)
    }

    /// The pairs of a mapping; null counts as empty.
    public func pairs() throws(CatalogError) -> [(key: String, value: YAMLNode)] {
        switch value {
        case .mapping(let pairs): return pairs
        case .null: return []
        default: throw error("Expected 'key: value' pairs.")
        }
    }

    /// The items of a list; a scalar counts as a list of one, null as empty.
    public func items() throws(CatalogError) -> [YAMLNode] {
        switch value {
        case .sequence(let items): return items
        case .scalar: return [self]
        case .null: return []
        case .mapping: throw error("Expected a list.")
        }
    }

    /// The text of a scalar.
    public func string() throws(CatalogError) -> String {
        if case .scalar(let text, _) = value { return text }
        throw error("Expected text.")
    }

    /// The texts of a list of scalars.
    public func strings() throws(CatalogError) -> [String] {
        var result: [String] = []
        for item in try items() { result.append(try item.string()) }
        return result
    }

    /// A number.
    public func number() throws(CatalogError) -> Double {
        guard let number = Double(try string()) else { throw error("Expected a number.") }
        return number
    }

    /// true or false.
    public func boolean() throws(CatalogError) -> Bool {
        switch try string() {
        case "true": return true
        case "false": return false
        default: throw error("Expected true or false.")
        }
    }

    /// A word that must be one of a few.
    public func one<T: RawRepresentable<String> & CaseIterable>(of type: T.Type) throws(CatalogError) -> T {
        let text = try string()
        guard let value = T(rawValue: text) else {
            let known = T.allCases.map(\.rawValue)
            throw error("'\(text)' is none of \(known.joined(separator: ", ")).", suggestion: nearest(to: text, among: known))
        }
        return value
    }

    /// The value of a key of a mapping; nil when absent.
    public func value(_ key: String) throws(CatalogError) -> YAMLNode? {
        try pairs().first { $0.key == key }?.value
    }

    /// The value of a key that must be there.
    public func required(_ key: String) throws(CatalogError) -> YAMLNode {
        guard let value = try value(key) else { throw error("'\(key)' is missing here.") }
        return value
    }

    /// Refuses keys that are not among those known, naming the nearest.
    public func check(keys: [String]) throws(CatalogError) {
        for (key, value) in try pairs() where !keys.contains(key) {
            throw value.error(
                "'\(key)' means nothing here; known are \(keys.joined(separator: ", ")).", suggestion: nearest(to: key, among: keys))
        }
    }
}
