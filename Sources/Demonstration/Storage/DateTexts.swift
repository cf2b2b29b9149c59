/// 'YYYY-MM-DD' for every day that can occur, made once, so that writing a date is a copy of ten bytes.
final class DateTexts {
    private static let first = CivilCalendar.day(year: 1900, month: 1, day: 1)
    private static let last = CivilCalendar.day(year: 2035, month: 12, day: 31)
    private let bytes: UnsafeMutablePointer<UInt8>

    init() {
        let count = (Self.last - Self.first + 1) * 10
        bytes = .allocate(capacity: count)
        for day in Self.first...Self.last {
            let date = CivilCalendar.date(of: day)
            let place = bytes + (day - Self.first) * 10
            Self.digits(date.year / 100, at: place)
            Self.digits(date.year % 100, at: place + 2)
            place[4] = UInt8(ascii: "-")
            Self.digits(date.month, at: place + 5)
            place[7] = UInt8(ascii: "-")
            Self.digits(date.day, at: place + 8)
        }
    }

    deinit {
        bytes.deallocate()
    }

    @inline(__always)
    private static func digits(_ number: Int, at place: UnsafeMutablePointer<UInt8>) {
        place[0] = UInt8(truncatingIfNeeded: 48 + number / 10)
        place[1] = UInt8(truncatingIfNeeded: 48 + number % 10)
    }

    /// Writes ten bytes.
    @inline(__always)
    func write(day: Int, to place: UnsafeMutablePointer<UInt8>) {
        let known = min(max(day, Self.first), Self.last)
        place.update(from: bytes + (known - Self.first) * 10, count: 10)
    }

    /// Writes nineteen bytes.
    @inline(__always)
    func write(moment: Int, to place: UnsafeMutablePointer<UInt8>) {
        let day = CivilCalendar.day(of: moment)
        let second = moment - day * CivilCalendar.secondsOfDay
        write(day: day, to: place)
        place[10] = UInt8(ascii: " ")
        Self.digits(second / 3600, at: place + 11)
        place[13] = UInt8(ascii: ":")
        Self.digits(second / 60 % 60, at: place + 14)
        place[16] = UInt8(ascii: ":")
        Self.digits(second % 60, at: place + 17)
    }
}
