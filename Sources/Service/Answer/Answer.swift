import Catalog
import Disclosure
import Governance
import Language

/// What comes back for a question, whoever asked it and by which way in: the one shape that the command, programs and scorers read.
public struct Answer: Sendable {
    /// How the question fared.
    ///
    /// "There is no data" is `answered` without rows (or a zero), "you may not see it" is `refused`, "this
    /// database does not hold it" is `unanswerable`: three things that are never confused.
    public enum Status: String, Sendable, CaseIterable {
        case answered, clarify, unanswerable, refused, error
    }

    /// A column of the result.
    public struct Column: Sendable, Equatable {
        /// Unique in the result; for programs.
        public var name: String
        /// Words for people, in the asker's language.
        public var label: String
        /// A type of the catalog (`integer`, `decimal`, `text`, `date`, `money` …); nil when the query does not fix one.
        public var type: String?
        /// Unit of the values, such as `days` or `%`.
        public var unit: String?
        /// Digits after the point that people are shown.
        public var decimals: Int?
        /// `asked`, or `supporting` for a column that was not asked for but helps to read the others.
        public var role: String

        /// A column.
        public init(name: String, label: String, type: String? = nil, unit: String? = nil, decimals: Int? = nil, role: String = "asked") {
            self.name = name
            self.label = label
            self.type = type
            self.unit = unit
            self.decimals = decimals
            self.role = role
        }
    }

    /// A word that no reading explains.
    public struct UnexplainedWord: Sendable, Equatable {
        /// As it stands in the question.
        public var word: String
        /// Where it starts in the question, in characters from 0.
        public var offset: Int
        /// The nearest terms that are known.
        public var nearest: [String]
        /// Whether the word is known, and only does not fit.
        public var isKnown: Bool

        /// A word.
        public init(word: String, offset: Int, nearest: [String], isKnown: Bool = false) {
            self.isKnown = isKnown
            self.word = word
            self.offset = offset
            self.nearest = nearest
        }
    }

    /// Why there is no result, as code and text, and what to do.
    public struct Reason: Sendable, Equatable {
        /// Stable identity for programs.
        public var code: String
        /// What happened.
        public var text: String
        /// What to do next, or what would be needed.
        public var remedy: String?

        /// A reason.
        public init(code: String, text: String, remedy: String? = nil) {
            self.code = code
            self.text = text
            self.remedy = remedy
        }
    }

    /// Language of the texts, ISO 639-1.
    public var language = "en"
    /// The request's id, when it had one.
    public var id: JSON?
    /// How the question fared.
    public var status: Status
    /// Columns of the result, in order.
    public var columns: [Column] = []
    /// Rows of the result.
    public var rows: [[Cell]] = []
    /// The question said back, from the query that ran.
    public var restatement: String?
    /// What the figures cover for this caller ("within your department: Cardiology"); nil when nothing is left out.
    public var scope: String?
    /// The emergency access under which it was answered, or which was opened, approved or closed; nil for the caller's own rights.
    public var breakGlass: BreakGlass?
    /// What to mind.
    public var prompts: [Prompt] = []
    /// Spelling that was mended, and the like.
    public var notes: [String] = []
    /// The statement that ran, its values as `?`.
    public var sql: String?
    /// For `clarify`: the question back.
    public var question: String?
    /// For `clarify`: the options, each a restatement.
    public var readings: [String] = []
    /// For `unanswerable`: the words that no reading explains.
    public var unexplained: [UnexplainedWord] = []
    /// Why there is no result.
    public var reason: Reason?
    /// For "why?": what the answer before was made of, in sentences.
    public var explanation: [String] = []
    /// For a request to complete: how its text may go on; nil for questions.
    public var completions: [Completion]?
    /// The policy that decided; nil where none did.
    public var policy: PolicyIdentity?
    /// Number of the record in the audit log.
    public var record: Int?
    /// For a line of input that is no request: its number, from 1.
    public var line: Int?
    /// How long each stage took; never part of the answer's bytes.
    public var timings = Timings()

    /// An answer without content yet.
    public init(_ status: Status) {
        self.status = status
    }

    /// An answer that reports an error.
    public init(error: ServiceError) {
        self.init(.error)
        reason = Reason(code: error.code.rawValue, text: error.message, remedy: error.remedy)
    }
}
