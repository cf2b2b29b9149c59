import Algebra

/// A tale that sets a value at one time against the value at another: "is the last weight greater than the first".
struct Contrast {
    /// What is told of the first value, and of the second.
    var sides: [[Telling]]
    /// How they compare; nil where the difference is asked for.
    var comparison: BinaryOperator?
    /// What is told of both.
    var mentions: [[Meaning]]

    /// nil when the tale sets nothing against anything.
    init?(_ all: [Telling]) {
        let tellings = all.filter { $0 != .link }
        func isComparison(_ telling: Telling) -> Bool {
            if case .compared(_, nil) = telling { true } else { false }
        }
        // New things of two periods are compared as sets, not as values.
        guard !tellings.contains(.new) else { return nil }
        let comparing = tellings.firstIndex(where: isComparison)
        let isDifference = tellings.contains(.difference)
        guard comparing != nil || isDifference else { return nil }
        let split: Int
        if let comparing {
            split = comparing
        } else if let against = tellings.firstIndex(of: .against) {
            split = against
        } else if let and = tellings.firstIndex(of: .and) {
            split = and
        } else {
            return nil
        }
        if case .compared(let op, nil)? = comparing.map({ tellings[$0] }) { comparison = op }
        guard !(comparison != nil && isDifference) else { return nil }
        sides = [Array(tellings[..<split]), Array(tellings[(split + 1)...])]
        mentions = tellings.compactMap { if case .mention(let senses) = $0 { senses } else { nil } }
        // A side that has its marks too is no plain value.
        guard !sides.joined().contains(where: { isComparison($0) || $0 == .against }) else { return nil }
    }
}
