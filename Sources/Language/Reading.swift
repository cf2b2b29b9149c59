import Algebra
import Catalog

/// One understanding of a question: the query it means, and how to show and say it back.
public struct Reading: Sendable {
    /// Written algebra, to be resolved against the catalog.
    public var query: Query
    /// How the result's columns are shown.
    public var columns: [ReadingColumn]
    /// The query said back in the asker's language: definitions, filters, absolute dates.
    public var restatement: String
    /// What was mended or assumed ("read 'diabets' as diabetes").
    public var notes: [String]
    /// Tokens, lattice and derivation, for `explain`.
    public var explanation: String
    /// How much the reading strains the words; lower is better.
    public var cost: Double
    /// The rules of its derivation, by their places among those of the grammar.
    public var rules: [Int]
    /// What the question's phrases said, which a follow-up edits.
    var clauses: [Clause] = []
    /// What the last follow-up picked out of those that were asked about before it ("how many of them …").
    var part: [Restriction] = []
}

extension Reading {
    /// The reading with more to say of how it came about.
    func with(notes more: [String]) -> Reading {
        var reading = self
        reading.notes = more + notes
        return reading
    }
}

/// A column of a reading's result.
public struct ReadingColumn: Sendable, Hashable {
    /// Its name in the query.
    public var name: String
    /// What it is called, in the asker's language.
    public var label: String
    /// The type of its values, where it is known.
    public var type: AttributeType?
    /// The unit of its numbers.
    public var unit: String?
    /// How many decimals are shown.
    public var decimals: Int?
    /// Whether it was asked for, or helps to read the others.
    public var role: Output.Role
}

/// What came of reading a question.
public enum Outcome: Sendable {
    case answered(Reading)
    /// Readings that differ and are equally near; the question to ask, with the readings' restatements as options.
    case clarify([Reading], question: String)
    case unanswerable(unexplained: [Unexplained], explanation: String)
    /// The text is no question at all: empty, too long, hostile.
    case invalid(LanguageError)
}

/// A word that no reading explains.
public struct Unexplained: Sendable, Hashable {
    /// As it stands in the question.
    public var word: String
    /// UTF-8 offset in the question.
    public var offset: Int
    /// Known terms that it may have been meant for.
    public var nearest: [String]
    /// Whether grammar or lexicon know the word, so that only its place in the question is not understood.
    public var isKnown: Bool

    /// A word by all that is known of it.
    public init(word: String, offset: Int, nearest: [String], isKnown: Bool) {
        self.word = word
        self.offset = offset
        self.nearest = nearest
        self.isKnown = isKnown
    }
}
