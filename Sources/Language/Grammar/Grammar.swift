import Catalog
import Foundation

/// The rules of a language, read from the `.grammar` files of a folder, and compiled into a trie that the chart walks.
///
/// A rule is a line `Category -> parts = meaning`, indented lines under it examples `e.g. …` (each rule has at least one). Parts are
/// lower-case words (matched by any form of them), categories (capitalised), `"…"` marks, `(a | b)` alternatives; `?` after a part
/// makes it optional, `*` and `+` repeat it. `$Category` in the meaning is that part (`$Category2` the second of its name); when the
/// meaning is left out it is that of the only category. A cost after `!` makes a reading dearer.
public struct Grammar: Sendable {
    /// A rule as it stands in a file.
    public struct Rule: Sendable {
        /// The category that it makes, such as `Period`.
        public var category: String
        /// The rule as it stands in the file.
        public var text: String
        /// Phrases that it must read.
        public var examples: [String]
        /// The file it stands in; empty for rules made for repeated parts.
        public var file: String
        /// The line in the file, from 1; 0 for rules made for repeated parts.
        public var line: Int
        /// What using it adds to the cost of a reading; lower is preferred.
        public var cost: Double
    }

    /// One way to match a rule: its optional parts chosen.
    struct Variant: Sendable {
        var rule: Int
        var category: Int
        var action: Action
    }

    struct Node: Sendable {
        var next: [Int: Int] = [:]
        var variants: [Variant] = []
    }

    /// All rules, in the order of the files.
    public private(set) var rules: [Rule] = []
    private(set) var nodes: [Node] = [Node()]
    private(set) var symbols: [String: Int] = [:]
    private(set) var names: [String] = []
    /// The text of all files, from which a digest can be made.
    public private(set) var text = ""
    /// The text of `lemmas.txt`, the irregular forms of the language's words.
    public private(set) var lemmas = ""
    /// Words of the language at large from `words.txt`, which are spelled right whether or not any rule has them.
    private(set) var dictionary = WordList([])
    private var repeated: Set<String> = []
    /// By category, what its rules are made of.
    private(set) var made: [Int: Set<Int>] = [:]
    private var defined: Set<String> = []
    private var used: [(name: String, file: String, line: Int)] = []

    /// Categories that the lexicon and the tokens supply.
    static let lexical: Set<String> = [
        "Noun", "Measure", "Attribute", "Value", "Identifier", "Event", "Superlative", "Integer", "Decimal", "OrdinalNumber", "Mention",
        "Quoted",
    ]

    /// Reads all `.grammar` files of a folder, in the order of their names, and `lemmas.txt`; then those of some folders in it.
    public static func load(directory: String, with folders: [String] = []) throws -> Grammar {
        var paths: [String] = []
        for folder in [directory] + folders.map({ directory + "/" + $0 }) {
            let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".grammar") }.sorted()
            guard !files.isEmpty else { throw LanguageError("There is no .grammar file here.", file: folder) }
            paths += files.map { folder + "/" + $0 }
        }
        var texts: [(text: String, file: String)] = []
        for path in paths {
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
                throw LanguageError("The file cannot be read as UTF-8 text.", file: path)
            }
            texts.append((text, path))
        }
        var grammar = try Grammar(texts, lemmas: (try? String(contentsOfFile: directory + "/lemmas.txt", encoding: .utf8)) ?? "")
        grammar.dictionary = WordList(FileManager.default.contents(atPath: directory + "/words.txt").map { [UInt8]($0) } ?? [])
        return grammar
    }

    /// The grammar of some texts; `file` is the name used in errors.
    init(_ texts: [(text: String, file: String)], lemmas: String) throws(LanguageError) {
        for (text, file) in texts { try add(text, file: file) }
        self.lemmas = lemmas
        try finish()
    }

    /// The symbol of a terminal or category; new ones are made only while reading.
    mutating func symbol(_ name: String) -> Int {
        if let known = symbols[name] { return known }
        symbols[name] = names.count
        names.append(name)
        return names.count - 1
    }

    func known(_ name: String) -> Int? { symbols[name] }

    /// Whether a word stands in any rule.
    func hasWord(_ word: String) -> Bool { symbols[word] != nil }

    /// The word or category of a symbol.
    func symbolName(_ symbol: Int) -> String { names[symbol] }

    mutating func add(_ text: String, file: String) throws(LanguageError) {
        self.text += text
        var line = 0
        var pending: (text: String, line: Int)?
        func fail(_ message: String, _ line: Int) -> LanguageError { LanguageError(message, file: file, line: line) }
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            line += 1
            let content = raw.trimmed
            if content.isEmpty || content.hasPrefix("#") { continue }
            if content.hasPrefix("e.g.") {
                guard pending != nil, !rules.isEmpty else { throw fail("An example must stand under its rule.", line) }
                rules[rules.count - 1].examples.append(content.dropFirst(4).trimmed)
                continue
            }
            try addRule(content, file: file, line: line)
            pending = (content, line)
        }
    }

    private mutating func addRule(_ content: String, file: String, line: Int) throws(LanguageError) {
        func fail(_ message: String) -> LanguageError { LanguageError(message, file: file, line: line) }
        guard let arrow = content.range(of: "->") else { throw fail("A rule reads 'Category -> parts = meaning'; the arrow is missing.") }
        let category = content[..<arrow.lowerBound].trimmed
        guard let first = category.first, first.isUppercase else { throw fail("A category starts with a capital letter: '\(category)'.") }
        var body = String(content[arrow.upperBound...])
        var cost = 1.0
        if let bang = body.range(of: " !", options: .backwards) {
            let number = body[bang.upperBound...].trimmed
            guard let value = Double(number), value.isFinite else { throw fail("The cost after '!' must be a number: '\(number)'.") }
            cost = value
            body = String(body[..<bang.lowerBound])
        }
        var meaning: String?
        if let equals = body.range(of: " = ") {
            meaning = body[equals.upperBound...].trimmed
            body = String(body[..<equals.lowerBound])
        }
        let rule = rules.count
        rules.append(
            Rule(category: category, text: content, examples: [], file: file, line: line, cost: cost))
        defined.insert(category)
        let sequences: [[Int]]
        do {
            var parser = PartParser(body)
            let local = try parser.parse()
            let ids = parser.names.map { symbol($0) }
            sequences = local.map { $0.map { ids[$0] } }
        } catch {
            throw fail(error.message)
        }
        for id in Set(sequences.joined()).sorted() where Grammar.isCategory(names[id]) {
            let base = names[id].hasSuffix("+") ? String(names[id].dropLast()) : names[id]
            if names[id].hasSuffix("+") { repeated.insert(base) }
            used.append((base, file, line))
        }
        // The meaning is read once; each way to match the rule says where its parts stand.
        var written: Action?
        if let meaning {
            do {
                written = try ActionParser.parse(meaning)
            } catch {
                throw fail(error.message)
            }
        }
        if let unknown = written.map(Constructors.unknown), !unknown.isEmpty {
            throw fail(
                "The meaning uses a constructor that does not exist: '\(unknown)'." + Grammar.hint(unknown, among: Constructors.names))
        }
        let parts = (written?.partNames ?? []).map { (name: $0, part: self.part($0)) }
        for (name, part) in parts where !sequences.contains(where: { part.place(in: $0) != nil }) {
            throw fail("'$\(name)' is not a part of this rule.")
        }
        // The order is that of the text, so that two readings of a file number everything alike.
        var seen: Set<[Int]> = []
        for sequence in sequences where seen.insert(sequence).inserted {
            guard !sequence.isEmpty else { throw fail("Every part of this rule is optional: it would match nothing at all.") }
            let action: Action
            if let written {
                // A part that this way to match leaves out has no meaning.
                var places: [String: Int] = [:]
                for (name, part) in parts { places[name] = part.place(in: sequence) }
                action = written.bound(to: places)
            } else {
                let categories = sequence.indices.filter { Grammar.isCategory(names[sequence[$0]]) }
                action = categories.count == 1 ? .part(categories[0]) : .absent
            }
            insert(sequence, Variant(rule: rule, category: symbol(category), action: action))
            made[symbol(category), default: []].formUnion(sequence)
        }
    }

    /// The words and categories that stand in the rules of a category.
    func parts(of category: String) -> Set<String> { Set((symbols[category].flatMap { made[$0] } ?? []).map { names[$0] }) }

    /// A part that a meaning speaks of.
    ///
    /// It is the n-th of a category, repeated or not: the second `R` is `$R2`.
    private struct PartName {
        var symbols: [Int]
        var ordinal: Int

        func place(in sequence: [Int]) -> Int? {
            var left = ordinal
            for (index, symbol) in sequence.enumerated() where symbols.contains(symbol) {
                left -= 1
                if left == 0 { return index }
            }
            return nil
        }
    }

    private func part(_ name: String) -> PartName {
        var base = name
        while let last = base.last, last.isNumber { base.removeLast() }
        // A category whose own name ends in a figure is meant as it stands.
        if symbols[name] != nil || symbols[name + "+"] != nil { base = name }
        let ordinal = Int(name.dropFirst(base.count)) ?? 1
        return PartName(symbols: [base, base + "+"].compactMap { symbols[$0] }, ordinal: ordinal)
    }

    private mutating func insert(_ sequence: [Int], _ variant: Variant) {
        var node = 0
        for id in sequence {
            if let next = nodes[node].next[id] {
                node = next
            } else {
                nodes.append(Node())
                nodes[node].next[id] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        nodes[node].variants.append(variant)
    }

    private mutating func finish() throws(LanguageError) {
        for base in repeated.sorted() {
            let rule = rules.count
            rules.append(Rule(category: base + "+", text: "\(base)+", examples: [], file: "", line: 0, cost: 0))
            made[symbol(base + "+")] = [symbol(base)]
            insert([symbol(base)], Variant(rule: rule, category: symbol(base + "+"), action: .call("list", [.part(0)])))
            insert(
                [symbol(base + "+"), symbol(base)],
                Variant(rule: rule, category: symbol(base + "+"), action: .call("list", [.part(0), .part(1)])))
        }
        for (name, file, line) in used where !defined.contains(name) && !Grammar.lexical.contains(name) {
            throw LanguageError(
                "The category '\(name)' has no rule and is not one of the lexicon's."
                    + Grammar.hint(name, among: defined.union(Grammar.lexical)), file: file,
                line: line)
        }
        for name in Grammar.lexical { _ = symbol(name) }
        for rule in rules where rule.line > 0 && rule.examples.isEmpty {
            throw LanguageError("This rule has no example; add a line 'e.g. …' under it.", file: rule.file, line: rule.line)
        }
    }

    private static func hint(_ name: String, among names: Set<String>) -> String {
        nearest(to: name, among: names).map { " Did you mean '\($0)'?" } ?? ""
    }

    static func isCategory(_ name: String) -> Bool {
        // Asking Unicode is slow, and every part of every rule is asked about at each start.
        guard let byte = name.utf8.first, byte < 0x80 else { return name.first?.isUppercase == true }
        return byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
    }
}

/// Reads the parts of a rule into the sequences that they allow.
private struct PartParser {
    struct Failure: Error { var message: String }

    private var tokens: [String] = []
    private var at = 0
    private var quoted = false
    /// The words, marks and categories of the rule; sequences hold their places here.
    private(set) var names: [String] = []

    private mutating func symbol(_ name: String) -> Int {
        if let known = names.firstIndex(of: name) { return known }
        names.append(name)
        return names.count - 1
    }

    init(_ text: String) {
        var current = ""
        for character in text {
            if character == "\"" {
                if quoted {
                    tokens.append("\"" + current)
                    current = ""
                }
                quoted.toggle()
            } else if quoted {
                current.append(character)
            } else if character == " " || "()|?*+".contains(character) {
                if !current.isEmpty { tokens.append(current) }
                current = ""
                if character != " " { tokens.append(String(character)) }
            } else {
                current.append(character)
            }
        }
        if !current.isEmpty { tokens.append(current) }
    }

    mutating func parse() throws(Failure) -> [[Int]] {
        guard !quoted else { throw Failure(message: "A quotation mark is not closed.") }
        let result = try alternatives()
        guard at == tokens.count else { throw Failure(message: "A bracket closes that was never opened.") }
        guard result.count <= 512 else { throw Failure(message: "The rule has more than 512 variants; split it.") }
        return result
    }

    private mutating func alternatives() throws(Failure) -> [[Int]] {
        var result = try sequence()
        while at < tokens.count, tokens[at] == "|" {
            at += 1
            result += try sequence()
        }
        return result
    }

    private mutating func sequence() throws(Failure) -> [[Int]] {
        var result: [[Int]] = [[]]
        while at < tokens.count, tokens[at] != "|", tokens[at] != ")" {
            var part: [[Int]]
            var name = ""
            if tokens[at] == "(" {
                at += 1
                part = try alternatives()
                guard at < tokens.count, tokens[at] == ")" else { throw Failure(message: "A bracket is not closed.") }
                at += 1
            } else {
                let token = tokens[at]
                if "?*+".contains(token) { throw Failure(message: "'\(token)' must follow a part.") }
                name = token.hasPrefix("\"") ? String(token.dropFirst()) : token
                part = [[symbol(name)]]
                at += 1
            }
            if at < tokens.count, ["?", "*", "+"].contains(tokens[at]) {
                let mark = tokens[at]
                at += 1
                if mark != "?" {
                    guard Grammar.isCategory(name) else { throw Failure(message: "Only a category can be repeated.") }
                    part = [[symbol(name + "+")]]
                }
                if mark != "+" { part.append([]) }
            }
            result = result.flatMap { head in part.map { head + $0 } }
        }
        return result
    }
}
