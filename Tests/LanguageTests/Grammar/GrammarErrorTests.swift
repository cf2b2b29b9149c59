import Foundation
import Testing

@testable import Language

/// A mistake in a grammar file is told with its file, its line, and what to do.
@Suite struct GrammarErrorTests {
    struct Mistake: Sendable {
        var text: String
        var line: Int
        /// What the message must have.
        var says: [String]

        init(_ text: String, line: Int, says: String...) {
            (self.text, self.line, self.says) = (text, line, says)
        }
    }

    static let mistakes = [
        Mistake("Number => one\n  e.g. one", line: 1, says: "'Category -> parts = meaning'", "arrow"),
        Mistake("# a comment\n\nnumber -> one = 1\n  e.g. one", line: 3, says: "capital letter", "'number'"),
        Mistake("Size -> big = 1\n  e.g. big\nSize -> small = 2\n", line: 3, says: "no example", "e.g."),
        Mistake("  e.g. one", line: 1, says: "under its rule"),
        Mistake("Size -> Nuon = $Nuon\n  e.g. beds", line: 1, says: "'Nuon'", "Did you mean 'Noun'?"),
        Mistake("Size -> Integer = calender(0, $Integer)\n  e.g. 1", line: 1, says: "'calender'", "Did you mean 'calendar'?"),
        Mistake("Size -> Integer = $Number\n  e.g. 1", line: 1, says: "'$Number'"),
        Mistake("Size -> Integer = $Int\n  e.g. 1", line: 1, says: "'$Int'"),
        Mistake("Size -> Integer Integer = add($Integer, $Integer3)\n  e.g. 1 2", line: 1, says: "'$Integer3'"),
        Mistake("Size -> (big | small = 1\n  e.g. big", line: 1, says: "bracket is not closed"),
        Mistake("Size -> big | small) = 1\n  e.g. big", line: 1, says: "never opened"),
        Mistake("Size -> big?\n  e.g. big", line: 1, says: "optional"),
        Mistake("Size -> ? big = 1\n  e.g. big", line: 1, says: "'?'"),
        Mistake("Size -> big* = 1\n  e.g. big", line: 1, says: "Only a category"),
        Mistake("Size -> \"big = 1\n  e.g. big", line: 1, says: "quotation mark"),
        Mistake("Size -> big = 'one\n  e.g. big", line: 1, says: "quote is not closed"),
        Mistake("Size -> Integer = add($Integer, 1\n  e.g. 1", line: 1, says: "'add('"),
        Mistake("Size -> big = 1 2\n  e.g. big", line: 1, says: "Unexpected text"),
        Mistake("Size -> big = =\n  e.g. big", line: 1, says: "cannot start with"),
        Mistake("Size -> big = 1 !O.5\n  e.g. big", line: 1, says: "cost", "'O.5'"),
        Mistake("Size -> (a | b)? (a | b)? (a | b)? (a | b)? (a | b)? (a | b)? = 1\n  e.g. a", line: 1, says: "512"),
    ]

    @Test(arguments: mistakes) func tellsWhere(_ mistake: Mistake) throws {
        let error = try #require(throws: LanguageError.self) { try Grammar([(mistake.text, "size.grammar")], lemmas: "") }
        #expect(error.line == mistake.line && error.file == "size.grammar")
        #expect(error.description.hasPrefix("size.grammar:\(mistake.line): "))
        for part in mistake.says { #expect(error.message.contains(part), "\(error)") }
    }

    @Test func readsFilesWithWindowsLineEnds() throws {
        let grammar = try Grammar([("Size -> big = 1\r\n  e.g. big\r\nSize -> small = 2\r\n  e.g. small\r\n", "size.grammar")], lemmas: "")
        #expect(grammar.rules.map(\.examples) == [["big"], ["small"]])
        #expect(grammar.rules.map(\.line) == [1, 3])
    }

    @Test func aMissingFolderIsNamed() throws {
        let folder = NSTemporaryDirectory() + "no-grammar-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let error = try #require(throws: LanguageError.self) { try Grammar.load(directory: folder) }
        #expect(error.file == folder && error.message.contains(".grammar"))
        try Data([0xFF, 0xFE, 0x00]).write(to: URL(fileURLWithPath: folder + "/a.grammar"))
        let second = try #require(throws: LanguageError.self) { try Grammar.load(directory: folder) }
        #expect(second.file == folder + "/a.grammar" && second.message.contains("UTF-8"))
    }

    /// Parts that a rule may leave out have no meaning, repeated parts a list.
    @Test func readsOptionalAndRepeatedParts() throws {
        let grammar = try Grammar(
            [
                (
                    "Pair -> Integer (and Integer)? = list($Integer, $Integer2)\n  e.g. 1 and 2\nAll -> Integer+ = $Integer\n  e.g. 1 2",
                    "a.grammar"
                )
            ], lemmas: "")
        #expect(grammar.rules.filter { $0.line > 0 }.map(\.category) == ["Pair", "All"])
    }

    /// The check of examples finds what the loader cannot.
    @Test func examplesThatDoNotParseAreProblems() throws {
        let hospital = try Hospital.lexicon()
        func problems(_ text: String) throws -> [String] {
            let lexicon = Lexicon(
                catalog: hospital.catalog, grammar: try Grammar([(text, "a.grammar")], lemmas: ""), language: "en",
                phrases: hospital.phrases,
                vocabulary: hospital.vocabulary, incomplete: hospital.incomplete, patterns: hospital.patterns,
                tokenizer: hospital.tokenizer, labels: hospital.labels, text: "")
            return try GrammarCheck(lexicon: lexicon, clock: Hospital.clock).problems().map(\.description)
        }
        #expect(try problems("Size -> big = 1\n  e.g. big\n") == [])
        let unknown = try problems("Size -> big = 1\n  e.g. big\n  e.g. xyzzy big\n")
        #expect(unknown.count == 1 && unknown.allSatisfy { $0.hasPrefix("a.grammar:1: e.g. xyzzy big: ") && $0.contains("'xyzzy'") })
        let other = try problems("Size -> big = 1\n  e.g. big\nSize -> small = 2\n  e.g. big\n")
        #expect(other.count == 1 && other.allSatisfy { $0.hasPrefix("a.grammar:3: ") && $0.contains("line 1") })
        let senseless = try problems("Size -> Integer = year($Integer)\n  e.g. 12\n")
        #expect(senseless.count == 1 && senseless.allSatisfy { $0.contains("no Size") })
    }
}
