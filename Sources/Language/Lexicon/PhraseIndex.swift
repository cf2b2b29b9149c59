/// Finds phrases of the lexicon in a question: a trie over words in which every form of a word of the question may match.
struct PhraseIndex: Sendable {
    /// What a phrase stands for.
    struct Entry: Sendable, Hashable {
        var category: String
        var meaning: Meaning
        var cost: Double
    }

    private struct Node: Sendable {
        var next: [String: Int] = [:]
        var entries: [Entry] = []
    }

    private var nodes: [Node] = [Node()]
    /// Every word of every phrase, for "nearest known terms".
    private(set) var words: Set<String> = []
    /// The phrases as they were written, for completion.
    private(set) var names: [(text: String, entry: Entry)] = []

    /// Adds a phrase by its words; `name` is how it is written.
    mutating func insert(_ phrase: [String], _ entry: Entry, name: String) {
        insert(phrase, entry)
        names.append((name, entry))
    }

    mutating func insert(_ phrase: [String], _ entry: Entry) {
        guard !phrase.isEmpty else { return }
        var node = 0
        for word in phrase {
            words.insert(word)
            if let next = nodes[node].next[word] {
                node = next
            } else {
                nodes.append(Node())
                nodes[node].next[word] = nodes.count - 1
                node = nodes.count - 1
            }
        }
        if !nodes[node].entries.contains(entry) { nodes[node].entries.append(entry) }
    }

    /// How many phrases there are of each category.
    var counts: [String: Int] {
        nodes.lazy.flatMap(\.entries).reduce(into: [:]) { counts, entry in counts[entry.category, default: 0] += 1 }
    }

    /// Whether a phrase has an entry of a kind.
    func has(_ phrase: [String], _ isWanted: (Entry) -> Bool) -> Bool {
        var node = 0
        for word in phrase {
            guard let next = nodes[node].next[word] else { return false }
            node = next
        }
        return nodes[node].entries.contains(where: isWanted)
    }

    /// All phrases that start at a token.
    func matches(_ tokens: [Token], at start: Int) -> [(end: Int, entry: Entry)] {
        var result: [(end: Int, entry: Entry)] = []
        // Places in the trie, and whether only noun forms led there: events and qualities may be inflected as verbs are.
        var frontier = [0: true]
        var end = start
        while end < tokens.count, !frontier.isEmpty {
            let token = tokens[end]
            let forms = token.forms.isEmpty ? [token.text] : token.forms
            var next: [Int: Bool] = [:]
            for (node, nominal) in frontier {
                for form in forms {
                    guard let child = nodes[node].next[form] else { continue }
                    next[child] = (next[child] ?? false) || (nominal && (token.forms.isEmpty || token.nominalForms.contains(form)))
                }
            }
            end += 1
            for (node, nominal) in next.sorted(by: { $0.key < $1.key }) {
                for entry in nodes[node].entries where nominal || entry.category == "Event" || entry.category == "Value" {
                    result.append((end, entry))
                }
            }
            frontier = next
        }
        return result
    }
}
