/// Makes resident identity numbers that pass every check of GB 11643: district, birth date, sequence whose parity tells the sex, and the check
/// character of ISO 7064 MOD 11-2.
enum IdentityNumber {
    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    private static let checks = Array("10X98765432".utf8)

    /// The number of a person.
    ///
    /// - Parameters:
    ///   - district: Six digits of GB/T 2260.
    ///   - born: The day of birth.
    ///   - sequence: 0...999, odd for men and even for women.
    static func text(district: Int, born: Int, sequence: Int) -> String {
        let date = CivilCalendar.date(of: born)
        var number = (district * 10_000 + date.year) * 10_000 + date.month * 100 + date.day
        number = number * 1_000 + sequence
        var digits = [UInt8](repeating: 0, count: 17)
        for place in stride(from: 16, through: 0, by: -1) {
            digits[place] = UInt8(number % 10)
            number /= 10
        }
        let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 }
        return String(decoding: digits.map { $0 + 48 } + [checks[sum % 11]], as: UTF8.self)
    }
}
