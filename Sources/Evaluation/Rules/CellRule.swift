import Database
import Foundation

/// When a cell of an answer is the same as one of the right answer, by the rule of the hospital's questions.
///
/// Whole numbers must be equal; others may differ by a thousandth, or agree once rounded. Text ignores case and surrounding space; names
/// count as their twins in another language; months, quarters, weekdays, genders and bands may be written in the usual other ways.
struct CellRule {
    /// A name → the one that stands for it and all its twins.
    let twins: [String: String]

    /// What a cell that spells a number holds.
    struct Number {
        var value: Double
        var isWhole: Bool
    }

    private static let tolerance = 1e-3

    // MARK: Numbers

    /// The number that a cell stands for; nil when it stands for none.
    static func number(_ value: Value) -> Number? {
        switch value {
        case .null: return nil
        case .integer(let number): return Number(value: Double(number), isWhole: true)
        case .real(let number): return Number(value: number, isWhole: false)
        case .text(let written):
            guard let first = written.utf8.first(where: { $0 != 0x20 }), first < 0x40 else { return nil }
            var text = written.trimmingCharacters(in: .whitespacesAndNewlines).replacing(",", with: "")
            while text.hasSuffix("%") { text.removeLast() }
            text = text.trimmingCharacters(in: .whitespacesAndNewlines)
            if text.wholeMatch(of: /[-+]?[0-9]+/) != nil { return Double(text).map { Number(value: $0, isWhole: true) } }
            if text.wholeMatch(of: /[-+]?[0-9]*\.[0-9]+([eE][-+]?[0-9]+)?/) != nil {
                return Double(text).map { Number(value: $0, isWhole: false) }
            }
            return nil
        }
    }

    /// Whether a number is near enough to a right one.
    static func isClose(_ right: Number, _ number: Number) -> Bool {
        if right.isWhole { return abs(right.value - number.value) < 1e-6 }
        if abs(right.value - number.value) <= tolerance * abs(right.value) + 1e-9 { return true }
        let places = Decimals.places(of: right.value)
        if abs(Decimals.rounded(number.value, to: places) - right.value) < 1e-9 { return true }
        let fewer = number.isWhole ? 0 : Decimals.places(of: number.value)
        return fewer > 0 && fewer < places && abs(Decimals.rounded(right.value, to: fewer) - number.value) < 1e-9
    }

    // MARK: Labels

    /// Whether a column holds labels that may be written in several ways.
    static func isLabel(_ column: String) -> Bool {
        ["month", "quarter", "weekday", "gender"].contains(column) || column.hasSuffix("_group") || column.hasSuffix("_band")
    }

    /// The text by which a cell is compared with one of a right column.
    func label(_ value: Value, _ column: String) -> String {
        let written =
            switch value {
            case .null: ""
            case .integer(let number): String(number)
            case .real(let number): number.description
            case .text(let text): text.trimmingCharacters(in: .whitespacesAndNewlines)
            }
        let text = (twins[written] ?? written).trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        switch column {
        case "month": return Self.month(text)
        case "quarter": return Self.quarter(text)
        case "weekday": return Self.weekdays[text] ?? text
        case "gender": return Self.genders[text] ?? text
        default: break
        }
        if column.hasSuffix("_group") || column.hasSuffix("_band") {
            let numbers = text.split { !$0.isNumber }.joined(separator: "-")
            return numbers.isEmpty ? text : numbers
        }
        if text.prefixMatch(of: /\d{4}-\d\d-\d\d[ t]\d\d:\d\d:\d\d/) != nil {
            let time = text.prefix(19).replacing("t", with: " ")
            return time.hasSuffix(" 00:00:00") ? String(time.dropLast(9)) : String(time)
        }
        return text
    }

    /// `May 2026`, `2026-5`, `2026年5月`, `2026-05-01` as `2026-05`.
    private static func month(_ text: String) -> String {
        func written(_ year: Substring, _ month: Int) -> String { "\(year)-\(month < 10 ? "0" : "")\(month)" }
        if let match = text.wholeMatch(of: /(\d{4})\s*[-\/.年]\s*(\d{1,2})(?:月|-01)?/), let month = Int(match.2) {
            return written(match.1, month)
        }
        let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        if let match = text.wholeMatch(of: /([a-z]{3})[a-z]*\.?,?\s+(\d{4})/), let month = names.firstIndex(of: String(match.1)) {
            return written(match.2, month + 1)
        }
        return text
    }

    private static func quarter(_ text: String) -> String {
        if let match = text.wholeMatch(of: /(\d{4})\D{0,3}q?([1-4])\D*/) { return "\(match.1)-q\(match.2)" }
        if let match = text.wholeMatch(of: /q([1-4])\D{0,3}(\d{4})/) { return "\(match.2)-q\(match.1)" }
        return text
    }

    private static let weekdays: [String: String] = {
        let names = [
            "sunday sun 0 7 周日 星期日 星期天", "monday mon 1 周一 星期一", "tuesday tue 2 周二 星期二", "wednesday wed 3 周三 星期三",
            "thursday thu 4 周四 星期四", "friday fri 5 周五 星期五", "saturday sat 6 周六 星期六",
        ]
        var days: [String: String] = [:]
        for (day, words) in names.enumerated() { for word in words.split(separator: " ") { days[String(word)] = String(day) } }
        return days
    }()

    private static let genders = [
        "female": "f", "woman": "f", "women": "f", "女": "f", "女性": "f", "male": "m", "man": "m", "men": "m", "男": "m", "男性": "m",
    ]

    // MARK: Cells

    /// Whether a cell is the same as a right one of a column; `scale` is 100 where per cent may be told as a fraction.
    func isSame(_ right: Value, _ value: Value, _ column: String, scale: Double) -> Bool {
        if right.isNull || value.isNull { return right.isNull && (value.isNull || value == .text("")) }
        if Self.isLabel(column) { return label(right, column) == label(value, column) }
        if let one = Self.number(right), var other = Self.number(value) {
            other.value *= scale
            return Self.isClose(one, other)
        }
        guard case .text = right, case .text = value else { return false }
        let (one, other) = (label(right, column), label(value, column))
        if one.wholeMatch(of: /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/) != nil, other.wholeMatch(of: /\d{4}-\d\d-\d\d( \d\d:\d\d)?/) != nil {
            // A time shown to the day or the minute.
            return one.hasPrefix(other)
        }
        return one == other
    }

    /// A text that is the same for cells that may be the same; only for columns whose right cells are no fractions.
    func key(_ value: Value, _ column: String, scale: Double) -> String {
        if !Self.isLabel(column), let number = Self.number(value) {
            return "#" + String(format: "%.6f", number.value * scale + 0.0)
        }
        return String(label(value, column).prefix(10))
    }
}
