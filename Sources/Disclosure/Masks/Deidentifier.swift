import Catalog
import Pattern

/// Finds identifiers in free text and puts their kind in their place: `[PHONE]`.
///
/// What is an identifier is data: `Policies/identifiers.yaml`.
public struct Deidentifier: Sendable {
    private struct Rule: Sendable {
        var label: String
        var pattern: Pattern
    }

    private let rules: [Rule]

    /// Reads the patterns; errors name file, line and remedy.
    public static func load(_ path: String) throws(CatalogError) -> Deidentifier {
        try Deidentifier(root: YAMLNode.read(path))
    }

    /// Reads the patterns from text; `file` is the name used in errors.
    public static func load(text: String, file: String) throws(CatalogError) -> Deidentifier {
        try Deidentifier(root: YAMLNode.parse(text, file: file))
    }

    private init(root: YAMLNode) throws(CatalogError) {
        var rules: [Rule] = []
        for (label, patterns) in try root.pairs() {
            for item in try patterns.items() {
                do {
                    rules.append(Rule(label: "[\(label.uppercased())]", pattern: try Pattern(try item.string(), options: .asciiClasses)))
                } catch let error as CatalogError {
                    throw error
                } catch {
                    throw item.error("This is not a pattern: \(error)")
                }
            }
        }
        self.rules = rules
    }

    /// The text without identifiers; nil when a pattern took too much work, since then nobody knows what is still in it.
    ///
    /// A match of the group `keep` stays, as the title in front of a name does. Where matches overlap, all that any covers goes.
    public func apply(_ text: String) -> String? {
        var found: [(range: Range<Int>, label: String)] = []
        for rule in rules {
            guard let matches = try? rule.pattern.matches(in: text) else { return nil }
            for match in matches where !match.range.isEmpty {
                let start = match["keep"].map(\.upperBound) ?? match.range.lowerBound
                if start < match.range.upperBound { found.append((start..<match.range.upperBound, rule.label)) }
            }
        }
        found.sort { ($0.range.lowerBound, -$0.range.upperBound) < ($1.range.lowerBound, -$1.range.upperBound) }
        var result: [UInt8] = []
        let bytes = Array(text.utf8)
        var at = 0
        for (range, label) in found {
            guard range.upperBound > at else { continue }
            if range.lowerBound >= at {
                result += bytes[at..<range.lowerBound]
                result += label.utf8
            }
            at = range.upperBound
        }
        result += bytes[at...]
        return String(decoding: result, as: UTF8.self)
    }
}
