import Algebra
import Catalog

/// Says a query back in words, from the algebra that will run: what is shown, of what, under which conditions, in which order.
///
/// Nothing of the question is known here, so the words hold exactly what the query holds: each conjunct of each filter is said, by a
/// word of the lexicon, by a definition of the catalog, or in general words of the term.
public struct Restater {
    var catalog: Catalog
    let labels: Labels
    let phrases: Phrases

    init(catalog: Catalog, labels: Labels, phrases: Phrases = .english) {
        self.catalog = catalog
        self.labels = labels
        self.phrases = phrases
    }

    /// The query in words, as one sentence with absolute dates.
    public func restate(_ query: Query) -> String {
        let text = description(of: query, in: nil).text(phrases)
        guard let first = text.first else { return text }
        return first.uppercased() + text.dropFirst() + phrases.stop
    }

    /// What a term over an entity's rows is called, as for a column's heading: `length of stay`, `department`.
    public func label(of term: Term, entity: String) -> String {
        value(term, Scope(.entity(entity)))
    }
}
