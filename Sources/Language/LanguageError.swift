/// What is wrong with a grammar or lexicon file, and where.
public struct LanguageError: Error, CustomStringConvertible, Sendable {
    public var message: String
    public var file: String?
    public var line: Int?

    public init(_ message: String, file: String? = nil, line: Int? = nil) {
        self.message = message
        self.file = file
        self.line = line
    }

    public var description: String {
        (file.map { file in line.map { "\(file):\($0): " } ?? "\(file): " } ?? "") + message
    }
}
