/// Where a pattern and its groups match, as byte offsets, so that a text need not be decoded to be searched.
public struct Match: Sendable, Hashable {
    /// Ranges of the whole match (group 0) and of each group, in bytes of UTF-8 from the start of the text; nil for a group that took no part.
    public let groups: [Range<Int>?]
    private let names: [String: Int]

    init(groups: [Range<Int>?], names: [String: Int]) {
        self.groups = groups
        self.names = names
    }

    /// The range of the whole match.
    public var range: Range<Int> {
        // The group 0 always takes part; `Pattern` does not make a match without it.
        groups[0] ?? 0..<0
    }

    /// The range of a group, by its number; nil when it took no part or there is no such group.
    public subscript(group: Int) -> Range<Int>? {
        groups.indices.contains(group) ? groups[group] : nil
    }

    /// The range of a group, by its name; nil when it took no part or there is no such group.
    public subscript(name: String) -> Range<Int>? {
        names[name].flatMap { self[$0] }
    }
}

extension Range<Int> {
    /// The text in a range of bytes.
    public func text(in whole: String) -> Substring {
        let utf8 = whole.utf8
        let start = utf8.index(utf8.startIndex, offsetBy: lowerBound)
        return whole[start..<utf8.index(start, offsetBy: count)]
    }
}
