import Algebra
import Catalog

/// Says a query back in words, from the algebra that will run: what is shown, of what, under which conditions, in which order.
public struct Restater {
    let catalog: Catalog
    let labels: Labels

    /// The query in words.
    public func restate(_ query: Query) -> String { query.description }
}
