import Disclosure

/// A cell as people read it: decimals as the column says, thousands apart, nothing in it that could command the terminal.
public enum CellText {
    static let absent = "–"

    static func of(_ value: Cell, in column: Answer.Column) -> String {
        switch value {
        case .null: return absent
        case .integer(let number):
            if column.type == "boolean" { return number == 0 ? "no" : "yes" }
            return isQuantity(column) ? grouped(String(number)) : String(number)
        case .decimal(let number): return isQuantity(column) ? grouped(decimal(number, column.decimals)) : decimal(number, column.decimals)
        case .text(let text): return plain(text)
        case .suppressed: return Cell.suppressedText
        }
    }

    /// Whether numbers of the column are amounts, so that they are lined up and their thousands set apart.
    static func isQuantity(_ column: Answer.Column) -> Bool {
        column.type != "identifier" && column.type != "code"
    }

    /// Text for a terminal: every control character shown as a mark, so that no value can move the cursor or change colours.
    public static func plain(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "\n" || scalar == "\r" || scalar == "\t" {
                result.append(" ")
            } else {
                result.append(isUnsafe(scalar) ? "\u{FFFD}" : scalar)
            }
        }
        return String(result)
    }

    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// The digits after the point that the decimals of a column need to be told apart from their neighbours, at most four.
    static func decimals(_ values: some Sequence<Cell>) -> Int {
        var most = 0
        for case .decimal(let number) in values where number.isFinite {
            var digits = 0
            var scaled = number
            while digits < 4, abs(scaled - scaled.rounded()) > 1e-6 * max(1, abs(scaled)) {
                scaled *= 10
                digits += 1
            }
            most = max(most, digits)
        }
        return most
    }

    /// A number with a fixed count of digits after the point, rounded half away from zero.
    private static func decimal(_ number: Double, _ digits: Int?) -> String {
        let digits = digits ?? decimals([.decimal(number)])
        guard number.isFinite, abs(number) < 1e15, (0...9).contains(digits) else { return String(describing: number) }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = (abs(number) * scale).rounded()
        guard scaled < 9e18 else { return String(describing: number) }
        let whole = UInt64(scaled)
        let text = String(whole)
        let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
        let sign = number < 0 && whole > 0 ? "-" : ""
        guard digits > 0 else { return sign + padded }
        return sign + padded.dropLast(digits) + "." + padded.suffix(digits)
    }

    /// Commas between thousands of numbers of five digits and more, so that a year stays a year.
    private static func grouped(_ text: String) -> String {
        let negative = text.hasPrefix("-")
        let body = negative ? text.dropFirst() : text[...]
        let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.count > 4, whole.allSatisfy(\.isNumber) else { return text }
        var result = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return (negative ? "-" : "") + result + (parts.count > 1 ? "." + parts[1] : "")
    }
}
