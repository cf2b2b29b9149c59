/// A line that begins with a backslash: an instruction to the conversation itself, not a question.
enum ReplInstruction: Equatable {
    case help
    case quit
    case explain(String?)
    case policy(String)
    case sql
    case caller(String?)
    case purpose(String?)
    case export(String)
    /// Patient, reason and words, as far as they are given; a patient that is a hyphen means one's own rights.
    case glass([String])
    case unknown(String)

    /// Names and what they do, as `\help` lists them.
    static let all: [(name: String, argument: String, meaning: String)] = [
        ("\\explain", "[QUESTION]", "every stage of the last question, or of this one"),
        ("\\policy", "COLUMN", "why you may or may not see a column (patient.phone) or the rows of a table, rule by rule"),
        ("\\sql", "", "the statement that answered the last question"),
        ("\\as", "[CALLER]", "ask as another caller, or say who asks now"),
        ("\\purpose", "[PURPOSE]", "ask for another purpose, or say which it is; '-' takes the role's default"),
        (
            "\\glass", "[PATIENT …]",
            "ask under emergency access: PATIENT REASON WORDS opens it, PATIENT goes on with it; '-' takes your own rights"
        ),
        ("\\export", "FILE", "write the last table to a new file: CSV, or JSON when the name ends in .json"),
        ("\\help", "", "this list"),
        ("\\quit", "", "end; so does Ctrl-D"),
    ]

    /// The instruction that a line is; nil when it is a question.
    init?(_ line: String) {
        guard line.hasPrefix("\\") else { return nil }
        let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
        let argument = parts.count > 1 ? parts[1].trimmingSpace : nil
        switch parts[0] {
        case "\\help", "\\h", "\\?": self = .help
        case "\\quit", "\\q": self = .quit
        case "\\explain": self = .explain(argument)
        case "\\policy": self = argument.map { .policy($0) } ?? .unknown("\\policy takes a column, such as patient.phone, or a table.")
        case "\\sql": self = .sql
        case "\\glass": self = .glass((argument ?? "").split(separator: " ", maxSplits: 2).map(String.init))
        case "\\as": self = .caller(argument)
        case "\\purpose": self = .purpose(argument)
        case "\\export":
            guard let argument else {
                self = .unknown("\\export takes the name of a file.")
                return
            }
            self = .export(argument)
        default: self = .unknown("There is no \(parts[0]); \\help lists what there is.")
        }
    }
}

extension String {
    /// Without white space at both ends.
    var trimmingSpace: String {
        var text = self[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
