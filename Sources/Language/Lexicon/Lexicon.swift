import Algebra
import Catalog
import Foundation
import Pattern

/// The words of one language for one database, joined with the grammar of the language: all that reading a question needs.
///
/// Immutable; make it once and share it.
public struct Lexicon: Sendable {
    /// What the database means.
    public let catalog: Catalog
    /// What sentences mean.
    public let grammar: Grammar
    /// The language of the words, such as `en`.
    public let language: String
    /// The words of the words file, and codes.
    let phrases: PhraseIndex
    /// The values of the vocabulary columns.
    public let vocabulary: VocabularyIndex
    /// Words that stand in values and name nothing alone.
    let incomplete: Set<String>
    let patterns: [(use: AttributeUse, pattern: Pattern)]
    let tokenizer: Tokenizer
    /// What entities and attributes are called when a query is said back.
    let labels: Labels
    /// The text of the words file, from which a digest can be made.
    public let text: String
    /// What questions are made by.
    ///
    /// Where they are not of events, phrases without a sentence are none.
    let questions: Reach
    /// What is said after an answer, questions included.
    let conversation: Reach
    /// What is said about an answer.
    let remarks: Reach

    /// Reads `words.<language>.yaml` of a lexicon folder and the grammar of the language.
    public static func load(
        directory: String, language: String, grammarDirectory: String, catalog: Catalog, vocabulary: [VocabularyEntry]
    ) throws -> Lexicon {
        try load(
            directory: directory, language: language, grammar: Grammar.load(directory: grammarDirectory + "/" + language), catalog: catalog,
            vocabulary: vocabulary)
    }

    /// The same with a grammar that was read already, perhaps while the vocabulary was.
    public static func load(
        directory: String, language: String, grammar: Grammar, catalog: Catalog, vocabulary: [VocabularyEntry]
    ) throws -> Lexicon {
        try load(
            directory: directory, language: language, grammar: grammar, catalog: catalog,
            vocabulary: VocabularyIndex(vocabulary, catalog: catalog))
    }

    /// The same with the index of a vocabulary, which may have been made before.
    public static func load(
        directory: String, language: String, grammar: Grammar, catalog: Catalog, vocabulary: VocabularyIndex
    ) throws -> Lexicon {
        let path = directory + "/words.\(language).yaml"
        return try LexiconLoader(catalog: catalog, grammar: grammar, language: language).load(
            YAMLNode.read(path), vocabulary: vocabulary, path: path)
    }

    init(
        catalog: Catalog, grammar: Grammar, language: String, phrases: PhraseIndex, vocabulary: VocabularyIndex, incomplete: Set<String>,
        patterns: [(use: AttributeUse, pattern: Pattern)], tokenizer: Tokenizer, labels: Labels, text: String
    ) {
        self.catalog = catalog
        self.grammar = grammar
        self.language = language
        self.phrases = phrases
        self.vocabulary = vocabulary
        self.incomplete = incomplete
        self.patterns = patterns
        self.tokenizer = tokenizer
        self.labels = labels
        self.text = text
        let sentences = catalog.conventions.questions == .events ? ["Question", "Chunk", "Opening", "TimePrep"] : ["Question"]
        questions = Reach(grammar, from: sentences)
        conversation = Reach(grammar, from: sentences + [Conversation.followUp, Conversation.fragment])
        remarks = Reach(grammar, from: [Conversation.choice, Conversation.why])
    }

    /// Whether a word stands in a rule that questions are made by.
    func isGrammatical(_ word: String) -> Bool { grammar.known(word).map { questions.symbols[$0] } ?? false }

    /// Whether a word stands in a rule of what is said after an answer.
    func isConversational(_ word: String) -> Bool { grammar.known(word).map { conversation.symbols[$0] } ?? false }
}

extension Lexicon {
    /// How many words of the lexicon's own there are of each category, values of columns aside.
    public var wordCounts: [String: Int] { phrases.counts }
}

extension Lexicon {
    /// What is typed as an identifier, as the database writes it: upper case, where it has the shape of one.
    public func identifier(_ typed: String) -> String {
        patterns.contains { (try? $0.pattern.firstMatch(in: typed)) != nil } ? typed.uppercased() : typed
    }

    /// What answers call an entity, or an attribute of it; nil where the lexicon has no words for it.
    public func label(of entity: String, attribute: String? = nil) -> String? {
        guard let attribute else { return labels.entities[entity]?.one }
        return labels.attributes["\(entity).\(attribute)"]
    }
}

/// The words by which a restatement names things.
struct Labels: Sendable {
    /// Entity → singular, plural.
    var entities: [String: (one: String, many: String)] = [:]
    /// `entity.attribute` → words.
    var attributes: [String: String] = [:]
    /// Conditions that have words of their own, by the condition's normal text: `patient: gender = 'F'` → female.
    var conditions: [String: String] = [:]

    static func key(_ entity: String, _ condition: Term) -> String { "\(entity): \(condition.description)" }

    func entity(_ name: String, many: Bool = false) -> String {
        let spoken = name.replacing("_", with: " ")
        return many ? entities[name]?.many ?? spoken + "s" : entities[name]?.one ?? spoken
    }

    func attribute(_ entity: String, _ name: String) -> String {
        attributes["\(entity).\(name)"] ?? name.replacing("_", with: " ")
    }
}
