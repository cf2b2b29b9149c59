/// The clauses of a sentence about a query, still apart, so that queries laid side by side can say once what they share.
struct Description {
    /// Something that is shown.
    struct Shown: Equatable {
        /// The output's name in the query.
        var name: String
        /// In full, with definition.
        var text: String
        /// For mentioning it again.
        var short: String
        /// Whether "of the rows" must follow.
        var ofRows = false
        /// Whether the text says already what rows it is about.
        var namesRows = false
        /// The catalog measure it is.
        var measure: String?
        /// Whether it counts something.
        var counts = false
        var unit: String?
    }

    var shown: [Shown] = []
    /// What rows it is about, in the plural.
    var rows = ""
    /// Where the rows are only the first, last or nth of some: those, and which of them.
    var whole: (rows: String, which: String)?
    /// When, by the rows' own time.
    var period: String?
    var conditions: [String] = []
    var groups: [String] = []
    /// Having, order and limit.
    var tail: [String] = []
    /// What is true only of one part of an alignment, or of one output.
    var parts: [String] = []

    /// What is shown, with the rows.
    func head(_ phrases: Phrases) -> String {
        let texts = phrases.all(shown.map(\.text))
        if texts.isEmpty { return rows }
        return !rows.isEmpty && (shown.contains { $0.ofRows } || !shown.contains { $0.namesRows }) ? phrases.say(.of, texts, rows) : texts
    }

    /// The whole sentence, without capital and full stop.
    func text(_ phrases: Phrases) -> String {
        var first = head(phrases)
        if let period { first = phrases.say(.at, first, period) }
        var clauses = [first] + conditions
        if !groups.isEmpty { clauses.append(phrases.say(.by, phrases.all(groups))) }
        clauses += tail
        return ([clauses.filter { !$0.isEmpty }.joined(separator: phrases.comma)] + parts).joined(separator: phrases.semicolon)
    }
}
