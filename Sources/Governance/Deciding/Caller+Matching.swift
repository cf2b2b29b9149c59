import Algebra
import Catalog

extension Caller {
    /// Whether the caller is one of some subjects: all attributes of one match.
    ///
    /// An attribute that the caller does not have does not match; of one that is null it is unknown, nil.
    func matches(_ subjects: [[String: [String]]]) -> Bool? {
        var isKnown = true
        for subject in subjects {
            let results = subject.map { matches($0.key, $0.value) }
            if results.contains(false) { continue }
            if !results.contains(nil) { return true }
            isKnown = false
        }
        return isKnown ? false : nil
    }

    private func matches(_ attribute: String, _ values: [String]) -> Bool? {
        switch attribute {
        case "account": return kind == .service && values.contains(id)
        case "kind": return values.contains(kind.rawValue)
        default:
            guard let own = attributes[attribute] else { return false }
            return own == .null ? nil : values.contains { own.isWritten($0) }
        }
    }
}

extension Literal {
    /// Whether the value is what a policy file writes as `text`.
    func isWritten(_ text: String) -> Bool {
        switch self {
        case .null: false
        case .boolean(let value): text == (value ? "true" : "false")
        case .integer(let value): text == String(value) || (text == "true" && value == 1) || (text == "false" && value == 0)
        case .decimal(let value): Double(text) == value
        case .text(let value), .time(let value): text == value
        }
    }

    /// The value for a sentence.
    var spoken: String {
        switch self {
        case .null: ""
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .decimal(let value): String(value)
        case .text(let value), .time(let value): value
        }
    }
}
