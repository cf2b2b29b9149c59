/// Something an answer tells its reader besides the numbers, as data: what it is, how grave, what it says, what to do next.
public struct Prompt: Sendable, Hashable {
    /// How grave a prompt is.
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        case info, notice, warning
    }

    /// Stable identity for programs, such as `small-cells`.
    public var code: String
    /// How grave.
    public var severity: Severity
    /// What it says.
    public var text: Wording
    /// What the reader can do next; nil when there is nothing to do.
    public var next: Wording?

    /// A prompt.
    public init(code: String, severity: Severity, text: Wording, next: Wording? = nil) {
        self.code = code
        self.severity = severity
        self.text = text
        self.next = next
    }

    /// The prompt with the placeholders of its texts filled in.
    public func filled(_ values: [String: String]) -> Prompt {
        Prompt(code: code, severity: severity, text: text.filled(values), next: next?.filled(values))
    }
}
