/// Brings queries to normal form, giving aliases names that tell their place and, for joins, how they are joined.
///
/// Those names make the order of conditions independent of how the query was written; `AliasRenaming` makes them short afterwards.
struct Normalizer {
    /// The names that aliases have where the normalizer is.
    struct Scope {
        /// By the alias of a source or join.
        var columns: [String: String] = [:]
        /// By the written alias of each enclosing query's source, from the outside in.
        var frames: [(alias: String?, name: String)] = []
        var depth: Int { frames.count }
    }

    private let used: Set<String>

    /// `used`: the aliases that something refers to; others are dropped.
    init(used: Set<String>) { self.used = used }

    mutating func query(_ query: Query, _ purpose: RowPurpose, _ scope: Scope) -> Query {
        switch query {
        case .select(let select): return .select(self.select(select, purpose, scope))
        case .combine(let op, let left, let right):
            let sides = [self.query(left, .set, scope), self.query(right, .set, scope)]
            // The columns' names and the result's order come from the left side, so sides trade places only where neither can show.
            let mayTrade = op != .except && (purpose == .set || purpose == .existence)
            let ordered = mayTrade ? sides.sorted { $0.description < $1.description } : sides
            return .combine(op, ordered[0], ordered[1])
        case .align(let alignment): return .align(self.alignment(alignment, purpose, scope))
        }
    }

    // MARK: Selects

    private mutating func select(_ written: Select, _ purpose: RowPurpose, _ outer: Scope) -> Select {
        let select = Self.withoutIdleClauses(written, purpose)
        var scope = outer
        let name = "#\(outer.depth)"
        scope.frames.append((select.source.alias, name))
        if let alias = select.source.alias { scope.columns[alias] = name }
        var result = select
        result.source.alias = select.source.alias.flatMap { used.contains($0) ? name : nil }
        switch select.source.kind {
        case .entity, .related: break
        case .query(let inner): result.source.kind = .query(query(inner, .rows, Scope(columns: outer.columns)))
        case .calendar(let unit, let from, let to):
            result.source.kind = .calendar(unit: unit, from: term(from, outer), to: term(to, outer))
        }
        let joins = joins(select, &scope)
        result.joins = []
        result.source.visible = condition(select.source.visible, scope)
        result.filter = condition(select.filter, scope)
        result.having = condition(select.having, scope)
        result.keys = select.keys.map { Output($0.name, term($0.expression, scope), role: $0.role) }
        result.outputs = select.outputs.map { Output($0.name, term($0.expression, scope), role: $0.role) }
        result.order = order(select.order, scope)
        result.joins = Self.used(joins, by: result)
        return Self.withoutIdleClauses(result, purpose)
    }

    /// Drops what cannot matter to the rows that are used.
    private static func withoutIdleClauses(_ select: Select, _ purpose: RowPurpose) -> Select {
        var result = select
        let isSingle = select.isAggregate && select.keys.isEmpty
        let outputs = Set(select.outputs.map(\.expression))
        if isSingle || !select.keys.isEmpty && select.keys.allSatisfy({ outputs.contains($0.expression) }) { result.distinct = false }
        if isSingle { result.order = [] }
        switch purpose {
        case .result, .rows, .set: break
        case .first, .existence:
            if let limit = select.limit, limit.count > 0 { result.limit = nil }
        }
        let unlimited = result.limit == nil
        if unlimited, purpose == .rows || purpose == .set || purpose == .existence { result.order = [] }
        if unlimited, purpose == .set || purpose == .existence { result.distinct = false }
        if unlimited, purpose == .existence, !select.isAggregate, select.having?.containsWindow != true { result.outputs = [] }
        return result
    }

    /// The joins, each once, in an order that depends only on what they join; they become names that say how they are joined.
    private mutating func joins(_ select: Select, _ scope: inout Scope) -> [Join] {
        var named: [(join: Join, rank: Int)] = []
        var ranks: [String: Int] = [:]
        for join in select.joins {
            var inner = scope
            inner.columns[join.alias] = "#self"
            var normal = Join(
                entity: join.entity, alias: "#self", condition: condition(join.condition, inner) ?? .literal(.boolean(true)),
                visible: condition(join.visible, inner))
            let name = "\(join.entity) on \(normal.condition)" + (normal.visible.map { " visible \($0)" } ?? "")
            scope.columns[join.alias] = name
            let rank =
                1 + (Self.sources(of: join).subtracting([join.alias]).compactMap { scope.columns[$0].flatMap { ranks[$0] } }.max() ?? 0)
            guard ranks.updateValue(rank, forKey: name) == nil else { continue }
            normal.alias = name
            normal.condition = Self.replace(normal.condition, source: "#self", by: name)
            normal.visible = normal.visible.map { Self.replace($0, source: "#self", by: name) }
            named.append((normal, rank))
        }
        return named.sorted { ($0.rank, $0.join.alias) < ($1.rank, $1.join.alias) }.map(\.join)
    }

    /// Those that the select refers to: a join to one row that nobody looks at changes nothing.
    private static func used(_ joins: [Join], by select: Select) -> [Join] {
        var names: Set<String> = []
        Query.select(select).walk { if case .column(let source, _) = $0 { names.insert(source) } }
        var result: [Join] = []
        // A later join may stand on an earlier one.
        for join in joins.reversed() where names.contains(join.alias) {
            names.formUnion(sources(of: join))
            result.append(join)
        }
        return result.reversed()
    }

    private static func sources(of join: Join) -> Set<String> {
        var sources: Set<String> = []
        for term in [join.condition, join.visible].compactMap({ $0 }) {
            term.walkAll { if case .column(let source, _) = $0 { sources.insert(source) } }
        }
        return sources
    }

    private static func replace(_ term: Term, source: String, by name: String) -> Term {
        if case .column(source, let column) = term { return .column(source: name, name: column) }
        return term.mapChildren({ replace($0, source: source, by: name) }, query: { replace($0, source: source, by: name) })
    }

    private static func replace(_ query: Query, source: String, by name: String) -> Query {
        query.mapTerms({ replace($0, source: source, by: name) }, query: { replace($0, source: source, by: name) })
    }

    private mutating func order(_ order: [Ordering], _ scope: Scope) -> [Ordering] {
        var seen: Set<Term> = []
        var result: [Ordering] = []
        for key in order {
            let term = term(key.expression, scope)
            if term.isConstant || !seen.insert(term).inserted { continue }
            result.append(Ordering(term, descending: key.descending))
        }
        return result
    }

    // MARK: Alignments

    private mutating func alignment(_ alignment: Alignment, _ purpose: RowPurpose, _ outer: Scope) -> Alignment {
        var scope = outer
        // Parts are known by name in paths too, like the sources of enclosing queries.
        var result = alignment
        result.parts = []
        for (index, part) in alignment.parts.enumerated() {
            let name = "#\(outer.depth) part \(index)"
            result.parts.append(Alignment.Part(name, query(part.query, .rows, outer)))
            scope.columns[part.name] = name
        }
        for part in alignment.parts { scope.frames.append((part.name, scope.columns[part.name] ?? part.name)) }
        result.outputs = alignment.outputs.map { Output($0.name, term($0.expression, scope), role: $0.role) }
        result.filter = condition(alignment.filter, scope)
        result.order = order(alignment.order, scope)
        if result.limit == nil, purpose != .result, purpose != .first { result.order = [] }
        return result
    }
}

extension Term {
    /// Whether the value is the same for every row.
    var isConstant: Bool {
        switch self {
        case .literal, .parameter: true
        default: false
        }
    }

    /// Calls `visit` with this term and all below it, those of subqueries included.
    func walkAll(_ visit: (Term) -> Void) {
        walk(visit, query: { $0.walk(visit) })
    }
}
