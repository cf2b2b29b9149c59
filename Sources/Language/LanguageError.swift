/// What is wrong with a grammar or lexicon file, and where.
public struct LanguageError: Error, CustomStringConvertible, Sendable {
    /// What happened, and what to do.
    public var message: String
    /// The file it stands in; nil for a question.
    public var file: String?
    /// The line in the file, from 1.
    public var line: Int?

    /// An error; file and line where it stands in one.
    public init(_ message: String, file: String? = nil, line: Int? = nil) {
        self.message = message
        self.file = file
        self.line = line
    }

    /// `file:line: message`, as compilers write it.
    public var description: String {
        (file.map { file in line.map { "\(file):\($0): " } ?? "\(file): " } ?? "") + message
    }
}
