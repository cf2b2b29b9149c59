/// A query: what a question means, before and after governance.
///
/// Relational algebra over the catalog's entities.
public indirect enum Query: Hashable, Sendable {
    case select(Select)
    /// Set semantics: rows of the result are distinct.
    case combine(SetOperator, Query, Query)
    case align(Alignment)
}

/// Operators on whole results, as sets.
public enum SetOperator: String, Hashable, Sendable, CaseIterable {
    case union, intersect, except
}

/// Rows of one source, filtered, grouped, projected, sorted and cut.
public struct Select: Hashable, Sendable {
    /// Where the rows come from.
    public var source: Source
    /// To-one joins; only in resolved queries (written queries use paths).
    public var joins: [Join]
    /// Only rows for which this is true stay.
    public var filter: Term?
    /// Group keys.
    ///
    /// A select with keys, or with aggregates among its outputs, has one row a group (one in all without keys).
    public var keys: [Output]
    /// The columns of the result.
    public var outputs: [Output]
    /// A condition on groups; may use aggregates and the names of keys and outputs.
    public var having: Term?
    /// Whether equal rows of the result stay once.
    public var distinct: Bool
    /// May use the names of keys and outputs as one-step paths.
    public var order: [Ordering]
    /// How many rows stay; nil for all.
    public var limit: Limit?

    /// A select.
    public init(
        _ source: Source, joins: [Join] = [], filter: Term? = nil, keys: [Output] = [], outputs: [Output] = [], having: Term? = nil,
        distinct: Bool = false, order: [Ordering] = [], limit: Limit? = nil
    ) {
        self.source = source
        self.joins = joins
        self.filter = filter
        self.keys = keys
        self.outputs = outputs
        self.having = having
        self.distinct = distinct
        self.order = order
        self.limit = limit
    }

    /// Whether the rows are groups: there are keys, or an output or the having condition aggregates.
    public var isAggregate: Bool {
        !keys.isEmpty || outputs.contains { $0.expression.containsAggregate } || having?.containsAggregate == true
    }
}

/// Where a select takes its rows from: one occurrence of an entity, a to-many path, a subquery, or a calendar.
public struct Source: Hashable, Sendable {
    /// What kind of source it is.
    public enum Kind: Hashable, Sendable {
        case entity(String)
        /// A path from the row of the enclosing query; its last step is to-many, or to-one. Gone once resolved.
        case related([String])
        case query(Query)
        /// Consecutive periods of a unit (day, week, month, quarter, year) that cover [from, to); columns `start`, `end` (cut to the interval), `label`.
        case calendar(unit: String, from: Term, to: Term)
    }

    /// Where it takes rows from.
    public var kind: Kind
    /// The name by which columns refer to this source; unique in the whole query once resolved.
    public var alias: String?
    /// Only rows for which this is true exist for the caller; put there by governance, never by a question.
    public var visible: Term?

    /// A source.
    public init(_ kind: Kind, alias: String? = nil, visible: Term? = nil) {
        self.kind = kind
        self.alias = alias
        self.visible = visible
    }
}

/// A to-one join in a resolved query: at most one row of the entity joins each row so far; none gives nulls.
public struct Join: Hashable, Sendable {
    /// What is joined.
    public var entity: String
    /// The name by which columns refer to it.
    public var alias: String
    /// When a row of it belongs to a row so far.
    public var condition: Term
    /// As in `Source.visible`; a row that is not visible counts as absent.
    public var visible: Term?

    /// A join.
    public init(entity: String, alias: String, condition: Term, visible: Term? = nil) {
        self.entity = entity
        self.alias = alias
        self.condition = condition
        self.visible = visible
    }
}

/// A named column of a result.
public struct Output: Hashable, Sendable {
    /// Whether the column was asked for, helps to read the others, or serves governance and never leaves.
    public enum Role: String, Hashable, Sendable, CaseIterable {
        case asked, supporting, hidden
    }

    /// Its name in the result.
    public var name: String
    /// Its value.
    public var expression: Term
    /// Why it is there.
    public var role: Role

    /// A column.
    public init(_ name: String, _ expression: Term, role: Role = .asked) {
        self.name = name
        self.expression = expression
        self.role = role
    }
}

/// How many rows to keep, after sorting.
public struct Limit: Hashable, Sendable {
    /// What happens to rows that tie with the last one on the sort keys.
    public enum Ties: String, Hashable, Sendable, CaseIterable {
        /// Exactly `count` rows; ties broken by the total order.
        case cut
        /// Rows whose rank (1, 2, 2, 4 …) is at most `count`.
        case rank
        /// Rows whose dense rank (1, 2, 2, 3 …) is at most `count`.
        case dense
    }

    /// How many rows, or ranks.
    public var count: Int
    /// What happens to ties.
    public var ties: Ties

    /// A limit.
    public init(_ count: Int, ties: Ties = .cut) {
        self.count = count
        self.ties = ties
    }
}

/// Several aggregate queries laid side by side by their common keys: ratios over different entities, one period against another.
///
/// Each part yields the key columns `on` and its values. Without keys every part has one row, and so has the result.
/// Rows are those of the first part (`full`: of any part); where another part has no row, its values are null.
public struct Alignment: Hashable, Sendable {
    /// A named query of an alignment; its columns are `name.column`.
    public struct Part: Hashable, Sendable {
        /// What its columns are known by.
        public var name: String
        /// Its rows.
        public var query: Query

        /// A part.
        public init(_ name: String, _ query: Query) {
            self.name = name
            self.query = query
        }
    }

    /// What is laid side by side.
    public var parts: [Part]
    /// The key columns that every part yields.
    public var on: [String]
    /// Whether rows stay that the first part lacks.
    public var full: Bool
    /// Expressions over `part.column` and the key names.
    public var outputs: [Output]
    /// Only rows for which this is true stay.
    public var filter: Term?
    /// How the rows are sorted.
    public var order: [Ordering]
    /// How many rows stay; nil for all.
    public var limit: Limit?

    /// An alignment.
    public init(
        _ parts: [Part], on: [String] = [], full: Bool = false, outputs: [Output], filter: Term? = nil, order: [Ordering] = [],
        limit: Limit? = nil
    ) {
        self.parts = parts
        self.on = on
        self.full = full
        self.outputs = outputs
        self.filter = filter
        self.order = order
        self.limit = limit
    }
}
