/// Decides whether two queries say the same: they do when their normal forms are equal.
///
/// The normal form never changes the rows of a result, nor their order, under the three-valued logic of SQL. It does not find every
/// equivalence, only those of the same thing said differently: order of conditions, direction of comparisons, negation, names of aliases.
extension Query {
    /// The query in normal form.
    ///
    /// Normalising twice changes nothing.
    public func normalized() -> Query {
        let prefix = AliasReferences(self).freePrefix
        // First every alias becomes unique, so that its name alone tells whether something refers to it.
        var query = AliasRenaming.rename(self, prefix: prefix)
        while true {
            var normalizer = Normalizer(used: AliasReferences(query).names)
            query = AliasRenaming.rename(normalizer.query(query, .result, Normalizer.Scope()), prefix: prefix)
            // Simplifying may have taken away the last reference to an alias, and an alias less may sort differently.
            if AliasReferences(query).allAliasesAreUsed { return query }
        }
    }
}

extension Term {
    /// The condition in normal form: it is true for the same rows.
    ///
    /// As a value it may be another truthy number.
    public func normalizedCondition() -> Term {
        let select = Select(Source(.entity("row")), filter: self)
        guard case .select(let normal) = Query.select(select).normalized() else { return self }
        return normal.filter ?? .literal(.boolean(true))
    }
}

/// What becomes of a query's rows, which decides what of it can matter.
enum RowPurpose {
    /// They are shown: everything matters.
    case result
    /// They are a source: order matters only for a limit.
    case rows
    /// They are a set of values: duplicates do not matter either.
    case set
    /// Only the first value counts.
    case first
    /// Only whether there is one.
    case existence
}

/// Which aliases a query has, and which names something refers to.
struct AliasReferences {
    /// Sources of columns, and first steps of paths, which may be aliases.
    private(set) var names: Set<String> = []
    private var firstSteps: Set<String> = []
    private var sources: Set<String> = []
    private var parts: Set<String> = []

    init(_ query: Query) {
        query.walk { term in
            switch term {
            case .column(let source, _): names.insert(source)
            case .path(let steps):
                guard let first = steps.first(where: { $0 != "outer" }) else { return }
                names.insert(first)
                firstSteps.insert(first)
            default: break
            }
        }
        query.walkQueries { query in
            switch query {
            case .select(let select): if let alias = select.source.alias { sources.insert(alias) }
            case .align(let alignment): parts.formUnion(alignment.parts.map(\.name))
            case .combine: break
            }
        }
    }

    var allAliasesAreUsed: Bool { sources.isSubset(of: names) }

    /// Text that starts no path's first step unless that is an alias, so that new aliases cannot capture a path.
    var freePrefix: String {
        let taken = firstSteps.subtracting(sources).subtracting(parts)
        var prefix = "t"
        while taken.contains(where: { $0.hasPrefix(prefix) && $0.dropFirst(prefix.count).allSatisfy(\.isNumber) }) { prefix += "t" }
        return prefix
    }
}
