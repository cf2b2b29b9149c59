/// Calendar arithmetic from first principles (Hinnant, "chrono-Compatible Low-Level Date Algorithms"), independent of SQLite's.
struct CivilTime: Equatable {
    /// Days since 1970-01-01.
    var day: Int
    /// Seconds of the day.
    var second: Int
    var hasTime: Bool

    init?(_ text: String) {
        let parts = text.split { "- :".contains($0) }.compactMap { Int($0) }
        guard parts.count == 3 || parts.count == 6 else { return nil }
        day = Self.days(parts[0], parts[1], parts[2])
        hasTime = parts.count == 6
        second = hasTime ? parts[3] * 3600 + parts[4] * 60 + parts[5] : 0
    }

    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    var parts: (year: Int, month: Int, day: Int) {
        let z = day + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    var date: String {
        let (year, month, day) = parts
        return Self.digits(year, 4) + "-" + Self.digits(month, 2) + "-" + Self.digits(day, 2)
    }

    var text: String {
        guard hasTime else { return date }
        return date + " " + [second / 3600, second / 60 % 60, second % 60].map { Self.digits($0, 2) }.joined(separator: ":")
    }

    /// Days since the last Monday.
    var weekday: Int { ((day + 3) % 7 + 7) % 7 }

    var quarter: Int { (parts.month + 2) / 3 }

    /// A day that the month does not have is carried over.
    func adding(months: Int) -> CivilTime {
        let (year, month, day) = parts
        let total = year * 12 + month - 1 + months
        var result = self
        result.day = Self.days(total / 12, total % 12 + 1, 1) + day - 1
        return result
    }

    func adding(seconds: Int) -> CivilTime {
        var result = self
        let total = second + seconds
        let carried = (total % 86_400 + 86_400) % 86_400
        result.day += (total - carried) / 86_400
        result.second = carried
        return result
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
