/// Shows enough of an identifier to recognise it in one's hands, and too little to learn it: `320***********1234`.
struct PartialMask {
    let kind: String

    func apply(_ cell: Cell) -> Cell {
        switch cell {
        case .null, .suppressed: return cell
        case .integer(let value): return .text(mask(String(value)))
        case .text(let text): return .text(mask(text))
        // No identifier is a number with a fraction.
        case .decimal: return .null
        }
    }

    private func mask(_ text: String) -> String {
        switch kind {
        case "national-id", "phone": return kept(text, first: 3, last: 4)
        case "name", "staff-name": return kept(text, first: 1, last: 0)
        case "email":
            guard let at = text.lastIndex(of: "@") else { return kept(text, first: 0, last: 0) }
            return kept(String(text[..<at]), first: 1, last: 0) + text[at...]
        default: return kept(text, first: 0, last: 4)
        }
    }

    /// Stars in the place of all but the ends; of a text so short that the ends would tell it, nothing but stars.
    private func kept(_ text: String, first: Int, last: Int) -> String {
        let count = text.count
        guard count >= first + last + (last > 0 ? 3 : 1) else { return String(repeating: "*", count: count) }
        return text.prefix(first) + String(repeating: "*", count: count - first - last) + text.suffix(last)
    }
}
