/// Gathers the senses of each phrase of the lexicon into one edge of the category `Mention`: which of them is meant shows only in the
/// kind of event that the whole question tells of, so the chart need not choose.
enum Mentions {
    static let categories: Set<String> = ["Noun", "Event", "Attribute", "Value"]

    /// One edge for each run of words that the lexicon knows.
    ///
    /// A little word of the language is a name only right before a noun: "i" in "the i lab test", but not "other" in "other people".
    ///
    /// - Parameter parts: Whether a part of a name stands for all names that have it, as it does where most questions are about events.
    static func edges(_ lattice: [Chart.Edge], parts: Bool, isLittle: (Int) -> Bool) -> [Chart.Edge] {
        var places: [Range<Int>: Int] = [:]
        var result: [Chart.Edge] = []
        let nouns = Set(lattice.lazy.filter { $0.category == "Noun" }.map(\.start))
        for edge in lattice where categories.contains(edge.category) {
            if case .restriction(.condition(_, _, true)) = edge.meaning, edge.end == edge.start + 1, isLittle(edge.start),
                !nouns.contains(edge.end)
            {
                continue
            }
            if !parts, case .restriction(.condition(_, .binary(.contains, _, _), _)) = edge.meaning { continue }
            if let place = places[edge.start..<edge.end], case .list(let senses) = result[place].meaning {
                result[place].meaning = .list(senses + [edge.meaning])
                result[place].cost = min(result[place].cost, edge.cost)
            } else {
                places[edge.start..<edge.end] = result.count
                result.append(
                    Chart.Edge(
                        start: edge.start, end: edge.end, category: "Mention", meaning: .list([edge.meaning]), cost: edge.cost,
                        note: edge.note))
            }
        }
        return result
    }
}
