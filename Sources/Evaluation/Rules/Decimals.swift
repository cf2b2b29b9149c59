import Foundation

/// Numbers as the scorers' own language writes and rounds them, so that both find the same answers right.
enum Decimals {
    /// A number rounded to so many decimals, half to even on its exact binary value.
    static func rounded(_ number: Double, to places: Int) -> Double {
        guard number.isFinite else { return number }
        return Double(String(format: "%.\(places)f", number)) ?? number
    }

    /// How many decimals the shortest text of a number has; 0 in scientific notation.
    static func places(of number: Double) -> Int {
        let text = number.description
        guard !text.contains("e"), let point = text.firstIndex(of: ".") else { return 0 }
        return text.distance(from: point, to: text.endIndex) - 1
    }

    /// The number that a whole text spells in decimal notation, as `float()` reads it; nil when it spells none.
    static func parsed(_ text: String) -> Double? {
        var bytes = Array(text.utf8)
        let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D]
        while let last = bytes.last, space.contains(last) { bytes.removeLast() }
        bytes.removeFirst(bytes.prefix { space.contains($0) }.count)
        guard let first = bytes.first else { return nil }
        // Most texts are words: told apart by their first letter, but for those that name what is no number.
        let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
        let lead = isSigned ? (bytes.count > 1 ? bytes[1] : 0) : first
        let isFigure = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
        if !isFigure(lead) && lead != UInt8(ascii: ".") {
            switch String(decoding: bytes, as: UTF8.self).lowercased() {
            case "nan", "+nan", "-nan": return .nan
            case "inf", "+inf", "infinity", "+infinity": return .infinity
            case "-inf", "-infinity": return -.infinity
            default: return nil
            }
        }
        // Underscores may part figures.
        for index in bytes.indices where bytes[index] == UInt8(ascii: "_") {
            guard index > 0, index + 1 < bytes.count, isFigure(bytes[index - 1]), isFigure(bytes[index + 1]) else { return nil }
        }
        bytes.removeAll { $0 == UInt8(ascii: "_") }
        guard bytes.allSatisfy({ isFigure($0) || "+-.eE".utf8.contains($0) }) else { return nil }
        return Double(String(decoding: bytes, as: UTF8.self))
    }
}
