import Algebra

// Reading the arguments of constructors; nil where an argument is missing or of another kind.

extension Meaning {
    /// The items of nested lists, or the meaning itself.
    var flattened: [Meaning] {
        if case .list(let items) = self { return items.flatMap(\.flattened) }
        return [self]
    }
}

extension [Meaning] {
    func number(_ index: Int) -> Double? {
        if index < count, case .number(let n) = self[index] { return n }
        return nil
    }

    func numbers(_ count: Int) -> [Double]? {
        let list = compactMap { if case .number(let n) = $0 { n } else { nil } }
        return list.count == count && self.count == count ? list : nil
    }

    func integer(_ index: Int) -> Int? {
        number(index).flatMap { $0 == $0.rounded() && abs($0) < 1e9 ? Int($0) : nil }
    }

    func word(_ index: Int) -> String? {
        if index < count, case .word(let word) = self[index] { return word }
        return nil
    }

    func unit(_ index: Int) -> CalendarUnit? {
        if index < count, case .unit(let unit) = self[index] { return unit }
        return nil
    }

    func period(_ index: Int) -> Period? {
        if index < count, case .period(let period) = self[index] { return period }
        return nil
    }

    func stretch(_ index: Int) -> Stretch? {
        if index < count, case .stretch(let stretch) = self[index] { return stretch }
        return nil
    }

    func `operator`(_ index: Int) -> BinaryOperator? { word(index).flatMap(BinaryOperator.init(rawValue:)) }
}
