/// Gathers the senses of each phrase of the lexicon into one edge of the category `Mention`: which of them is meant shows only in the
/// kind of event that the whole question tells of, so the chart need not choose.
enum Mentions {
    static let categories: Set<String> = ["Noun", "Event", "Attribute", "Value"]

    /// One edge for each run of words that the lexicon knows.
    static func edges(_ lattice: [Chart.Edge]) -> [Chart.Edge] {
        var places: [Range<Int>: Int] = [:]
        var result: [Chart.Edge] = []
        for edge in lattice where categories.contains(edge.category) {
            // Part of a name is no name.
            if case .restriction(.condition(_, .binary(.contains, _, _), _)) = edge.meaning { continue }
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
