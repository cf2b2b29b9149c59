/// Tells real dates and times from look-alikes such as 2026-02-30, which SQLite would silently carry over into March.
public enum LocalTime {
    /// Whether the text is `YYYY-MM-DD` or `YYYY-MM-DD HH:MM:SS` and names a day and a second that exist.
    public static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 10 || bytes.count == 19 else { return false }
        let pattern = Array("dddd-dd-dd dd:dd:dd".utf8)
        for (byte, expected) in zip(bytes, pattern) {
            let fits = expected == UInt8(ascii: "d") ? (0x30...0x39).contains(byte) : byte == expected
            guard fits else { return false }
        }
        func number(_ from: Int, _ length: Int) -> Int { bytes[from..<from + length].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
        let year = number(0, 4)
        let month = number(5, 2)
        let day = number(8, 2)
        guard (1...12).contains(month), day >= 1, day <= daysIn(month: month, of: year) else { return false }
        guard bytes.count == 19 else { return true }
        return number(11, 2) < 24 && number(14, 2) < 60 && number(17, 2) < 60
    }

    private static func daysIn(month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: return 30
        case 2: return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: return 31
        }
    }
}
