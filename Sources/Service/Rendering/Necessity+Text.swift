import Governance

extension Necessity {
    /// What is read and what for, and what of the same tables is not: a line a column, a line a table.
    public var text: String {
        let width = read.map { $0.entity.count + $0.attribute.count + 3 }.max() ?? 0
        let lines = read.map { reading in
            let name = "\(reading.entity).\(reading.attribute)"
            return "reads " + DisplayWidth.pad(name, to: width) + reading.uses.map(\.words).joined(separator: ", ")
        }
        return (lines + leftOut.map { "left out of \($0.entity), not needed: \($0.attributes.joined(separator: ", "))" })
            .joined(separator: "\n")
    }
}

extension Necessity.Use {
    /// The use in words.
    public var words: String {
        switch self {
        case .shown: "to be shown or counted"
        case .filtered: "to choose rows"
        case .grouped: "to group by"
        case .sorted: "to sort by"
        case .linked: "to link rows"
        case .rule: "for the policy's rules"
        }
    }
}
