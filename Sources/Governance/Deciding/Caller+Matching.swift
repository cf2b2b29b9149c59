import Algebra
import Catalog

extension Caller {
    /// Whether the caller is one of the subjects of a role: all attributes of one subject match; a missing attribute does not.
    func matches(_ subjects: [[String: [String]]]) -> Bool {
        subjects.contains { subject in
            subject.allSatisfy { attribute, values in
                switch attribute {
                case "account": kind == .service && values.contains(id)
                case "kind": values.contains(kind.rawValue)
                default: attributes[attribute].map { literal in values.contains { literal.isWritten($0) } } ?? false
                }
            }
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
