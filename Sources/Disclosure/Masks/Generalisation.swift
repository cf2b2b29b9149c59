import Catalog

/// Makes a value coarser; a value whose shape it does not know becomes nothing.
struct Generalisation {
    let granularity: Treatment.Granularity

    init(_ granularity: Treatment.Granularity) {
        self.granularity = granularity
    }

    func apply(_ cell: Cell) -> Cell {
        switch granularity {
        case .month, .year: return date(cell)
        case .age, .ageBand5, .ageBand10: return age(cell)
        case .district: return district(cell)
        case .postcode3: return postcode(cell)
        }
    }

    // MARK: Dates

    /// `YYYY-MM-DD…`, `YYYY-MM`, `YYYY-Qn` or `YYYY`; a year as a number is one already.
    private func date(_ cell: Cell) -> Cell {
        if case .integer(let year) = cell { return (1000...9999).contains(year) ? cell : .null }
        guard case .text(let text) = cell else { return .null }
        let bytes = Array(text.utf8)
        func digits(_ range: Range<Int>) -> Bool {
            range.upperBound <= bytes.count && bytes[range].allSatisfy { (0x30...0x39).contains($0) }
        }
        guard digits(0..<4) else { return .null }
        if bytes.count == 4 { return cell }
        guard bytes[4] == UInt8(ascii: "-") else { return .null }
        if granularity == .year { return .text(String(text.prefix(4))) }
        if bytes.count == 7, bytes[5] == UInt8(ascii: "Q"), digits(6..<7) { return cell }
        guard digits(5..<7), bytes.count == 7 || bytes[7] == UInt8(ascii: "-") else { return .null }
        return .text(String(text.prefix(7)))
    }

    // MARK: Ages

    private func age(_ cell: Cell) -> Cell {
        let years: Int64
        switch cell {
        case .integer(let value): years = value
        case .decimal(let value) where value.isFinite && abs(value) < 1000: years = Int64(value.rounded(.down))
        default: return .null
        }
        guard years >= 0 else { return .null }
        if years >= 90 { return .text("90+") }
        switch granularity {
        case .ageBand5: return .text(band(years, 5))
        case .ageBand10: return .text(band(years, 10))
        default: return .integer(years)
        }
    }

    private func band(_ years: Int64, _ width: Int64) -> String {
        let start = years / width * width
        return "\(start)-\(start + width - 1)"
    }

    // MARK: Places

    /// An address up to its district: `江苏省南京市玄武区…` to 区, 县 or 旗, and the part of an English address that ends in `District` or `County`
    /// with all after it.
    private func district(_ cell: Cell) -> Cell {
        guard case .text(let text) = cell else { return .null }
        if let end = text.firstIndex(where: { "区县旗".contains($0) }) { return .text(String(text[...end])) }
        let parts = text.split(separator: ",").map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard let index = parts.firstIndex(where: { $0.hasSuffix(" District") || $0.hasSuffix(" County") }) else { return .null }
        return .text(parts[index...].joined(separator: ", "))
    }

    private func postcode(_ cell: Cell) -> Cell {
        guard case .text(let text) = cell, text.utf8.count >= 5 else { return .null }
        let first = text.prefix(3)
        return first.utf8.allSatisfy { (0x30...0x39).contains($0) } ? .text(String(first)) : .null
    }
}
