/// Dates as days since 1970-01-01 and moments as seconds since then in local time: what the simulation counts in.
///
/// The conversions are Howard Hinnant's (https://howardhinnant.github.io/date_algorithms.html).
enum CivilCalendar {
    static let secondsOfDay = 86_400

    /// The first day of the simulation.
    static let firstDay = day(year: 2024, month: 1, day: 1)
    /// The day of `asOf`, the last of the simulation.
    static let lastDay = day(year: 2026, month: 6, day: 30)
    /// The data's present: the last second of the last day.
    static let asOf = (lastDay + 1) * secondsOfDay - 1

    static func day(year: Int, month: Int, day: Int) -> Int {
        let y = month <= 2 ? year - 1 : year
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    static func date(of day: Int) -> (year: Int, month: Int, day: Int) {
        let z = day + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// 0 for Monday to 6 for Sunday.
    static func weekday(of day: Int) -> Int {
        ((day + 3) % 7 + 7) % 7
    }

    static func day(of moment: Int) -> Int {
        moment >= 0 ? moment / secondsOfDay : (moment - secondsOfDay + 1) / secondsOfDay
    }

    static func hour(of moment: Int) -> Int {
        (moment - day(of: moment) * secondsOfDay) / 3600
    }

    /// Age in completed years.
    static func age(born: Int, on day: Int) -> Int {
        let birth = date(of: born)
        let today = date(of: day)
        let reached = (today.month, today.day) >= (birth.month, birth.day)
        return today.year - birth.year - (reached ? 0 : 1)
    }

    /// 'YYYY-MM-DD'.
    static func text(day: Int) -> String {
        let date = date(of: day)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(date.year)-\(two(date.month))-\(two(date.day))"
    }

    /// 'YYYY-MM-DD HH:MM:SS'.
    static func text(moment: Int) -> String {
        let today = day(of: moment)
        let second = moment - today * secondsOfDay
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(text(day: today)) \(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    }
}

/// Public holidays on which clinics are as quiet as on Sundays.
enum Holidays {
    /// First day and number of days: New Year, Spring Festival, Qingming, Labour Day, Dragon Boat, Mid-Autumn, National Day.
    private static let spans: [(year: Int, month: Int, day: Int, length: Int)] = [
        (2024, 1, 1, 1), (2024, 2, 10, 8), (2024, 4, 4, 3), (2024, 5, 1, 5), (2024, 6, 10, 1), (2024, 9, 15, 3), (2024, 10, 1, 7),
        (2025, 1, 1, 1), (2025, 1, 28, 8), (2025, 4, 4, 3), (2025, 5, 1, 5), (2025, 5, 31, 3), (2025, 10, 1, 8),
        (2026, 1, 1, 3), (2026, 2, 15, 9), (2026, 4, 4, 3), (2026, 5, 1, 5), (2026, 6, 19, 3),
    ]

    private static let days: Set<Int> = Set(
        spans.flatMap { span in
            let first = CivilCalendar.day(year: span.year, month: span.month, day: span.day)
            return Array(first..<first + span.length)
        })

    static func contains(_ day: Int) -> Bool {
        days.contains(day)
    }
}
