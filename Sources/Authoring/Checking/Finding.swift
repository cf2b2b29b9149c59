import Catalog

/// Something that a check of a lexicon or a grammar found.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
    /// How bad it is.
    public enum Severity: String, Sendable, CaseIterable {
        /// Nothing is answered with it, or answers would be wrong.
        case error
        /// Something cannot be asked, or may be seen by nobody.
        case warning
        /// To be looked at once.
        case note
    }

    /// How bad it is.
    public var severity: Severity
    /// What was found, and what to do.
    public var message: String
    /// The file that it is about.
    public var file: String
    /// From 1; nil when it is about the whole file.
    public var line: Int?

    /// Something found.
    public init(_ severity: Severity, _ message: String, file: String, line: Int? = nil) {
        self.severity = severity
        self.message = message
        self.file = file
        self.line = line
    }

    init(_ error: CatalogError, in file: String) {
        let suggestion = error.suggestion.map { " Did you mean '\($0)'?" } ?? ""
        self.init(.error, error.message + suggestion, file: error.file ?? file, line: error.line)
    }

    /// `file:line: severity: message`, as compilers write it.
    public var description: String { "\(file):\(line.map { "\($0):" } ?? "") \(severity.rawValue): \(message)" }
}
