import Algebra

/// A question cut into phrases that each tell something, one behind the other, over all of its words.
///
/// The cheapest ways to cut are found over the chart's `Chunk` items as shortest paths; every word must be in a phrase.
struct Tale {
    /// What the phrases say, in the order of the words.
    var tellings: [Telling]
    /// The phrases' costs together.
    var cost: Double
    /// The phrases.
    var items: [Chart.Item]

    /// How many ways to cut are kept.
    static let keep = 12

    /// Whether nothing but times and places stands in it: "in 2100, was …".
    private var isFront: Bool {
        tellings.allSatisfy { telling in
            switch telling {
            case .period, .encounter, .occurrence, .asks(.moment), .asks(.anything), .link: true
            default: false
            }
        }
    }

    /// The cheapest tales over all tokens.
    static func all(_ chart: Chart, tokens count: Int) -> [Tale] {
        var best: [[Tale]] = Array(repeating: [], count: count + 1)
        best[0] = [Tale(tellings: [], cost: 0, items: [])]
        for end in 1...max(count, 1) where count > 0 {
            var found: [Tale] = []
            for start in 0..<end where !best[start].isEmpty {
                let openings = chart.items("Opening", start, end)
                for (index, item) in (openings + chart.items("Chunk", start, end)).enumerated() {
                    guard case .tellings(let more) = item.meaning else { continue }
                    // What opens a sentence opens nothing behind its first words.
                    for tale in best[start] where index >= openings.count || tale.isFront {
                        // "By 2024" and "as of May" say more than the time, and only the rules of times know what.
                        if tale.items.last?.meaning == .tellings([.link]), case .period? = more.first,
                            chart.items("TimePrep", start, start + 1).isEmpty
                        {
                            continue
                        }
                        // Behind a little word stands no request: "by state".
                        if tale.tellings.last == .link, more.first == .asks(.anything) { continue }
                        found.append(Tale(tellings: tale.tellings + more, cost: tale.cost + item.cost, items: tale.items + [item]))
                    }
                }
            }
            found.sort { $0.cost < $1.cost }
            var seen: Set<[Telling]> = []
            for tale in found where best[end].count < keep && seen.insert(tale.tellings.filter { $0 != .link }).inserted {
                best[end].append(tale)
            }
        }
        return best[count]
    }
}
