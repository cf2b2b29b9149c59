/// A text that people read, in each language that its author wrote it in, so that rules stay data and answers stay in the asker's language.
public struct Wording: Sendable, Hashable {
    /// Text by language code (`en`, `zh`); may hold `{name}` placeholders.
    public var texts: [String: String]

    /// A wording in the languages given.
    public init(_ texts: [String: String]) {
        self.texts = texts
    }

    /// The text in a language, or in English, or in the first language there is; empty only when there is no text at all.
    public func text(in language: String) -> String {
        texts[language] ?? texts["en"] ?? texts.min { $0.key < $1.key }?.value ?? ""
    }

    /// The wording with `{name}` replaced by its value in every language.
    ///
    /// Names without a value stay as they are.
    public func filled(_ values: [String: String]) -> Wording {
        Wording(
            texts.mapValues { text in
                guard text.contains("{") else { return text }
                var result = ""
                var rest = text[...]
                while let open = rest.firstIndex(of: "{") {
                    guard let close = rest[open...].firstIndex(of: "}") else { break }
                    let name = String(rest[rest.index(after: open)..<close])
                    result += rest[..<open]
                    result += values[name] ?? String(rest[open...close])
                    rest = rest[rest.index(after: close)...]
                }
                return result + rest
            })
    }
}
